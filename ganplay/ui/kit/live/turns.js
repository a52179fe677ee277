// Whose turn the diagram of the live view shows: a step of training, slowed down. Nothing here draws.

/** @typedef {"d" | "g" | "both"} Network whose step it was */

// The phases of a step of each network, as kit/flow.js lights them.
const PHASES = {
  d: ["generate", "judge", "d_step"],
  g: ["g_generate", "g_judge", "g_step"],
};

/** @param {Network} network @returns {string[]} the phases of its step; of both: D's, then G's, as in training */
export const phasesOf = (network) => (network === "both" ? [...PHASES.d, ...PHASES.g] : PHASES[network]);

/**
 * Phases go on while steps are heard of, each step shown to its end; steps heard of meanwhile count as one.
 * @returns {{heard: (step: number, network: Network) => void, next: () => string, begin: () => void}} next: the phase
 *   that is shown from now on, "" where nothing trains; begin: another run
 */
export function turns() {
  let last = null;
  let ahead = [];
  let waiting = null;
  return {
    heard(step, network) {
      if (step > last && last !== null) waiting = network;
      last = step;
    },
    next() {
      if (!ahead.length && waiting) {
        ahead = [...phasesOf(waiting)];
        waiting = null;
      }
      return ahead.shift() || "";
    },
    begin() {
      last = null;
      ahead = [];
      waiting = null;
    },
  };
}
