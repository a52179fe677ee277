// What came of a game: who won, everybody on one ROC, and whom each picture fooled.
import { button } from "../controls.js";
import { make } from "../dom.js";
import { crisp } from "../sheet.js";
import { unitPlot } from "../unit.js";
import { number, percent, t } from "../words.js";
import { company, fooled, outcome, spotOf } from "./turns.js";

const CHANCE = { x: [0, 1], y: [0, 1], class: "chance" };

function others(news) {
  const { players, finished, roc_class: everyone, roc_d: alone } = news;
  const words = `${t(`judge.game.class.${company(news)}`, { players, finished })} ${t("judge.game.class.link")}`;
  if (!everyone) return words;
  const areas = { class: number(everyone.auc, 2), d: number(alone?.auc, 2) };
  return `${words} ${t("judge.game.class.auc", areas)}`;
}

function places(news) {
  const curve = (roc, kind) => (roc ? [{ x: roc.fpr, y: roc.tpr, class: kind }] : []);
  const spot = ({ fpr, tpr }, look) => ({ x: fpr, y: tpr, ...look });
  const lines = [CHANCE, ...curve(news.roc_d, "d"), ...curve(news.roc_class, "people")];
  const marks = [
    ...news.people.map((one) => spot(one, { class: "person", r: 4 })),
    spot(news.d, { class: "here", square: true, word: t("judge.game.d") }),
    spot(spotOf(news.pictures, news.mine), { class: "me", r: 6, word: t("judge.game.you") }),
  ];
  const caption = t("judge.game.roc");
  const several = news.finished > 1;
  const legend = [
    make("span", { class: "key line d" }, t("judge.game.d")),
    make("span", { class: "key dot me" }, t("judge.game.you")),
    ...(several ? [make("span", { class: "key line people" }, t("judge.game.everyone"))] : []),
  ];
  return make(
    "figure",
    {},
    make("figcaption", {}, caption),
    unitPlot(lines, marks, [t("judge.roc.x"), t("judge.roc.y")], caption),
    make("p", { class: "ll-row legend" }, ...legend),
  );
}

function cell(news, index, url, side) {
  const one = news.pictures[index];
  const you = news.mine[index].called === one.real;
  const votes = { p: percent(one.said_real / news.finished) };
  const kind = t(one.real ? "live.series.real" : "live.series.fake");
  return make(
    "li",
    { class: you ? "" : "wrong" },
    make("img", { src: url, alt: "", style: `width:${side}px;height:${side}px` }),
    make("span", { class: `role ${one.real ? "" : "fake"}` }, kind),
    make("span", {}, t(`judge.game.${fooled(you, one.d === one.real)}`)),
    ...(news.finished > 1 ? [make("span", { class: "gp-note" }, t("judge.game.said", votes))] : []),
  );
}

/**
 * @param {object} options
 * @param {import("./turns.js").Standing} options.news of a player who is through
 * @param {string[]} options.pictures data URLs
 * @param {number} options.size pixels a side of each
 * @param {number} [options.step] the moment that the page shows, in steps; the game may be about another
 * @param {() => void} options.again begin another game
 * @param {(() => void) | null} options.copy give the link by which others join; null: nobody does
 * @returns {{element: HTMLElement, title: HTMLElement}} the title says who won
 */
export function resultPage({ news, pictures, size, step, again, copy }) {
  const [you, d] = [news.right.you, news.d.right];
  const title = make("h2", { tabindex: "-1" }, t(`judge.game.${outcome(you, d)}`, { you, d, of: news.count }));
  const elsewhere = make("p", { class: "gp-note" }, t("judge.game.step", { step: number(news.step) }));
  const actions = make(
    "div",
    { class: "ll-row" },
    button(t("judge.game.again"), again, "quiet strong", { "data-focus": "again" }),
    ...(copy ? [button(t("judge.game.link"), copy, "quiet", { "data-focus": "link" })] : []),
  );
  const side = crisp(size, 64);
  const cells = pictures.map((url, index) => cell(news, index, url, side));
  const element = make(
    "div",
    { class: `jj-result ${copy ? "" : "alone"}` },
    make(
      "section",
      {},
      title,
      ...(copy ? [make("p", { class: "ll-state" }, others(news))] : []),
      ...(step === undefined || news.step === step ? [] : [elsewhere]),
      actions,
    ),
    ...(copy ? [places(news)] : []),
    make("ol", { class: "jj-fooled" }, ...cells),
  );
  return { element, title };
}
