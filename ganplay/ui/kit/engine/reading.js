// Points that a visitor brings, read beside the page: a table of a million rows, or a picture, would hold it up.
import { readPoints } from "./csv.js";
import { pointsOfPixels } from "./pixels.js";
import { Random } from "./random.js";

/** Points that a picture or a word becomes. */
export const COUNT = 4000;

/**
 * @typedef {object} Reading one of both
 * @property {string | Blob} [csv] a table, as text or as its file
 * @property {{data: Uint8ClampedArray, width: number, height: number}} [pixels] RGBA
 * @property {number} [count] points of a picture
 * @property {number} [seed]
 */

/**
 * @param {Reading} asked
 * @returns {Promise<import("./csv.js").Table | {points: Float32Array}>} of a picture without anything dark no points;
 *   rejects with a Refusal where a table holds too few, too many, or none that can be learned
 */
export async function read({ csv, pixels, count = COUNT, seed = 0 }) {
  if (pixels) return { points: pointsOfPixels(pixels, count, new Random(seed)) };
  return readPoints(typeof csv === "string" ? csv : await csv.text());
}
