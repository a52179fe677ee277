// The chapters of Break it: all failures to choose from; of one the question, what to watch, the outcome, the remedy.
import { button } from "../controls.js";
import { make } from "../dom.js";
import { fieldWord, valueWord } from "../settings.js";
import { number, refusal, t } from "../words.js";
import { ended, measured, sideOf, told } from "./story.js";

/** @typedef {import("./room.js").Room} Room */
/** @typedef {import("./breaking.js").Failure} Failure */
/** @typedef {import("./story.js").Outcome} Outcome */

/** @param {string} name of a failure @param {string} part as "title" @returns {string} */
export const failureWord = (name, part) => t(`failure.${name}.${part}`);

const heading = (key) => make("h3", {}, t(key));
const note = (text) => make("p", { class: "gp-note" }, text);

/** @param {Failure} failure @param {number | undefined} value @returns {string} */
function shown({ unit, digits }, value) {
  if (!Number.isFinite(value)) return t("break.no_number");
  return number((unit === "%" ? 100 : 1) * value, digits) + (unit ? `\u202f${unit}` : "");
}

/** Every failure. @param {Room} room @returns {HTMLElement[]} */
export function list({ failures, choose }) {
  const item = ({ name, dataset }) => {
    const title = make("b", {}, failureWord(name, "title"));
    const how = make("span", {}, `${t(`data.${dataset}`)} · ${failureWord(name, "how")}`);
    const attributes = { type: "button", "data-failure": name, "data-focus": `failure ${name}` };
    return make("li", {}, make("button", { ...attributes, onclick: () => choose(name) }, title, how));
  };
  return [note(t("break.about")), make("ul", { class: "fx-list" }, ...failures.map(item))];
}

/** One failure; what is new stands first. @param {Room} room @param {Failure} failure @returns {HTMLElement[]} */
export function chapters(room, failure) {
  const { story } = room;
  const asks = [question(room, failure)];
  if (story.run && room.predicted() !== null) asks.push(watch(failure));
  if (!told(story)) return asks;
  const cured = measured(story, story.pair.broken) || sideOf(story, story.run) === "mended";
  return [outcome(room, failure), ...(cured ? [remedy(failure)] : []), ...asks];
}

function question({ story, predicted, answer }, failure) {
  const mine = predicted();
  const over = Boolean(story.pair) && measured(story, story.pair.broken);
  const locked = over || (story.run && mine !== null);
  const mark = (index) => {
    const own = mine === index ? "mine" : "";
    if (over && index === failure.answer) return `${own} right`;
    return over && own ? `${own} wrong` : own;
  };
  const choices = [0, 1, 2].map((index) => {
    const attributes = { "aria-pressed": mine === index, "data-choice": index, "data-focus": `choice ${index}` };
    const word = failureWord(failure.name, `choice.${index}`);
    const choice = button(word, () => answer(index), mark(index), attributes);
    choice.disabled = Boolean(locked);
    return choice;
  });
  const unanswered = story.run && !story.mine ? "break.answer.watching" : "break.answer";
  const answered = story.run ? "break.answer.kept" : "break.answer.train";
  const next = make("p", { class: "gp-note", role: "status" }, t(mine === null ? unanswered : answered));
  return make(
    "div",
    { class: "fx-part" },
    heading("break.predict"),
    make("p", {}, failureWord(failure.name, "question")),
    make("div", { class: "fx-choices", role: "group", "aria-label": t("break.predict") }, ...choices),
    ...(over ? [] : [next]),
  );
}

function watch(failure) {
  const what = make("p", {}, failureWord(failure.name, "watch"));
  return make("div", { class: "fx-part fx-watch" }, heading("break.watch"), what);
}

/** @param {Room} room @param {Failure} failure @returns {HTMLElement} */
function outcome({ story, predicted }, failure) {
  const { broken, mended } = story.pair;
  const known = measured(story, broken);
  const line = t(failure.above ? "break.line.above" : "break.line.below", { line: shown(failure, failure.line) });
  const scores = [score(story, failure, "without", broken), score(story, failure, "with", mended)];
  const source = t("recipe.source", { source: failureWord(failure.name, "source") });
  const why = [make("p", {}, failureWord(failure.name, "why")), note(source)];
  return make(
    "div",
    { class: "fx-part fx-outcome" },
    heading("break.outcome"),
    ...(known ? [verdict(failure, predicted())] : []),
    ...(ended(story, broken) && !known ? [said(t("break.unmeasured"))] : []),
    note(failureWord(failure.name, "figure")),
    make("div", { class: "fx-scores" }, ...scores),
    note(line),
    ...(known ? why : []),
  );
}

const said = (text, tone) => make("p", { class: "fx-verdict", role: "status", "data-tone": tone }, text);

function verdict(failure, mine) {
  const answer = failureWord(failure.name, `choice.${failure.answer}`);
  if (mine === null) return said(t("break.unanswered", { answer }), "");
  const right = mine === failure.answer;
  return said(t(right ? "break.right" : "break.wrong", { answer }), right ? "good" : "bad");
}

/**
 * @param {import("./story.js").Story} story
 * @param {Failure} failure
 * @param {"without" | "with"} side
 * @param {Outcome | null} one
 * @returns {HTMLElement}
 */
function score(story, failure, side, one) {
  const known = measured(story, one);
  const tone = known ? (one.fails ? "bad" : "good") : "";
  return make(
    "div",
    { class: "fx-score", "data-side": side, "data-tone": tone },
    make("span", {}, t(`break.${side}`)),
    make("output", {}, known ? shown(failure, one.value) : "–"),
    make("small", {}, ended(story, one) && one.error ? refusal(one) : t(state(story, one))),
  );
}

/** The key of how far a run has come. */
function state(story, one) {
  if (!one) return "break.none";
  if (measured(story, one)) return one.fails ? "break.fails" : "break.mended";
  const status = one.run === story.run ? story.status : one.status;
  return status === "queued" ? "break.queued" : `live.status.${status}`;
}

function remedy(failure) {
  const change = ([name, was, is]) => {
    const [before, after] = [make("s", {}, valueWord(name, was)), make("b", {}, valueWord(name, is))];
    return make("li", {}, make("span", {}, fieldWord(name)), before, "→", after);
  };
  return make(
    "div",
    { class: "fx-part" },
    heading("break.remedy"),
    make("p", {}, failureWord(failure.name, "cure")),
    make("ul", { class: "fx-changes" }, ...failure.remedy.map(change)),
  );
}
