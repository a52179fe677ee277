// What D's number means by each loss, as ganplay/losses.py has it: plain data, for whoever shows it.

const LN2 = Math.log(2);

/**
 * @typedef {object} Scale
 * @property {boolean} [probability] whether sigmoid(logit) is a probability
 * @property {boolean} [relativistic] whether only differences of a real and a generated logit mean anything
 * @property {boolean} [floating] whether D is defined up to a constant: the line is then the middle of both means
 * @property {number} threshold the logit on the line between real and not, where it is not floating
 * @property {[number | null, number | null]} equilibrium of (loss_d, loss_g), where D can tell nothing apart
 */

/** Of each loss. @type {Record<string, Scale>} */
export const SCALES = {
  nonsaturating: { probability: true, threshold: 0, equilibrium: [2 * LN2, LN2] },
  minimax: { probability: true, threshold: 0, equilibrium: [2 * LN2, -LN2] },
  lsgan: { threshold: 0.5, equilibrium: [0.25, 0.125] },
  wasserstein: { floating: true, threshold: 0, equilibrium: [0, null] },
  hinge: { threshold: 0, equilibrium: [2, null] },
  relativistic: { relativistic: true, floating: true, threshold: 0, equilibrium: [LN2, LN2] },
  relativistic_average: { relativistic: true, floating: true, threshold: 0, equilibrium: [2 * LN2, 2 * LN2] },
};
