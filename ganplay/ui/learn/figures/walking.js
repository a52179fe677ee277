// Where a walk between two faces stands. Nothing here draws or asks.

/** @typedef {{from: number, to: number}} Ends seeds */
/**
 * How near the nearest training picture of every frame is, and 5, 50 and 95 % of what held-out real pictures have.
 * @typedef {{distances: [number][], typical: [number, number, number]}} Found
 */

const SEEDS = 10_000; // to choose from at random

/** @param {Ends} ends @returns {Ends & {frame: number, seen: Set<string>}} a walk at its beginning */
export const freshWalk = (ends) => ({ ...ends, frame: 0, seen: new Set() });

/** @param {number} count frames, an odd number @returns {number} the one half-way */
export const halfway = (count) => (count - 1) / 2;

/** @param {number} frame @param {number} count frames @returns {number} how much of the way it is, 0 .. 1 */
export const partOf = (frame, count) => (count > 1 ? frame / (count - 1) : 0);

/**
 * @param {Set<string>} seen ends that have been visited: "from", "to"
 * @param {number} frame
 * @param {number} count
 * @returns {Set<string>} with the end that a frame is, if it is one
 */
export function visited(seen, frame, count) {
  const end = frame === 0 ? ["from"] : frame === count - 1 ? ["to"] : [];
  return new Set([...seen, ...end]);
}

/**
 * @param {Ends} ends
 * @param {() => number} [random] 0 .. 1
 * @returns {number} a seed that is neither of them
 */
export function otherSeed({ from, to }, random = Math.random) {
  let seed = Math.floor(random() * SEEDS);
  while (seed === from || seed === to) seed = (seed + 1) % SEEDS;
  return seed;
}

/**
 * @param {Found} found
 * @returns {(distance: number) => number} its place between 0 and somewhat more than the largest, 0 .. 1
 */
export function scaleOf({ distances, typical }) {
  const most = 1.1 * Math.max(...distances.flat(), typical[2]);
  return (distance) => distance / most;
}
