// Binary cross-entropy, line by line: eight points, D(x) = sigmoid(w x + b), and what each point adds to D's loss.
import { button, slider } from "../../kit/controls.js";
import { make } from "../../kit/dom.js";
import { sigmoid } from "../../kit/engine/terms.js";
import { number, t } from "../../kit/words.js";
import { accuracyOf, BATCH, bestLine, downhill, lossOf, meansOf, slopeOf, termsOf } from "./crossentropy.js";
import { curve, dot, graphOf, point, stroke, tick, written } from "./graph.js";
import { meterOf, NEAR, sideOf } from "./ledger.js";

const SPAN = [-3, 3];
const MOST = 4; // of w and of b, either way
const STEP = 0.05; // of the sliders
const RATE = 0.5; // of a step downhill
const [REACH, STEEP] = [18, 2]; // pixels within which a finger takes hold; the logit at which the second handle stands
/** The same in the laboratory: a D without hidden layers, and a G that stands still. */
const LINE = { dataset: "two_gaussians", d_layers: 0, freeze: "g", penalty: "none" };
const FLAT = 0.25; // below this w there is no place to take hold of

/** @param {import("../figure.js").Given} given @returns {import("../figure.js").Figure} */
export function figure(given) {
  const least = lossOf(bestLine());
  const state = { line: { w: 0, b: 0 }, chosen: 0 };
  const element = make("div", { class: "ln-entropy" });
  let tell = () => {};
  let close = () => {};

  function set(next) {
    const within = (value) => Math.max(-MOST, Math.min(MOST, value));
    state.line = { w: within(next.w), b: within(next.b) };
    tell();
    const loss = lossOf(state.line);
    given.numbers({ loss, best: least, accuracy: 100 * accuracyOf(state.line) });
    if (loss - least <= NEAR) given.done();
  }

  function build() {
    close();
    const graph = graphOf({
      label: t("learn.entropy.graph"),
      height: 268,
      x: SPAN,
      y: [-0.08, 1.08],
      below: { word: t("learn.entropy.x"), ticks: [-3, -2, -1, 0, 1, 2, 3].map((at) => tick(at)) },
      beside: { word: "D(x) = σ(wx + b)", ticks: [tick(0), tick(0.5, "1/2"), tick(1)] },
      draw: (field) => drawn(field, state),
      hold: (place, field) => held(place, field),
    });
    const dials = ["w", "b"].map((name) =>
      slider({
        word: t(`learn.entropy.${name}`),
        min: -MOST,
        max: MOST,
        step: STEP,
        value: state.line[name],
        say: () => number(state.line[name], 2), // which lies between two of its places after a step downhill
        change: (value) => set({ ...state.line, [name]: value }),
      }),
    );
    const formula = make("p", { class: "ln-entropy-formula", "aria-live": "polite" });
    const meter = meterOf(least);
    const sides = [true, false].map((real) => sideOf(real, choose));
    const slope = make("span", { class: "ln-entropy-slope" });
    const acts = make(
      "div",
      { class: "ll-row" },
      button(t("learn.entropy.step"), () => set(downhill(state.line, RATE)), "quiet strong", { "data-focus": "step" }),
      button(t("learn.entropy.even"), () => set({ w: 0, b: 0 }), "quiet", { "data-focus": "even" }),
      slope,
    );
    element.replaceChildren(
      graph.element,
      formula,
      make("div", { class: "ln-entropy-dials" }, ...dials),
      acts,
      meter.element,
      make("div", { class: "ln-entropy-sides" }, ...sides.map((side) => side.element)),
    );
    tell = () => {
      const terms = termsOf(state.line);
      const loss = lossOf(state.line);
      const slopes = slopeOf(state.line);
      dials[0].set(state.line.w);
      dials[1].set(state.line.b);
      graph.redraw();
      formula.textContent = formulaOf(terms[state.chosen], state.line);
      meter.show(
        loss,
        meansOf(terms, (term) => term.loss),
        accuracyOf(state.line),
      );
      for (const side of sides) side.show(terms, state.chosen);
      slope.textContent = t("learn.entropy.slope", { w: number(slopes.w, 2), b: number(slopes.b, 2) });
    };
    close = graph.close;
    tell();
  }

  function choose(index) {
    state.chosen = index;
    tell();
  }
  /** The curve at its middle moves, at its shoulder turns; a point is looked at. */
  function held(place, field) {
    const far = (x, y) => Math.hypot(field.across(place.x) - field.across(x), field.up(place.y) - field.up(y));
    const handles = handlesOf(state.line);
    if (handles && far(handles.middle, 0.5) < REACH) {
      return ({ x }) => set({ w: state.line.w, b: -state.line.w * x });
    }
    if (handles && far(handles.shoulder, sigmoid(STEEP)) < REACH) {
      const { middle } = handles;
      return ({ x }) => {
        const w = Math.abs(x - middle) < 0.1 ? MOST : STEEP / (x - middle);
        set({ w, b: -w * middle });
      };
    }
    const near = BATCH.findIndex(({ x, real }) => far(x, real ? 1 : 0) < REACH);
    if (near >= 0) choose(near);
    return null;
  }

  build();
  const lab = () => ({ recipe: LINE });
  return { element, close: () => close(), speak: build, lab };
}

/** Where the curve can be taken hold of: x of its middle, and of its shoulder; null where it is too flat or outside. */
function handlesOf({ w, b }) {
  if (Math.abs(w) < FLAT) return null;
  const [middle, shoulder] = [-b / w, (STEEP - b) / w];
  return Math.abs(middle) < SPAN[1] ? { middle, shoulder } : null;
}

function drawn(field, { line, chosen }) {
  const nodes = [];
  const terms = termsOf(line);
  terms.forEach(({ x, real, answer }, index) => {
    const at = field.across(x);
    const kind = `${real ? "real" : "fake"} gap ${index === chosen ? "chosen" : ""}`;
    nodes.push(stroke(at, field.up(real ? 1 : 0), at, field.up(answer), kind));
  });
  nodes.push(curve(field, (x) => sigmoid(line.w * x + line.b), SPAN, "d"));
  terms.forEach(({ x, real, answer }, index) => {
    const at = field.across(x);
    nodes.push(
      dot(at, field.up(answer), 2.5, "answer"),
      point(at, field.up(real ? 1 : 0), real, index === chosen ? "chosen" : ""),
    );
  });
  const handles = handlesOf(line);
  if (!handles) return nodes;
  for (const [x, y] of [
    [handles.middle, 0.5],
    [handles.shoulder, sigmoid(STEEP)],
  ]) {
    if (Math.abs(x) < SPAN[1]) nodes.push(dot(field.across(x), field.up(y), 7, "handle"));
  }
  nodes.push(written("D = 1/2", field.across(handles.middle) + 10, field.up(0.5) + 20, "start", "halo"));
  return nodes;
}

/** One point's line: its logit, D's answer, and what it costs, with its numbers. */
function formulaOf({ x, real, answer, loss }, { w, b }) {
  const bracket = (value) => (value < 0 ? `(${number(value, 1)})` : number(value, 1));
  const logit = `${number(w, 2)} · ${bracket(x)} ${b < 0 ? "−" : "+"} ${number(Math.abs(b), 2)}`;
  const told = { x: number(x, 1), logit, answer: number(answer, 3), loss: number(loss, 3) };
  return t(real ? "learn.entropy.of.real" : "learn.entropy.of.fake", told);
}
