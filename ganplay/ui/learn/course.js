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
const SETTLED = 300; // milliseconds after which numbers are kept: a slider tells of itself sixty times a second

let progress = readProgress(kept(KEY, EMPTY));
let waiting = 0;

function keepNow() {
  clearTimeout(waiting);
  waiting = 0;
  keep(KEY, progress);
}
addEventListener("pagehide", () => {
  if (waiting) keepNow();
});
addEventListener("storage", () => {
  if (!waiting) progress = readProgress(kept(KEY, progress)); // something was done in another window
});

function save(next) {
  progress = next;
  keepNow();
}

/** Something of a page; what a figure tells of its numbers can wait. */
function tell(name, what) {
  progress = told(progress, name, what);
  if (Object.keys(what).join() !== "numbers") keepNow();
  else waiting ||= setTimeout(keepNow, SETTLED);
}

async function fetched(name) {
  const answer = await fetch(new URL(name, import.meta.url));
  if (!answer.ok) throw new Error(name);
  return answer.json();
}

/** @returns {Promise<any>} the course of the page's language; rejects where it cannot be fetched */
export async function courseOf() {
  const [{ pages }, index] = await Promise.all([fetched("./facts.json"), fetched(`./${language}.json`)]);
  /** @type {Map<string, Promise<any>>} */
  const texts = new Map();
  return {
    /** @type {Page[]} */
    pages,
    index,
    get progress() {
      return progress;
    },
    /** The text of a page, see lessons.py. @param {string} name @returns {Promise<any>} */
    text(name) {
      if (!texts.has(name)) texts.set(name, fetched(`./${index.language}/${name}.json`));
      texts.get(name).catch(() => texts.delete(name));
      return texts.get(name);
    },
    /** @param {string} name @returns {import("./progress.js").Done} */
    done: (name) => progress.pages[name] || {},
    tell,
    visit: (name) => save({ ...progress, last: name }),
    forget: () => save(EMPTY),
  };
}
