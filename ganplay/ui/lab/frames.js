// What is told of a frame in a few numbers. Nothing here draws.
import { belief, bestBelief } from "../kit/plane/belief.js";

/**
 * @typedef {object} Seen
 * @property {number} step
 * @property {number} x the middle of the generated points
 * @property {number} y
 * @property {number} extent
 * @property {number} covered modes
 * @property {number} of
 * @property {number} quality
 * @property {number} kl
 * @property {number} floor of kl
 * @property {number} accuracy of D
 * @property {number} apart mean difference of belief of this D and the best there could be; NaN where none is known
 */

/**
 * @param {any} frame of the engine
 * @param {string} loss
 * @returns {Seen}
 */
export function seenIn(frame, loss) {
  const { fake, extent, modes, kl } = frame;
  const middle = [0, 0];
  for (let i = 0; i < fake.length; i++) middle[i % 2] += (2 * fake[i]) / fake.length;
  return {
    step: frame.step,
    x: middle[0],
    y: middle[1],
    extent,
    covered: modes?.covered ?? Number.NaN,
    of: modes?.of ?? Number.NaN,
    quality: modes?.quality ?? Number.NaN,
    kl: kl?.value ?? Number.NaN,
    floor: kl?.floor ?? Number.NaN,
    accuracy: frame.numbers.accuracy ?? Number.NaN,
    apart: apart(frame, loss),
  };
}

/** Over the places where any points are: elsewhere there is no best. */
function apart({ heat, best, numbers }, loss) {
  if (!best?.length || best.length !== heat?.length) return Number.NaN;
  const [here, ideal] = [belief(loss, heat, numbers), bestBelief(loss, best)];
  let sum = 0;
  let count = 0;
  for (let i = 0; i < here.length; i++) {
    if (Math.abs(best[i]) < 1e-6) continue;
    sum += Math.abs(here[i] - ideal[i]);
    count += 1;
  }
  return sum / count;
}
