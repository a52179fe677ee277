// Where the frames of a path stand on it, from 0 to 1. Nothing here draws.

/** @typedef {[number, number]} Shell mean and standard deviation of the norm of seeds */

/** Frames of the strip. */
export const FRAMES = 16;
/** Keyframes of a path, as latent/view.py takes them. */
export const MOST_KEYS = 8;
const [FRAMES_A_WAY, LEAST_FRAMES] = [40, 50]; // of a film

/** @param {number} position @returns {number} the nearest one on the path */
export const onPath = (position) => Math.min(1, Math.max(0, position));

/** @param {number} index of a frame of the strip @param {boolean} loop the last leads to the first @returns {number} */
export const positionOf = (index, loop) => (loop ? index / FRAMES : index / (FRAMES - 1));

/** @param {number} count @returns {number[]} so many positions from the start to the end */
export const evenly = (count) => Array.from({ length: count }, (_, index) => index / (count - 1));

/** @param {number} keys keyframes @param {boolean} loop @returns {number} frames of a film through them */
export const filmFrames = (keys, loop) => Math.max(LEAST_FRAMES, FRAMES_A_WAY * (keys - (loop ? 0 : 1)));

/** @param {Shell} shell @returns {[number, number]} norms between which nearly every seed lies */
export const shellBand = ([mean, deviation]) => [mean - 2 * deviation, mean + 2 * deviation];
