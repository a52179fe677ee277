// Fifty digits with and without generated ones; then a detector, asked about a generator that it does not know.
import { button, progress } from "../../kit/controls.js";
import { keepingFocus, make } from "../../kit/dom.js";
import { job, orWaiting } from "../../kit/job.js";
import { withSign } from "../../kit/wording.js";
import { number, percent, t } from "../../kit/words.js";
import { askedOf, coverOf, sheetOf } from "./asking.js";
import { ADDED, caughtOf, mean, numbersOf, outcomeOf, spread } from "./trials.js";
import { barOf, cropOf, workOf } from "./working.js";

const TRIALS = 5; // as in asked_help.py
const SHEET = { columns: 10, rows: 5, size: 32 }; // as in asked_help.py
const [DIGIT, SEEN] = [44, 56]; // CSS pixels of a picture

/** @param {import("../figure.js").Given} given @returns {import("../figure.js").Figure} */
export function figure(given) {
  const element = make("div", { class: "ln-help" });
  const state = { runs: null, known: "", first: null, rows: [], few: null, detection: null, seed: 0 };
  const asked = askedOf(given, begin);
  const server = workOf(given, "help_");
  const work = { few: null, detector: null }; // what is going on: the words of its bar, and how to stop it
  let closed = false;

  async function begin() {
    state.runs = await asked.ask("help_runs");
    if (!state.runs) return;
    state.known = state.runs.known;
    build();
  }

  async function start(what, question, heard) {
    const mine = { news: {}, stop: () => {} };
    work[what] = mine;
    build();
    const begun = await job(server, { what, ...question }, (news) => {
      if (closed || work[what] !== mine) return;
      mine.news = { ...mine.news, ...news };
      if (news.done) work[what] = null;
      if (heard(news) || news.done) build();
      else tell();
    });
    if (closed || work[what] !== mine) return void begun?.stop();
    if (begun) mine.stop = begun.stop;
    else {
      work[what] = null;
      build();
    }
  }

  function stop(what) {
    work[what]?.stop();
    work[what] = null;
    build();
  }

  function measure() {
    Object.assign(state, { rows: [], first: null, few: null });
    start("few", { seed: state.seed }, (news) => {
      const more = (news.rows || []).length - state.rows.length;
      if (news.fifty && !state.first) state.first = news;
      if (more) state.rows = news.rows;
      if (news.done && news.n) {
        state.few = news;
        state.seed += 1;
        given.numbers({ ...numbersOf(state.rows), n: news.n });
        given.outcome(outcomeOf(state.rows));
        ended();
      }
      return more;
    });
  }

  function detect() {
    start("detector", { known: state.known, seed: state.seed }, (news) => {
      if (!news.groups) return false;
      state.detection = news;
      const { detector, unseen } = caughtOf(news, state.runs.told);
      given.numbers({ detector, unseen });
      ended();
      return true;
    });
  }

  function ended() {
    if (state.few && state.detection) given.done();
  }

  const bars = { few: progress(""), detector: progress("") };
  function tell() {
    for (const [what, bar] of Object.entries(bars)) {
      const news = work[what]?.news;
      const gaps = { at: Math.min(state.rows.length + 1, TRIALS), of: TRIALS };
      const words = t(`learn.help.${what}.going`, gaps);
      bar.show(news ? news.fraction || 0 : null, news && orWaiting(news, words));
    }
  }

  /** The button that starts a piece of work, or the one that stops it. */
  function doing(what, word, strong, go) {
    const focus = { "data-focus": what };
    if (work[what]) return button(`\u25a0 ${t("learn.help.stop")}`, () => stop(what), "quiet", focus);
    return button(word, go, strong ? "quiet strong" : "quiet", { ...focus, disabled: state.runs ? null : "" });
  }

  function build() {
    asked.speak();
    keepingFocus(element, () => element.replaceChildren(fewPart(), detectorPart(), asked.line));
    tell();
    fit();
  }

  function fewPart() {
    const word = t(state.few ? "learn.help.few.again" : "learn.help.few.go");
    return make(
      "section",
      { class: "ln-help-part" },
      make("h3", {}, t("learn.help.few")),
      make("div", { class: "ll-row" }, doing("few", word, !state.few, measure)),
      bars.few,
      make("div", { class: "ln-help-three" }, ...ADDED.map((name) => added(name, state))),
      ...(state.few ? told(state) : []),
      ...(state.first ? [differing(state.first)] : []),
    );
  }

  function detectorPart() {
    const choose = make("select", { "aria-label": t("learn.help.known"), "data-focus": "known" });
    choose.append(...(state.runs?.runs ?? []).map((name) => make("option", { value: name }, name)));
    choose.value = state.known;
    choose.addEventListener("change", () => {
      state.known = choose.value;
    });
    const word = t("learn.help.detector.go");
    return make(
      "section",
      { class: "ln-help-part" },
      make("h3", {}, t("learn.help.detector")),
      make(
        "div",
        { class: "ll-row" },
        doing("detector", word, Boolean(state.few) && !state.detection, detect),
        make("label", { class: "ln-help-known" }, t("learn.help.known"), choose),
      ),
      bars.detector,
      ...(state.detection ? [detected(state.detection, state.runs.told)] : []),
    );
  }

  /** Sheets, as large as there is room; until they are drawn, their places. */
  function fit() {
    const { first } = state;
    for (const place of element.querySelectorAll("[data-sheet]")) {
      const name = place.dataset.sheet;
      const words = t(`learn.help.sheet.${name}`);
      const room = place.clientWidth || 250;
      const sheet = first && { ...first, png: first[name === "alone" ? "fifty" : name] };
      place.replaceChildren(sheet ? sheetOf(sheet, words, room) : coverOf(SHEET, words, room));
    }
  }

  build();
  begin();
  return {
    element,
    close() {
      closed = true;
      asked.close();
      for (const one of Object.values(work)) one?.stop();
    },
    speak: build,
    fit,
    picture: () => state.detection?.png || state.first?.asked || null,
  };
}

/** One of the three classifiers: what it learns from, how often each trial was right, and on the mean. */
function added(name, { rows, runs }) {
  const values = rows.map((row) => row[name]);
  const gaps = { run: runs?.told ?? "…", seen: number(runs?.seen) };
  const dots = values.map((value) => make("i", { class: "dot", style: `left:${100 * value}%` }));
  const middle = values.length ? [make("i", { class: "middle", style: `left:${100 * mean(values)}%` })] : [];
  const said = values.length ? percent(mean(values)) : "–";
  const deviation = values.length > 1 ? t("learn.help.spread", { spread: number(100 * spread(values), 1) }) : "";
  return make(
    "section",
    { class: `ln-help-added ${name}` },
    make("h4", {}, t(`learn.help.${name}`)),
    make("p", { class: "gp-note" }, t(`learn.help.${name}.about`, gaps)),
    make("div", { "data-sheet": name }),
    make("p", { class: "right" }, make("b", {}, said), ` ${deviation}`),
    make(
      "div",
      { class: "scale", role: "img", "aria-label": t("learn.help.scale", { values: values.map(percent).join(", ") }) },
      make("i", { class: "chance", style: "left:10%" }),
      ...middle,
      ...dots,
    ),
  );
}

/** @param {{rows: import("./trials.js").Trial[], few: {n: number}}} state */
function told({ rows, few }) {
  const gaps = Object.fromEntries(ADDED.map((name) => [name, percent(mean(rows.map((row) => row[name])))]));
  const gain = (name) => mean(rows.map((row) => 100 * (row[name] - row.alone)));
  const signed = (value) => withSign(value, number(Math.abs(value), 1));
  const gains = { shipped_gain: signed(gain("shipped")), own_gain: signed(gain("own")) };
  return [
    make("p", { class: "gp-note" }, t("learn.help.n", { n: number(few.n), trials: rows.length })),
    make("p", { role: "status" }, t("learn.help.told", { ...gaps, ...gains })),
  ];
}

/** Held-out digits that not all three take for the same: beside each what each says. */
function differing({ asked, size, truth, guesses }) {
  const sheet = { png: asked, columns: truth.length, size };
  const cell = (name, at) => {
    const right = guesses[name][at] === truth[at];
    const word = t(right ? "learn.help.is_right" : "learn.help.is_wrong", { guess: guesses[name][at] });
    return make("td", { class: right ? "right" : "wrong", "aria-label": word }, String(guesses[name][at]));
  };
  const row = (name) =>
    make(
      "tr",
      {},
      make("th", { scope: "row" }, t(`learn.help.${name}.short`)),
      ...truth.map((_, at) => cell(name, at)),
    );
  const pictures = truth.map((digit, at) => {
    const label = t("learn.help.digit", { digit });
    return make("th", { scope: "col" }, cropOf(sheet, at, DIGIT, label));
  });
  return make(
    "div",
    { class: "ln-help-differ" },
    make("p", {}, t("learn.help.differ")),
    make(
      "div",
      { class: "scroll", tabindex: "0", role: "group", "aria-label": t("learn.help.differ") },
      make(
        "table",
        {},
        make("thead", {}, make("tr", {}, make("td"), ...pictures)),
        make("tbody", {}, ...ADDED.map(row)),
      ),
    ),
  );
}

/** Real pictures, those of the generator that is known, and those of others: how many are called generated. */
function detected(detection, other) {
  const { known, groups, learned, columns } = detection;
  const row = ({ name, n, caught: share, said }, at) => {
    const kind = name === "real" ? "real" : name === known ? "known" : "unknown";
    const few = said.map((sure, index) =>
      make(
        "figure",
        {},
        cropOf(detection, at * columns + index, SEEN),
        make("figcaption", {}, barOf(sure, "d", percent(sure))),
      ),
    );
    return make(
      "section",
      { class: `ln-kind ln-help-group ${kind}` },
      make(
        "div",
        { class: "mean" },
        make("h4", {}, t(`learn.help.group.${kind}`, { name })),
        barOf(share, "d", percent(share)),
        make("p", { class: "gp-note" }, t("learn.help.called", { n: number(n) })),
      ),
      make("div", { class: "few" }, ...few),
    );
  };
  const caught = caughtOf(detection, other);
  const shares = { detector: percent(caught.detector / 100), unseen: percent(caught.unseen / 100) };
  const gaps = { known, name: caught.name, ...shares };
  return make(
    "div",
    { class: "ln-help-groups" },
    make("p", { class: "gp-note" }, t("learn.help.learned", { n: number(learned), known })),
    ...groups.map(row),
    make("p", { role: "status" }, t("learn.help.detected", gaps)),
  );
}
