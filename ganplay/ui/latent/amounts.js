// How far the current latent is moved along which directions, and what of it is kept. Nothing here draws.

/** @typedef {{name: string, method: string, amounts: number[]}} Kept a direction of one's own */

const METHODS = ["factorised", "principal", "visible", "random"];
const FARTHEST = 10; // standard deviations, as latent/view.py takes them
const MOST_KEPT = 20;

/** @param {string[]} named directions with a name @returns {string[]} the ways to find directions */
export const methodsOf = (named) => (named.length ? ["named", ...METHODS] : METHODS);

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
