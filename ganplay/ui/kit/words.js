// The words of the page in the visitor's language. Who imports this module waits until they are there; the other
// language is fetched when it is chosen.
import { notice } from "./dom.js";
import { keepText, keptText } from "./storage.js";
import { noteIn, percent, refusalIn, say } from "./wording.js";

export { number, percent } from "./wording.js";

const AGAIN = 2000; // milliseconds until words that did not come are asked for again

/** @type {((language: string) => void)[]} */
const listeners = [];

/** @type {"en" | "zh"} the language of the page */
export let language = keptText("language") || (navigator.language.toLowerCase().startsWith("zh") ? "zh" : "en");

/** @type {string[]} tabs whose words came with them */
const rooms = [];
let table = await fetched(language);

async function fetched(wanted) {
  const names = [wanted, ...rooms.map((room) => `${room}.${wanted}`)];
  const tables = names.map(async (name) => (await fetch(new URL(`../words/${name}.json`, import.meta.url))).json());
  return Object.assign({}, ...(await Promise.all(tables)));
}

/**
 * The words of a tab that travel when it is first opened; see `LATER` in words.py.
 * @param {string} room
 * @returns {Promise<void>} once they are there: while they cannot be fetched the page says so, and asks again
 */
export async function wordsOf(room) {
  if (!rooms.includes(room)) rooms.push(room);
  for (let wanted = ""; wanted !== language; ) {
    wanted = language;
    try {
      const found = await fetched(wanted);
      if (wanted === language) table = found;
    } catch {
      notice(t("error.offline"));
      await new Promise((resolve) => setTimeout(resolve, AGAIN));
      wanted = "";
    }
  }
}

/**
 * t("live.time.step", {step: 12}) -> "step 12", in the language of the page.
 * @param {string} key
 * @param {Record<string, any>} [gaps]
 * @returns {string}
 */
export const t = (key, gaps) => say(table, key, gaps);

/** @param {string} word @param {string} what @returns {string} "Remove: seed 5", the colon being the language's */
export const colon = (word, what) => `${word}${language === "zh" ? "：" : ": "}${what}`;

/**
 * @param {number} value a ratio to real pictures, 0 .. 1 and above
 * @returns {string} as 12 %, where it reads as a share; above 100 % it says that it is none
 */
export const ratio = (value) => (value >= 1.005 ? t("metric.over", { value: percent(value) }) : percent(value));

/** @param {import("./wording.js").Refused} answer @returns {string} one sentence in the language of the page */
export const refusal = (answer) => refusalIn(table, language, answer);

/** @param {import("./wording.js").Note[]} notes on the data of a run @returns {string} in the language of the page */
export const noted = (notes) => notes.map((note) => noteIn(table, note)).join(" ");

/**
 * Elements say their words in attributes: data-word (text), data-hint (title), data-label (aria-label).
 * @param {ParentNode} root whose elements are to say them now
 */
export function speak(root = document) {
  for (const element of root.querySelectorAll("[data-word]")) element.textContent = t(element.dataset.word);
  for (const element of root.querySelectorAll("[data-hint]")) element.title = t(element.dataset.hint);
  for (const element of root.querySelectorAll("[data-label]"))
    element.setAttribute("aria-label", t(element.dataset.label));
  document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
}

/**
 * @param {"en" | "zh"} next
 * @returns {Promise<void>} once the page speaks it; where its words cannot be fetched nothing changes
 */
export async function setLanguage(next) {
  let found = null;
  for (let known = -1; known !== rooms.length; ) {
    known = rooms.length; // a tab may be opened meanwhile, whose words are to be there, too
    found = await fetched(next);
  }
  table = found;
  language = next;
  keepText("language", next);
  speak();
  for (const listener of listeners) listener(next);
}

/** @param {(language: string) => void} listener is called after the language has changed */
export const onLanguage = (listener) => listeners.push(listener);
