// How two heaps on a line are drawn, and a measure of how far they are apart.
import { make, shape } from "../../kit/dom.js";
import { normalQuantile } from "../../kit/engine/noise.js";
import { number, t } from "../../kit/words.js";
import { density } from "./divergence.js";
import { dot, graphOf, point, stroke, tick, within, written } from "./graph.js";

const POINTS = 16; // of a heap that are drawn
const NEAR = 2; // what is closer has its names beside each other, not side by side
const TANGENT = 0.8; // to either side

/** @typedef {{distance: number, spread: number}} Heaps */

/**
 * @param {import("./graph.js").Field} field
 * @param {Heaps} heaps
 * @returns {SVGElement[]}
 */
export function drawHeaps(field, { distance, spread }) {
  const foot = field.bottom;
  const heap = (middle, kind) => {
    const most = density(middle, middle, spread);
    const xs = Array.from({ length: 81 }, (_, i) => middle + (i / 10 - 4) * spread);
    const top = (x) => field.up(density(x, middle, spread) / most);
    const line = xs.map((x) => `${field.across(x).toFixed(1)},${top(x).toFixed(1)}`).join(" ");
    return shape("polygon", {
      points: `${line} ${field.across(xs[80])},${foot} ${field.across(xs[0])},${foot}`,
      class: `heap ${kind}`,
    });
  };
  const marks = (middle, real) =>
    Array.from({ length: POINTS }, (_, i) =>
      point(field.across(middle + spread * normalQuantile((i + 0.5) / POINTS)), foot, real, "small"),
    );
  const near = distance < NEAR;
  return [
    heap(0, "real"),
    heap(distance, "fake"),
    ...marks(0, true),
    ...marks(distance, false),
    written(t("learn.apart.real"), field.across(0), field.top - 2, "middle", "name real"),
    near
      ? written(t("learn.apart.fake"), field.across(distance + spread), field.top + 14, "start", "name fake")
      : written(t("learn.apart.fake"), field.across(distance), field.top - 2, "middle", "name fake"),
  ];
}

/**
 * One measure over the distance, with its tangent where the heaps are.
 * @param {object} what
 * @param {string} what.name
 * @param {[number, number]} what.x the range of distances
 * @param {[number, number]} what.y that of its values
 * @param {number[]} what.ticks of them
 * @param {number | null} what.limit a value that it cannot pass, where there is one
 * @param {() => [number, number][]} what.curve distance and value
 * @param {() => number} what.distance where the heaps are
 * @returns {{element: HTMLElement, show: (value: number, slope: number) => void, close: () => void}}
 */
export function measureOf({ name, x, y, ticks, limit, curve, distance }) {
  let now = { value: 0, slope: 0 };
  const graph = graphOf({
    label: t(`learn.apart.${name}`),
    height: 220,
    x,
    y,
    below: { word: t("learn.apart.distance"), ticks: [0, 1, 2, 3, 4, 5].map((at) => tick(at)) },
    beside: { word: t(`learn.apart.${name}`), ticks: ticks.map((at) => tick(at)) },
    draw(field) {
      const place = (at, value) => [field.across(at), field.up(value)];
      const points = curve().map((pair) => place(...pair).map((pixels) => pixels.toFixed(1)));
      const middle = place(distance(), now.value);
      const ends = [-TANGENT, TANGENT].flatMap((by) => place(distance() + by, now.value + by * now.slope));
      return [
        ...(limit ? bound(field, limit) : []),
        stroke(middle[0], field.top, middle[0], field.bottom, "here"),
        within(field, [stroke(...ends, "tangent")]),
        shape("polyline", { points: points.join(" "), class: "d" }),
        dot(...middle, 6, "spot"),
      ];
    },
  });
  const told = make("p", { class: "told" });
  const element = make("div", { class: "ln-apart-measure" }, graph.element, told);
  const show = (value, slope) => {
    now = { value, slope };
    graph.redraw();
    told.textContent = t("learn.apart.told", { value: number(value, 3), slope: number(slope, 3) });
  };
  return { element, show, close: graph.close };
}

const bound = ({ left, right, up }, limit) => [
  stroke(left, up(limit), right, up(limit), "limit"),
  written("ln 2", right, up(limit) - 6, "end"),
];
