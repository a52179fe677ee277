// Points out of a text with one point a line, read as ganplay/data reads a .csv.
import { Refusal } from "./settings.js";

/** Good rows that a file must have. */
export const FEWEST = 8;
/** Good rows that a file may have. */
export const MOST = 1_000_000;

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** @typedef {{points: Float32Array, bad: number, first: number}} Read bad rows, and the line of the first; 0: none */

/**
 * The points of a text: x,y a line, parted by comma, semicolon, tab or blanks.
 *
 * The first line may be a header; blank lines and those that begin with # are passed over; further columns too.
 * @param {string} text
 * @returns {Read} throws Refusal where there are too few good rows, or too many
 */
export function readPoints(text) {
  const found = [];
  let bad = 0;
  let first = 0;
  let begun = false;
  text
    .replace(/^\uFEFF/, "")
    .split(/\r\n|\r|\n/)
    .forEach((line, index) => {
      const row = line.trim();
      if (!row || row.startsWith("#")) return;
      const point = pointOf(row);
      const header = !begun && isHeader(row);
      begun = true;
      if (point) found.push(point);
      else if (!header) {
        bad += 1;
        first ||= index + 1;
      }
    });
  if (found.length < FEWEST) throw new Refusal("lab_few_points", { good: found.length, fewest: FEWEST, bad, first });
  if (found.length > MOST) throw new Refusal("lab_many_points", { good: found.length, most: MOST });
  return { points: Float32Array.from(found.flat()), bad, first };
}

/** A row's columns as numbers; what is none is NaN. */
function columnsOf(row) {
  return row.split(/\s*[,;]\s*|\s+/).map((text) => (NUMBER.test(text) ? Number(text) : Number.NaN));
}

/** A row's first two columns as finite numbers that float32 can hold; null where they are none. */
function pointOf(row) {
  const point = columnsOf(row).slice(0, 2);
  return point.length === 2 && point.every((value) => Number.isFinite(Math.fround(value))) ? point : null;
}

/** Whether a row has no number at all, as the names of columns have none. */
function isHeader(row) {
  return columnsOf(row).every(Number.isNaN);
}
