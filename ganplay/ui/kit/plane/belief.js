// What D believes, as colours: from -1 (generated) over 0 (undecided) to 1 (real), whatever scale its loss has. A
// critic's numbers have no scale of their own: they are seen beside the means of its batch. Nothing here draws.
import { SCALES } from "../engine/scales.js";

/** @typedef {{d_real: number, d_fake: number}} Means of D over the batch */
/** @typedef {[number, number, number]} Colour red, green and blue, 0 .. 255 */

const LEAST_SPREAD = 0.05; // of a critic's numbers: what differs by less is undecided
const SHADES = 256;
const MOST = 0.72; // share of the colour at the end of the scale: points have to be seen on it

/** @param {string} loss @returns {boolean} whether D's number is a probability by this loss */
export const isProbability = (loss) => Boolean(SCALES[loss].probability);

/**
 * The number at which D is undecided.
 * @param {string} loss
 * @param {Means} means
 * @returns {number}
 */
export function undecided(loss, means) {
  if (!SCALES[loss].floating) return SCALES[loss].threshold;
  const middle = (means.d_real + means.d_fake) / 2;
  return Number.isFinite(middle) ? middle : 0;
}

/**
 * D's numbers as belief.
 * @param {string} loss
 * @param {Float32Array} field D's numbers at the cells of the picture
 * @param {Means} means
 * @returns {Float32Array} -1 .. 1
 */
export function belief(loss, field, means) {
  if (isProbability(loss)) return field.map((value) => Math.tanh(value / 2)); // 2 sigmoid(value) - 1
  const middle = undecided(loss, means);
  if (loss === "hinge") return field.map((value) => Math.max(-1, Math.min(1, value)));
  if (loss === "lsgan") return field.map((value) => Math.max(-1, Math.min(1, 2 * (value - middle))));
  let squares = 0;
  for (const value of field) squares += (value - middle) ** 2;
  const spread = Math.max(LEAST_SPREAD, Math.sqrt(squares / field.length));
  return field.map((value) => Math.tanh((value - middle) / spread));
}

/**
 * The best D's numbers as belief: they are ratios of densities, and nothing is added to them whatever the loss leaves
 * open, so that they are not seen beside the means of any batch.
 * @param {string} loss
 * @param {Float32Array} field the best D's numbers at the cells of the picture
 * @returns {Float32Array} -1 .. 1
 */
export const bestBelief = (loss, field) => belief(loss, field, { d_real: 0, d_fake: 0 });

/**
 * The colours of belief -1 .. 1, in `SHADES` steps.
 * @param {Colour} fake
 * @param {Colour} paper of what is undecided
 * @param {Colour} real
 * @returns {Uint8ClampedArray} RGBA of each step
 */
export function shades(fake, paper, real) {
  const table = new Uint8ClampedArray(4 * SHADES);
  for (let i = 0; i < SHADES; i++) {
    const value = (2 * i) / (SHADES - 1) - 1;
    const end = value < 0 ? fake : real;
    const share = MOST * Math.abs(value) ** 0.8;
    for (let part = 0; part < 3; part++) table[4 * i + part] = paper[part] + share * (end[part] - paper[part]);
    table[4 * i + 3] = 255;
  }
  return table;
}

/**
 * Belief as pixels.
 * @param {Float32Array} values -1 .. 1
 * @param {Uint8ClampedArray} table of `shades`
 * @param {Uint8ClampedArray} pixels RGBA, written
 */
export function paint(values, table, pixels) {
  const colours = new Uint32Array(table.buffer);
  const out = new Uint32Array(pixels.buffer);
  for (let i = 0; i < values.length; i++) {
    const value = Number.isFinite(values[i]) ? values[i] : 0;
    out[i] = colours[Math.round(((value + 1) / 2) * (SHADES - 1))];
  }
}

/** @param {string} text as "#2563a8" or "rgb(1, 2, 3)" @returns {Colour} */
export function colourOf(text) {
  const hex = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(text.trim());
  if (hex) return hex.slice(1).map((part) => Number.parseInt(part, 16));
  return (text.match(/[\d.]+/g) || ["0", "0", "0"]).slice(0, 3).map(Number);
}
