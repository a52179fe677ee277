// The layers of a network, and what their parameters are counted from. Nothing here draws or asks.

/**
 * A layer, as asked_textbook.py tells it.
 * @typedef {object} Layer
 * @property {string} kind of PyTorch, as "Conv2d"
 * @property {string} code the line that makes it
 * @property {number[]} shape of what comes out for one picture
 * @property {number} parameters
 * @property {number[][]} weights the shapes that they are counted from
 */

/** @param {number[]} shape @returns {string} as 32 × 28 × 28 */
export const shapeOf = (shape) => shape.map((size) => size.toLocaleString("en-US")).join(" × ");

/** @param {number[][]} weights shapes @returns {string} as 32 × 3 × 3 × 3 + 32 */
export const countedFrom = (weights) => weights.map(shapeOf).join(" + ");

/** @param {Layer[]} layers @returns {number} parameters of all of them */
export const totalOf = (layers) => layers.reduce((sum, { parameters }) => sum + parameters, 0);

/** @param {Layer[]} layers @returns {number} index of the one with most parameters, the first of equals */
export const largest = (layers) =>
  layers.reduce((best, { parameters }, index) => (parameters > layers[best].parameters ? index : best), 0);

/**
 * @param {number} count of layers
 * @param {Set<number>} opened indices
 * @returns {number} the first one that was not opened; -1: all were
 */
export const nextOf = (count, opened) =>
  Array.from({ length: count }, (_, index) => index).find((index) => !opened.has(index)) ?? -1;
