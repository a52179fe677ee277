// The losses of GAN training, as ganplay/losses.py has them: pairs of functions of the logits on a tape.
import { add, affine, mean, rectified, softplus, spread, square, subtract } from "./ops.js";
import { SCALES } from "./scales.js";

/** @typedef {import("./tape.js").Node} Matrix (N, 1) logits, or a scalar */

/** Binary cross-entropy of sigmoid(logits) against one target in [0, 1], from the logits. */
function bce(logits, target) {
  const soft = softplus(logits);
  return mean(target ? add(soft, affine(logits, -target)) : soft);
}

const without = (logits, cell) => subtract(logits, spread(cell, logits.rows, 1));
const leastSquares = (logits, target) => affine(mean(square(affine(logits, 1, -target))), 0.5);
const classifier = (real, fake, smoothing) => add(bce(real, 1 - smoothing), bce(fake, 0));
const critic = (fake) => affine(mean(fake), -1);
const pairing = (real, fake) => mean(softplus(subtract(fake, real)));
const averaging = (real, fake) => add(bce(without(real, mean(fake)), 1), bce(without(fake, mean(real)), 0));

/**
 * @typedef {object} Sides
 * @property {(real: Matrix, fake: Matrix, smoothing: number) => Matrix} discriminator
 * @property {(fake: Matrix, real: Matrix | null) => Matrix} generator
 */

/** @type {Record<string, Sides>} */
const SIDES = {
  nonsaturating: { discriminator: classifier, generator: (fake) => bce(fake, 1) },
  minimax: { discriminator: classifier, generator: (fake) => affine(bce(fake, 0), -1) },
  lsgan: {
    discriminator: (real, fake) => add(leastSquares(real, 1), leastSquares(fake, 0)),
    generator: (fake) => leastSquares(fake, 1),
  },
  wasserstein: { discriminator: (real, fake) => subtract(mean(fake), mean(real)), generator: critic },
  hinge: {
    discriminator: (real, fake) => add(mean(rectified(affine(real, -1, 1))), mean(rectified(affine(fake, 1, 1)))),
    generator: critic,
  },
  relativistic: { discriminator: pairing, generator: (fake, real) => pairing(fake, real) },
  relativistic_average: { discriminator: averaging, generator: (fake, real) => averaging(fake, real) },
};

/**
 * Both sides of each loss, with what D's number means by it.
 * @type {Record<string, Sides & import("./scales.js").Scale>}
 */
export const LOSSES = Object.fromEntries(
  Object.entries(SIDES).map(([name, sides]) => [name, { ...SCALES[name], ...sides }]),
);
