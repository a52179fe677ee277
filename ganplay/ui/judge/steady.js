// How steady: the score again under small changes.
import { make } from "../kit/dom.js";
import { crisp } from "../kit/sheet.js";
import { percent, t } from "../kit/words.js";
import { changed, digits, signed } from "./figures.js";
import { follow, sentence } from "./follow.js";
import { flips, track } from "./steadiness.js";

/** @typedef {import("./steadiness.js").Variation} Variation */
/**
 * What `steady` of questions.py tells.
 * @typedef {object} Answer
 * @property {Variation[]} rows the first is the picture itself
 * @property {number} spread standard deviation of the logit under the changes
 * @property {number} usual the same from one real picture to another
 * @property {number} threshold the logit above which D calls a picture real
 */

const SIDE = 40; // CSS pixels, at the most, of a picture

const LEGEND = [
  ["dotted", "judge.threshold"],
  ["home", "judge.steady.itself"],
  ["dot real", "judge.short.real"],
  ["dot fake", "judge.short.generated"],
];

const key = ([kind, word]) => make("span", { class: `key ${kind}` }, t(word));
const cell = (kind, ...children) => make("td", { class: kind }, ...children);
const column = (word, kind) => make("th", { scope: "col", class: kind }, t(word));

function head() {
  const columns = [
    make("th"),
    column("judge.steady.change"),
    column("judge.logit"),
    column("judge.steady.moved"),
    column("judge.steady.where", "where"),
  ];
  return make("thead", {}, make("tr", {}, ...columns));
}

function nameOf({ name, amount }) {
  return t(`judge.steady.${name}`, { amount: name === "resize" ? percent(amount) : amount });
}

/** @param {import("./state.js").App} app @returns {import("./state.js").Mode} */
export function steady(app) {
  const place = make("div");
  const told = make("p", { class: "ll-state" });

  /** @param {Answer} answer @param {import("./state.js").Card} card */
  function show({ rows, spread, usual, threshold }, card) {
    const [itself, ...others] = rows;
    const here = itself.logit;
    const at = track([...rows.map((row) => row.logit), threshold]);
    const size = crisp(app.state.facts.resolution, SIDE);
    const mark = (tag, kind, logit) => make(tag, { class: kind, style: `left:${at(logit)}%` });

    function line(name, png, logit) {
      const verdict = logit > threshold ? "real" : "fake";
      const marks = [mark("i", "line", threshold), mark("i", "home", here), mark("b", verdict, logit)];
      return make(
        "tr",
        {},
        make("td", {}, make("img", { src: png, alt: "", style: `width:${size}px;height:${size}px` })),
        make("th", { scope: "row" }, name),
        cell("number", signed(logit)),
        cell("number", changed(logit - here)),
        cell("where", make("span", { class: "track" }, ...marks)),
      );
    }

    const lines = [
      line(t("judge.steady.itself"), card.png, here),
      ...others.map((row) => line(nameOf(row), row.png, row.logit)),
    ];
    const counts = { flips: flips(rows, threshold), n: others.length };
    told.textContent = t("judge.steady.state", { spread: digits(spread), usual: digits(usual), ...counts });
    place.replaceChildren(
      make("p", { class: "ll-row legend", "data-ref": "judge-legend" }, ...LEGEND.map(key)),
      make("table", { class: "jj-table" }, head(), make("tbody", {}, ...lines)),
    );
  }

  function fail(words) {
    told.textContent = "";
    place.replaceChildren(sentence(words));
  }

  const ask = follow(app, "steady", show, fail);
  return { build: () => [told, place], update: () => ask() };
}
