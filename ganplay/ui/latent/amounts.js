// How far the current latent is moved along which directions, and what of it is kept. Nothing here draws.

/**
 * @typedef {{name: string, method: string, amounts: number[], space?: "z" | "w"}} Kept a direction of one's own; in Z
 *   where it does not say
 */

const METHODS = { z: ["factorised", "principal", "visible", "random"], w: ["principal", "factorised", "random"] };
const FARTHEST = 10; // standard deviations, as latent/view.py takes them
const MOST_KEPT = 20;

/**
 * @param {{directions: {space: "z" | "w"}, facts: {named: {z: string[], w: string[]}}}} state
 * @returns {string[]} the ways to find directions in their space, the first of them first
 */
export const methodsOf = ({ directions: { space }, facts }) =>
  facts.named[space].length ? ["named", ...METHODS[space]] : METHODS[space];

/**
 * @param {number[]} amounts along the first directions
 * @param {number} count how many directions there are
 * @param {number} index
 * @param {number} value
 * @returns {number[]} all of them, with this one changed
 */
export function withAmount(amounts, count, index, value) {
  const all = [...amounts, ...new Array(Math.max(0, count - amounts.length)).fill(0)];
  all[index] = value;
  return all;
}

/** @param {number[]} amounts @param {number} times @returns {number[]} so many times as far, where that can be drawn */
export const scaled = (amounts, times) =>
  amounts.map((amount) => Math.max(-FARTHEST, Math.min(FARTHEST, amount * times)));

/** @param {Kept[]} kept @param {Kept} direction @returns {Kept[]} the newest ones */
export const withKept = (kept, direction) => [...kept, direction].slice(-MOST_KEPT);
