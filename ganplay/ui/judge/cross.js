// Cross-play: generators of this and other moments and runs against discriminators.
import { button } from "../kit/controls.js";
import { make } from "../kit/dom.js";
import { everyRun } from "../kit/picker.js";
import { trainedWord } from "../kit/settings.js";
import { colon, number, percent, t } from "../kit/words.js";
import { work } from "../kit/work.js";
import { few, MOST, means, mixed } from "./players.js";

/** @typedef {import("./players.js").Player} Player */
/** @typedef {import("./players.js").Sides} Sides */

const SIDES = ["generators", "discriminators"];

const titled = ({ title, ...rest }) => title || trainedWord(rest);
const option = (value, words) => make("option", { value }, words);
const row = (...cells) => make("tr", {}, ...cells);
const rowHead = (words) => make("th", { scope: "row" }, words);
const columnHead = (words) => make("th", { scope: "col" }, words);
const meanCell = (value) => make("td", { class: "mean" }, percent(value));

function winsCell(value) {
  const share = `--share:${Math.round(100 * value)}%`;
  return make("td", { style: share, class: value > 0.6 ? "strong" : "" }, percent(value));
}

/**
 * @param {number[][]} wins a row a generator: which share of its pictures each discriminator called real
 * @param {Sides} sides
 * @returns {HTMLElement}
 */
function tableOf(wins, sides) {
  const { generators, discriminators } = sides;
  const several = mixed(sides);
  const nameOf = ({ name, step }) => {
    const moment = step === null ? t("judge.cross.last") : t("live.time.step", { step: number(step) });
    return several ? `${name} · ${moment}` : moment;
  };
  const { rows, columns } = means(wins);
  const corner = make("th", {}, t("judge.cross.corner"));
  const heads = discriminators.map((one) => columnHead(`D ${nameOf(one)}`));
  const line = (shares, index) =>
    row(rowHead(`G ${nameOf(generators[index])}`), ...shares.map(winsCell), meanCell(rows[index]));
  const foot = [rowHead(t("judge.cross.mean")), ...columns.map(meanCell), make("td", { class: "mean" })];
  return make(
    "table",
    { class: "jj-cross" },
    make("thead", {}, row(corner, ...heads, columnHead(t("judge.cross.mean")))),
    make("tbody", {}, ...wins.map(line)),
    make("tfoot", {}, row(...foot)),
  );
}

/** @param {import("./state.js").App} app @returns {import("./state.js").Mode} */
export function cross(app) {
  const { state } = app;
  /** @type {Sides} */
  const chosen = { generators: [], discriminators: [] };
  const pickers = make("div", { class: "jj-pickers" });
  const place = make("div");
  let playing = null; // the sides that the answer is about

  function here() {
    const { title, name, changed, dataset } = state.facts;
    return { run: state.run, name: titled({ title, recipe: name, changed, dataset }) };
  }

  function start() {
    const steps = few(state.facts.steps);
    for (const side of SIDES) chosen[side] = steps.map((step) => ({ ...here(), step }));
  }

  function add(side, value) {
    const [kind, id] = value.split(" ");
    if (kind === "step") chosen[side].push({ ...here(), step: Number(id) });
    if (kind === "run") {
      const found = everyRun(state.lists).find((one) => one.run === id);
      chosen[side].push({ run: id, name: titled(found), step: null });
    }
    choose();
  }

  function adder(side) {
    const word = t("judge.cross.add");
    const name = colon(t(`judge.cross.${side}`), word);
    const others = everyRun(state.lists).filter((one) => one.run !== state.run);
    const options = [
      option("", word),
      ...state.facts.steps.map((step) => option(`step ${step}`, `${here().name} · ${number(step)}`)),
      ...others.map((one) => option(`run ${one.run}`, `${titled(one)} · ${t("judge.cross.last")}`)),
    ];
    const select = make("select", { "aria-label": name }, ...options);
    select.disabled = chosen[side].length >= MOST;
    select.addEventListener("change", () => add(side, select.value));
    return select;
  }

  function item(side, { name, step }, index) {
    const remove = () => {
      chosen[side].splice(index, 1);
      choose();
    };
    const words = `${name} · ${step === null ? t("judge.cross.last") : number(step)}`;
    const away = button("×", remove, "mini", {
      "aria-label": colon(t("latent.remove"), colon(t(`judge.cross.${side}`), words)),
    });
    return make("li", {}, make("span", {}, words), away);
  }

  function choose() {
    const part = (side) => {
      const items = chosen[side].map((one, index) => item(side, one, index));
      const list = make("ol", { class: "jj-side" }, ...items);
      return make("section", {}, make("h3", {}, t(`judge.cross.${side}`)), list, adder(side));
    };
    pickers.replaceChildren(...SIDES.map(part));
  }

  function show({ n, wins }) {
    const read = make("p", { class: "ll-state" }, t("judge.cross.read", { n }));
    place.replaceChildren(read, make("div", { class: "jj-scroll" }, tableOf(wins, playing)));
  }

  const asked = (players) => players.map(({ run, step }) => ({ run, step }));
  const play = work(app, {
    go: t("judge.cross.go"),
    looking: t("judge.cross.playing"),
    strong: true,
    ask() {
      const { generators, discriminators } = chosen;
      if (!generators.length || !discriminators.length) return null;
      playing = { generators: [...generators], discriminators: [...discriminators] };
      return { what: "cross", generators: asked(generators), discriminators: asked(discriminators) };
    },
    done: show,
  });

  function update(what) {
    if (what === "open") {
      start();
      choose();
      play.begin();
    }
    if (what === "facts") choose();
  }

  return { build: () => [pickers, play.element, place], update, leave: play.leave };
}
