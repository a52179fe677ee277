// Where a field crosses a level, by marching squares. Nothing here draws.

/**
 * The line along which a field of values has the value `level`.
 * @param {Float32Array} field cells * cells values at the centres of the cells, row 0 on top
 * @param {number} [level]
 * @returns {Float32Array} x and y of both ends of each piece of it, as shares of the picture: 0 .. 1 from its top left
 */
export function contour(field, level = 0) {
  const cells = Math.round(Math.sqrt(field.length));
  const found = [];
  for (let row = 0; row + 1 < cells; row++) {
    for (let column = 0; column + 1 < cells; column++) {
      const at = row * cells + column;
      const corners = [field[at], field[at + 1], field[at + cells + 1], field[at + cells]].map(
        (value) => value - level,
      );
      if (corners.every(Number.isFinite)) pieces(corners, column, row, cells, found);
    }
  }
  return Float32Array.from(found);
}

// The corners go round: top left, top right, bottom right, bottom left. An edge is crossed where its ends differ.
function pieces(corners, column, row, cells, found) {
  const crossed = [];
  for (let edge = 0; edge < 4; edge++) {
    const [from, to] = [corners[edge], corners[(edge + 1) % 4]];
    if (from > 0 === to > 0) continue;
    const share = from / (from - to);
    const [x, y] = [
      [share, 0],
      [1, share],
      [1 - share, 1],
      [0, 1 - share],
    ][edge];
    crossed.push((column + x + 0.5) / cells, (row + y + 0.5) / cells);
  }
  if (crossed.length === 4) found.push(...crossed);
  if (crossed.length === 8) found.push(...saddle(corners, crossed));
}

/** Two pieces in one cell: its middle says which corners belong together. */
function saddle(corners, [ax, ay, bx, by, cx, cy, dx, dy]) {
  const middle = corners.reduce((sum, value) => sum + value, 0);
  const joined = middle > 0 === corners[0] > 0; // the middle belongs to the first corner and the one opposite
  return joined ? [ax, ay, bx, by, cx, cy, dx, dy] : [ax, ay, dx, dy, bx, by, cx, cy];
}
