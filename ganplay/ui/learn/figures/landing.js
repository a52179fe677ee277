// Where noise lands: what of it comes to lie on the data, and a walk through it. Nothing here draws.
import { LAWS } from "../../kit/engine/data.js";

const { centres, sigma } = LAWS.two_gaussians;
const REACH = 3; // standard deviations within which a point is on a cluster
const BESIDE = 0.1; // as near to a point that was drawn is on it
const STEPS = 240; // of a walk

/** Of the training: slow enough to be watched. */
export const RECIPE = { dataset: "two_gaussians", lr_g: 5e-4, lr_d: 2e-3 };
/** Iterations a second, and in all. */
export const [RATE, ALL] = [50, 3000];
/** Percent of the generated points that are to lie on the data. */
export const ENOUGH = 80;
/** Generated points that are counted. */
export const COUNTED = 1000;

/**
 * Which of some points lie on the data: on one of the two clusters, or beside a point that was drawn.
 * @param {Float32Array} points x and y of each
 * @param {Float32Array | null} drawn x and y of each; null: the two clusters
 * @returns {Uint8Array} 1 or 0 of each point
 */
export function landed(points, drawn) {
  const places = drawn ?? Float32Array.from(centres.flat());
  const reach = (drawn ? BESIDE : REACH * sigma) ** 2;
  const on = new Uint8Array(points.length / 2);
  for (let i = 0; i < on.length; i++) {
    const [x, y] = [points[2 * i], points[2 * i + 1]];
    for (let j = 0; j < places.length && !on[i]; j += 2) {
      if ((places[j] - x) ** 2 + (places[j + 1] - y) ** 2 <= reach) on[i] = 1;
    }
  }
  return on;
}

/** @param {Uint8Array} on of `landed` @returns {number} percent that lie on the data */
export const shareOn = (on) => (100 * on.reduce((sum, one) => sum + one, 0)) / on.length;

/**
 * A walk through the noise that ends where it began.
 * @param {{x: number, y: number}} middle
 * @param {number} radius
 * @returns {Float32Array} two numbers of each step
 */
export function roundWalk({ x, y }, radius) {
  const walk = new Float32Array(2 * (STEPS + 1));
  for (let i = 0; i <= STEPS; i++) {
    const turn = (2 * Math.PI * i) / STEPS;
    walk.set([x + radius * Math.cos(turn), y + radius * Math.sin(turn)], 2 * i);
  }
  return walk;
}

/**
 * A walk drawn by hand, in steps of one length.
 * @param {number[]} stroke two numbers of each place on it
 * @returns {Float32Array} two numbers of each step
 */
export function evenWalk(stroke) {
  const corners = [];
  for (let i = 0; i < stroke.length; i += 2) corners.push([stroke[i], stroke[i + 1]]);
  const ways = corners.slice(1).map(([x, y], i) => Math.hypot(x - corners[i][0], y - corners[i][1]));
  const all = ways.reduce((sum, way) => sum + way, 0);
  const walk = new Float32Array(2 * (STEPS + 1));
  let corner = 0;
  let behind = 0; // the way to that corner
  for (let i = 0; i <= STEPS; i++) {
    const wanted = (all * i) / STEPS;
    while (corner < ways.length - 1 && behind + ways[corner] < wanted) behind += ways[corner++];
    const share = ways[corner] ? Math.min(1, (wanted - behind) / ways[corner]) : 0;
    const [from, to] = [corners[corner], corners[corner + 1] ?? corners[corner]];
    walk.set([from[0] + share * (to[0] - from[0]), from[1] + share * (to[1] - from[1])], 2 * i);
  }
  return walk;
}
