// The course: its pages in this visitor's language, and what of it this visitor has done.
import { keep, kept } from "../kit/storage.js";
import { language } from "../kit/words.js";
import { EMPTY, readProgress, told } from "./progress.js";

/**
 * A page as course.py has it.
 * @typedef {object} Page
 * @property {string} name
 * @property {number | null} right
 * @property {string[]} numbers
 * @property {string} tab
 * @property {string} at
 * @property {boolean} figure
 */

const KEY = "learn";

async function fetched(name) {
  const answer = await fetch(new URL(name, import.meta.url));
  if (!answer.ok) throw new Error(name);
  return answer.json();
}

/** @returns {Promise<any>} the course of the page's language; rejects where it cannot be fetched */
export async function courseOf() {
  const [{ pages }, index] = await Promise.all([fetched("./facts.json"), fetched(`./${language}.json`)]);
  let progress = readProgress(kept(KEY, EMPTY));
  /** @type {Map<string, Promise<any>>} */
  const texts = new Map();

  function save(next) {
    progress = next;
    keep(KEY, progress);
  }
  return {
    /** @type {Page[]} */
    pages,
    index,
    language,
    get progress() {
      return progress;
    },
    /** The text of a page, see lessons.py. @param {string} name @returns {Promise<any>} */
    text(name) {
      if (!texts.has(name)) texts.set(name, fetched(`./${language}/${name}.json`));
      texts.get(name).catch(() => texts.delete(name));
      return texts.get(name);
    },
    /** @param {string} name @returns {import("./progress.js").Done} */
    done: (name) => progress.pages[name] || {},
    tell: (name, what) => save(told(progress, name, what)),
    visit: (name) => save({ ...progress, last: name }),
    forget: () => save(EMPTY),
  };
}
