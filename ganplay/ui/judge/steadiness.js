// How much a score moves under small changes. Nothing here draws or asks.

/** @typedef {{name: string, amount: number, logit: number, png: string}} Variation the first is the picture itself */

/**
 * @param {Variation[]} variations
 * @param {number} threshold the logit above which D calls a picture real
 * @returns {number} how many of them D calls otherwise than the picture itself
 */
export function flips([itself, ...others], threshold) {
  const real = itself.logit > threshold;
  return others.filter((one) => one.logit > threshold !== real).length;
}

/**
 * @param {number[]} values
 * @returns {(value: number) => number} where a value stands between the least and the largest, 0 .. 100
 */
export function track(values) {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return (value) => (100 * (value - low)) / (high - low || 1);
}
