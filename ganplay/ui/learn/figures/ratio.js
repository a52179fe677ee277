// The best D against a G that stands still, by both densities: p / (p + q). G has no hidden layer here, so that its
// points are a normal cloud whose density is known. Nothing here draws.
import { LAWS } from "../../kit/engine/data.js";
import { cellCentres } from "../../kit/engine/shown.js";
import { sigmoid } from "../../kit/engine/terms.js";

const { centres, sigma } = LAWS.two_gaussians;
/** Cells a side of D's map; their middles on the falling diagonal lie on the line through both clusters. */
export const CELLS = 60;
/** The plane reaches from -EXTENT to EXTENT. */
export const { extent: EXTENT } = LAWS.two_gaussians;
/** Where the clusters lie on the line through both, from its middle. */
export const CLUSTERS = centres.map(([x]) => Math.SQRT2 * x);
/** How near the best D is near enough: the mean difference of the two answers. */
export const CLOSE = 0.06;
/** Iterations a second, and in all. */
export const [RATE, ALL] = [60, 1800];
/** Seeds by which the cloud of the G that is drawn first lies across both clusters. */
export const SEEDS = [1726, 1752, 8658, 1180, 2044, 4667, 678, 3570, 4871, 10130];
const ABOUT = 0.1; // from 1/2: where p and q are about equal

/**
 * @param {number} layers hidden ones of D
 * @param {number} seed of `SEEDS`
 */
export const recipeOf = (layers, seed) => ({
  dataset: "two_gaussians",
  freeze: "g",
  g_layers: 0,
  d_layers: layers,
  penalty: "none",
  lr_d: 5e-3,
  beta1: 0.9,
  beta2: 0.99,
  batch: 256,
  ema: 0,
  seed,
});

/**
 * A G without hidden layers: it takes z to `a z + b`.
 * @typedef {{a: [number, number, number, number], b: [number, number]}} Linear a row by row
 */

/**
 * @param {Float32Array} noise two numbers of three points or more
 * @param {Float32Array} points what G makes of them
 * @returns {Linear}
 */
export function linearOf(noise, points) {
  const [x, y] = [0, 1].map((axis) => [1, 2].map((i) => noise[2 * i + axis] - noise[axis]));
  const size = x[0] * y[1] - x[1] * y[0];
  const rows = [0, 1].map((axis) => {
    const moved = [1, 2].map((i) => points[2 * i + axis] - points[axis]);
    return [(moved[0] * y[1] - moved[1] * y[0]) / size, (x[0] * moved[1] - x[1] * moved[0]) / size];
  });
  const b = rows.map(([along, up], axis) => points[axis] - along * noise[0] - up * noise[1]);
  return { a: [...rows[0], ...rows[1]], b: [b[0], b[1]] };
}

/**
 * The logarithms of both densities at a place.
 * @param {Linear} linear
 * @returns {(x: number, y: number) => {p: number, q: number}}
 */
export function densitiesOf({ a: [a, b, c, d], b: [right, up] }) {
  const size = a * d - b * c;
  const outer = Math.log(2 * Math.PI * Math.abs(size));
  const inner = Math.log(2 * Math.PI * sigma * sigma * centres.length);
  return (x, y) => {
    const [u, v] = [x - right, y - up];
    const [z, w] = [(d * u - b * v) / size, (a * v - c * u) / size]; // the noise that goes there
    const parts = centres.map(([cx, cy]) => -((x - cx) ** 2 + (y - cy) ** 2) / (2 * sigma * sigma));
    const most = Math.max(...parts);
    const sum = parts.reduce((total, part) => total + Math.exp(part - most), 0);
    return { p: most + Math.log(sum) - inner, q: -(z * z + w * w) / 2 - outer };
  };
}

/**
 * @typedef {object} Ideal at the middles of the cells, row 0 on top
 * @property {Float32Array} logits of the best D
 * @property {Float32Array} weights how likely a point of either kind is there
 * @property {{at: number, p: number, q: number}[]} cut densities along the line through both clusters, from its middle
 */

/** @param {Linear} linear @returns {Ideal} */
export function idealOf(linear) {
  const density = densitiesOf(linear);
  const places = cellCentres(EXTENT, CELLS);
  const logits = new Float32Array(CELLS * CELLS);
  const weights = new Float32Array(CELLS * CELLS);
  const cut = [];
  for (let i = 0; i < logits.length; i++) {
    const [x, y] = [places[2 * i], places[2 * i + 1]];
    const { p, q } = density(x, y);
    logits[i] = p - q;
    weights[i] = Math.exp(p) + Math.exp(q);
    if (i % (CELLS + 1) === 0) cut.push({ at: Math.SQRT2 * x, p: Math.exp(p), q: Math.exp(q) });
  }
  return { logits, weights, cut };
}

/** @param {Float32Array} field values at the cells @returns {number[]} those along the line through both clusters */
export const cutOf = (field) => Array.from({ length: CELLS }, (_, i) => field[i * (CELLS + 1)]);

/**
 * How far D is from the best one, each place as often as points come there.
 * @param {Float32Array} heat D's logits at the cells
 * @param {Ideal} ideal
 * @returns {{gap: number, half: number}} half: D's mean answer where p and q are about equal
 */
export function compared(heat, { logits, weights }) {
  const [sum, half] = [
    { apart: 0, of: 0 },
    { answers: 0, of: 0 },
  ];
  for (let i = 0; i < heat.length; i++) {
    const [answer, best] = [sigmoid(heat[i]), sigmoid(logits[i])];
    sum.apart += weights[i] * Math.abs(answer - best);
    sum.of += weights[i];
    if (Math.abs(best - 0.5) > ABOUT) continue;
    half.answers += weights[i] * answer;
    half.of += weights[i];
  }
  return { gap: sum.apart / sum.of, half: half.answers / half.of };
}
