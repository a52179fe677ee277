// Seen before: the training pictures nearest to the selected one.
import { make } from "../kit/dom.js";
import { sheet } from "../kit/sheet.js";
import { number, t } from "../kit/words.js";
import { work } from "../kit/work.js";
import { farWord, times } from "./figures.js";
import { follow } from "./follow.js";

const CELL = 92; // CSS pixels, at the most, of a picture

/**
 * A sheet of the nearest pictures. `logits` are their distances; 99 of 100 pictures lie no farther than `usual`.
 * @typedef {import("../kit/sheet.js").SheetAnswer & {logits: number[], usual: number}} Nearest
 */

/**
 * What `near` of questions.py tells.
 * @typedef {object} Answer
 * @property {boolean} [none] no pictures were kept to compare with: then there is nothing else
 * @property {number} compared how many pictures
 * @property {Nearest} pixels
 * @property {Nearest} features
 */

/** @param {import("./state.js").App} app @returns {import("./state.js").Mode} */
export function seen(app) {
  const place = make("div", { class: "jj-near" });
  const found = make("div");
  const told = make("p", { class: "ll-state" });
  /** @type {Answer | null} */
  let shown = null;
  let searched = null; // which picture at which moment the search of all was about

  /** @param {string} word @param {Nearest} answer @param {object} gaps of the word */
  function strip(word, answer, gaps) {
    const page = sheet({
      pick() {},
      label: (index) => t("judge.distance", { d: number(answer.logits[index], 2) }),
      most: CELL,
      room: () => ({ width: app.room().width, height: CELL }),
    });
    page.element.classList.add("still");
    page.show(answer);
    const distances = answer.logits.map((distance) => number(distance, 2)).join(" · ");
    const words = t("judge.seen.distances", { d: distances, usual: number(answer.usual, 2) });
    return make("section", {}, make("h3", {}, t(word, gaps)), page.element, make("p", { class: "gp-note" }, words));
  }

  function saying() {
    if (shown.none) return t("judge.seen.none");
    const row = app.chosen()?.row; // the score, which says how far it is, may come later
    if (!Number.isFinite(row?.far)) return "";
    return t(farWord(row), { times: times(row.far) });
  }

  function say() {
    if (shown) told.textContent = saying();
  }

  /** @param {Answer} answer */
  function show(answer) {
    shown = answer;
    say();
    const gaps = { n: number(answer.compared) };
    const strips = answer.none
      ? []
      : [strip("judge.seen.pixels", answer.pixels, gaps), strip("judge.seen.features", answer.features, gaps)];
    place.replaceChildren(...strips);
  }

  function fail(words) {
    shown = null;
    place.replaceChildren();
    told.textContent = words;
  }

  const ask = follow(app, "near", show, fail);
  const search = work(app, {
    go: t("judge.seen.search"),
    looking: t("latent.copies.looking"),
    ask() {
      const card = app.chosen();
      return card && { what: "search", ...app.here(), picture: card.png };
    },
    done(news) {
      const gaps = { n: number(news.compared), total: number(news.total) };
      found.replaceChildren(strip("judge.seen.all", news, gaps));
    },
  });

  function update() {
    const card = app.chosen();
    const now = card ? `${card.png}@${app.state.step}` : null;
    if (now !== searched) {
      searched = now;
      search.leave();
      found.replaceChildren();
    }
    ask();
    say();
  }

  return { build: () => [told, place, search.element, found], update, leave: search.leave };
}
