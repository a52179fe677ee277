// The plane of two numbers, the smallest GAN there is (Mescheder et al. 2018, section 2): real data is the one point 0,
// G makes the one point theta, and D is a line through zero with the slope psi: D(x) = psi x. Nothing here draws.

/** Losses whose field there is, by the names of a recipe. */
export const DIRAC_LOSSES = ["nonsaturating", "minimax", "lsgan", "wasserstein", "hinge", "relativistic"];

/** @typedef {{theta: number, psi: number}} Pair what G makes, and D's slope */
/** @typedef {{loss: string, gamma: number, rate: number}} Rules gamma: weight of R1; rate: of both, a step */

const ARRIVED = 1e-6; // from the equilibrium: it stands still there

const sigmoid = (x) => 1 / (1 + Math.exp(-x));

// Slopes of both losses by D's answer to the generated point, t = theta psi, at D(0) = 0: ganplay/losses.py.
const SLOPES = {
  nonsaturating: { d: (t) => sigmoid(t), g: (t) => sigmoid(t) - 1 },
  minimax: { d: (t) => sigmoid(t), g: (t) => -sigmoid(t) },
  lsgan: { d: (t) => t, g: (t) => t - 1 },
  wasserstein: { d: () => 1, g: () => -1 },
  hinge: { d: (t) => (t > -1 ? 1 : 0), g: () => -1 },
  relativistic: { d: (t) => sigmoid(t), g: (t) => sigmoid(t) - 1 },
};

/**
 * Minus the gradient of each one's own loss: where a small step leads. R1 at the real point is gamma/2 psi^2.
 * @param {Pair} at
 * @param {Rules} rules
 * @returns {Pair}
 */
export function push({ theta, psi }, { loss, gamma }) {
  const slopes = SLOPES[loss];
  const answer = theta * psi;
  return { theta: -slopes.g(answer) * psi, psi: -slopes.d(answer) * theta - gamma * psi };
}

/**
 * One step of D, then one of G that answers it, as the training takes them.
 * @param {Pair} at
 * @param {Rules} rules
 * @returns {Pair}
 */
export function stepped(at, rules) {
  const psi = at.psi + rules.rate * push(at, rules).psi;
  const theta = at.theta + rules.rate * push({ theta: at.theta, psi }, rules).theta;
  return { theta, psi };
}

/**
 * The path from a place.
 * @param {Pair} from
 * @param {Rules} rules
 * @param {number} steps
 * @returns {Pair[]} steps + 1 places
 */
export function pathFrom(from, rules, steps) {
  const path = [from];
  for (let i = 0; i < steps; i++) path.push(stepped(path[i], rules));
  return path;
}

/**
 * What becomes of a path, by how far its end is from the equilibrium (0, 0).
 * @param {Pair[]} path
 * @returns {"settles" | "creeps" | "circles" | "leaves"}
 */
export function fate(path) {
  const radius = ({ theta, psi }) => Math.hypot(theta, psi);
  const last = path.slice(-Math.max(1, Math.floor(path.length / 8)));
  const end = Math.max(...last.map(radius));
  const share = end / radius(path[0]);
  if (!Number.isFinite(end)) return "leaves";
  if (end < ARRIVED || share < 0.05) return "settles";
  if (share < 0.6) return "creeps";
  return share > 2 ? "leaves" : "circles";
}
