// Two runs side by side, A and B. Nothing here draws or asks.

/**
 * The curves of a run, as asked_losses.py tells them.
 * @typedef {object} Curves
 * @property {number[]} step
 * @property {number[]} loss_d
 * @property {number[]} loss_g
 * @property {{loss_d: number, loss_g: number}} equilibrium
 */

/**
 * From where to where both runs' losses are drawn, so that they compare by eye; zero is in sight.
 * @param {Record<string, Curves>} curves
 * @returns {[number, number]}
 */
export function boundsOf(curves) {
  const all = Object.values(curves).flatMap(({ loss_d, loss_g }) => [...loss_d, ...loss_g]);
  const known = all.filter(Number.isFinite);
  return [Math.min(0, ...known), Math.max(0, ...known)];
}
