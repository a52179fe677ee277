// All recipes in one table of the book, by what they reached on some data in some minutes.
import { button, segments } from "../kit/controls.js";
import { make } from "../kit/dom.js";
import { colon, number, t } from "../kit/words.js";
import { caution, digits, floorWord, machine, samples, sizeOfSample, unmeasured } from "./book_words.js";
import {
  budgets,
  bySize,
  compared,
  datasets,
  FIRST,
  floorOf,
  letters,
  metric,
  quickPlace,
  ranking,
  shelf,
} from "./shelf.js";

/** @typedef {import("./shelf.js").Trained} Trained */
/** @typedef {import("./book_dialog.js").Opened} Opened */

/**
 * @param {import("./shelf.js").Book} facts
 * @param {Opened} opened
 * @param {object} on
 * @param {(change: Partial<Opened>) => void} on.turn
 * @param {(name: string) => void} on.choose
 * @returns {HTMLElement[]}
 */
export function table(facts, opened, on) {
  const offered = budgets(facts, opened.dataset);
  if (offered.length && !offered.includes(opened.minutes)) [opened.minutes] = offered;
  const { dataset, minutes } = opened;
  const { ranked, rest } = ranking(facts, dataset, shelf(facts, dataset, minutes));
  const marks = letters(ranked.map(machine));
  const columns = compared(facts, dataset, minutes);
  const one = { opened, on, columns, marks, minute: facts.minute };
  const sized = ([px, alike], _, sizes) => [
    floorRow(alike, sizes.length > 1 ? ` (${px} px)` : "", columns),
    ...alike.map((record, index) => row(record, index, one)),
  ];
  const rows = [...bySize(ranked).flatMap(sized), ...rest.map((record) => row(record, 0, one))];
  const lines = make("tbody", {}, ...rows);
  return [
    choices(facts, opened, offered, on.turn),
    make("p", { class: "rb-verdict" }, verdict(facts, ranked, opened)),
    make("div", { class: "lb-wide" }, make("table", { class: "rb-table" }, head(ranked, columns, minutes), lines)),
    foot(facts, ranked, marks, opened, columns),
  ];
}

function choices(facts, { dataset, minutes }, offered, turn) {
  const data = datasets(facts).map((name) => [name, t(`data.${name}`)]);
  const budget = (one) =>
    one === FIRST ? t("book.minutes.first", { n: facts.long }) : t("book.minutes.n", { n: one });
  const times = offered.map((one) => [one, budget(one)]);
  return make(
    "div",
    { class: "rb-which" },
    segments(data, dataset, (name) => turn({ dataset: name }), t("book.data")),
    segments(times, minutes, (next) => turn({ minutes: next }), t("book.minutes")),
  );
}

function verdict(facts, ranked, { dataset, minutes }) {
  const place = quickPlace(facts, ranked, dataset, minutes);
  if (place === null) return "";
  const best = bySize(ranked).map(([px, [{ recipe }]], _, sizes) =>
    sizes.length > 1 ? t("book.at_px", { recipe, px }) : recipe,
  );
  const gaps = { best: best.join(", "), data: t(`data.${dataset}`), minutes, place };
  return t("book.nearest", gaps) + (place > 1 ? ` ${t("book.quick_place", gaps)}` : "");
}

function head(ranked, columns, minutes) {
  const column = (name) => {
    const attributes = { scope: "col", class: `number rb-${name}`, title: t(`metric.${name}.hint`) };
    return make("th", attributes, t(`metric.${name}`));
  };
  const last = t(minutes === FIRST ? "book.second" : "book.images");
  const cells = [
    make("th", {}),
    make("th", { scope: "col" }, sizeOfSample(ranked[0])),
    make("th", { class: "rb-pic" }),
    ...columns.map(column),
    make("th", { scope: "col", class: "number rb-images" }, last),
    make("th", {}),
  ];
  return make("thead", {}, make("tr", {}, ...cells));
}

/** What other real pictures reach. @param {Trained[]} alike of one size @param {string} size in words */
function floorRow(alike, size, columns) {
  const cell = (name) => {
    const { floor, few } = floorOf(alike, name);
    return make("td", { class: `number rb-${name}` }, floorWord(floor, few));
  };
  return make(
    "tr",
    { class: "rb-floor" },
    make("td", {}),
    make("th", { scope: "row" }, t("book.real.row") + size),
    make("td", { class: "rb-pic" }),
    ...columns.map(cell),
    make("td", { class: "rb-images" }),
    make("td", {}),
  );
}

/** @param {Trained | {recipe: string}} record @param {number} index its place among those of its size, from 0 */
function row(record, index, { opened, on, columns, marks, minute }) {
  const { recipe: name, metrics } = record;
  const mark = metrics && marks.get(machine(record));
  const turn = () => on.turn({ recipe: name, view: "page" });
  const label = { "aria-label": `${t("book.choose.short")} ${name}` };
  return make(
    "tr",
    {
      "data-recipe": name,
      "data-px": metrics ? record.resolution : null,
      class: name === opened.recipe ? "here" : null,
    },
    make("td", { class: "number rb-place-of" }, metrics ? String(index + 1) : ""),
    make(
      "th",
      { scope: "row" },
      button(name, turn, "rb-link"),
      mark ? make("sup", { title: machine(record) }, mark) : "",
    ),
    make("td", { class: "rb-pic" }, samples(record, "rb-small")),
    ...(metrics ? numbers(record, columns, opened.minutes) : reason(record, columns, minute)),
    make(
      "td",
      {},
      button(t("book.choose.short"), () => on.choose(name), "quiet", label),
    ),
  );
}

function numbers(record, columns, minutes) {
  const cell = (name) => make("td", { class: `number rb-${name}` }, digits(metric(record, name)[0]));
  const last = number(minutes === FIRST ? record.minute.seconds : record.images);
  const from = (minutes === FIRST && record.minute.between?.map((second) => number(second)).join(" – ")) || null;
  return [...columns.map(cell), make("td", { class: "number rb-images", title: from }, last)];
}

function reason(record, columns, minute) {
  const cell = (name, index) => make("td", { class: `rb-none rb-${name}` }, index ? "" : unmeasured(record, minute));
  return [
    ...columns.map(cell),
    make("td", { class: "number rb-images" }, record.missed ? number(record.missed.seconds) : ""),
  ];
}

function foot({ minute: [low, high] }, ranked, marks, { minutes }, columns) {
  const marked = [...marks].map(([name, mark]) => colon(mark, name));
  const machines = marks.size ? [...marked, t("book.letters")] : ranked.slice(0, 1).map(machine);
  const when = minutes === FIRST ? [t("book.first", { low, high })] : [];
  const how = columns.includes("times") ? [t("book.ranks")] : [];
  return caution(...when, ...how, ...machines);
}
