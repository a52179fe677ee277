// How this tab writes its numbers.
import { number, percent, withSign } from "../kit/wording.js";

/** @param {number} size not negative @returns {string} of a small one as many digits as tell it from others, up to 6 */
export function digits(size) {
  if (size >= 0.1 || size === 0) return number(size, 2);
  return number(size, Math.min(6, 1 - Math.floor(Math.log10(size))));
}

/** @param {number} logit @returns {string} with its sign, as +1.50 */
export const signed = (logit) => withSign(logit, digits(Math.abs(logit)));

/** @param {number} change @returns {string} with its sign and two digits; "" where nothing changed */
export const changed = (change) => (change === 0 ? "" : withSign(change, number(Math.abs(change), 2)));

/** @param {number} size in grey levels @returns {string} with its sign, where it has one */
export const levels = (size) => (size === 0 ? "0" : withSign(size, String(Math.abs(size))));

/** @param {number} value a share, 0 .. 1 @returns {string} in per cent; it says 100 % only of all, 0 % only of none */
export const share = (value) => (Number.isFinite(value) ? `${rank(100 * value)}\u202f%` : percent(value));

/** @param {number} value a percentile, 0 .. 100 @returns {string} it says 100 only of all, and 0 only of none */
export function rank(value) {
  if (value > 99 && value < 100) return number(Math.floor(10 * value) / 10, 1);
  if (value > 0 && value < 1) return number(Math.ceil(10 * value) / 10, 1);
  return number(value);
}

/** @param {number} value a threshold @returns {string} */
export const line = (value) => number(value, value % 1 ? 2 : 0);

/** @param {number} ratio @returns {string} as 1.4; one that is not 1 does not read as 1 */
export function times(ratio) {
  const digitsOf = [1, 2, 3].find((count) => ratio === 1 || Number(number(ratio, count).replace(",", "")) !== 1);
  return number(ratio, digitsOf || 3);
}

/**
 * @param {{unfamiliar: boolean | null}} row of a picture whose distance from the training pictures is known
 * @returns {string} the key of the words for it
 */
export function farWord({ unfamiliar }) {
  if (unfamiliar === null) return "judge.far.few";
  return unfamiliar ? "judge.far" : "judge.near";
}

/** @param {number} value under a curve, 0 .. 1 @returns {string} it says 1 only of all */
export const area = (value) => (value < 1 && value >= 0.9995 ? "0.999" : number(value, 3));
