// The losses of one batch term by term, for the formula with this batch's numbers in it: ganplay/losses.py in plain
// arithmetic.

/** @param {number} x @returns {number} 0 .. 1: of a logit, what D answers */
export const sigmoid = (x) => 1 / (1 + Math.exp(-x));

/** log(1 + e^x), for any x. @param {number} x */
export const softplus = (x) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));

const square = (x) => x * x;
const relu = (x) => Math.max(x, 0);
/** Cross-entropy of sigmoid(x) against a target. */
const bce = (x, target) => softplus(x) - target * x;
const classifier = { real: (x, smoothing) => bce(x, 1 - smoothing), fake: (x) => bce(x, 0) };

/** Of each loss: what D pays for a real and for a generated logit, and what G pays for a generated one. */
const SINGLE = {
  nonsaturating: { ...classifier, g: (x) => bce(x, 1) },
  minimax: { ...classifier, g: (x) => -bce(x, 0) },
  lsgan: { real: (x) => 0.5 * square(x - 1), fake: (x) => 0.5 * square(x), g: (x) => 0.5 * square(x - 1) },
  wasserstein: { real: (x) => -x, fake: (x) => x, g: (x) => -x },
  hinge: { real: (x) => relu(1 - x), fake: (x) => relu(1 + x), g: (x) => -x },
};

/** @typedef {{real: Float32Array | null, fake: Float32Array}} Logits as many of both; G may do without real ones */
/** @typedef {{real: number, fake: number, loss_d: number}} Terms of D's loss: loss_d = real + fake */

/**
 * D's loss of a batch. A loss of pairs is one term: it stands as `real`, and `fake` is 0.
 * @param {string} loss
 * @param {Logits} logits
 * @param {number} [smoothing] of the labels
 * @returns {Terms}
 */
export function termsOfD(loss, { real, fake }, smoothing = 0) {
  const of = { relativistic: () => pairs(real, fake), relativistic_average: () => averages(real, fake) }[loss];
  const { real: paid, fake: forged } = SINGLE[loss] ?? {};
  const terms = of ? of() : { real: mean(real, (x) => paid(x, smoothing)), fake: mean(fake, forged) };
  return { ...terms, loss_d: terms.real + terms.fake };
}

/**
 * G's loss of a batch.
 * @param {string} loss
 * @param {Logits} logits
 * @returns {number}
 */
export function lossOfG(loss, { real, fake }) {
  if (loss === "relativistic") return pairs(fake, real).real;
  if (loss !== "relativistic_average") return mean(fake, SINGLE[loss].g);
  const sides = averages(fake, real);
  return sides.real + sides.fake;
}

const pairs = (real, fake) => ({ real: mean(real, (x, i) => softplus(fake[i] - x)), fake: 0 });

function averages(real, fake) {
  const [ofReal, ofFake] = [mean(real), mean(fake)];
  return { real: mean(real, (x) => bce(x - ofFake, 1)), fake: mean(fake, (x) => bce(x - ofReal, 0)) };
}

function mean(values, of = (x) => x) {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += of(values[i], i);
  return sum / values.length;
}
