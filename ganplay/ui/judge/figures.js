// How this tab writes its numbers.
import { number, percent } from "../kit/wording.js";

const MINUS = "\u2212";

/** @param {number} size not negative @returns {string} of a small one as many digits as tell it from others, up to 6 */
export function digits(size) {
  if (size >= 0.1 || size === 0) return number(size, 2);
  return number(size, Math.min(6, 1 - Math.floor(Math.log10(size))));
}

/** @param {number} logit @returns {string} with its sign, as +1.50 */
export const signed = (logit) => `${logit >= 0 ? "+" : MINUS}${digits(Math.abs(logit))}`;

/** @param {number} change @returns {string} with its sign and two digits; "" where nothing changed */
export function changed(change) {
  if (change === 0) return "";
  return `${change >= 0 ? "+" : MINUS}${number(Math.abs(change), 2)}`;
}

/** @param {number} size in grey levels @returns {string} with its sign, where it has one */
export function levels(size) {
  if (size === 0) return "0";
  return `${size > 0 ? "+" : MINUS}${Math.abs(size)}`;
}

/** @param {number} value a share, 0 .. 1 @returns {string} in per cent; it says 100 % only of all */
export function share(value) {
  if (value > 0.99 && value < 1) return `${number(Math.floor(1000 * value) / 10, 1)}\u202f%`;
  return percent(value);
}

/** @param {number} value under a curve, 0 .. 1 @returns {string} it says 1 only of all */
export const area = (value) => (value < 1 && value >= 0.9995 ? "0.999" : number(value, 3));
