// Two heaps on a line, slid apart: the Jensen-Shannon divergence and the Wasserstein distance over their distance.
import { button, slider } from "../../kit/controls.js";
import { make } from "../../kit/dom.js";
import { motion } from "../../kit/motion.js";
import { number, t } from "../../kit/words.js";
import { criticsOf } from "./critics.js";
import { jensenShannon, jensenShannonSlope, wasserstein } from "./divergence.js";
import { graphOf, tick } from "./graph.js";
import { drawHeaps, measureOf } from "./heaps.js";

const SPAN = [-1.8, 6.8]; // of the line, as far as it is in sight
const [NEAREST, FARTHEST] = [0.1, 5.2];
const GRAIN = 0.05; // of the sliders
const [FAR, BACK] = [5, 0.3]; // as far as they are to be slid, and as near again
const PIECES = 52; // of a curve over the distance
const SECONDS = 2.2; // of a way that the button goes

/** @param {import("../figure.js").Given} given @returns {import("../figure.js").Figure} */
export function figure(given) {
  const state = { distance: 3, spread: 0.4, kept: new Map(), shown: null };
  const done = { far: false, back: false, clip: false, gp: false };
  const element = make("div", { class: "ln-apart" });
  const moving = motion();
  let farthest = 0;
  let curve = curveOf(state.spread);
  let tell = () => {};
  let close = () => {};

  function slide(distance) {
    state.distance = Math.max(NEAREST, Math.min(FARTHEST, distance));
    forget();
    done.far ||= state.distance >= FAR;
    done.back ||= done.far && state.distance < BACK;
    if (state.distance >= farthest) report();
    tell();
    finish();
  }
  function widen(spread) {
    state.spread = spread;
    curve = curveOf(spread);
    forget();
    report();
    tell();
  }
  /** What critics of other heaps have said is of the past. */
  function forget() {
    state.kept.clear();
    state.shown = null;
  }
  /** The numbers at the greatest distance that was seen. */
  function report() {
    farthest = Math.max(farthest, state.distance);
    const js = jensenShannon(farthest, state.spread);
    given.numbers({ distance: farthest, js, wasserstein: wasserstein(farthest) });
  }
  function trained(clip, slope) {
    given.numbers(clip ? { clip_slope: slope } : { gp_slope: slope });
    done[clip ? "clip" : "gp"] = true;
    tell();
    finish();
  }
  function finish() {
    if (Object.values(done).every(Boolean)) given.done();
  }
  const goal = () => (state.distance < FAR && !(done.far && !done.back) ? FAR : 0.2);
  function go() {
    moving.finish();
    const [from, to] = [state.distance, goal()];
    moving.play(SECONDS, (share) => slide(from + share * (to - from)));
  }
  const stopping = (act) => (value) => {
    moving.stop();
    act(value);
  };

  function build() {
    close();
    const heaps = graphOf({
      label: t("learn.apart.heaps"),
      height: 210,
      x: SPAN,
      y: [0, 1.06],
      below: { word: t("learn.apart.line"), ticks: [0, 1, 2, 3, 4, 5, 6].map((at) => tick(at)) },
      beside: { word: t("learn.apart.density"), ticks: [] },
      draw: (field) => drawHeaps(field, state),
      hold({ x }) {
        if (Math.abs(x - state.distance) > Math.max(0.5, 2 * state.spread)) return null;
        const off = x - state.distance;
        return (place) => stopping(slide)(place.x - off);
      },
    });
    const dial = (name, min, max, step, change) =>
      slider({
        word: t(`learn.apart.${name}`),
        min,
        max,
        step,
        value: state[name],
        say: () => number(state[name], 2),
        change,
      });
    const distance = dial("distance", NEAREST, FARTHEST, GRAIN, stopping(slide));
    const spread = dial("spread", 0.1, 0.6, GRAIN, stopping(widen));
    const press = button("", go, "quiet strong", { "data-focus": "go" });
    const over = { x: [0, FARTHEST + 0.3], distance: () => state.distance };
    const js = measureOf({
      ...over,
      name: "js",
      y: [0, 0.8],
      ticks: [0, 0.2, 0.4, 0.6],
      limit: Math.LN2,
      curve: () => curve,
    });
    const carried = measureOf({
      ...over,
      name: "wasserstein",
      y: [0, 5.8],
      ticks: [0, 1, 2, 3, 4, 5],
      limit: null,
      curve: () => [0, FARTHEST].map((far) => [far, wasserstein(far)]),
    });
    const critics = criticsOf(state, SPAN, trained);
    element.replaceChildren(
      distance,
      make("div", { class: "ll-row" }, press, spread),
      heaps.element,
      make("div", { class: "ln-apart-both" }, js.element, carried.element),
      critics.element,
    );
    tell = () => {
      press.textContent = t(goal() === FAR ? "learn.apart.go" : "learn.apart.return");
      press.classList.toggle("strong", !done.back);
      distance.set(state.distance);
      spread.set(state.spread);
      heaps.redraw();
      const { distance: d, spread: s } = state;
      js.show(jensenShannon(d, s), jensenShannonSlope(d, s));
      carried.show(wasserstein(d), 1);
      critics.show(done);
    };
    close = () => {
      for (const part of [heaps, js, carried, critics]) part.close();
    };
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

/** JS over the distance: [distance, value] of each piece's end. */
const curveOf = (spread) =>
  Array.from({ length: PIECES + 1 }, (_, i) => {
    const distance = (FARTHEST * i) / PIECES;
    return [distance, jensenShannon(distance, spread)];
  });
