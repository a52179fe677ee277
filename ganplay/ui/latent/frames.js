// Where the frames of a path stand on it, from 0 to 1. Nothing here draws.

/** @typedef {[number, number]} Shell mean and standard deviation of the norm of seeds */

/** Frames of the strip at most. */
export const MOST_FRAMES = 17;
/** Keyframes of a path, as latent/view.py takes them. */
export const MOST_KEYS = 8;
const [FRAMES_A_WAY, LEAST_FRAMES] = [40, 50]; // of a film
const NEAR = 0.001; // of a keyframe: half a step of the slider

/** @param {number} position @returns {number} the nearest one on the path */
export const onPath = (position) => Math.min(1, Math.max(0, position));

/** @param {number} keys @param {boolean} loop @returns {number} ways from keyframe to keyframe */
const waysOf = (keys, loop) => (loop ? keys : keys - 1);

/**
 * The frames of a strip, of which every keyframe is one: what is said of them is said of the keyframes, too.
 * @param {number} keys
 * @param {boolean} loop the last leads to the first
 * @param {number} room how many there is room for
 * @returns {number}
 */
export function stripFrames(keys, loop, room = MOST_FRAMES) {
  const ways = waysOf(keys, loop);
  const last = loop ? 0 : 1;
  return ways * Math.max(1, Math.floor((Math.min(room, MOST_FRAMES) - last) / ways)) + last;
}

/** @param {number} index of a frame @param {number} frames @param {boolean} loop @returns {number} its position */
export const positionOf = (index, frames, loop) => (loop ? index / frames : index / (frames - 1));

/** @param {number} index of a keyframe @param {number} keys @param {boolean} loop @returns {number} its position */
export const positionOfKey = (index, keys, loop) => index / Math.max(1, waysOf(keys, loop));

/**
 * @param {number} position
 * @param {number} keys
 * @param {boolean} loop
 * @returns {number | null} the keyframe that stands there; null: none does
 */
export function keyAt(position, keys, loop) {
  const ways = waysOf(keys, loop);
  const index = Math.round(position * ways);
  return Math.abs(position - index / Math.max(1, ways)) <= NEAR ? index % keys : null;
}

/**
 * All scores that are known along a path, in its order.
 * @param {number[]} logits of its frames
 * @param {Map<number, number>} seen of other positions
 * @param {boolean} loop
 * @returns {{x: number[], y: number[]}}
 */
export function scoresAlong(logits, seen, loop) {
  const frames = logits.map((logit, index) => [positionOf(index, logits.length, loop), logit]);
  const all = [...new Map([...frames, ...seen])].sort(([one], [other]) => one - other);
  return { x: all.map(([x]) => x), y: all.map(([, y]) => y) };
}

/** @param {number} count @returns {number[]} so many positions from the start to the end */
export const evenly = (count) => Array.from({ length: count }, (_, index) => index / (count - 1));

/** @param {number} keys keyframes @param {boolean} loop @returns {number} frames of a film through them */
export const filmFrames = (keys, loop) => Math.max(LEAST_FRAMES, FRAMES_A_WAY * waysOf(keys, loop));

/** @param {Shell} shell @returns {[number, number]} norms between which nearly every seed lies */
export const shellBand = ([mean, deviation]) => [mean - 2 * deviation, mean + 2 * deviation];
