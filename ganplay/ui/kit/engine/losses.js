// The losses of GAN training, as ganplay/losses.py has them: pairs of functions of the logits on a tape.
import { add, affine, mean, rectified, softplus, spread, square, subtract } from "./ops.js";

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

const LN2 = Math.log(2);

/**
 * @typedef {object} Loss
 * @property {(real: Matrix, fake: Matrix, smoothing: number) => Matrix} discriminator
 * @property {(fake: Matrix, real: Matrix | null) => Matrix} generator
 * @property {boolean} [probability] whether sigmoid(logit) is a probability
 * @property {boolean} [relativistic] whether only differences of a real and a generated logit mean anything
 * @property {boolean} [floating] whether D is defined up to a constant: the line is then the middle of both means
 * @property {number} threshold the logit on the line between real and not, where it is not floating
 * @property {[number | null, number | null]} equilibrium of (loss_d, loss_g), where D can tell nothing apart
 */

/** @type {Record<string, Loss>} */
export const LOSSES = {
  nonsaturating: {
    discriminator: classifier,
    generator: (fake) => bce(fake, 1),
    probability: true,
    threshold: 0,
    equilibrium: [2 * LN2, LN2],
  },
  minimax: {
    discriminator: classifier,
    generator: (fake) => affine(bce(fake, 0), -1),
    probability: true,
    threshold: 0,
    equilibrium: [2 * LN2, -LN2],
  },
  lsgan: {
    discriminator: (real, fake) => add(leastSquares(real, 1), leastSquares(fake, 0)),
    generator: (fake) => leastSquares(fake, 1),
    threshold: 0.5,
    equilibrium: [0.25, 0.125],
  },
  wasserstein: {
    discriminator: (real, fake) => subtract(mean(fake), mean(real)),
    generator: critic,
    floating: true,
    threshold: 0,
    equilibrium: [0, null],
  },
  hinge: {
    discriminator: (real, fake) => add(mean(rectified(affine(real, -1, 1))), mean(rectified(affine(fake, 1, 1)))),
    generator: critic,
    threshold: 0,
    equilibrium: [2, null],
  },
  relativistic: {
    discriminator: pairing,
    generator: (fake, real) => pairing(fake, real),
    relativistic: true,
    floating: true,
    threshold: 0,
    equilibrium: [LN2, LN2],
  },
  relativistic_average: {
    discriminator: averaging,
    generator: (fake, real) => averaging(fake, real),
    relativistic: true,
    floating: true,
    threshold: 0,
    equilibrium: [2 * LN2, 2 * LN2],
  },
};
