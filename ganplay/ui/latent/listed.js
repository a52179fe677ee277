// What a list of runs says that an earlier one did not. Nothing here draws.

/** @typedef {{run: string, status: string, step: number}} Row a run of a list */

/** @param {Row[]} before @param {Row[]} now @returns {boolean} whether both name the same runs in the same order */
export const sameRuns = (before, now) =>
  before.length === now.length && now.every((row, index) => row.run === before[index].run);

/**
 * @param {Row[]} before
 * @param {Row[]} now
 * @param {string} run
 * @returns {boolean} whether the run may have more than it had; one that is not listed may always
 */
export function grew(before, now, run) {
  const [old, fresh] = [before, now].map((rows) => rows.find((row) => row.run === run));
  return !fresh || fresh.step !== old?.step || fresh.status !== old?.status;
}
