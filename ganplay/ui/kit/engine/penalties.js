// What may be added to the loss of D, as ganplay/penalties.py has it: scalars on a tape.
import { add, affine, mean, multiply, product, root, square, subtract, sum, times } from "./ops.js";

/** @typedef {import("./tape.js").Node} Matrix */

const EPS = 1e-12; // inside of the root, whose slope at zero is infinite

/** The slope of each logit by its own points, itself differentiable. */
const slope = (logits, points) => logits.tape.gradients(logits, [points])[0];

/**
 * gamma/2 E ||slope of D||^2: R1 on real points, R2 on generated ones (Mescheder et al. 2018, equation 9).
 * @param {[Matrix, Matrix][]} judged (logits, points) of each kind
 * @param {Matrix} gamma a scalar
 * @returns {Matrix}
 */
export function zeroCentred(judged, gamma) {
  const squares = judged.map(([logits, points]) => affine(sum(square(slope(logits, points))), 0.5 / points.rows));
  return times(squares.reduce(add), gamma);
}

/**
 * weight E (||slope of D|| - 1)^2 between real and generated (Gulrajani et al. 2017, algorithm 1).
 * @param {(points: Matrix) => Matrix} critic points to logits
 * @param {Matrix} real @param {Matrix} fake @param {Matrix} share of the real point in each mixture, (n, 2)
 * @param {Matrix} weight a scalar
 * @returns {Matrix}
 */
export function gradientPenalty(critic, real, fake, share, weight) {
  const between = add(fake, multiply(subtract(real, fake), share));
  const ones = real.tape.constant(real.columns, 1, 1);
  const squares = product(square(slope(critic(between), between)), ones);
  return times(mean(square(affine(root(affine(squares, 1, EPS)), 1, -1))), weight);
}

/** weight E D(real)^2 (Karras et al. 2018, A.1) @param {Matrix} real logits @param {number} weight @returns {Matrix} */
export const drift = (real, weight) => affine(mean(square(real)), weight);
