// Between the plane of the points, whose y points up, and the pixels of a square picture of it. Nothing here draws.

/**
 * A square picture of the plane, with zero in its middle.
 * @typedef {object} Plane
 * @property {number} size pixels a side
 * @property {number} extent the picture reaches from -extent to extent
 */

/** @param {Plane} plane @param {number} x @returns {number} pixels from the left */
export const across = ({ size, extent }, x) => ((x / extent + 1) / 2) * size;

/** @param {Plane} plane @param {number} y @returns {number} pixels from the top */
export const down = ({ size, extent }, y) => ((1 - y / extent) / 2) * size;

/** @param {Plane} plane @param {number} px pixels from the left @returns {number} x */
export const xAt = ({ size, extent }, px) => ((2 * px) / size - 1) * extent;

/** @param {Plane} plane @param {number} py pixels from the top @returns {number} y */
export const yAt = ({ size, extent }, py) => (1 - (2 * py) / size) * extent;

const ARROW = 0.1; // of half of the picture: how long a gradient of 1 is
const LONGEST = 1; // of the picture: what pushes harder is drawn as long as this

/**
 * The arrow of a gradient, as long as it is strong.
 * @param {Plane} plane
 * @param {number} x of minus the gradient
 * @param {number} y
 * @returns {[number, number]} pixels to the right and down; zero where the gradient is no number
 */
export function pushed({ size }, x, y) {
  const strength = Math.hypot(x, y);
  if (!(strength > 0 && strength < Number.POSITIVE_INFINITY)) return [0, 0];
  const scale = Math.min((ARROW * size) / 2, (LONGEST * size) / strength);
  return [x * scale, -y * scale];
}

/**
 * The point of a list that is nearest to a place.
 * @param {Float32Array} points numbers of each, `stride` apart; the first two are its place
 * @param {number} x
 * @param {number} y
 * @param {number} [reach] how far it may be
 * @param {number} [stride] 1: the points lie on a line, and y means nothing
 * @returns {number} its index; -1 where none is in reach
 */
export function nearestPoint(points, x, y, reach = Number.POSITIVE_INFINITY, stride = 2) {
  let best = -1;
  let least = reach * reach;
  for (let i = 0; i < points.length / stride; i++) {
    const dx = points[stride * i] - x;
    const dy = stride > 1 ? points[stride * i + 1] - y : 0;
    const distance = dx * dx + dy * dy;
    if (distance <= least) {
      best = i;
      least = distance;
    }
  }
  return best;
}

/**
 * A field of values at the centres of square cells, looked up between them; row 0 is on top.
 * @param {Float32Array} field cells * cells values
 * @param {number} extent
 * @param {number} x
 * @param {number} y
 * @returns {number} at the edge where the place lies outside
 */
export function valueAt(field, extent, x, y) {
  const cells = Math.round(Math.sqrt(field.length));
  const clamp = (value) => Math.max(0, Math.min(cells - 1, value));
  const column = clamp(((x / extent + 1) / 2) * cells - 0.5);
  const row = clamp(((1 - y / extent) / 2) * cells - 0.5);
  const [left, top] = [Math.floor(column), Math.floor(row)];
  const [right, bottom] = [Math.min(cells - 1, left + 1), Math.min(cells - 1, top + 1)];
  const [u, v] = [column - left, row - top];
  const at = (i, j) => field[j * cells + i];
  return (
    (1 - v) * ((1 - u) * at(left, top) + u * at(right, top)) + v * ((1 - u) * at(left, bottom) + u * at(right, bottom))
  );
}
