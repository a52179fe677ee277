// Directions that change the picture: found without labels or by name, a slider each, and those of one's own.
import { button, segments, slider } from "../kit/controls.js";
import { make, notice } from "../kit/dom.js";
import { colon, number, percent, t } from "../kit/words.js";
import { methodsOf, scaled, withAmount, withKept } from "./amounts.js";
import { keep, kept } from "./keeping.js";
import { sigma } from "./numbers.js";
import { directionChoice } from "./space.js";
import { through } from "./state.js";
import { movingView } from "./views.js";

/** @typedef {import("./tab.js").App} App */
/** @typedef {import("./amounts.js").Kept} Kept */

const MOST = 8; // sliders

/** @param {App} app @returns {import("./tools.js").Tool} */
export function directionsTool(app) {
  const { state } = app;
  const { directions } = state;
  const names = methodsOf(state);
  if (!names.includes(directions.method)) [directions.method] = names;
  const list = make("div", { class: "ll-sliders" });
  const about = make("p", { class: "gp-note" });
  const tellMethod = () => {
    about.textContent = t(`${methodKey(directions.space, directions.method)}.note`);
  };
  let sliders = [];
  function tell() {
    for (const [index, one] of sliders.entries()) one.set(directions.amounts[index] || 0);
  }

  function move(amounts) {
    directions.amounts = amounts;
    tell();
    app.draw();
  }
  /** The sliders of this method's directions. */
  async function find() {
    const { method } = directions;
    list.classList.add("busy");
    const view = movingView(state, { tool: "directions", keyframes: [0], method }, directions.space);
    const answer = await app.fetch("find_directions", { view });
    list.classList.remove("busy");
    if (!answer || answer.method !== directions.method || answer.space !== directions.space) return;
    const shares = answer.share.slice(0, MOST);
    sliders = shares.map((share, index) => amountSlider(app, nameOf(index, share), index, shares.length));
    list.replaceChildren(...sliders);
  }
  const nameOf = (index, share) =>
    directions.method === "named"
      ? t(`latent.attribute.${state.facts.named[directions.space][index]}`)
      : t("latent.directions.name", { n: index + 1, share: percent(share) });
  function chooseMethod(method) {
    Object.assign(directions, { method, amounts: [] });
    app.draw();
    find();
    tellMethod();
  }
  /** Along a kept direction. @param {Kept} direction @param {number} times */
  function along({ method, amounts, space = "z" }, times) {
    if (directions.space !== space) {
      through(state, space);
      Object.assign(directions, { method, amounts: scaled(amounts, times) });
      app.reopen();
      return app.draw();
    }
    if (directions.method !== method) {
      directions.method = method;
      methods.press(method);
      tellMethod();
      find();
    }
    return move(scaled(amounts, times));
  }
  const choices = names.map((method) => [method, t(methodKey(directions.space, method))]);
  const methods = segments(choices, directions.method, chooseMethod, t("latent.mode.directions"));
  const own = ownDirections(app, along);
  const reset = button(t("latent.directions.reset"), () => move([]));
  tellMethod();
  return {
    build: () => [
      ...directionChoice(app),
      methods,
      about,
      list,
      make("div", { class: "ll-row" }, reset, ...own.controls),
      own.list,
    ],
    update(what) {
      if (what === "open" || what === "step") {
        find();
        own.draw();
      }
      if (what === "base") tell();
    },
  };
}

/** The key of its words: what is found in W in another way has words of its own. */
const methodKey = (space, method) =>
  `latent.method.${space === "w" && ["principal", "factorised"].includes(method) ? "w." : ""}${method}`;

function amountSlider(app, word, index, count) {
  const { directions } = app.state;
  const change = (amount) => {
    directions.amounts = withAmount(directions.amounts, count, index, amount);
    app.draw();
  };
  const value = directions.amounts[index] || 0;
  return slider({ word, min: -3, max: 3, step: 0.05, value, say: sigma, change });
}

/** Directions of one's own: what the sliders led along, with a name, of this run. */
function ownDirections(app, along) {
  const { state } = app;
  const { directions } = state;
  const key = () => `directions.${state.run}`;
  const all = () => kept(key(), []);
  const list = make("div", { class: "ll-kept" });
  const about = { placeholder: t("latent.directions.like"), "aria-label": t("latent.directions.call") };
  const name = make("input", { type: "text", maxlength: 40, ...about });

  function remove(index) {
    const others = all().filter((_, place) => place !== index);
    keep(key(), others);
    draw();
  }
  function row(direction, index) {
    const called = direction.name || t("latent.directions.unnamed", { n: index + 1 });
    const way = slider({
      word: called,
      min: -1.5,
      max: 1.5,
      step: 0.02,
      value: 0,
      say: (value) => `×${number(value, 2)}`,
      change: (times) => along(direction, times),
    });
    const word = { "aria-label": colon(t("latent.remove"), called) };
    return make(
      "div",
      { class: "ll-row" },
      way,
      button("×", () => remove(index), "quiet", word),
    );
  }
  function draw() {
    list.replaceChildren(...all().map(row));
  }
  function add() {
    if (!directions.amounts.some(Boolean)) return notice(t("latent.directions.nothing"));
    const before = all();
    const { space, method, amounts } = directions;
    keep(key(), withKept(before, { name: name.value.trim(), space, method, amounts: [...amounts] }));
    name.value = "";
    return draw();
  }
  return { list, draw, controls: [name, button(t("latent.directions.keep"), add, "quiet strong")] };
}
