// A ring of eight clusters, how it is given up, and what mends that. Nothing here draws.
import { LAWS } from "../../kit/engine/data.js";
import { countModes, REACH as DEVIATIONS } from "../../kit/engine/measures.js";
import { Random } from "../../kit/engine/random.js";

/** Of the clusters. */
export const { centres: CENTRES } = LAWS.ring;
const SIGMA = 0.06; // of each cluster: wide enough to be seen
const POINTS = 4000;
/** From a centre: as far as a point counts as of its cluster. */
export const REACH = DEVIATIONS * SIGMA;

/** Real points, as many in each cluster. */
export const REAL = sampled();
/** The plane reaches from -EXTENT to EXTENT. */
export const EXTENT = 1.5;
/** Clusters there are. */
export const { length: MODES } = CENTRES;
/** Generated points that are counted, as published. */
export const COUNTED = 2500;
/** Iterations a second, and in all. */
export const [RATE, ALL] = [250, 2500];
/** Clusters up to which a ring is given up, and from which on it is learned. */
export const [FEW, MOST] = [4, 7];
const LATE = 500; // iterations at the end of which the best is told
const HELD = 200; // iterations over which a ring has to stay learned
const OFTEN = 3; // looks at least, meanwhile

/** G's learning rate is ten times D's. */
export const RECIPE = {
  dataset: "own",
  g_layers: 2,
  d_layers: 2,
  penalty: "none",
  lr_g: 5e-3,
  lr_d: 5e-4,
  beta1: 0.8,
  beta2: 0.99,
  ema: 0,
};
/** By their names, what mends it. */
export const REMEDIES = { rates: { lr_d: RECIPE.lr_g }, packing: { packing: 2 } };

function sampled() {
  const random = new Random(8);
  const points = new Float32Array(2 * POINTS);
  for (let i = 0; i < POINTS; i++) {
    const [x, y] = CENTRES[i % CENTRES.length];
    points.set([x + SIGMA * random.normal(), y + SIGMA * random.normal()], 2 * i);
  }
  return points;
}

/**
 * @param {Float32Array} points x and y of each
 * @returns {{covered: number, high: number}} clusters that they cover; percent of high quality
 */
export function counted(points) {
  const { covered, quality } = countModes(points, CENTRES, SIGMA);
  return { covered, high: 100 * quality };
}

/** @param {Float32Array} points x and y of each @returns {boolean[]} which clusters they cover */
export const coveredBy = (points) => CENTRES.map((centre) => countModes(points, [centre], SIGMA).covered === 1);

/** @typedef {{step: number, covered: number}} Look */

/**
 * Whether the ring is learned, and has been for a while.
 * @param {Look[]} looks
 * @returns {boolean}
 */
export function learned(looks) {
  const { step } = looks[looks.length - 1];
  const late = looks.filter((look) => look.step > step - HELD);
  return step >= HELD && late.length >= OFTEN && late.every(({ covered }) => covered >= MOST);
}

/**
 * The most clusters that were covered at once in the last steps of a training.
 * @param {Look[]} looks
 * @returns {number}
 */
export function bestOf(looks) {
  const end = looks[looks.length - 1].step;
  return Math.max(...looks.filter(({ step }) => step >= end - LATE).map(({ covered }) => covered));
}
