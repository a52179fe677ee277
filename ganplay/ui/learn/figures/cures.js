// What was tried against going round, in the order of history: rules of the plane of two numbers. Nothing here draws.
import { fate, pathFrom, radiusOf, turnsOf } from "../../kit/plane/dirac.js";

/** Steps of a path; each is one of D and one of G. */
export const STEPS = 1000;
/** How near the equilibrium counts as there. */
export const NEAR = 0.1;
const RATE = 0.1;

/**
 * @typedef {object} Cure
 * @property {string} name
 * @property {number} year
 * @property {boolean} weighted whether it has a weight that can be chosen
 * @property {Partial<import("../../kit/plane/dirac.js").Rules>} rules
 */

/** @type {Cure[]} */
export const CURES = [
  { name: "none", year: 2014, weighted: false, rules: { loss: "minimax" } },
  // The target of real points alone is moved, and D answers the same to that point whatever its slope is.
  { name: "smoothing", year: 2016, weighted: false, rules: { loss: "minimax" } },
  { name: "lsgan", year: 2017, weighted: false, rules: { loss: "lsgan" } },
  { name: "clip", year: 2017, weighted: false, rules: { loss: "wasserstein", clip: 1 } },
  { name: "gp", year: 2017, weighted: true, rules: { loss: "wasserstein", penalty: "gp" } },
  { name: "r1", year: 2018, weighted: true, rules: { loss: "minimax", penalty: "r1" } },
  { name: "r3gan", year: 2024, weighted: true, rules: { loss: "relativistic", penalty: "r1r2" } },
];

/**
 * @param {string} name of a cure
 * @param {number} gamma its weight, if it has one
 * @returns {import("../../kit/plane/dirac.js").Rules}
 */
export function rulesOf(name, gamma) {
  const { rules, weighted } = CURES.find((one) => one.name === name);
  return { rate: RATE, gamma: weighted ? gamma : 0, ...rules };
}

/**
 * A whole path, and what came of it.
 * @param {string} name of a cure
 * @param {import("../../kit/plane/dirac.js").Pair} from
 * @param {number} gamma
 */
export function pathOf(name, from, gamma) {
  const path = pathFrom(from, rulesOf(name, gamma), STEPS);
  return { path, turns: turnsOf(path), radius: radiusOf(path[STEPS]), fate: fate(path) };
}
