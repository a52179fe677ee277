// G's manifold: cells of the noise, all equally likely, pushed through G. Where they shrink, points are dense.

const STEPS = 6; // of opacity
const FAINTEST = 0.04;
const DENSEST = 0.5;

/** @typedef {{opacity: number, cells: number[]}} Layer the indices of the first corners of its cells */

/** @param {Float32Array} points x and y of each corner @returns {number} corners a side */
export const sideOf = (points) => Math.round(Math.sqrt(points.length / 2));

/**
 * The cells of a lattice by their density: a cell that fills one cell of an even spread over the picture has half of
 * the opacity, a smaller one more.
 * @param {Float32Array} points x and y of each corner, row by row
 * @param {number} extent of the picture
 * @returns {Layer[]} from the faintest to the densest; those without a cell are left out
 */
export function densities(points, extent) {
  const side = sideOf(points);
  const even = (2 * extent) ** 2 / (side - 1) ** 2;
  const layers = Array.from({ length: STEPS }, (_, step) => ({
    opacity: FAINTEST + ((DENSEST - FAINTEST) * (step + 0.5)) / STEPS,
    cells: [],
  }));
  for (let row = 0; row + 1 < side; row++) {
    for (let column = 0; column + 1 < side; column++) {
      const at = row * side + column;
      const area = areaOf(points, [at, at + 1, at + side + 1, at + side]);
      const density = even / (even + area); // 1: no room at all
      if (Number.isFinite(density)) layers[Math.min(STEPS - 1, Math.floor(density * STEPS))].cells.push(at);
    }
  }
  return layers.filter(({ cells }) => cells.length);
}

/** The area of a cell: of its two triangles, so that a cell that is folded over has one, too. */
function areaOf(points, [first, second, third, fourth]) {
  const side = (from, to) => [points[2 * to] - points[2 * from], points[2 * to + 1] - points[2 * from + 1]];
  const triangle = (corner, one, other) => {
    const [oneX, oneY] = side(corner, one);
    const [otherX, otherY] = side(corner, other);
    return Math.abs(oneX * otherY - otherX * oneY) / 2;
  };
  return triangle(first, second, third) + triangle(first, third, fourth);
}
