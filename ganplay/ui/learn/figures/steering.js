// What a visitor has steered so far. Nothing here draws or asks.

const CLASSES = 10;
const FAR = 1; // how far a continuous code has to be moved from 0 to count as moved

/**
 * @typedef {object} Steer
 * @property {number} label the class that is shown
 * @property {Set<number>} labels classes that were shown
 * @property {number[]} codes the category, then the continuous ones; none until they are known
 * @property {Set<number>} moved continuous codes, from 1 on, that were moved far
 */

/** @returns {Steer} at the beginning, where class 0 is shown */
export const freshSteer = () => ({ label: 0, labels: new Set([0]), codes: [], moved: new Set() });

/**
 * @param {Set<number>} moved
 * @param {number} code
 * @param {number} value
 * @returns {Set<number>} with it, if it is far
 */
export const movedFar = (moved, code, value) => (Math.abs(value) >= FAR ? new Set([...moved, code]) : moved);

/**
 * Whether all was steered that there is: every class seen, every continuous code moved.
 * @param {Steer & {runs: {classes: object | null, codes: {continuous: number} | null}}} state
 * @returns {boolean}
 */
export function steered({ runs, labels, moved }) {
  if (!runs.classes && !runs.codes) return false;
  const classes = !runs.classes || labels.size === CLASSES;
  return classes && (!runs.codes || moved.size === runs.codes.continuous);
}

/**
 * @param {number[]} counts by digit
 * @returns {{digit: number, share: number}} the most frequent one, the first of equals
 */
export function mostOf(counts) {
  const most = Math.max(...counts);
  const total = counts.reduce((sum, count) => sum + count, 0);
  return { digit: counts.indexOf(most), share: total ? most / total : 0 };
}
