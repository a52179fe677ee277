// Two shipped runs of digits by their loss curves alone; then what they draw, and how far that is from real digits.
import { chart } from "../../kit/chart.js";
import { button } from "../../kit/controls.js";
import { keepingFocus, make } from "../../kit/dom.js";
import { number, percent, t } from "../../kit/words.js";
import { askedOf, coverOf, sheetOf } from "./asking.js";
import { boundsOf } from "./tworuns.js";

const HEIGHT = 150; // units of a chart
const LETTERS = ["a", "b"];
const EQUILIBRIUM = { loss_d: 2 * Math.LN2, loss_g: Math.LN2 }; // until the server has told it
const SHEET = { columns: 8, rows: 5, size: 32 }; // as in asked_losses.py

/** @param {import("../figure.js").Given} given @returns {import("../figure.js").Figure} */
export function figure(given) {
  const element = make("div", { class: "ln-losses" });
  const state = { curves: null, chosen: "", uncovered: null };
  const asked = askedOf(given, begin);

  async function begin() {
    if (state.curves) return uncover();
    state.curves = await asked.ask("losses_curves");
    return build();
  }

  async function uncover() {
    const found = await asked.ask("losses_uncovered");
    if (!found) return;
    state.uncovered = found;
    build();
    const { a, b } = found;
    const distances = { distance_a: a.distance, distance_b: b.distance, floor: a.floor, n: a.n };
    given.numbers({ chosen: state.chosen.toUpperCase(), ...distances });
    given.done();
  }

  function choose(letter) {
    state.chosen = letter;
    build();
  }

  function build() {
    asked.speak();
    const told = state.uncovered ? [numbersOf(state.uncovered)] : [];
    const open = button(t("learn.losses.uncover"), uncover, "quiet strong ln-losses-open", {
      "data-focus": "open",
      disabled: state.chosen ? null : "",
    });
    keepingFocus(element, () =>
      element.replaceChildren(
        make("div", { class: "ln-losses-pair" }, ...LETTERS.map((letter) => card(letter, state, choose))),
        legend(state.curves?.a.equilibrium ?? EQUILIBRIUM),
        ...(state.uncovered ? [] : [open]),
        asked.line,
        ...told,
      ),
    );
    fit();
  }

  /** The sheets of samples, as large as there is room; until they are uncovered, their places. */
  function fit() {
    for (const letter of LETTERS) {
      const place = element.querySelector(`[data-run="${letter}"]`);
      const room = place.clientWidth || 256;
      const gaps = { letter: letter.toUpperCase() };
      const found = state.uncovered?.[letter];
      place.replaceChildren(
        found
          ? sheetOf(found, t("learn.losses.samples", gaps), room)
          : coverOf(SHEET, t("learn.losses.covered", gaps), room),
      );
    }
  }

  build();
  begin();
  return {
    element,
    close: asked.close,
    speak: build,
    fit,
    picture: () => state.uncovered?.[state.chosen || "a"].png || null,
  };
}

function card(letter, { curves, chosen, uncovered }, choose) {
  const name = letter.toUpperCase();
  const title = make("h3", {}, t("learn.losses.run", { letter: name }));
  const pressed = String(chosen === letter);
  const choice = button(t("learn.losses.choose", { letter: name }), () => choose(letter), "quiet strong", {
    "aria-pressed": pressed,
    "data-focus": letter,
    "data-choice": letter,
    disabled: !curves || uncovered ? "" : null,
  });
  return make(
    "section",
    { class: `ln-losses-run ${chosen === letter ? "chosen" : ""}` },
    title,
    curves ? plotted(curves[letter], boundsOf(curves), name) : awaited(),
    choice,
    make("div", { "data-run": letter }),
  );
}

/** The place of curves that are still to come. */
const awaited = () =>
  make(
    "div",
    { class: "ln-losses-chart", "aria-hidden": "true" },
    make("i", { class: "gp-coming" }),
    make("span", { class: "from" }, "0"),
  );

/** The curves of a run over its own steps; both runs over the same values. */
function plotted({ step, loss_d, loss_g, equilibrium }, [low, high], letter) {
  const last = step[step.length - 1];
  const level = (y, kind) => ({ x: [0, last], y: [y, y], class: `${kind} level` });
  const lines = [
    level(equilibrium.loss_d, "d"),
    level(equilibrium.loss_g, "g"),
    { x: step, y: loss_d, class: "d" },
    { x: step, y: loss_g, class: "g" },
  ];
  const options = { height: HEIGHT, from: 0, band: [low, high], label: t("learn.losses.curves", { letter }) };
  return make(
    "div",
    { class: "ln-losses-chart" },
    make("span", { class: "top" }, number(high, 1)),
    make("span", { class: "foot" }, number(low, 1)),
    chart(lines, options),
    make("span", { class: "from" }, "0"),
    make("span", { class: "to" }, t("learn.losses.steps", { n: number(last) })),
  );
}

function legend({ loss_d, loss_g }) {
  const levels = { d: number(loss_d, 2), g: number(loss_g, 2) };
  return make(
    "p",
    { class: "ll-row ln-losses-legend" },
    make("span", { class: "key d" }, t("learn.losses.d")),
    make("span", { class: "key g" }, t("learn.losses.g")),
    make("span", { class: "key level" }, t("learn.losses.level", levels)),
  );
}

function numbersOf(uncovered) {
  const { a, b } = uncovered;
  const row = (word, values, note) =>
    make(
      "tr",
      {},
      make("th", { scope: "row" }, word, ...(note ? [make("span", { class: "gp-note" }, note)] : [])),
      ...values.map((value) => make("td", {}, value)),
    );
  const both = (say) => [say(a), say(b)];
  const column = (letter) => make("th", { scope: "col" }, t("learn.losses.run", { letter }));
  const judged = { real: number(a.n_real), fake: number(a.n_fake) };
  const floor = a.floor === null ? "" : t("learn.losses.floor", { floor: number(a.floor, 2) });
  return make(
    "table",
    { class: "ln-losses-table" },
    make("thead", {}, make("tr", {}, make("td"), column("A"), column("B"))),
    make(
      "tbody",
      {},
      row(
        t("metric.classifier_fd"),
        both(({ distance }) => number(distance, 1)),
        `${t("learn.losses.distance", { n: number(a.n) })} ${floor}`,
      ),
      row(
        t("learn.losses.accuracy"),
        both(({ accuracy }) => percent(accuracy)),
        t("learn.losses.accuracy.note", judged),
      ),
      row(
        t("learn.losses.precision"),
        both(({ precision }) => percent(precision)),
        t("learn.losses.precision.note"),
      ),
      row(
        t("learn.losses.recall"),
        both(({ recall }) => percent(recall)),
        t("learn.losses.recall.note"),
      ),
    ),
  );
}
