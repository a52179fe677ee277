// The run that is in front of the visitor, which goes along from tab to tab. Nothing here draws.

/** In an address in place of a run: the newest one that may be watched. */
export const LATEST = "latest";

/** @typedef {{run: string, film: boolean}} Chosen film: it is replayed where its training is shown */

/** @type {Chosen | null} */
let choice = null;

/** @param {string} run @param {boolean} film */
export function choose(run, film) {
  choice = { run, film };
}

/** @returns {Chosen | null} null: nothing was shown yet */
export const chosen = () => choice;

/** It is deleted, or cannot be had. @param {string} run */
export function unchoose(run) {
  if (choice?.run === run) choice = null;
}

/**
 * Which run a tab shows first.
 * @param {{run: string}[]} rows that it can show
 * @param {object} wishes
 * @param {string} [wishes.shared] of what the address asks for in this tab
 * @param {string | null} wishes.asked of the address alone
 * @returns {string | undefined} undefined: there is none
 */
export function firstRun(rows, { shared, asked }) {
  if (shared) return shared;
  const known = rows.some(({ run }) => run === choice?.run);
  if (choice && (known || choice.run === asked)) return choice.run; // else it may have nothing to show yet
  return (asked !== LATEST && asked) || rows[0]?.run;
}
