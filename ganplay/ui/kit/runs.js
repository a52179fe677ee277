// Runs in words, as lists name them.
import { apart } from "./apart.js";
import { trainedWord } from "./settings.js";
import { language } from "./words.js";

/** @typedef {import("./settings.js").Trained & import("./apart.js").Row & {title?: string}} Named */

/** @param {number} seconds since 1970 @returns {string} */
export function date(seconds) {
  if (!seconds) return "–";
  const shown = { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" };
  return new Date(1000 * seconds).toLocaleString(language === "zh" ? "zh-CN" : "en-GB", shown);
}

/** @param {Named} row @returns {string} its title, or else what it trains on what */
const titleOf = (row) => row.title || trainedWord(row);

/**
 * @template {import("./apart.js").Row} Any
 * @param {Any[]} rows that stand in one list
 * @param {(row: Any) => string} nameOf
 * @returns {(row: Any) => string} the name of each; of those that share one also what tells them apart
 */
export function namesIn(rows, nameOf = titleOf) {
  const beside = apart(rows, nameOf, date);
  return (row) => [nameOf(row), beside.get(row.run)].filter(Boolean).join(" · ");
}
