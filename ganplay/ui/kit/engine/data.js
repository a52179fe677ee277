// The laws of the named sets of points, each of which can be sampled without end, and one's own points, drawn from with
// replacement. They are those of ganplay/data/laws.py, in the same coordinates; a test holds both together.
import { Refusal } from "./settings.js";

/** @typedef {import("./random.js").Random} Random */
/** @typedef {(u: number) => [number, number]} Path */
/**
 * @typedef {object} Law
 * @property {string} name
 * @property {number} extent a drawing reaches from -extent to extent
 * @property {number} sigma of each mode, or around the curve, in each coordinate; 0: one's own points
 * @property {[number, number][] | null} centres of the modes, where they are counted
 * @property {Path | null} path the curve by u in [0, 1)
 * @property {(random: Random, n: number, out?: Float32Array) => Float32Array} sample n points: x and y of each
 */

/**
 * @param {string} name
 * @param {number} extent
 * @param {number} sigma
 * @param {[number, number][]} centres
 * @returns {Law}
 */
function mixture(name, extent, sigma, centres) {
  return {
    name,
    extent,
    sigma,
    centres,
    path: null,
    sample: (random, n, out) => sampleModes(centres, sigma, random, n, out),
  };
}

/**
 * @param {string} name
 * @param {number} extent
 * @param {number} sigma
 * @param {Path} path
 * @returns {Law}
 */
function curve(name, extent, sigma, path) {
  return {
    name,
    extent,
    sigma,
    centres: null,
    path,
    sample: (random, n, out) => samplePath(path, sigma, random, n, out),
  };
}

function sampleModes(centres, sigma, random, n, out = new Float32Array(2 * n)) {
  for (let i = 0; i < n; i++) {
    const [x, y] = centres[random.integer(centres.length)];
    out[2 * i] = x + sigma * random.normal();
    out[2 * i + 1] = y + sigma * random.normal();
  }
  return out;
}

function samplePath(path, sigma, random, n, out = new Float32Array(2 * n)) {
  for (let i = 0; i < n; i++) {
    const [x, y] = path(random.next());
    out[2 * i] = x + sigma * random.normal();
    out[2 * i + 1] = y + sigma * random.normal();
  }
  return out;
}

const RING = Array.from({ length: 8 }, (_, i) => [Math.cos((2 * Math.PI * i) / 8), Math.sin((2 * Math.PI * i) / 8)]);
const GRID = Array.from({ length: 25 }, (_, i) => [2 * (i % 5) - 4, 2 * Math.floor(i / 5) - 4]);

/** scikit-learn's make_swiss_roll without its depth: mean taken off, radius at most 1. */
function swissRoll(u) {
  const t = 1.5 * Math.PI * (1 + 2 * u);
  const size = 4.5 * Math.PI;
  return [(t * Math.cos(t) - 2) / size, (t * Math.sin(t) - 2 / (3 * Math.PI)) / size];
}

/** scikit-learn's make_moons, mean taken off. */
function twoMoons(u) {
  const moon = Math.floor(2 * u);
  const t = Math.PI * (2 * u - moon);
  return moon ? [0.5 - Math.cos(t), 0.25 - Math.sin(t)] : [Math.cos(t) - 0.5, Math.sin(t) - 0.25];
}

/** Two arms of one turn, opposite each other. */
function spiral(u) {
  const arm = Math.floor(2 * u);
  const r = Math.sqrt(2 * u - arm);
  const side = (1 - 2 * arm) * r;
  return [side * Math.cos(2 * Math.PI * r), side * Math.sin(2 * Math.PI * r)];
}

const ALL = [
  curve("line", 1.5, 0.05, (u) => [2 * u - 1, 0.5 * (2 * u - 1)]),
  mixture("two_gaussians", 1.5, 0.15, [
    [-0.7, 0.7],
    [0.7, -0.7],
  ]),
  mixture("ring", 1.5, 0.01, RING),
  mixture("grid", 5, 0.05, GRID),
  curve("swiss_roll", 1.5, 0.03, swissRoll),
  curve("two_moons", 2, 0.05, twoMoons),
  curve("spiral", 1.5, 0.03, spiral),
  mixture("blobs", 5, 0.15, [
    [-3, 3],
    [3, -3],
  ]),
];

/** Every named law, by its name. @type {Record<string, Law>} */
export const LAWS = Object.fromEntries(ALL.map((law) => [law.name, law]));

const MARGIN = 1.1; // of the canvas around one's own points

/**
 * Points of one's own, each as likely as the others.
 * @param {Float32Array} points x and y of each
 * @returns {Law}
 */
export function ownLaw(points) {
  const count = points.length / 2;
  const reach = points.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const sample = (random, n, out = new Float32Array(2 * n)) => {
    for (let i = 0; i < n; i++) {
      const j = random.integer(count);
      out[2 * i] = points[2 * j];
      out[2 * i + 1] = points[2 * j + 1];
    }
    return out;
  };
  return { name: "own", extent: Math.max(MARGIN * reach, 1e-6), sigma: 0, centres: null, path: null, sample };
}

/**
 * What a recipe's data set is.
 * @param {string} dataset
 * @param {Float32Array | null} [points] one's own, in place of a named set
 * @returns {Law} throws Refusal where there are no such points
 */
export function lawOf(dataset, points = null) {
  if (points) {
    if (points.length < 2 || points.length % 2 || !points.every(Number.isFinite)) throw new Refusal("lab_points");
    return ownLaw(points);
  }
  if (!Object.hasOwn(LAWS, dataset)) {
    throw new Refusal("lab_data", { value: String(dataset).slice(0, 40), choices: Object.keys(LAWS).join(", ") });
  }
  return LAWS[dataset];
}
