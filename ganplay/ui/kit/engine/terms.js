// The losses of one batch term by term, for the formula with this batch's numbers in it: ganplay/losses.py in plain
// arithmetic.

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

/** @typedef {{real: number, fake: number, loss_d: number, loss_g: number}} Terms of D's loss: loss_d = real + fake */

/**
 * The terms of a batch. A loss of pairs is one term: it stands as `real`, and `fake` is 0.
 * @param {string} loss
 * @param {Float32Array} real logits
 * @param {Float32Array} fake logits, as many
 * @param {number} [smoothing] of the labels
 * @returns {Terms}
 */
export function termsOf(loss, real, fake, smoothing = 0) {
  if (loss === "relativistic") return pairs(real, fake);
  if (loss === "relativistic_average") return averages(real, fake);
  const parts = SINGLE[loss];
  const terms = { real: mean(real, (x) => parts.real(x, smoothing)), fake: mean(fake, parts.fake) };
  return { ...terms, loss_d: terms.real + terms.fake, loss_g: mean(fake, parts.g) };
}

function pairs(real, fake) {
  const d = mean(real, (x, i) => softplus(fake[i] - x));
  return { real: d, fake: 0, loss_d: d, loss_g: mean(real, (x, i) => softplus(x - fake[i])) };
}

function averages(real, fake) {
  const [ofReal, ofFake] = [mean(real), mean(fake)];
  const terms = { real: mean(real, (x) => bce(x - ofFake, 1)), fake: mean(fake, (x) => bce(x - ofReal, 0)) };
  const g = mean(fake, (x) => bce(x - ofReal, 1)) + mean(real, (x) => bce(x - ofFake, 0));
  return { ...terms, loss_d: terms.real + terms.fake, loss_g: g };
}

function mean(values, of = (x) => x) {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += of(values[i], i);
  return sum / values.length;
}
