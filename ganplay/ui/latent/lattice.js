// Where the sheet of the endless plane lies on its lattice. Nothing here draws.

/** @typedef {{x: number, y: number}} Place */

const SPACING = 0.5; // of the lattice from picture to picture, at zoom 1
const [NEAREST, FARTHEST] = [100, 0.1]; // zoom
const EDGE = 1e6; // of the lattice, as latent/view.py takes it

/** Which way a key of the keyboard moves the sheet, in pictures. */
export const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** @param {number} side pictures a side @returns {number} which of them all lies in the middle */
export const middle = (side) => (side * side - 1) / 2;

/** @param {Place} from @param {[number, number]} pictures @param {number} zoom @returns {Place} so many pictures on */
export const moved = (from, [across, down], zoom) => ({
  x: from.x + (across * SPACING) / zoom,
  y: from.y + (down * SPACING) / zoom,
});

/** @param {number} index of a picture @param {number} side @returns {[number, number]} pictures off the middle */
export const offMiddle = (index, side) => [(index % side) - (side - 1) / 2, Math.floor(index / side) - (side - 1) / 2];

/**
 * @param {Place} from where the sheet was taken
 * @param {Place} hand pixels that it was dragged by
 * @param {number} cell pixels of a picture
 * @param {number} zoom
 * @returns {Place}
 */
export function dragged(from, hand, cell, zoom) {
  const bound = (value) => Math.max(-EDGE, Math.min(EDGE, value));
  const to = moved(from, [-hand.x / cell, -hand.y / cell], zoom);
  return { x: bound(to.x), y: bound(to.y) };
}

/**
 * How far what is drawn lies from where it should be by now: the hand may be ahead of the server.
 * @param {Place} drawn
 * @param {Place} wanted
 * @param {number} cell pixels of a picture
 * @param {number} zoom of both
 * @returns {Place} pixels
 */
export function lag(drawn, wanted, cell, zoom) {
  const scale = (cell * zoom) / SPACING;
  return { x: (drawn.x - wanted.x) * scale, y: (drawn.y - wanted.y) * scale };
}

/** @param {number} zoom @param {number} times @returns {number} so many times as near, where that can be drawn */
export const zoomed = (zoom, times) => Math.min(NEAREST, Math.max(FARTHEST, zoom * times));

/** @param {number} delta of a wheel @returns {number} how many times nearer that is */
export const wheelTimes = (delta) => Math.exp(-delta / 400);
