// An iteration in phases, as they are narrated: what each does, and in which order they come.

/** Phases in which D learns. */
export const D_PHASES = ["real", "noise", "generate", "judge", "d_gradient", "d_step"];
/** Phases in which G learns. */
export const G_PHASES = ["g_noise", "g_generate", "g_judge", "g_gradient", "g_step"];

/** @typedef {{network: "d" | "g", phase: string}} Phase */

/**
 * The networks that learn in an iteration, step by step.
 * @param {{n_dis: number, n_gen: number, freeze: "none" | "d" | "g"}} live
 * @returns {("d" | "g")[]}
 */
export function stepsOf({ n_dis, n_gen, freeze }) {
  const d = freeze === "d" ? [] : new Array(n_dis).fill("d");
  const g = freeze === "g" ? [] : new Array(n_gen).fill("g");
  return [...d, ...g];
}

/**
 * The phases of an iteration.
 * @param {{n_dis: number, n_gen: number, freeze: "none" | "d" | "g"}} live
 * @returns {Phase[]}
 */
export function phasesOf(live) {
  return stepsOf(live).flatMap((network) =>
    (network === "d" ? D_PHASES : G_PHASES).map((phase) => ({ network, phase })),
  );
}
