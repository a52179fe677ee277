// The replay of a finished run: its own history, shown again on a clock. Nothing here draws.

/** @typedef {[number, number]} Grid a sheet of the time line: its seq and its step */

/**
 * @typedef {object} Film
 * @property {Grid[]} order the sheets that it shows
 * @property {number} start when it began, in milliseconds
 * @property {number} at the place in the order of the sheet that is shown
 */

const SECONDS = 26; // from the first sheet to the last, at speed 1
const HOLD = 3; // seconds for which the last one stands
const FRAMES = 64; // sheets, evenly from the history, and the last one

/**
 * A film that begins half way through its first sheet, so that it is soon seen to move.
 * @param {Grid[]} grids the whole time line
 * @param {number} now milliseconds
 * @param {boolean} still it shows its last sheet only
 * @returns {Film}
 */
export function film(grids, now, still) {
  const order = picked(grids);
  const half = order.length ? (500 * SECONDS) / order.length : 0;
  return { order, start: now - half, at: still ? order.length - 1 : 0 };
}

function picked(grids) {
  const every = Math.max(1, grids.length / FRAMES);
  const order = [];
  for (let index = 0; index < grids.length; index += every) order.push(grids[Math.floor(index)]);
  const last = grids[grids.length - 1];
  if (last && order[order.length - 1] !== last) order.push(last);
  return order;
}

/**
 * @param {Film} shown
 * @param {number} now milliseconds
 * @param {number} speed
 * @returns {number} the place in its order of the sheet whose turn it is
 */
export function due(shown, now, speed) {
  const passed = ((speed * (now - shown.start)) / 1000) % (SECONDS + HOLD);
  const { length } = shown.order;
  return Math.min(length - 1, Math.floor((passed / SECONDS) * length));
}

/**
 * @param {number} start when it began, in milliseconds
 * @param {number} now milliseconds
 * @param {number} was its speed
 * @param {number} next its speed from now on
 * @returns {number} when it would have begun, for the film to go on from where it is
 */
export const restart = (start, now, was, next) => now - (was * (now - start)) / next;
