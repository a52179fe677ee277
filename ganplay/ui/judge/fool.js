// Fool it: noise made for this picture and this discriminator.
import { withAxes } from "../kit/axes.js";
import { chart } from "../kit/chart.js";
import { button, slider } from "../kit/controls.js";
import { make } from "../kit/dom.js";
import { nearest } from "../kit/ranges.js";
import { crisp } from "../kit/sheet.js";
import { t } from "../kit/words.js";
import { levels, signed } from "./figures.js";
import { follow } from "./follow.js";

/** @typedef {{epsilon: number, logit: number, png: string, difference: string}} Step epsilon: grey levels of 255 */
/**
 * What `fool` of questions.py tells.
 * @typedef {object} Answer
 * @property {Step[]} steps by rising epsilon
 * @property {number} zero which of them is the picture itself
 * @property {number | null} flip which is the smallest that changes D's mind; null: none does
 * @property {number} threshold the logit above which D calls a picture real
 */

function framed(word, picture) {
  return make("figure", { class: "ll-panel" }, make("figcaption", {}, t(word)), picture);
}

/** @param {import("./state.js").App} app @returns {import("./state.js").Mode} */
export function fool(app) {
  const { state } = app;
  const picture = make("img", { alt: t("judge.fool.picture"), "data-ref": "judge-fooled" });
  const difference = make("img", { alt: t("judge.fool.difference") });
  const told = make("p", { class: "ll-state" });
  const curve = make("div", { class: "jj-change" });
  const actions = make("div", { class: "ll-row" });
  /** @type {Answer | null} */
  let answer = null;
  let at = 0; // which of the answer's steps
  const knob = slider({
    word: t("judge.fool.slider"),
    min: 0,
    max: 20,
    step: 1,
    value: 10,
    say: (index) => t("judge.fool.levels", { n: levels(answer?.steps[index]?.epsilon ?? 0) }),
    change: set,
  });
  const pictures = [framed("judge.fool.picture", picture), framed("judge.fool.difference", difference)];
  const place = make(
    "div",
    { class: "jj-fool" },
    knob,
    make("div", { class: "ll-row top" }, ...pictures),
    actions,
    curve,
  );

  function fit() {
    const room = Math.max(96, Math.min(240, (app.room().width - 20) / 2));
    const side = crisp(state.facts.resolution, room);
    for (const image of [picture, difference]) {
      image.style.width = `${side}px`;
      image.style.height = `${side}px`;
    }
  }

  function draw() {
    const step = answer.steps[at];
    fit();
    picture.src = step.png;
    difference.src = step.difference;
    told.textContent = t("judge.fool.state", {
      logit: signed(step.logit),
      from: signed(answer.steps[answer.zero].logit),
      word: t(step.logit > answer.threshold ? "judge.short.real" : "judge.short.generated"),
      n: Math.abs(step.epsilon),
    });
    curve.querySelector("svg")?.mark?.(step.epsilon);
  }

  function set(index) {
    at = index;
    knob.set(at);
    draw();
  }

  function setNearest(epsilon) {
    const sizes = answer.steps.map((step) => step.epsilon);
    set(sizes.indexOf(nearest(sizes, epsilon)));
  }

  function keep() {
    const gaps = { n: levels(answer.steps[at].epsilon) };
    app.add([{ kind: "odd", png: picture.src, word: "judge.fool.name", gaps }]);
    app.judge();
  }

  function flipping() {
    const { steps, flip } = answer;
    if (flip === null) return make("p", { class: "gp-note" }, t("judge.fool.firm"));
    const word = t("judge.fool.flip", { n: levels(steps[flip].epsilon) });
    return button(word, () => set(answer.flip), "quiet strong");
  }

  function plot() {
    const { steps, threshold } = answer;
    const line = { x: steps.map((step) => step.epsilon), y: steps.map((step) => step.logit), class: "d" };
    const even = { x: [line.x[0], line.x.at(-1)], y: [threshold, threshold], class: "even" };
    const drawn = chart([line, even], { height: 90, label: t("judge.fool.curve"), pick: setNearest });
    return [
      make("h3", {}, t("judge.fool.curve")),
      withAxes(drawn, { x: { say: levels } }),
      make("p", { class: "ll-row legend" }, make("span", { class: "key dotted" }, t("judge.threshold"))),
    ];
  }

  /** @param {Answer} next */
  function show(next) {
    const before = answer ? answer.steps[at].epsilon : 0;
    answer = next;
    knob.querySelector("input").max = answer.steps.length - 1;
    place.hidden = false;
    curve.replaceChildren(...plot());
    const reset = button(t("latent.directions.reset"), () => set(answer.zero));
    actions.replaceChildren(flipping(), reset, button(t("judge.fool.keep"), keep));
    setNearest(before);
  }

  function fail(words) {
    answer = null;
    place.hidden = true;
    told.textContent = words;
  }

  const ask = follow(app, "fool", show, fail);

  function update(what) {
    if (what === "size" && answer) draw();
    ask();
  }

  return { build: () => [told, place], update };
}
