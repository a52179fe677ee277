// An iteration in phases, as they are narrated: what each does, and in which order they come.

/** Phases in which D learns. */
const D_PHASES = ["real", "noise", "generate", "judge", "d_gradient", "d_step"];
/** Phases in which G learns. */
const G_PHASES = ["g_noise", "g_generate", "g_judge", "g_gradient", "g_step"];

/** @typedef {{network: "d" | "g", phase: string}} Phase */

/**
 * The networks whose steps an iteration counts, in their order; those of a frozen one are counted and not taken.
 * @param {{n_dis: number, n_gen: number}} live
 * @returns {("d" | "g")[]}
 */
export function stepsOf({ n_dis, n_gen }) {
  return [...new Array(n_dis).fill("d"), ...new Array(n_gen).fill("g")];
}

/**
 * The phases of an iteration: of the steps that are taken.
 * @param {{n_dis: number, n_gen: number, freeze: "none" | "d" | "g"}} live
 * @returns {Phase[]}
 */
export function phasesOf(live) {
  const taken = stepsOf(live).filter((network) => network !== live.freeze);
  return taken.flatMap((network) => (network === "d" ? D_PHASES : G_PHASES).map((phase) => ({ network, phase })));
}
