// Tables of a comparison: a column for each run.
import { make } from "../kit/dom.js";
import { t } from "../kit/words.js";
import { swatch } from "./swatch.js";

/**
 * @param {string[]} names of the runs
 * @param {Record<string, any>} attributes
 * @param {...HTMLElement} bodies
 * @returns {HTMLElement}
 */
export function crossTable(names, attributes, ...bodies) {
  const head = (name, index) => make("th", { scope: "col" }, swatch(index), make("span", {}, name));
  const heads = make("thead", {}, make("tr", {}, make("td", {}), ...names.map(head)));
  return make("table", { class: "lb-cross", ...attributes }, heads, ...bodies);
}

/**
 * A place that scrolls sideways where what it holds is wider, with the keyboard, too.
 * @param {string} label
 * @param {...HTMLElement} contents
 * @returns {HTMLElement}
 */
export const scrolled = (label, ...contents) =>
  make("div", { class: "lb-wide", role: "region", tabindex: 0, "aria-label": label }, ...contents);

/** A row of such a table. @param {string} word its key @param {(Node | string)[]} texts a run each */
export const crossRow = (word, texts) =>
  make("tr", {}, make("th", { scope: "row" }, t(word)), ...texts.map((text) => make("td", {}, text)));
