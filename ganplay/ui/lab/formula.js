// The formula of a loss with the numbers of one batch in it. Nothing here draws.
import { SCALES } from "../kit/engine/scales.js";
import { number } from "../kit/wording.js";

/** @typedef {{real: number, fake: number, loss_d: number, loss_g: number}} Terms of D's loss: loss_d = real + fake */
/** @typedef {{of: "real" | "fake" | "", formula: string, value: string}} Part of a loss: whose points it is about */
/** @typedef {{parts: Part[], sum: string}} Said */

const REAL = "D(x)";
const FAKE = "D(G(z))";

// What D pays for real and for generated points, and what G pays; "" where a loss of pairs is one term.
const FORMULAS = {
  nonsaturating: { real: `−log σ(${REAL})`, fake: `−log(1 − σ(${FAKE}))`, g: `−log σ(${FAKE})` },
  minimax: { real: `−log σ(${REAL})`, fake: `−log(1 − σ(${FAKE}))`, g: `log(1 − σ(${FAKE}))` },
  lsgan: { real: `½(${REAL} − 1)²`, fake: `½ ${FAKE}²`, g: `½(${FAKE} − 1)²` },
  wasserstein: { real: `−${REAL}`, fake: FAKE, g: `−${FAKE}` },
  hinge: { real: `max(0, 1 − ${REAL})`, fake: `max(0, 1 + ${FAKE})`, g: `−${FAKE}` },
  relativistic: { real: `−log σ(${REAL} − ${FAKE})`, fake: "", g: `−log σ(${FAKE} − ${REAL})` },
  relativistic_average: {
    real: `−log σ(${REAL} − mean ${FAKE})`,
    fake: `−log(1 − σ(${FAKE} − mean ${REAL}))`,
    g: `−log σ(${FAKE} − mean ${REAL}) − log(1 − σ(${REAL} − mean ${FAKE}))`,
  },
};
const SMOOTHED = "−(1 − s) log σ(D(x)) − s log(1 − σ(D(x)))";

const said = (value) => number(value, 3);

/**
 * D's loss of a batch, term by term, in means over the batch.
 * @param {{loss: string, smoothing?: number}} recipe
 * @param {Terms} terms
 * @param {number} [extra] what a penalty adds
 * @returns {Said}
 */
export function lossOfD({ loss, smoothing = 0 }, terms, extra = 0) {
  const { real, fake } = FORMULAS[loss];
  const pairs = fake === "";
  const parts = [{ of: pairs ? "" : "real", formula: smoothing ? SMOOTHED : real, value: said(terms.real) }];
  if (!pairs) parts.push({ of: "fake", formula: fake, value: said(terms.fake) });
  if (extra) parts.push({ of: "", formula: "+", value: said(extra) });
  return { parts, sum: said(terms.loss_d + extra) };
}

/**
 * G's loss of a batch.
 * @param {{loss: string}} recipe
 * @param {Terms} terms
 * @returns {Said}
 */
export function lossOfG({ loss }, terms) {
  const of = loss.startsWith("relativistic") ? "" : "fake";
  return { parts: [{ of, formula: FORMULAS[loss].g, value: said(terms.loss_g) }], sum: said(terms.loss_g) };
}

/**
 * The losses of D and of G where D can no longer tell the two apart, as ganplay/losses.py has them.
 * @param {string} loss
 * @returns {[number | null, number | null]} null where the loss fixes none
 */
export const equilibrium = (loss) => SCALES[loss].equilibrium;
