// How large the pictures of the live view are. Nothing here draws.

const MOST_CELL = 110; // CSS pixels of a picture
const MOST_TIMES = 24; // a picture's pixels are drawn at most so many times as large
const GAP = 16; // CSS pixels between what stands side by side

/**
 * @typedef {object} Fitted
 * @property {boolean} wide the parts stand side by side
 * @property {number} cell CSS pixels a side of a picture
 * @property {number} columns of generated pictures
 * @property {number} rows of generated pictures
 * @property {number} reals columns of real pictures
 * @property {number} realRows rows of real pictures
 * @property {number} chart CSS pixels of the charts' height
 */

/**
 * The biggest cells that leave room for at least `least` columns and rows, a whole number of pixels each.
 * @param {number} size pixels of a picture
 * @param {number} width CSS pixels that there are
 * @param {number} height CSS pixels that there are
 * @param {number} ratio pixels of the screen to a CSS pixel
 * @param {number} least columns and rows
 * @returns {{cell: number, columns: number, rows: number}} cell: CSS pixels a side
 */
export function cells(size, width, height, ratio, least) {
  let best = null;
  for (let scale = 1; scale <= MOST_TIMES; scale += 1) {
    const cell = (size * scale) / ratio;
    const columns = Math.min(8, Math.floor(width / cell));
    const rows = Math.min(8, Math.floor(height / cell));
    if (best && (cell > MOST_CELL || columns < least || rows < least)) break;
    const shown = { cell, columns: Math.max(1, columns), rows: Math.max(1, rows) };
    const area = shown.columns * shown.rows * cell * cell;
    if (!best || area >= 0.9 * best.area) best = { ...shown, area };
  }
  return { cell: best.cell, columns: best.columns, rows: best.rows };
}

/**
 * The window's height decides on a wide screen, its width on a narrow one.
 * @param {object} given
 * @param {number} given.size pixels of a picture
 * @param {boolean} given.whole the sheet is one picture, as the facts of its kind say
 * @param {number} given.room CSS pixels of the live view's width
 * @param {number} given.height CSS pixels of the window's height
 * @param {number} given.ratio pixels of the screen to a CSS pixel
 * @returns {Fitted}
 */
export function fitted({ size, whole, room, height, ratio }) {
  const wide = room >= 720;
  const verdict = Math.min(380, Math.max(250, room * 0.27));
  const beside = wide ? room - verdict - 2 * GAP : room; // what the verdict leaves the pictures
  const high = wide ? Math.max(240, height - 374) : height * 0.46;
  const eighth = Math.floor(Math.min(wide ? beside / 2 : room, high, 512) / 8);
  const grid = whole
    ? { cell: eighth, columns: 8, rows: 8 }
    : cells(size, wide ? beside * 0.8 : room, high, ratio, wide ? 5 : 4);
  const left = wide ? beside - grid.columns * grid.cell : room;
  const most = wide ? 8 : grid.columns;
  const rest = height - 254 - grid.rows * grid.cell; // what header, captions and numbers leave the charts
  return {
    wide,
    ...grid,
    reals: whole ? 8 : Math.max(1, Math.min(most, Math.floor(left / grid.cell))),
    realRows: wide || whole ? grid.rows : 1,
    chart: wide ? Math.min(340, Math.max(150, rest)) : 190,
  };
}
