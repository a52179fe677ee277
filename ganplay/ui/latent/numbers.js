// Numbers, and the signs and words they are shown in. Nothing here draws.
import { number, withSign } from "../kit/wording.js";

/** @typedef {{step: number, edges: number[], real: number[], fake: number[]}} Evaluation D's logits at one moment */

const [GOOD, FAIR] = [0.05, 0.12]; // errors of a search, where from black to white is 1
const SUSPICIOUS = 5; // percent of real pictures never trained on that lie nearer to one trained on

/** @param {number} logit @returns {string} with its sign; zero is +0.00 */
export const logitText = (logit) => withSign(logit, number(Math.abs(logit), 2));

/** @param {number} value @returns {string} with its sign; zero has none */
export const signed = (value) => (value === 0 ? number(0, 2) : logitText(value));

/** @param {number} amount standard deviations along a direction @returns {string} */
export const sigma = (amount) => `${signed(amount)} σ`;

/** @param {number} logit @returns {number} the probability that it stands for */
export const probability = (logit) => 1 / (1 + Math.exp(-logit));

/**
 * @param {Evaluation[]} histograms
 * @param {number} step
 * @returns {Evaluation | null} the one nearest to the step, the later one of equals
 */
export function nearestInTime(histograms, step) {
  const nearer = (best, one) => (!best || Math.abs(one.step - step) <= Math.abs(best.step - step) ? one : best);
  return histograms.reduce(nearer, null);
}

/** @param {number} error of the best picture of a search @returns {"good" | "fair" | "poor"} */
export function errorWord(error) {
  if (error < GOOD) return "good";
  return error < FAIR ? "fair" : "poor";
}

/**
 * @param {{distances: number[], typical: [number, number, number], percentile: number, compared: number,
 *   total: number}} found see `News` of copies.js
 * @returns {Record<string, string>} what fills the gaps of a verdict on copies
 */
export const copyGaps = ({ distances, typical: [low, middle, high], percentile, compared, total }) => ({
  d: number(distances[0], 2),
  p: number(percentile),
  typical: number(middle, 2),
  low: number(low, 2),
  high: number(high, 2),
  n: number(compared),
  total: number(total),
});

/** @param {number} percentile of the distance among those of such pictures @returns {"close" | "normal"} */
export const copyWord = (percentile) => (percentile < SUSPICIOUS ? "close" : "normal");
