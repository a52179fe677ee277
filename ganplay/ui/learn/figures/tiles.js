// Squares of numbers as pixels on canvases, as large as what they stand in.
import { colourOf } from "../../kit/plane/belief.js";
import { fitted } from "../../kit/plane/canvas.js";
import { colour } from "../../kit/theme.js";

/** @param {Float32Array} values @returns {number} the largest of them, whatever its sign */
export const largest = (values) => values.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-9);

/** @param {number} count @param {number} most of all counts @returns {number} how much ink it gets, 0 .. 1 */
export const shade = (count, most) => 0.12 + (0.88 * count) / most;

/**
 * Numbers as greys: black is nothing, or minus the largest where there are negative ones.
 * @param {HTMLCanvasElement} board
 * @param {Float32Array} values of a square
 * @param {number} shown the share of its rows that are, from the top
 * @param {number} [most] what is white
 */
export function grey(board, values, shown, most = largest(values)) {
  const low = values.some((value) => value < 0) ? -most : 0;
  pixels(board, values, shown, (value) => {
    const tone = Math.round((255 * (value - low)) / (most - low));
    return `rgb(${tone},${tone},${tone})`;
  });
}

/**
 * Counts in G's colour.
 * @param {HTMLCanvasElement} board
 * @param {Float32Array} counts of a square
 * @param {number} shown the share of its rows that are
 */
export function heat(board, counts, shown) {
  const [paper, ink] = ["panel", "g"].map((name) => colourOf(colour(name)));
  const most = Math.max(...counts);
  pixels(board, counts, shown, (count) => {
    const part = shade(count, most);
    return `rgb(${paper.map((value, i) => Math.round(value + part * (ink[i] - value))).join(",")})`;
  });
}

/** Paints the rows that are shown. */
function pixels(board, values, shown, paint) {
  const side = Math.round(Math.sqrt(values.length));
  const size = board.parentElement?.clientWidth || 0;
  if (!size) return;
  const context = fitted(board, size);
  context.clearRect(0, 0, size, size);
  const edge = (index) => Math.round((index * size) / side);
  const rows = Math.round(shown * side);
  for (let at = 0; at < rows * side; at++) {
    const [column, row] = [at % side, Math.floor(at / side)];
    context.fillStyle = paint(values[at]);
    context.fillRect(edge(column), edge(row), edge(column + 1) - edge(column), edge(row + 1) - edge(row));
  }
}

/**
 * A ring around one pixel.
 * @param {HTMLCanvasElement} board
 * @param {[number, number]} pixel
 * @param {number} side pixels
 */
export function ring(board, [x, y], side) {
  const size = board.parentElement?.clientWidth || 0;
  if (!size) return;
  const context = board.getContext("2d");
  const cell = size / side;
  context.lineWidth = 2;
  context.strokeStyle = colour("fake");
  context.strokeRect(x * cell, y * cell, cell, cell);
}
