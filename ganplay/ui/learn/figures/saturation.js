// How steep G's two losses are by D's logit of a generated point, and where G's steps on each of them lead: the logit
// itself stands for all that G could change. Nothing here draws.
import { lossOfG, sigmoid } from "../../kit/engine/terms.js";

/** @typedef {"minimax" | "nonsaturating"} Loss log(1 - D), or -log D: by the names of a recipe */

/** @param {number} p above 0 and below 1 @returns {number} the logit at which D answers p */
export const logitOf = (p) => Math.log(p / (1 - p));

/** @param {Loss} loss @param {number} logit @returns {number} what G minimises, in nats */
export const costOf = (loss, logit) => lossOfG(loss, { real: null, fake: [logit] });

/** @param {Loss} loss @param {number} logit @returns {number} the slope of that by the logit: below zero everywhere */
export const slopeOf = (loss, logit) => (loss === "minimax" ? -sigmoid(logit) : sigmoid(logit) - 1);

/**
 * Gradient descent on the logit.
 * @param {Loss} loss
 * @param {number} logit where it begins
 * @param {number} steps
 * @param {number} rate
 * @returns {number[]} steps + 1 logits
 */
export function descent(loss, logit, steps, rate) {
  const path = [logit];
  for (let i = 0; i < steps; i++) path.push(path[i] - rate * slopeOf(loss, path[i]));
  return path;
}
