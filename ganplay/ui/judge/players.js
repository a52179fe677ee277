// Who plays whom in a cross-play, and what came of it. Nothing here draws or asks.

/** @typedef {{run: string, name: string, step: number | null}} Player step null: the last one */
/** @typedef {{generators: Player[], discriminators: Player[]}} Sides */

/** How many there may be on each side. */
export const MOST = 6;

/** @param {number[]} steps of a run @returns {number[]} all of a few, else four, evenly, the last among them */
export function few(steps) {
  if (steps.length <= 4) return steps;
  return [1, 2, 3, 4].map((quarter) => steps[Math.round((quarter / 4) * (steps.length - 1))]);
}

/** @param {Sides} sides @returns {boolean} they are of several runs: each has to say of which */
export function mixed({ generators, discriminators }) {
  return [...generators, ...discriminators].some((one) => one.run !== generators[0].run);
}

const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** @param {number[][]} wins a row a generator @returns {{rows: number[], columns: number[]}} */
export function means(wins) {
  return { rows: wins.map(mean), columns: wins[0].map((_, column) => mean(wins.map((row) => row[column]))) };
}
