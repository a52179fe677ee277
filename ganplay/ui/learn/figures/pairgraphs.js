// Two graphs beside the plane of two numbers: the GAN that its dot stands for, and how far it is from the middle.
import { shape } from "../../kit/dom.js";
import { push, radiusOf } from "../../kit/plane/dirac.js";
import { EXTENT } from "../../kit/plane/pair.js";
import { t } from "../../kit/words.js";
import { rulesOf, STEPS } from "./cures.js";
import { curve, graphOf, point, stroke, tick, written } from "./graph.js";

const PUSH = 1.6; // of the plane, for a push of 1
const FAR = 2.6; // distance from the middle at the top of its graph

/** @typedef {{path: import("../../kit/plane/dirac.js").Pair[], turns: number, radius: number}} Found */
/**
 * @typedef {object} State
 * @property {string} cure
 * @property {number} gamma
 * @property {number} at steps of the path that are shown
 * @property {Map<string, Found>} kept what came of each cure from this beginning
 */

/**
 * The GAN that the dot stands for: the real point, G's point with its push, D's line.
 * @param {State} state
 * @param {() => Found} found the path that is shown
 * @returns {import("./graph.js").Graph}
 */
export function meaningOf(state, found) {
  return graphOf({
    label: t("learn.circle.meaning"),
    height: 210,
    x: [-EXTENT, EXTENT],
    y: [-EXTENT, EXTENT],
    below: { word: t("learn.circle.line"), ticks: [-2, -1, 0, 1, 2].map((at) => tick(at)) },
    beside: { word: t("learn.circle.leans"), ticks: [-2, 0, 2].map((at) => tick(at)) },
    draw(field) {
      const { theta, psi } = found().path[state.at];
      const pushed = push({ theta, psi }, rulesOf(state.cure, state.gamma));
      const within = (value) => Math.max(-EXTENT, Math.min(EXTENT, value));
      const reach = Math.min(EXTENT, EXTENT / Math.max(Math.abs(psi), 1e-6));
      const [x, zero] = [field.across(within(theta)), field.up(0)];
      return [
        stroke(field.left, zero, field.right, zero, "axis"),
        curve(field, (at) => psi * at, [-reach, reach], "d", 2),
        point(field.across(0), zero, true),
        arrow(x, zero, field.across(within(theta + PUSH * pushed.theta)) - x),
        point(x, zero, false),
      ];
    },
  });
}

function arrow(x, y, long) {
  const head = Math.sign(long) * Math.min(6, Math.abs(long));
  const d = `M${x} ${y}h${long}m${-head} ${-head}l${head} ${head}l${-head} ${head}`;
  return shape("path", { d, class: "push" });
}

/**
 * How far it is from the middle, step by step: this path, and those that were seen from the same beginning.
 * @param {State} state
 * @param {() => Found} found the path that is shown
 * @returns {import("./graph.js").Graph}
 */
export function distanceOf(state, found) {
  return graphOf({
    label: t("learn.circle.distance"),
    height: 210,
    x: [0, STEPS],
    y: [0, FAR],
    below: { word: t("learn.circle.steps"), ticks: [0, 500, 1000].map((at) => tick(at)) },
    beside: { word: t("learn.circle.distance"), ticks: [0, 1, 2].map((at) => tick(at)) },
    draw(field) {
      const others = [...state.kept].filter(([name]) => name !== state.cure);
      return [
        ...others.map(([, one]) => radii(field, one.path, STEPS, "other")),
        radii(field, found().path, state.at, "now"),
        written(t(`learn.circle.cure.${state.cure}`), field.right, field.top - 4, "end", "name"),
      ];
    },
  });
}

function radii(field, path, steps, kind) {
  const places = path.slice(0, steps + 1).map((at, i) => [i, Math.min(FAR, radiusOf(at))]);
  const points = places.map(([i, radius]) => `${field.across(i).toFixed(1)},${field.up(radius).toFixed(1)}`);
  return shape("polyline", { points: points.join(" "), class: kind });
}
