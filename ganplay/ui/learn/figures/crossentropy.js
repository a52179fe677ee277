// The loss of eight points on a line, term by term, for D(x) = sigmoid(w x + b). Nothing here draws.
import { sigmoid, softplus } from "../../kit/engine/terms.js";

/** @typedef {{w: number, b: number}} Line D's two numbers */
/**
 * One point of the batch.
 * @typedef {object} Term
 * @property {number} x
 * @property {boolean} real
 * @property {number} logit w x + b
 * @property {number} answer D(x)
 * @property {number} loss -log D(x) of a real point, -log(1 - D(x)) of a generated one, in nats
 * @property {number} pull (D(x) - y) x, the slope of its loss by w: y is 1 for a real point, 0 for a generated one
 */

/** The batch: no line sorts it without a mistake, and the most likely one makes more of them than need be. */
export const BATCH = [
  ...[-0.8, 0.7, 1.3, 2].map((x) => ({ x, real: true })),
  ...[-2.5, -1.7, -1.2, -0.2].map((x) => ({ x, real: false })),
];

/** @param {Line} line @returns {Term[]} in the order of the batch */
export function termsOf({ w, b }) {
  return BATCH.map(({ x, real }) => {
    const logit = w * x + b;
    const answer = sigmoid(logit);
    return { x, real, logit, answer, loss: softplus(real ? -logit : logit), pull: (answer - (real ? 1 : 0)) * x };
  });
}

/**
 * @param {Term[]} terms
 * @param {(term: Term) => number} of
 * @returns {{real: number, fake: number}} its mean over each kind
 */
export function meansOf(terms, of) {
  const mean = (some) => some.reduce((sum, term) => sum + of(term), 0) / some.length;
  return { real: mean(terms.filter(({ real }) => real)), fake: mean(terms.filter(({ real }) => !real)) };
}

const total = (terms, of) => {
  const { real, fake } = meansOf(terms, of);
  return real + fake;
};

/** @param {Line} line @returns {number} D's loss: the mean over the real points and that over the generated ones */
export const lossOf = (line) => total(termsOf(line), ({ loss }) => loss);

/** @param {Line} line @returns {Line} the slope of the loss by each of D's numbers */
export function slopeOf(line) {
  const terms = termsOf(line);
  return { w: total(terms, ({ pull }) => pull), b: total(terms, ({ answer, real }) => answer - (real ? 1 : 0)) };
}

/** @param {Line} line @param {number} rate @returns {Line} one step of gradient descent from there */
export function downhill(line, rate) {
  const slope = slopeOf(line);
  return { w: line.w - rate * slope.w, b: line.b - rate * slope.b };
}

/** @param {Line} line @returns {number} the share of points on their side of 1/2; one that lies on it counts half */
export function accuracyOf(line) {
  const right = ({ logit, real }) => (logit === 0 ? 0.5 : Number(logit > 0 === real));
  return termsOf(line).reduce((sum, term) => sum + right(term), 0) / BATCH.length;
}

/** @returns {Line} where the loss is least, by Newton's method */
export function bestLine() {
  const line = { w: 0, b: 0 };
  for (let i = 0; i < 30; i++) {
    const terms = termsOf(line);
    const slope = slopeOf(line);
    const bend = (of) => total(terms, (term) => term.answer * (1 - term.answer) * of(term));
    const [ww, wb, bb] = [bend(({ x }) => x * x), bend(({ x }) => x), bend(() => 1)];
    const det = ww * bb - wb * wb;
    line.w -= (bb * slope.w - wb * slope.b) / det;
    line.b -= (ww * slope.b - wb * slope.w) / det;
  }
  return line;
}
