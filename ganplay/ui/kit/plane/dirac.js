// The plane of two numbers, the smallest GAN there is (Mescheder et al. 2018, section 2): real data is the one point 0,
// G makes the one point theta, and D is a line with the slope psi that is undecided at zero: D(x) = psi x, and 1/2 more
// by least squares, whose targets are 1 and 0. Nothing here draws.
import { sigmoid } from "../engine/terms.js";

/** Losses whose field there is, by the names of a recipe. */
export const DIRAC_LOSSES = ["nonsaturating", "minimax", "lsgan", "wasserstein", "hinge", "relativistic"];

/** @typedef {{theta: number, psi: number}} Pair what G makes, and D's slope */
/**
 * @typedef {object} Rules
 * @property {string} loss
 * @property {number} gamma weight of the penalty
 * @property {number} rate of both, a step
 * @property {"r1" | "r1r2" | "gp"} [penalty] R1 where nothing is said
 * @property {number} [clip] what D's slope is clipped to after each of its steps; 0: it is not
 */

const ARRIVED = 1e-6; // from the equilibrium: it stands still there

// Slopes of both losses by t = theta psi, which D's answer to the generated point is above the undecided one:
// ganplay/losses.py.
const SLOPES = {
  nonsaturating: { d: (t) => sigmoid(t), g: (t) => sigmoid(t) - 1 },
  minimax: { d: (t) => sigmoid(t), g: (t) => -sigmoid(t) },
  lsgan: { d: (t) => t + 0.5, g: (t) => t - 0.5 },
  wasserstein: { d: () => 1, g: () => -1 },
  hinge: { d: (t) => (t > -1 ? 1 : 0), g: () => -1 },
  relativistic: { d: (t) => sigmoid(t), g: (t) => sigmoid(t) - 1 },
};

// Slopes of what a penalty of weight 1 adds, by psi: D leans as much everywhere. ganplay/penalties.py.
const PENALTIES = {
  r1: (psi) => psi, // 1/2 psi^2
  r1r2: (psi) => 2 * psi, // as much again at the generated point
  gp: (psi) => 2 * (psi - Math.sign(psi)), // (|psi| - 1)^2
};

/**
 * Minus the gradient of each one's own loss: where a small step leads.
 * @param {Pair} at
 * @param {Rules} rules
 * @returns {Pair}
 */
export function push({ theta, psi }, { loss, gamma, penalty = "r1" }) {
  const slopes = SLOPES[loss];
  const answer = theta * psi;
  return { theta: -slopes.g(answer) * psi, psi: -slopes.d(answer) * theta - gamma * PENALTIES[penalty](psi) };
}

/**
 * One step of D, then one of G that answers it, as the training takes them.
 * @param {Pair} at
 * @param {Rules} rules
 * @returns {Pair}
 */
export function stepped(at, rules) {
  const { rate, clip } = rules;
  const free = at.psi + rate * push(at, rules).psi;
  const psi = clip ? Math.max(-clip, Math.min(clip, free)) : free;
  const theta = at.theta + rate * push({ theta: at.theta, psi }, rules).theta;
  return { theta, psi };
}

/**
 * The path from a place.
 * @param {Pair} from
 * @param {Rules} rules
 * @param {number} steps
 * @returns {Pair[]} steps + 1 places
 */
export function pathFrom(from, rules, steps) {
  const path = [from];
  for (let i = 0; i < steps; i++) path.push(stepped(path[i], rules));
  return path;
}

/** @param {Pair} at @returns {number} how far that is from the equilibrium */
export const radiusOf = ({ theta, psi }) => Math.hypot(theta, psi);

/**
 * @param {Pair[]} path
 * @returns {number} how often it went round the equilibrium, either way; not a whole number
 */
export function turnsOf(path) {
  let angle = 0;
  for (let i = 1; i < path.length; i++) {
    const [a, b] = [path[i - 1], path[i]];
    angle += Math.atan2(a.theta * b.psi - a.psi * b.theta, a.theta * b.theta + a.psi * b.psi);
  }
  return Math.abs(angle) / (2 * Math.PI);
}

/**
 * What becomes of a path, by how far its end is from the equilibrium (0, 0).
 * @param {Pair[]} path
 * @returns {"settles" | "creeps" | "circles" | "leaves"}
 */
export function fate(path) {
  const last = path.slice(-Math.max(1, Math.floor(path.length / 8)));
  const end = Math.max(...last.map(radiusOf));
  const share = end / radiusOf(path[0]);
  if (!Number.isFinite(end)) return "leaves";
  if (end < ARRIVED || share < 0.05) return "settles";
  if (share < 0.6) return "creeps";
  return share > 2 ? "leaves" : "circles";
}
