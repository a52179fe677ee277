// Points out of a table with x and y in each line: read, counted and refused as ganplay/data/table.py does.
import { Refusal } from "./settings.js";

/** Good rows that a table must have. */
export const FEWEST = 8;
/** Rows that a table may have. */
export const MOST = 1_000_000;
/** How far from zero the farthest coordinate may lie: beyond, networks do not learn. */
const REACHES = { smallest: 1e-3, largest: 1e3 };

const AIM = 1.5; // how far points reach that were scaled to be learned well
const NAMED = 5; // bad rows that are named
const NUMBER = /^[+-]?(([0-9]+\.?[0-9]*|\.[0-9]+)(e[+-]?[0-9]+)?|inf|infinity|nan)$/i;
const BLANKS = " \\t\\f\\v\\u00a0\\u3000"; // what stands around numbers; whatever else there is, is none of them
const BETWEEN = new RegExp(`[${BLANKS}]*[,\\t][${BLANKS}]*|[${BLANKS}]+`);
const BLANK_ENDS = new RegExp(`^[${BLANKS}]+|[${BLANKS}]+$`, "g");
const QUOTES = /^["']+|["']+$/g;

/** @typedef {"no_numbers" | "not_two" | "not_finite"} Reason */
/**
 * @typedef {object} Table
 * @property {Float32Array} points x and y of each
 * @property {number} bad rows that are no points
 * @property {number} first the line of the first of them, from 1; 0: none
 * @property {{line: number, reason: Reason}[]} named the first few of them
 */

/**
 * The points of a table, whatever wrote it: columns between commas, semicolons, tabs or blanks; between semicolons a
 * comma is a decimal point. Further columns are passed over, and so are empty lines, those that begin with #, and a
 * first line without any number.
 * @param {string} text
 * @returns {Table} throws Refusal where the rows are too few or too many, or lie too far from zero or too near to it
 */
export function readPoints(text) {
  const { rows, bad } = rowsOf(text);
  const named = bad.slice(0, NAMED);
  const first = bad[0]?.line ?? 0;
  if (rows.length < FEWEST) {
    throw new Refusal("lab_few_points", { good: rows.length, fewest: FEWEST, bad: bad.length, first });
  }
  const reach = rows.reduce((most, [x, y]) => Math.max(most, Math.abs(x), Math.abs(y)), 0);
  if (!reach) throw new Refusal("lab_one_place");
  if (!(reach >= REACHES.smallest && reach <= REACHES.largest)) {
    throw new Refusal("lab_reach", { reach: rounded(reach), divide: rounded(reach / AIM) });
  }
  return { points: Float32Array.from(rows.flat()), bad: bad.length, first, named };
}

const rounded = (value) => Number(value.toPrecision(3));

function rowsOf(text) {
  const rows = [];
  const bad = [];
  let header = true;
  text
    .replace(/^\uFEFF/, "")
    .split(/\r\n|\r|\n/)
    .forEach((line, index) => {
      const row = bare(line);
      if (!row || row.startsWith("#")) return;
      const found = pointOf(row);
      if (Array.isArray(found)) rows.push(found);
      else if (!header || found !== "no_numbers") bad.push({ line: index + 1, reason: found });
      header = false;
      if (rows.length + bad.length > MOST) throw new Refusal("lab_many_points", { most: MOST });
    });
  return { rows, bad };
}

const bare = (text) => text.replace(BLANK_ENDS, "");

/** x and y of a row, or why it has none. @param {string} row @returns {[number, number] | Reason} */
function pointOf(row) {
  const columns = row.includes(";") ? row.replaceAll(",", ".").split(";") : row.split(BETWEEN);
  const values = columns.slice(0, 2).map(numberOf);
  if (values.every((value) => value === null)) return "no_numbers";
  if (values.length < 2 || values.includes(null)) return "not_two";
  return values.every(Number.isFinite) ? values : "not_finite";
}

function numberOf(column) {
  const text = bare(bare(column).replace(QUOTES, ""));
  if (!NUMBER.test(text)) return null;
  return /[a-df-z]/i.test(text) ? Number.NaN : Number(text);
}
