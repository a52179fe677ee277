// G's two losses over D's logit of a generated point, and how steep each is there.
import { button, slider } from "../../kit/controls.js";
import { make } from "../../kit/dom.js";
import { sigmoid } from "../../kit/engine/terms.js";
import { motion } from "../../kit/motion.js";
import { number, t } from "../../kit/words.js";
import { figures } from "../progress.js";
import { curve, dot, graphOf, stroke, tick, written } from "./graph.js";
import { costOf, descent, logitOf, slopeOf } from "./saturation.js";

const SPAN = [-7.2, 3.4]; // logits in sight
const [LOW, HIGH] = [-7, 3]; // of the slider
const GRAIN = 0.1; // of a logit, a step of it
const TICKS = [0.001, 0.01, 0.1, 0.5, 0.9]; // D's answers
const GOAL = 0.01; // D's answer to which it is to be slid
const TANGENT = 1.6; // logits to either side
const [STEPS, RATE] = [20, 1]; // of G, on each of its losses
const LOSSES = ["minimax", "nonsaturating"];

const isThere = (p) => p < GOAL + 1e-9;

/** @param {import("../figure.js").Given} given @returns {import("../figure.js").Figure} */
export function figure(given) {
  // at: D's logit; from: where both runs began, null while there is none; ran: where each has come to
  const state = { at: 0, from: null, ran: { minimax: 0, nonsaturating: 0 }, steps: 0 };
  const element = make("div", { class: "ln-slopes" });
  const moving = motion();
  let tell = () => {};
  let close = () => {};

  function slide(at) {
    state.at = Math.max(LOW, Math.min(HIGH, at));
    state.from = null;
    tell();
    const p = sigmoid(state.at);
    given.numbers({ p, saturating: p, nonsaturating: 1 - p, ratio: (1 - p) / p });
    if (isThere(p)) given.done();
  }
  function sinks() {
    const [from, to] = [state.at, logitOf(GOAL)];
    if (from > to && !moving.busy()) moving.play(2.4, (part) => slide(from + part * (to - from)));
  }
  function run() {
    const paths = Object.fromEntries(LOSSES.map((loss) => [loss, descent(loss, state.at, STEPS, RATE)]));
    state.from = state.at;
    moving.play(2.4, (part) => {
      state.steps = Math.round(part * STEPS);
      for (const loss of LOSSES) state.ran[loss] = paths[loss][state.steps];
      tell();
    });
  }

  function build() {
    close();
    const graph = graphOf({
      label: t("learn.slopes.graph"),
      height: 380,
      x: SPAN,
      y: [-3.6, 7.4],
      below: {
        word: t("learn.slopes.below"),
        ticks: TICKS.map((p) => tick(logitOf(p), String(p), number(logitOf(p), 1))),
      },
      beside: { word: t("learn.slopes.beside"), ticks: [-2, 0, 2, 4, 6].map((at) => tick(at)) },
      draw: (field) => drawn(field, state),
      hold: (place) => {
        moving.stop();
        slide(place.x);
        return ({ x }) => slide(x);
      },
    });
    const dial = slider({
      word: t("learn.slopes.dial"),
      min: LOW,
      max: HIGH,
      step: GRAIN,
      value: state.at,
      say: () => figures(sigmoid(state.at)), // as the page's text says it
      change: (value) => {
        moving.stop();
        slide(value);
      },
    });
    const cards = LOSSES.map(cardOf);
    const ratio = make("p", { class: "ln-slopes-ratio" });
    const told = make("p", { class: "ln-slopes-told", "aria-live": "polite" });
    const better = button(t("learn.slopes.better"), sinks, "quiet strong", { "data-focus": "better" });
    const race = button(t("learn.slopes.run", { n: STEPS }), run, "quiet", { "data-focus": "run" });
    element.replaceChildren(
      dial,
      make("div", { class: "ll-row" }, better, race),
      graph.element,
      make("div", { class: "ln-slopes-cards" }, ...cards.map((card) => card.element)),
      ratio,
      told,
    );
    tell = () => {
      const p = sigmoid(state.at);
      const there = isThere(p);
      dial.set(state.at);
      graph.redraw();
      for (const card of cards) card.show(state.at);
      ratio.textContent = ratioOf((1 - p) / p);
      better.classList.toggle("strong", !there);
      race.classList.toggle("strong", there);
      told.textContent = state.from === null ? "" : toldOf(state);
    };
    close = graph.close;
    tell();
  }

  build();
  return {
    element,
    close() {
      moving.stop();
      close();
    },
    speak: build,
  };
}

function ratioOf(ratio) {
  if (Math.abs(ratio - 1) < 0.05) return t("learn.slopes.even");
  return t(ratio > 1 ? "learn.slopes.ratio" : "learn.slopes.less", { ratio: number(ratio, ratio < 10 ? 2 : 0) });
}

function toldOf({ from, ran, steps }) {
  const gaps = { n: steps, from: figures(sigmoid(from)) };
  for (const loss of LOSSES) gaps[loss] = figures(sigmoid(ran[loss]));
  return t("learn.slopes.ran", gaps);
}

function drawn(field, { at, from, ran }) {
  const x = field.across(at);
  const nodes = [
    stroke(field.left, field.up(0), field.right, field.up(0), "axis"),
    stroke(x, field.top, x, field.bottom, "here"),
  ];
  for (const loss of LOSSES) {
    nodes.push(curve(field, (logit) => costOf(loss, logit), SPAN, loss));
    const [cost, slope] = [costOf(loss, at), slopeOf(loss, at)];
    const ends = [at - TANGENT, at + TANGENT].flatMap((to) => [field.across(to), field.up(cost + (to - at) * slope)]);
    nodes.push(stroke(...ends, `tangent ${loss}`));
    nodes.push(dot(x, field.up(cost), 6, `spot ${loss}`));
    if (from !== null) nodes.push(dot(field.across(ran[loss]), field.up(costOf(loss, ran[loss])), 8, `run ${loss}`));
  }
  const name = (loss, words, logit, above) =>
    written(words, field.across(logit), field.up(costOf(loss, logit)) + above, "start", `name ${loss}`);
  nodes.push(name("nonsaturating", "−log D(G(z))", -3.2, -10), name("minimax", "log(1 − D(G(z)))", -6.9, 22));
  return nodes;
}

/** One loss: its value, its slope, and that on a bar of 0 .. 1. */
function cardOf(loss) {
  const bar = make("i");
  const [slope, cost] = [make("b"), make("span", { class: "cost" })];
  const element = make(
    "div",
    { class: `ln-slopes-card ${loss}` },
    make("span", { class: "what" }, t(`learn.slopes.${loss}`)),
    make("span", { class: "slope" }, t("learn.slopes.slope"), slope),
    make("span", { class: "bar" }, bar),
    cost,
  );
  const show = (at) => {
    const steep = slopeOf(loss, at);
    slope.textContent = number(steep, 3);
    bar.style.width = `${100 * Math.abs(steep)}%`;
    cost.textContent = t("learn.slopes.cost", { cost: number(costOf(loss, at), 3) });
  };
  return { element, show };
}
