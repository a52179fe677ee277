// The course: its pages in this visitor's language, and what of it this visitor has done.
import { glossary } from "../kit/glossary.js";
import { isKept, keep, keepText, kept, keptText } from "../kit/storage.js";
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
/** @type {Set<string>} pages of which something is not kept yet */
const unkept = new Set();
/** @type {Map<string, string>} */
const pictures = new Map();

function keepNow() {
  clearTimeout(waiting);
  waiting = 0;
  unkept.clear();
  keep(KEY, progress);
}
addEventListener("pagehide", () => {
  if (waiting) keepNow();
});
addEventListener("storage", ({ key }) => {
  if (!isKept(key, KEY)) return; // else something was done in another window
  const other = readProgress(kept(KEY, EMPTY));
  for (const name of unkept) other.pages[name] = progress.pages[name];
  progress = other;
});

function save(next) {
  progress = next;
  keepNow();
}

const pictureKey = (name) => `${KEY}.picture.${name}`;

/** Pictures lie apart: they are large, and are kept once where numbers change all the time. */
function keepPicture(name, picture) {
  pictures.set(name, picture);
  keepText(pictureKey(name), picture);
}

/** Something of a page; what a figure tells of its numbers can wait. */
function tell(name, what) {
  progress = told(progress, name, what);
  unkept.add(name);
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
  const coming = [fetched("./facts.json"), fetched(`./${language}.json`), glossary()];
  const [{ pages }, index, { terms }] = await Promise.all(coming);
  /** @type {Map<string, Promise<any>>} */
  const texts = new Map();
  return {
    /** @type {Page[]} */
    pages,
    index,
    terms,
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
    keepPicture,
    /** What the figure showed when it was done, as a data URL; "" where there is none. @param {string} name */
    picture: (name) => pictures.get(name) ?? keptText(pictureKey(name)) ?? "",
    visit: (name) => save({ ...progress, last: name }),
    forget() {
      for (const name of Object.keys(progress.pages)) if (this.picture(name)) keepPicture(name, "");
      save(EMPTY);
    },
  };
}
