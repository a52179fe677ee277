// Which way G's loss pushes a point, and how far that is from the way to the nearest real one. Nothing here draws.
import { LAWS } from "../../kit/engine/data.js";
import { countModes } from "../../kit/engine/measures.js";
import { sigmoid } from "../../kit/engine/terms.js";
import { nearestPoint } from "../../kit/plane/scale.js";

const { centres, sigma } = LAWS.two_gaussians;

/** Of the training; a step of each at once moves points by about a twentieth of the picture. */
export const RECIPE = {
  dataset: "two_gaussians",
  g_layers: 2,
  d_layers: 2,
  penalty: "none",
  lr_g: 1e-3,
  lr_d: 5e-3,
  beta1: 0,
  beta2: 0.99,
  ema: 0,
};
/** Steps of each network in the contest: in turns, or all of D's first. */
export const CONTEST = 300;
/** By their names, whose steps these are, one network after the other. */
export const CONTESTS = { turns: ["both"], first: ["d", "g"] };
/** Generated points in sight, and those that are counted. */
export const [SHOWN, COUNTED] = [96, 1000];

/** @typedef {{x: number, y: number}} Place */

/**
 * Minus the slope of -log D by the point: (1 - D) times the slope of D's logit.
 * @param {number} logit D's at the place
 * @param {ArrayLike<number>} slope of the logit
 * @returns {Place}
 */
export function pushOf(logit, slope) {
  const left = sigmoid(-logit);
  return { x: left * slope[0], y: left * slope[1] };
}

/**
 * @param {Float32Array} real x and y of each
 * @param {Place} from
 * @returns {Place} the nearest real point
 */
export function nearestReal(real, { x, y }) {
  const index = nearestPoint(real, x, y);
  return { x: real[2 * index], y: real[2 * index + 1] };
}

/**
 * Degrees between a push and the way to another place.
 * @param {Place} push
 * @param {Place} from
 * @param {Place} to
 * @returns {number} 0 .. 180; NaN where there is no push, or no way
 */
export function angleBetween(push, from, to) {
  const [x, y] = [to.x - from.x, to.y - from.y];
  const both = Math.hypot(push.x, push.y) * Math.hypot(x, y);
  if (!(both > 0)) return Number.NaN;
  return (180 * Math.acos(Math.max(-1, Math.min(1, (push.x * x + push.y * y) / both)))) / Math.PI;
}

/**
 * @param {Float32Array} before x and y of each
 * @param {Float32Array} after of the same points
 * @returns {number} how far they have moved, on the mean
 */
export function movedBetween(before, after) {
  let sum = 0;
  for (let i = 0; i < after.length; i += 2) sum += Math.hypot(after[i] - before[i], after[i + 1] - before[i + 1]);
  return sum / (after.length / 2);
}

/**
 * How much of the generated points lies on each of the two clusters.
 * @param {Float32Array} points x and y of each
 * @returns {number[]} percent
 */
export const sharesOn = (points) => centres.map((centre) => 100 * countModes(points, [centre], sigma).quality);
