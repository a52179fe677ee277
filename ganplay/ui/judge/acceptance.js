// What choosing D's favourites costs. Nothing here draws or asks.
import { nearest } from "../kit/ranges.js";

/**
 * What is left of D's favourites where a share of the pictures is kept (a row of `best` in questions.py).
 * @typedef {object} Kept
 * @property {number} share 0 .. 1
 * @property {number} threshold the logit that they lie above
 * @property {number | null} diversity
 * @property {number | null} gap
 * @property {number} n how many they are
 */

/**
 * @param {Kept[]} rows
 * @param {number} share 0 .. 1
 * @returns {{kept: Kept, all: Kept}} the row nearest to the share, and that of the largest one
 */
export function costOf(rows, share) {
  const shares = rows.map((row) => row.share);
  const of = (value) => rows[shares.indexOf(value)];
  return { kept: of(nearest(shares, share)), all: of(Math.max(...shares)) };
}

/**
 * @param {Kept[]} rows
 * @param {"diversity" | "gap"} name
 * @returns {{x: number[], y: number[], low: number, high: number}} a curve over the share, where it is known
 */
export function costCurve(rows, name) {
  const known = rows.filter((row) => row[name] !== null);
  const y = known.map((row) => row[name]);
  return { x: known.map((row) => row.share), y, low: Math.min(...y), high: Math.max(...y) };
}
