// The model card of a run that came with ganplay: what it is, its pictures, its figures, how to repeat them.
import { button } from "../kit/controls.js";
import { make } from "../kit/dom.js";
import { fieldWord, valueWord } from "../kit/settings.js";
import { number, percent, t } from "../kit/words.js";
import { scrolled } from "./cross.js";
import { space, verdictWord } from "./naming.js";

/** @typedef {[string, number | null, number | null, number, number | null]} Figure name, value, floor, n of each */

/** @typedef {Record<string, Record<string, number[]>>} Moves shares of faces with an attribute, along a direction */

/**
 * What the directions of faces move, judged by a classifier.
 * @typedef {object} Directions
 * @property {number} n
 * @property {number} amount how far each is walked, both ways
 * @property {Moves} moves along directions of Z
 * @property {Moves} [moves_w] along directions of W, of a generator that has one
 * @property {Record<string, number>} judge the shares of held-out faces in which the classifier is right
 */

const note = (text) => make("p", { class: "gp-note" }, text);

const digits = (value) => (value === null ? "" : number(value, Math.abs(value) < 10 ? 3 : 1));

function figureWord(name) {
  const key = `metric.${name}`;
  const word = t(key);
  return word === key ? t(`figure.${name}`) : word;
}

/** @param {string} ref @param {string} label @param {HTMLElement[]} heads @param {HTMLElement[]} rows */
function table(ref, label, heads, rows) {
  const head = make("thead", {}, make("tr", {}, ...heads));
  const body = make("tbody", {}, ...rows);
  const whole = make("table", { class: "lb-cross", "data-ref": ref }, head, body);
  return scrolled(label, whole);
}

/** @param {Figure[]} rows */
function figures(rows) {
  const columns = ["figure", "generated", "n", "real", "n"];
  const heads = columns.map((name, index) =>
    make("th", { scope: "col", class: index ? "number" : "" }, t(`card.column.${name}`)),
  );
  const row = ([name, value, floor, n, ofFloor]) => {
    const texts = [digits(value), number(n), digits(floor), ofFloor === null ? "" : number(ofFloor)];
    const cells = texts.map((text) => make("td", { class: "number" }, text));
    return make("tr", {}, make("th", { scope: "row" }, figureWord(name)), ...cells);
  };
  return table("card-figures", t("card.measured"), heads, rows.map(row));
}

/** @param {Directions} told */
function directions({ n, amount, moves, moves_w, judge }) {
  const names = Object.keys(judge);
  const right = Object.values(judge);
  const word = (name) => t(`latent.attribute.${name}`);
  const cell = (shares, own) => {
    const text = `${percent(shares[0])} → ${percent(shares[shares.length - 1])}`;
    return make("td", { class: own ? "best" : "" }, text);
  };
  const row = ([along, by]) => {
    const cells = names.map((name) => cell(by[name], name === along));
    return make("tr", {}, make("th", { scope: "row" }, word(along)), ...cells);
  };
  const titles = [t("card.directions.along"), ...names.map(word)];
  const heads = () => titles.map((title) => make("th", { scope: "col" }, title));
  const tables = Object.entries(moves_w ? { Z: moves, W: moves_w } : { "": moves }).flatMap(([where, all]) => [
    ...(where ? [note(t("card.directions.in", { space: where, ...keptApart(all) }))] : []),
    table(`card-directions${where && `-${where}`}`, t("card.directions"), heads(), Object.entries(all).map(row)),
  ]);
  const [low, high] = [percent(Math.min(...right)), percent(Math.max(...right))];
  return [make("h3", {}, t("card.directions")), note(t("card.directions.note", { n, amount, low, high })), ...tables];
}

/** How much of the pictures a direction moves in its own attribute, and in each other one. @param {Moves} moves */
function keptApart(moves) {
  const parts = { own: [], others: [] };
  for (const [along, by] of Object.entries(moves)) {
    for (const [name, shares] of Object.entries(by)) {
      parts[name === along ? "own" : "others"].push(Math.abs(shares[shares.length - 1] - shares[0]));
    }
  }
  const mean = (values) => percent(values.reduce((sum, value) => sum + value, 0) / values.length);
  return { own: mean(parts.own), others: mean(parts.others) };
}

function facts(card, row) {
  const { trained } = card;
  const { threads, precision, machine } = trained;
  const { processor, torch } = machine;
  const changes = Object.entries(card.changes)
    .map(([name, value]) => `${fieldWord(name)} ${valueWord(name, value)}`)
    .join(", ");
  const length = { images: number(trained.images), steps: number(trained.step), seconds: number(trained.seconds) };
  const moments = t("library.checkpoints", { n: row.steps.length });
  return [
    t("card.recipe", { recipe: card.recipe, dataset: t(`data.${card.dataset}`), px: card.resolution }),
    ...(changes ? [t("card.changes", { changes })] : []),
    t("card.length", length),
    t("card.machine", { threads, precision, processor, torch }),
    t("card.verdict", { verdict: verdictWord({ ...trained, status: row.status }) }),
    t("card.size", { space: space(row.bytes), moments }),
  ];
}

function contents(card, row) {
  const items = facts(card, row).map((fact) => make("li", {}, fact));
  const samples = make("img", { src: card.samples, alt: t("card.samples"), title: t("card.samples") });
  return [
    make("div", { class: "lb-card-top" }, samples, make("ul", {}, ...items)),
    make("h3", {}, t("card.measured")),
    note(t("card.measured.note")),
    figures(card.figures),
    ...(card.calibrated ? [] : [note(t("card.uncalibrated"))]),
    ...(card.directions ? directions(card.directions) : []),
    make("h3", {}, t("card.repeat")),
    note(t("card.repeat.data")),
    make("div", {}, t("card.repeat.training")),
    make("code", {}, card.commands.train),
    make("div", {}, t("card.repeat.figures")),
    make("code", {}, card.commands.evaluate),
  ];
}

/** @param {import("./tab.js").App} app @param {import("./found.js").Row} row */
export async function openCard(app, row) {
  const card = await app.fetch("card", { run: row.run }); // see `shown_card` in card.py
  if (!card) return;
  const about = note(t(`card.about.${card.name}`));
  const close = button(t("card.close"), () => dialog.close(), "quiet strong");
  const dialog = make(
    "dialog",
    { class: "lb-dialog lb-card", "aria-label": t("card.open") },
    make("div", { class: "lb-dialog-head" }, make("h2", {}, card.name), about),
    make("div", { class: "lb-scroll", tabindex: 0 }, ...contents(card, row)),
    make("div", { class: "lb-dialog-foot" }, make("span", { class: "lb-count" }), close),
  );
  dialog.addEventListener("close", () => dialog.remove());
  app.root.append(dialog);
  dialog.showModal();
}
