// A batch as a ledger: what each point costs D, the means of both kinds, and their sum.
import { button } from "../../kit/controls.js";
import { make } from "../../kit/dom.js";
import { number, t } from "../../kit/words.js";
import { BATCH, meansOf } from "./crossentropy.js";

/** Nats above the least loss, where it counts as reached. */
export const NEAR = 0.02;
const SCALE = 3; // nats at the end of the meter, and of a point's bar
const EVEN = 2 * Math.log(2);

/** @typedef {{real: number, fake: number}} Means over each kind */

/**
 * The loss on a bar, with the least that there can be and what undecided answers cost; show() has the sum, its two
 * means, and the share of points on their side.
 * @param {number} least nats
 * @returns {{element: HTMLElement, show: (loss: number, means: Means, accuracy: number) => void}}
 */
export function meterOf(least) {
  const at = (value) => `${(100 * Math.min(value, SCALE)) / SCALE}%`;
  const bar = make("i");
  const told = make("span", { class: "sum" });
  const right = make("span", { class: "right" });
  const mark = (value, word) => make("span", { class: "mark", style: `left:${at(value)}` }, word);
  const element = make(
    "div",
    { class: "ln-entropy-meter" },
    make("div", { class: "head" }, told, right),
    make(
      "div",
      { class: "bar" },
      bar,
      make("b", { style: `left:${at(least)}` }),
      make("b", { style: `left:${at(EVEN)}` }),
    ),
    make(
      "div",
      { class: "marks" },
      mark(least, t("learn.entropy.least", { loss: number(least, 2) })),
      mark(EVEN, t("learn.entropy.ln2", { loss: number(EVEN, 2) })),
    ),
  );
  const show = (loss, { real, fake }, accuracy) => {
    bar.style.width = at(loss);
    element.classList.toggle("there", loss - least <= NEAR);
    const gaps = { real: number(real, 3), fake: number(fake, 3), loss: number(loss, 3) };
    told.textContent = t("learn.entropy.loss", gaps);
    right.textContent = t("learn.entropy.accuracy", { share: number(100 * accuracy, 1), n: BATCH.length });
  };
  return { element, show };
}

/**
 * The points of one kind, a line each, and their mean.
 * @param {boolean} real
 * @param {(index: number) => void} choose a point of the batch is to be looked at
 * @returns {{element: HTMLElement, show: (terms: import("./crossentropy.js").Term[], chosen: number) => void}}
 */
export function sideOf(real, choose) {
  const rows = BATCH.map((one, index) => ({ ...one, index }))
    .filter((one) => one.real === real)
    .map(({ x, index }) => rowOf(x, real, () => choose(index), index));
  const mean = make("td", { class: "value" });
  const kind = real ? "real" : "fake";
  const heads = ["x", "D(x)", real ? "−log D(x)" : "−log(1 − D(x))", "(D(x) − y) x"];
  const element = make(
    "table",
    { class: kind },
    make("caption", {}, t(`learn.entropy.${kind}`)),
    make("thead", {}, make("tr", {}, ...heads.map((head) => make("th", { scope: "col" }, head)))),
    make("tbody", {}, ...rows.map((row) => row.element)),
    make(
      "tfoot",
      {},
      make("tr", {}, make("th", { scope: "row", colspan: 2 }, t("learn.entropy.mean")), mean, make("td")),
    ),
  );
  const show = (terms, chosen) => {
    for (const row of rows) row.show(terms[row.index], row.index === chosen);
    mean.textContent = number(meansOf(terms, ({ loss }) => loss)[kind], 3);
  };
  return { element, show };
}

function rowOf(x, real, choose, index) {
  const label = t(real ? "learn.entropy.look.real" : "learn.entropy.look.fake", { x: number(x, 1) });
  const look = button(number(x, 1), choose, "ln-entropy-look", { "aria-label": label, "data-focus": `row-${index}` });
  const [answer, cost, pull] = ["value", "cost", "value"].map((kind) => make("td", { class: kind }));
  const [bar, told] = [make("i"), make("span")];
  cost.append(bar, told);
  const element = make("tr", {}, make("td", {}, look), answer, cost, pull);
  const show = (term, chosen) => {
    element.classList.toggle("chosen", chosen);
    look.setAttribute("aria-pressed", chosen);
    answer.textContent = number(term.answer, 3);
    told.textContent = number(term.loss, 3);
    bar.style.width = `${(100 * Math.min(term.loss, SCALE)) / SCALE}%`;
    pull.textContent = number(term.pull, 2);
  };
  return { element, show, index };
}
