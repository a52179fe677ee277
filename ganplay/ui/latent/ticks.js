// The seeds that teach a direction: ticked as A, what shows it, or as B, what does not. Nothing here draws.

/** @typedef {import("./state.js").Teach} Teach */

const LEAST = 5; // of each, to learn from

/** @param {Teach} teach @param {number} seed @returns {"a" | "b" | ""} what it is ticked as */
export function ticked(teach, seed) {
  if (teach.shown.includes(seed)) return "a";
  return teach.not_shown.includes(seed) ? "b" : "";
}

/** @param {"A" | "B"} side @returns {"A" | "B"} */
export const otherSide = (side) => (side === "A" ? "B" : "A");

/** @param {Teach} teach @returns {boolean} whether there is enough to learn from */
export const enough = (teach) => teach.shown.length >= LEAST && teach.not_shown.length >= LEAST;

/**
 * Tick a seed, or take its tick away where it has this one; what was learned before is no longer known.
 * @param {Teach} teach is changed
 * @param {number} seed
 * @param {"A" | "B"} side
 */
export function tick(teach, seed, side) {
  const list = side === "A" ? "shown" : "not_shown";
  const was = teach[list].includes(seed);
  teach.shown = teach.shown.filter((one) => one !== seed);
  teach.not_shown = teach.not_shown.filter((one) => one !== seed);
  if (!was) teach[list].push(seed);
  teach.known = null;
}

/** Other ticks, or none. @param {Teach} teach is changed @param {number[]} shown @param {number[]} notShown */
export function tickAll(teach, shown = [], notShown = []) {
  Object.assign(teach, { shown, not_shown: notShown, known: null });
}
