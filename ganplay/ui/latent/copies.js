// Whether the current picture was memorised: the training pictures nearest to it, and how near is normal.
import { button } from "../kit/controls.js";
import { make } from "../kit/dom.js";
import { crisp, swap } from "../kit/sheet.js";
import { number, percent, t } from "../kit/words.js";
import { example, over } from "./example.js";
import { copyGaps, copyWord } from "./numbers.js";
import { panel } from "./panel.js";
import { task } from "./task.js";

/** @typedef {import("./tab.js").App} App */

/**
 * What the work `neighbours` tells.
 * @typedef {object} News
 * @property {string} [stage] of the work
 * @property {number} [fraction] of it that is done
 * @property {string} [picture] data URL of the current picture
 * @property {string} [png] data URL of a strip of the nearest ones
 * @property {number[]} [distances] to each of them
 * @property {[number, number, number]} [typical] 5, 50 and 95 % of the distances of real pictures never trained on
 * @property {number} [percentile] how many of those are nearer than this one, 0 .. 100
 * @property {number} [compared] training pictures
 * @property {number} [total] training pictures that there are
 */

const SHOWN = 6;
const LARGEST = 110; // CSS pixels of a picture
const GAP = 8; // CSS pixels beside the strip

/** @param {App} app @returns {import("./tools.js").Tool} */
export function copiesTool(app) {
  const mine = panel("latent.copies.mine", LARGEST);
  const nearest = nearestStrip(app);
  const words = make("p", { class: "ll-state" });
  const shown = example("copies");
  const start = button(t("latent.copies.go"), look, "quiet strong");
  const work = task(app, t("latent.copies.looking"), (isBusy) => {
    start.disabled = isBusy;
  });
  async function look() {
    if (work.running()) return;
    const question = { what: "neighbours", view: app.mainView() };
    await work.begin(question, { words: progressWords, ended });
  }
  /** @param {News} news */
  function ended(news) {
    if (!news.distances) return;
    mine.show(news.picture, app.state.facts.resolution);
    nearest.show(news);
    words.textContent = t(`latent.copies.${copyWord(news.percentile)}`, copyGaps(news));
    over(shown);
  }
  return {
    build: () => [make("div", { class: "ll-row" }, start, work.stop), work.bar, mine, nearest.figure, words, shown],
    leave: work.halt,
  };
}

/** @param {News} news */
function progressWords({ stage, fraction = 0 }) {
  const known = stage && stage !== "compare";
  return `${t(known ? `live.stage.${stage}` : "latent.copies.looking")} · ${percent(fraction)}`;
}

/** The nearest training pictures, with their distances below. */
function nearestStrip(app) {
  const strip = make("img", { alt: t("latent.copies.near"), hidden: "" });
  const names = make("div", { class: "ll-distances" });
  const caption = make("figcaption", {}, make("span", { class: "role" }, t("latent.copies.near")));
  /** @param {News} news */
  function show({ png, distances }) {
    const size = app.state.facts.resolution;
    const cell = Math.min(crisp(size, LARGEST), crisp(size, (app.room().width - GAP) / SHOWN));
    strip.style.width = `${SHOWN * cell}px`;
    strip.style.height = `${cell}px`;
    swap(strip, png);
    names.style.width = `${SHOWN * cell}px`;
    names.replaceChildren(...distances.map((distance) => make("span", {}, number(distance, 2))));
  }
  return { figure: make("figure", { class: "ll-panel" }, caption, strip, names), show };
}
