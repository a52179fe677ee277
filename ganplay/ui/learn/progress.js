// What a visitor has done of the course. Kept in this browser; nothing of it is sent anywhere.
import { number } from "../kit/wording.js";

/**
 * One page, as far as it was done.
 * @typedef {object} Done
 * @property {number | null} [predicted] the answer that was predicted; null: skipped
 * @property {number} [outcome] the answer that came out, where the figure told
 * @property {boolean} [done] what it asks for was done
 * @property {Record<string, number | string>} [numbers] what the figure told last
 * @property {(number | null)[]} [quiz] the answers given
 */

/** @typedef {{pages: Record<string, Done>, last: string}} Progress */

/** Of who has done nothing. @type {Progress} */
export const EMPTY = { pages: {}, last: "" };

/** @param {any} found what was kept @returns {Progress} it, as far as it is one */
export function readProgress(found) {
  const pages = found && typeof found.pages === "object" && found.pages ? found.pages : {};
  const good = Object.entries(pages).filter(([, page]) => page && typeof page === "object");
  return { pages: Object.fromEntries(good), last: typeof found?.last === "string" ? found.last : "" };
}

/**
 * @param {Progress} progress
 * @param {string} name
 * @param {Done} more
 * @returns {Progress} with what is told of a page
 */
export function told(progress, name, more) {
  return { ...progress, pages: { ...progress.pages, [name]: { ...progress.pages[name], ...more } } };
}

/**
 * Which answer was right, as far as that is known.
 * @param {{right: number | null}} page as course.py has it
 * @param {Done} done
 * @returns {number | null}
 */
export function rightOf({ right }, { outcome }) {
  return right ?? outcome ?? null;
}

/**
 * @param {{name: string, figure: boolean}[]} pages
 * @param {Progress} progress
 * @returns {{done: number, of: number, next: string}} next: the first that is not done, or the first of all
 */
export function stand(pages, progress) {
  const asked = pages.filter(({ figure }) => figure);
  const open = asked.filter(({ name }) => !progress.pages[name]?.done);
  return { done: asked.length - open.length, of: asked.length, next: (open[0] || pages[0]).name };
}

/**
 * A number as the text says it: three digits that count; a name is said as it is.
 * @param {number | string | null | undefined} value
 * @returns {string}
 */
export function figures(value) {
  if (typeof value === "string") return value;
  if (!Number.isFinite(value)) return "–";
  const size = Math.abs(value);
  if (Number.isInteger(value) || size >= 100) return number(value);
  return String(Number(value.toPrecision(size < 0.1 ? 2 : 3))).replace("-", "−");
}
