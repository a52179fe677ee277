// Which square of a picture is looked for. Nothing here draws.

/** @typedef {{x: number, y: number, side: number}} Crop pixels of the picture */
/** @typedef {{width: number, height: number}} Size pixels */

const LEAST = 8; // pixels a side

const shorter = ({ width, height }) => Math.min(width, height);

/** @param {Size} size of the picture @returns {Crop} the largest square, in its middle */
export function wholeOf(size) {
  const side = shorter(size);
  return { side, x: (size.width - side) / 2, y: (size.height - side) / 2 };
}

/** @param {Crop} crop @param {Size} size @returns {Crop} moved and shrunk into the picture */
export function bounded(crop, size) {
  const side = Math.max(LEAST, Math.min(crop.side, size.width, size.height));
  const x = Math.max(0, Math.min(crop.x, size.width - side));
  const y = Math.max(0, Math.min(crop.y, size.height - side));
  return { side, x, y };
}

/**
 * @param {Crop} crop
 * @param {Size} size
 * @param {number} times that the picture is enlarged
 * @returns {Crop} around the same middle
 */
export function zoomed(crop, size, times) {
  const side = shorter(size) / times;
  const shift = (crop.side - side) / 2;
  return bounded({ side, x: crop.x + shift, y: crop.y + shift }, size);
}

/**
 * Where the crop lies among the places that it can have: 0 is the left end, or the upper one.
 * @param {Crop} crop
 * @param {Size} size
 * @returns {{across: number | null, down: number | null}} null: there is one place alone
 */
export function placeOf({ x, y, side }, { width, height }) {
  const part = (at, room) => (room > 0.5 ? at / room : null);
  return { across: part(x, width - side), down: part(y, height - side) };
}

/** @param {Crop} crop @param {Size} size @param {{across?: number, down?: number}} place @returns {Crop} put there */
export const placed = (crop, { width, height }, { across, down }) => ({
  side: crop.side,
  x: across === undefined ? crop.x : across * (width - crop.side),
  y: down === undefined ? crop.y : down * (height - crop.side),
});

/**
 * @param {Crop} from where it was taken
 * @param {Size} size
 * @param {{x: number, y: number}} hand CSS pixels that the picture was dragged by
 * @param {number} width CSS pixels of the crop on the page
 * @returns {Crop}
 */
export function dragged(from, size, hand, width) {
  const scale = from.side / width;
  return bounded({ side: from.side, x: from.x - hand.x * scale, y: from.y - hand.y * scale }, size);
}
