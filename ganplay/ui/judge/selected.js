// The selected picture, and what D says of it.
import { histogram } from "../kit/chart.js";
import { make } from "../kit/dom.js";
import { crisp, NARROW } from "../kit/sheet.js";
import { colon, number, t } from "../kit/words.js";
import { reals } from "./counts.js";
import { scoredBeside } from "./deck.js";
import { farWord, line as lineOf, rank, share, signed, times } from "./figures.js";
import { standing } from "./standing.js";

const LEAST = 96; // CSS pixels of the picture's side

const key = (kind, word) => make("span", { class: `key ${kind}` }, t(word));

function ruleOf({ sign, loss }, threshold) {
  const gaps = { loss: t(`choice.loss.${loss}`), threshold: lineOf(threshold) };
  return `${t(`judge.${sign}`, gaps)} ${t("judge.rule")}`;
}

function ranksOf(row, logits) {
  const gaps = { n: number(reals(logits).length), m: number(logits.generated.length) };
  return t("judge.percentiles", { real: rank(row.real), generated: rank(row.generated), ...gaps });
}

function chanceOf(probability, calibration) {
  const words = t("judge.probability", { p: share(probability) });
  if (!calibration) return words;
  return `${words} ${t("judge.probability.ece", { ece: number(100 * calibration.ece, 1) })}`;
}

/**
 * @param {import("./state.js").App} app
 * @returns {{element: HTMLElement, show: () => void, timed: (words: string) => void}} show() the selected picture;
 *   timed(how long judging took)
 */
export function selectedPane(app) {
  const { state, root } = app;
  const label = make("b");
  const time = make("span", { class: "ms", title: t("judge.ms.hint") });
  const picture = make("img", { "data-ref": "judge-picture" });
  const line = (name) => make("p", { class: `jj-${name}`, "data-ref": `judge-${name}` });
  const names = ["says", "rule", "percentiles", "standing", "chance", "far"];
  const [says, rule, percentiles, why, chance, far] = names.map(line);
  const logit = make("output", { "data-ref": "judge-logit" });
  const scores = make("div");
  const legend = make(
    "p",
    { class: "ll-row legend" },
    key("real bar", "live.series.real"),
    key("fake bar", "live.series.fake"),
    key("plain", "latent.d.here"),
    key("dotted", "judge.threshold"),
  );
  const scoreRow = make(
    "div",
    { class: "ll-score" },
    make("span", { class: "what" }, t("latent.d")),
    logit,
    percentiles,
  );
  const scored = make("div", { class: "jj-scored" }, says, scoreRow, why, chance, scores, legend, far, rule);
  const caption = make("figcaption", {}, label, time);
  const exact = make("p", { class: "gp-note" }, t("judge.exact"));
  const filled = make("div", { class: "jj-filled" }, caption, picture, exact, scored);
  const empty = make("p", { class: "jj-none" }, t("judge.none"));
  const heard = make("p", { class: "gp-hidden", role: "status", "data-ref": "judge-heard" }); // by a screen reader
  const element = make("figure", { class: "ll-now" }, filled, empty, heard);

  function showPicture(card) {
    const name = app.nameOf(card);
    label.textContent = name;
    if (picture.getAttribute("src") !== card.png) picture.src = card.png;
    picture.alt = t("judge.alt", { name });
    // on a narrow screen what is asked or drawn stays in sight
    const small = root.clientWidth < NARROW && (state.mode !== "cards" || state.panel);
    const room = small ? LEAST : Math.max(LEAST, Math.min(element.clientWidth || 260, innerHeight * 0.27));
    const side = crisp(state.facts.resolution, room);
    picture.style.width = `${side}px`;
    picture.style.height = `${side}px`;
  }

  function showVerdict(card) {
    const { row } = card;
    const real = row.logit > row.threshold;
    logit.textContent = signed(row.logit);
    root.dataset.logit = row.logit;
    says.textContent = t(real ? "judge.says.real" : "judge.says.generated");
    says.dataset.tone = real ? "real" : "fake";
    const words = colon(app.nameOf(card), `${says.textContent} · ${logit.textContent}`);
    if (heard.textContent !== words) heard.textContent = words;
    rule.textContent = ruleOf(state.facts, row.threshold);
  }

  function showStanding(row) {
    percentiles.textContent = state.whole ? ranksOf(row, state.whole.logits) : "";
    const odd = standing(row);
    why.hidden = !odd;
    why.textContent = odd ? t(`judge.standing.${odd}`, { threshold: lineOf(row.threshold) }) : "";
    chance.hidden = row.probability === null;
    if (row.probability !== null) chance.textContent = chanceOf(row.probability, state.whole?.calibration);
    far.hidden = row.far === null;
    if (row.far === null) return;
    far.dataset.tone = row.unfamiliar ? "warn" : "";
    far.textContent = t(farWord(row), { times: times(row.far) });
  }

  function showScores(card) {
    const { logit: here, threshold } = card.row;
    const others = state.cards.filter((other) => scoredBeside(other, card)).map((other) => other.row.logit);
    scores.replaceChildren(histogram(state.hist, here, t("latent.d.hist"), { others, threshold }));
  }

  function show() {
    const card = app.chosen();
    empty.hidden = Boolean(card);
    filled.hidden = !card;
    if (!card) return;
    showPicture(card);
    scored.hidden = !card.row;
    if (!card.row) return;
    showVerdict(card);
    showStanding(card.row);
    showScores(card);
  }

  function timed(words) {
    time.textContent = words;
  }

  return { element, show, timed };
}
