// The best of 64: generated pictures, D's favourites first, and what keeping only favourites costs.
import { withAxes } from "../kit/axes.js";
import { channel } from "../kit/channel.js";
import { chart } from "../kit/chart.js";
import { button, slider } from "../kit/controls.js";
import { make, notice } from "../kit/dom.js";
import { sheet, TOUCHED } from "../kit/sheet.js";
import { number, percent, ratio, t } from "../kit/words.js";
import { costCurve, costOf } from "./acceptance.js";
import { signed } from "./figures.js";
import { keepPicture } from "./keeping.js";

const OF = 64; // pictures
const LEAST = 0.05; // share that is kept
const CELL = 96; // CSS pixels, at the most, of a picture
const CURVES = [
  ["diversity", "g"],
  ["gap", "d"],
];

/** @typedef {import("./acceptance.js").Kept} Kept */
/**
 * What `best` of questions.py tells, the best first.
 * @typedef {object} Answer
 * @property {import("../kit/sheet.js").SheetAnswer & {logits: number[]}} sheet
 * @property {number[]} seeds
 * @property {Kept[]} [shares] where they were asked for
 * @property {Real} [real] with them
 */

/**
 * The real pictures that favourites are compared with, and what as many others have in place of generated ones.
 * @typedef {object} Real
 * @property {number} n
 * @property {number} n_floor
 * @property {number} [diversity] none, where too few were held out
 * @property {number} [gap]
 */

function costWords(shares, real, share) {
  const { kept, all } = costOf(shares, share);
  const cost = t("judge.best.cost", {
    share: percent(kept.share),
    diversity: ratio(kept.diversity),
    all: ratio(all.diversity),
    gap: number(kept.gap, 3),
    gap_all: number(all.gap, 3),
    n: number(kept.n),
    m: number(real.n),
  });
  if (real.diversity === undefined) return cost;
  const floors = { n: number(real.n_floor), diversity: ratio(real.diversity), gap: number(real.gap, 3) };
  return `${cost} ${t("judge.best.real", floors)}`;
}

/** @param {import("./state.js").App} app @returns {import("./state.js").Mode} */
export function best(app) {
  let first = 0; // seed
  /** @type {Answer | null} */
  let answer = null;
  /** @type {Kept[] | null} */
  let shares = null;
  /** @type {Real | null} */
  let real = null;
  let share = 0.5;
  const page = sheet({
    pick: (index) => keepPicture(app, answer.sheet, index, { kind: "generated", number: answer.seeds[index] }),
    label: (index) => t("judge.best.label", { seed: answer.seeds[index], logit: signed(answer.sheet.logits[index]) }),
    room() {
      const { width, height } = app.room();
      return { width: height === Infinity ? width : Math.max(200, width * 0.52), height };
    },
    most: CELL,
    least: TOUCHED,
    mark: (index) => (answer && shares && index >= Math.round(share * OF) ? "faded" : ""),
  });
  const cost = make("div", { class: "jj-cost" });
  const told = make("p", { class: "ll-state" });
  const word = t("judge.best.share");
  const knob = slider({ word, min: LEAST, max: 1, step: 0.05, value: share, say: percent, change: set });

  function set(value) {
    share = value;
    tell();
  }

  function pick(value) {
    share = Math.max(LEAST, Math.min(1, value));
    knob.set(share);
    tell();
  }

  function curve([name, kind]) {
    const { x, y, low, high } = costCurve(shares, name);
    const words = t(`judge.best.${name}`, { low: number(low, 3), high: number(high, 3) });
    const options = { height: 70, from: 0, to: 1, marker: share, label: t("judge.best.curve"), pick };
    const axes = { y: { word: words }, x: { say: percent } };
    return withAxes(chart([{ x, y, class: kind }], options), axes);
  }

  function tell() {
    if (!shares) return;
    page.mark();
    told.textContent = costWords(shares, real, share);
    cost.replaceChildren(...CURVES.map(curve));
  }

  /** @param {Answer} next */
  async function show(next) {
    answer = next;
    if (next.shares) ({ shares, real } = next);
    await page.show(next.sheet);
    tell();
  }

  const draw = channel((question) => app.ask("best", question), show, notice);
  const go = (withShares) => draw({ ...app.here(), first, shares: withShares });

  function others() {
    first += OF;
    go(false);
  }

  function build() {
    const order = make("span", { class: "gp-note" }, t("judge.best.order"));
    const bar = make("div", { class: "ll-row" }, button(`⚄ ${t("judge.best.others")}`, others), order);
    const title = make("h3", {}, t("judge.best.reject"));
    const note = make("p", { class: "gp-note" }, t("judge.best.note"));
    const reject = make("section", {}, title, knob, told, cost, note);
    return [bar, make("div", { class: "jj-best" }, page.element, reject)];
  }

  function update(what) {
    if (["open", "step"].includes(what)) {
      shares = null;
      go(true);
    }
    if (what === "size" && answer) page.show(answer.sheet);
  }

  return { build, update };
}
