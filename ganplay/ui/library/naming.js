// Runs and what is known of them, in words.
import { fieldWord, trainedWord, valueWord } from "../kit/settings.js";
import { going } from "../kit/status.js";
import { number, t } from "../kit/words.js";

export { date } from "../kit/runs.js";

/** @typedef {import("./found.js").Row} Row */

/** @param {Row} row @returns {string} its title, or what it trains on what */
export const nameOf = (row) => row.title || trainedWord({ ...row, recipe: row.recipe || "?" });

/** @param {Row} row @returns {string} */
export const statusWord = (row) => t(`live.status.${row.status}`, { position: row.position || 1 });

/** @param {{verdict: string, status: string}} row @returns {string} "" where there is none; past once it ended */
export const verdictWord = ({ verdict, status }) =>
  verdict ? t(`live.verdict.${verdict}${going(status) ? "" : ".past"}`) : "";

/** @param {number} bytes @returns {string} */
export function space(bytes) {
  if (bytes < 1e6) return t("library.kb", { n: number(Math.max(1, bytes / 1e3)) });
  return t("library.mb", { n: number(bytes / 1e6, bytes < 1e7 ? 1 : 0) });
}

/** @param {number} seconds @returns {string} */
export const duration = (seconds) => number(seconds, seconds < 10 ? 1 : 0);

/** @param {Record<string, [any, any]> | undefined} changes @returns {string} */
export const changeWords = (changes) =>
  Object.entries(changes || {})
    .map(([name, [was, is]]) => `${fieldWord(name)} ${valueWord(name, was)} → ${valueWord(name, is)}`)
    .join(", ");

/**
 * @param {import("./found.js").Parent} parent
 * @param {Row | undefined} known its row, where it is in the list
 * @returns {string} where a run came from
 */
export function fromWords(parent, known) {
  const title = known ? nameOf(known) : parent.title || parent.run;
  if (parent.step === null) return t("library.twin.of", { title });
  return t("library.from", { title, step: number(parent.step) });
}
