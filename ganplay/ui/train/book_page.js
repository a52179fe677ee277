// The page of one recipe in the book: what it is, when to take it, how it fails, how it differs from its paper, and
// what it reached.
import { chart } from "../kit/chart.js";
import { make } from "../kit/dom.js";
import { number, t } from "../kit/words.js";
import { caution, digits, floorWord, machine, samples, sizeOfSample, unmeasured } from "./book_words.js";
import { recordsOf } from "./shelf.js";

/** @typedef {import("./shelf.js").Trained} Trained */

const note = (text, extra = {}) => make("p", { class: "gp-note", ...extra }, text);

/** @param {import("./shelf.js").Book} facts @param {string} name @returns {(HTMLElement | string)[]} */
export function page(facts, name) {
  const cards = recordsOf(facts, name).map((record) => card(record, facts));
  const say = (what) =>
    make("section", {}, make("h4", {}, t(`book.${what}`)), make("p", {}, t(`book.${what}.${name}`)));
  const paper = `book.paper.${name}`; // of a recipe that follows one
  return [
    make("h3", {}, t(`recipe.${name}`)),
    make("p", { class: "rb-about" }, t(`recipe.${name}.note`)),
    note(t("recipe.source", { source: t(`recipe.${name}.source`) })),
    make("div", { class: "rb-says" }, say("when"), say("fails"), ...(t(paper) === paper ? [] : [say("paper")])),
    ...(cards.length ? [make("div", { class: "rb-cards" }, ...cards), caution()] : [note(t("book.none"))]),
  ];
}

/**
 * What it reached on some data in some minutes.
 * @param {Trained} record
 * @param {import("./shelf.js").Book} facts
 * @returns {HTMLElement}
 */
function card(record, facts) {
  const title = `${t(`data.${record.dataset}`)} · ${t("book.minutes.n", { n: record.minutes })}`;
  const contents = record.metrics
    ? reached(record, facts)
    : [note(unmeasured(record, facts.minute), { title: record.refused || null })];
  return make("section", { class: "rb-card" }, make("h4", {}, title), ...contents);
}

function reached(record, facts) {
  const { images, resolution, conditional, status, command, measure } = record;
  const told = [
    t(facts.kinds[record.kind].reached, { images: number(images), px: resolution }),
    ...(conditional ? [t("book.told")] : []),
    ...(status === "diverged" ? [t("book.diverged")] : []),
  ];
  const code = make("pre", { class: "rb-code" }, `${command}\n${measure}`);
  return [
    samples(record, "rb-samples"),
    note(told.join(" · ")),
    figures(record, facts.metrics),
    curves(record),
    note(machine(record)),
    make("details", {}, make("summary", {}, t("book.repeat")), code),
  ];
}

function figures(record, metrics) {
  const head = make(
    "tr",
    {},
    make("th", { scope: "col" }, sizeOfSample(record)),
    ...["generated", "real"].map((side) => make("th", { scope: "col" }, t(`book.${side}`))),
  );
  const row = (name) => {
    const [value, floor, n, ofFloor] = record.metrics[name];
    const real = floorWord(floor, ofFloor === n ? null : ofFloor);
    const title = make("th", { scope: "row", title: t(`metric.${name}.hint`) }, t(`metric.${name}`));
    return make("tr", {}, title, make("td", {}, digits(value)), make("td", {}, real));
  };
  const rows = metrics.filter((name) => record.metrics[name]).map(row);
  return make("table", { class: "rb-figures" }, make("thead", {}, head), make("tbody", {}, ...rows));
}

function curves({ curve }) {
  const { seconds, loss_d: lossD, loss_g: lossG, judged, diversity } = curve;
  const losses = [
    { x: seconds, y: lossD, class: "d" },
    { x: seconds, y: lossG, class: "g" },
  ];
  const varied = [
    { x: judged, y: diversity, class: "fake" },
    { x: judged, y: judged.map(() => 1), class: "one" },
  ];
  return make("div", { class: "rb-curves" }, curved("losses", losses, ["D", "G"]), curved("diversity", varied, []));
}

function curved(name, lines, keys) {
  const drawn = chart(lines, { height: 80, label: t(`book.${name}`), from: 0 });
  const range = (drawn.range || []).map((value) => digits(value, 2)).join(" – ");
  const caption = make(
    "figcaption",
    {},
    t(`book.${name}`),
    ...keys.map((key) => make("b", { class: key.toLowerCase() }, key)),
    make("span", {}, range),
  );
  return make("figure", {}, caption, drawn);
}
