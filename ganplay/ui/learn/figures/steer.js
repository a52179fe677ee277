// Steering what is drawn: a GAN that was told classes, and one that found codes by itself.
import { segments, slider } from "../../kit/controls.js";
import { keepingFocus, make } from "../../kit/dom.js";
import { newest } from "../../kit/newest.js";
import { number, percent, t } from "../../kit/words.js";
import { askedOf, coverOf, sentence, sheetOf } from "./asking.js";
import { freshSteer, mostOf, movedFar, steered } from "./steering.js";

const ROOM = 384; // CSS pixels at most across a sheet
const SHEET = { columns: 6, rows: 2, size: 32 }; // as in asked_steer.py
/** What is shown before the server has told of its runs: of the two that ship with ganplay. */
const AWAITED = {
  classes: { names: Array.from("0123456789") },
  codes: { categories: 10, continuous: 2, farthest: 2 },
};
const FEWEST = 0.01; // of the digits that were asked for: rarer mistakes are not listed

/** @param {import("../figure.js").Given} given @returns {import("../figure.js").Figure} */
export function figure(given) {
  const element = make("div", { class: "ln-steer" });
  const state = { runs: null, ...freshSteer(), problem: {}, sheets: {}, counted: {}, counting: "" };
  const asked = askedOf(given, begin);
  let closed = false;

  async function begin() {
    state.runs ||= await asked.ask("steer_runs");
    if (!state.runs) return;
    const { classes, codes } = state.runs;
    if (codes && !state.codes.length) state.codes = still(codes);
    build();
    if (classes && !state.sheets.classes) draw.classes({ label: state.label });
    if (codes && !state.sheets.codes) draw.codes({ codes: state.codes });
    if (classes) await count("obeyed");
    ended();
    if (codes) await count("categories");
  }

  /** What a classifier finds in many digits; said where it will stand. */
  async function count(what) {
    state.counting = what;
    build();
    state.counted[what] ||= await asked.ask(`steer_${what}`);
    state.counting = "";
    build();
  }

  /** Draws sheets; while one is drawn, only the newest wish is kept. */
  const drawn = (part, what) =>
    newest(
      async (question) => {
        try {
          return await given.ask(what, question);
        } catch (error) {
          return { error }; // said below the sheet
        }
      },
      (answer) => {
        state.problem[part] = answer.error || null;
        if (!answer.error) state.sheets[part] = answer;
        if (!closed) fit();
      },
      () => {},
    );
  const draw = { classes: drawn("classes", "steer_class"), codes: drawn("codes", "steer_codes") };

  function label(value) {
    state.label = value;
    state.labels.add(value);
    draw.classes({ label: value });
    build();
    ended();
  }

  function code(index, value) {
    state.codes = state.codes.map((old, at) => (at === index ? value : old));
    if (index) state.moved = movedFar(state.moved, index, value);
    draw.codes({ codes: state.codes });
    if (!index) build();
    ended();
  }

  function ended() {
    const { runs } = state;
    const { obeyed } = state.counted;
    if (!runs) return;
    if (obeyed) given.numbers({ obeyed: 100 * obeyed.share, n: obeyed.n });
    if (steered(state) && (obeyed || !runs.classes)) given.done();
  }

  function build() {
    asked.speak();
    const codes = state.codes.length ? state.codes : still(AWAITED.codes);
    const shown = { ...state, runs: state.runs || AWAITED, codes };
    const panels = [classPanel(shown, label), codePanel(shown, code, build)];
    if (!state.runs) for (const part of panels) disable(part);
    keepingFocus(element, () => element.replaceChildren(...panels, asked.line));
    fit();
  }

  function fit() {
    for (const place of element.querySelectorAll("[data-sheet]")) {
      const part = place.dataset.sheet;
      const answer = state.sheets[part];
      const words = t(`learn.steer.sheet.${part}`);
      const room = Math.min(ROOM, place.clientWidth || ROOM);
      const problem = state.problem[part];
      place.replaceChildren(
        answer ? sheetOf(answer, words, room) : coverOf(SHEET, words, room),
        ...(problem ? [make("p", { class: "gp-note" }, sentence(problem))] : []),
      );
    }
  }

  build();
  begin();
  return {
    element,
    close() {
      closed = true;
      asked.close();
    },
    speak: build,
    fit,
    picture: () => (state.sheets.codes || state.sheets.classes)?.png || null,
  };
}

/** Codes at which nothing is turned. */
const still = ({ continuous }) => [0, ...new Array(continuous).fill(0)];

function disable(part) {
  for (const one of part.querySelectorAll("button, input")) one.disabled = true;
}

/** The place of what a classifier is going to find. */
const counting = (now) => (now ? t("learn.steer.counting") : "");

const sheetPlace = (part) => make("div", { class: "ln-steer-sheet", "data-sheet": part });

function panel(title, ...inside) {
  return make("section", { class: "ln-steer-panel" }, make("h3", {}, title), ...inside);
}

/** The GAN that is told a class: its ten buttons, what it draws, how often it obeys. */
function classPanel({ runs, label, labels, counted, counting: what }, choose) {
  const title = t("learn.steer.classes");
  if (!runs.classes) return panel(title, make("p", { class: "gp-note" }, t("error.no_classes")));
  const { names } = runs.classes;
  const choices = names.map((name, index) => [index, name]);
  const row = segments(choices, label, choose, t("learn.steer.class"));
  const left = names.filter((_, index) => !labels.has(index)).length;
  const { obeyed } = counted;
  const told = obeyed ? obeyedPart(obeyed, label, names) : [make("p", {}, counting(what === "obeyed"))];
  const note = left ? [make("p", { class: "gp-note" }, t("learn.steer.left", { n: left }))] : [];
  const found = make("div", { class: "ln-steer-told" }, ...told);
  return panel(title, make("p", {}, t("learn.steer.class.ask")), row, sheetPlace("classes"), ...note, found);
}

function obeyedPart({ share, n, floor, floor_n, seen }, label, names) {
  const [asked] = [seen[label]];
  const total = asked.reduce((sum, count) => sum + count, 0);
  const others = asked
    .map((count, index) => [names[index], count])
    .filter(([name, count]) => name !== names[label] && count >= FEWEST * total);
  const taken = [[names[label], asked[label]], ...others].map(([name, count]) =>
    t("learn.steer.taken", { count: number(count), name }),
  );
  const gaps = { share: number(100 * share, 1), n: number(n), floor: number(100 * floor, 1), real: number(floor_n) };
  const of = { name: names[label], n: number(total), taken: taken.join(t("learn.steer.and")) };
  return [
    make("p", {}, t("learn.steer.of", of)),
    make("p", {}, t(floor === null ? "learn.steer.obeyed" : "learn.steer.obeyed.floor", gaps)),
  ];
}

/** The GAN that found codes: its categories, its numbers, and what the categories turned out to draw. */
function codePanel({ runs, codes, moved, counted, counting: what }, choose, settled) {
  const title = t("learn.steer.codes");
  if (!runs.codes) return panel(title, make("p", { class: "gp-note" }, t("error.no_codes")));
  const { categories, continuous, farthest } = runs.codes;
  const choices = Array.from({ length: categories }, (_, index) => [index, String(index)]);
  const row = segments(choices, codes[0], (value) => choose(0, value), t("learn.steer.category"));
  for (const one of row.children) one.dataset.focus = `category-${one.dataset.value}`;
  const lines = codes.slice(1).map((value, at) => {
    const line = slider({
      word: t("learn.steer.code", { code: `c${at + 2}` }),
      min: -farthest,
      max: farthest,
      step: 0.1,
      value,
      change: (next) => choose(at + 1, next),
      done: settled,
    });
    line.querySelector("input").dataset.focus = `code-${at + 1}`;
    return line;
  });
  const left = continuous - moved.size;
  const note = left ? [make("p", { class: "gp-note" }, t("learn.steer.turn", { n: left }))] : [];
  const found = counted.categories;
  const most = found ? found.seen.map(mostOf) : choices.map(() => ({ digit: "–", share: Number.NaN }));
  const told = found ? foundIn(found) : counting(what === "categories");
  const ask = make("p", {}, t("learn.steer.codes.ask"));
  return panel(title, ask, row, sheetPlace("codes"), ...lines, ...note, foundPart(most, codes[0], told));
}

const foundIn = ({ n, share, floor }) =>
  t("learn.steer.found", { n: number(n), share: number(100 * share, 1), floor: number(100 * floor, 1) });

/** What each category draws most, and how often: a row of ten, the chosen one marked. */
function foundPart(most, chosen, told) {
  const column = ({ digit, share }, category) =>
    make(
      "li",
      { class: category === chosen ? "on" : "" },
      make("span", {}, `c1 = ${category}`),
      make("b", {}, String(digit)),
      make("span", {}, percent(share)),
    );
  return make(
    "figure",
    {},
    make("ol", { class: "ln-steer-found" }, ...most.map(column)),
    make("figcaption", { class: "gp-note" }, told),
  );
}
