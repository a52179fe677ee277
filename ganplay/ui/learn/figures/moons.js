// Two moons of which D learns from few points, and what it says of those that it has not seen. Nothing here draws.
import { LAWS } from "../../kit/engine/data.js";
import { Random } from "../../kit/engine/random.js";
import { sigmoid } from "../../kit/engine/terms.js";

const LAW = LAWS.two_moons;
/** The plane reaches from -EXTENT to EXTENT. */
export const { extent: EXTENT } = LAW;
/** How many real points D may learn from. */
export const NUMBERS = [2000, 500, 100, 50, 16];
/** Seeds by which the cloud of the G that is drawn first lies over both moons. */
export const SEEDS = [965, 1441, 1823, 431, 8, 1557, 1913, 2074, 2419, 1202];
/** Iterations a second, and in all. */
export const [RATE, ALL] = [250, 2000];
/** Percentage points: so near are seen and unseen points with many, so far apart with few. */
export const [NEAR, FAR] = [10, 25];
const UNSEEN = 2000; // real points that D never learns from

/** @param {number} seed of `SEEDS` */
export const recipeOf = (seed) => ({
  dataset: "own",
  freeze: "g",
  g_layers: 0,
  d_layers: 3,
  penalty: "none",
  lr_d: 5e-3,
  beta1: 0.9,
  beta2: 0.99,
  ema: 0,
  seed,
});

/**
 * Real points: those of a number are the first of those of a larger one, and those that D never sees are others.
 * @param {number} n
 * @param {number} seed
 * @returns {{seen: Float32Array, unseen: Float32Array}} x and y of each
 */
export function pointsOf(n, seed) {
  return { seen: LAW.sample(new Random(2 * seed), n), unseen: LAW.sample(new Random(2 * seed + 1), UNSEEN) };
}

/** @param {Float32Array} logits of D @returns {number} its mean answer in percent */
export const meanAnswer = (logits) => (100 * logits.reduce((sum, logit) => sum + sigmoid(logit), 0)) / logits.length;
