// What D gets right of pictures whose origin is known. Nothing here draws or asks.

/** @typedef {import("./state.js").Logits} Logits */

/**
 * @typedef {object} Counts what D gets right where it calls real everything above a threshold; shares are 0 .. 1, and
 *   of both kinds together as if there were as many of each (as in ganplay/scoring/separability.py)
 * @property {number} tp real pictures called real
 * @property {number} fp generated ones called real
 * @property {number} fn real ones called generated
 * @property {number} tn generated ones called generated
 * @property {number} precision
 * @property {number} recall
 * @property {number} fpr
 * @property {number} accuracy
 * @property {number} f1
 */

/**
 * @param {Logits} logits
 * @returns {number[]} of the real pictures that D is measured on: held out, or, where the data set was too small, those
 *   it was trained on
 */
export const reals = ({ held_out: held, training }) => (held.length ? held : training);

/** @param {Logits} logits @param {number} threshold @returns {Counts} */
export function counted(logits, threshold) {
  const real = reals(logits);
  const { generated } = logits;
  const above = (values) => values.filter((value) => value > threshold).length;
  const tp = above(real);
  const fp = above(generated);
  const fn = real.length - tp;
  const tn = generated.length - fp;
  const recall = real.length ? tp / real.length : 0;
  const fpr = generated.length ? fp / generated.length : 0;
  const precision = tp + fp ? recall / (recall + fpr) : 0;
  const accuracy = (recall + tn / Math.max(1, generated.length)) / 2;
  const f1 = precision + recall ? (2 * precision * recall) / (precision + recall) : 0;
  return { tp, fp, fn, tn, precision, recall, fpr, accuracy, f1 };
}

/**
 * From where to where a threshold moves.
 * @param {Logits} logits
 * @param {number} threshold that D was trained with
 * @returns {[number, number]} a little more than all that is known: a browser rounds the value of a slider
 */
export function span(logits, threshold) {
  const all = [...reals(logits), ...logits.generated, threshold];
  const [low, high] = [Math.min(...all), Math.max(...all)];
  const edge = (high - low) / 500;
  return [low - edge, high + edge];
}

const mean = (values) => values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);

function variance(values) {
  const middle = mean(values);
  return mean(values.map((value) => (value - middle) ** 2));
}

/**
 * Whether D knows the pictures that it was trained on by heart.
 * @param {Logits} logits
 * @returns {{train: number, held: number, fake: number, verdict: "yes" | "no" | "none"}} mean logits; none: no picture
 *   was held out
 */
export function overfitting({ training, held_out: held, generated }) {
  const told = { train: mean(training), held: mean(held), fake: mean(generated) };
  if (!held.length) return { ...told, verdict: "none" };
  const gap = told.train - told.held;
  const apart = Math.abs(told.held - told.fake);
  const doubt = variance(training) / Math.max(1, training.length) + variance(held) / held.length;
  const noise = 2 * Math.sqrt(doubt); // two standard errors
  return { ...told, verdict: gap > 0.25 * apart && gap > noise ? "yes" : "no" };
}

/** @param {number[]} values @returns {{x: number[], y: number[]}} which share of them is at most x */
export function cumulative(values) {
  const sorted = [...values].sort((one, other) => one - other);
  return { x: sorted, y: sorted.map((_, index) => (index + 1) / sorted.length) };
}
