// The whole discriminator: one threshold that moves everything.
import { withAxes } from "../kit/axes.js";
import { histogram } from "../kit/chart.js";
import { button, slider } from "../kit/controls.js";
import { make } from "../kit/dom.js";
import { number, percent, t } from "../kit/words.js";
import { counted, span } from "./counts.js";
import { curvesOf } from "./curves.js";
import { area, share, signed } from "./figures.js";
import { mistakesOf } from "./mistakes.js";
import { overfittingPart } from "./overfit.js";

/** @typedef {import("./state.js").Whole} Whole */
/** @typedef {import("./counts.js").Counts} Counts */

const key = (kind, word) => make("span", { class: `key ${kind}` }, t(word));

/** @param {Whole} whole @param {Counts} counts @returns {HTMLElement[]} each number with its name */
function numbers({ held_out: told }, counts) {
  const one = (word, value, chance) => {
    const note = chance ? [make("dd", { class: "gp-note" }, t("judge.chance", { p: chance }))] : [];
    return make("div", {}, make("dt", {}, t(word)), make("dd", { class: "value" }, value), ...note);
  };
  return [
    one("judge.accuracy", share(counts.accuracy), percent(0.5)),
    one("judge.precision", share(counts.precision)),
    one("judge.recall", share(counts.recall)),
    one("judge.f1", number(counts.f1, 2)),
    one("judge.auc", area(told.auc), "0.5"),
    one("judge.ap", area(told.ap), "0.5"),
  ];
}

/** @param {Counts} counts @returns {HTMLElement} the confusion matrix */
function matrix({ tp, fn, fp, tn }) {
  const column = (word) => make("th", { scope: "col" }, t(word));
  const cell = (value, word, kind) =>
    make("td", { class: kind }, make("b", {}, number(value)), make("span", {}, t(word)));
  const line = (word, ...cells) => make("tr", {}, make("th", { scope: "row" }, t(word)), ...cells);
  const right = (value) => cell(value, "judge.matrix.right", "right");
  const wrong = (value, word) => cell(value, word, "wrong");
  const columns = [make("th"), column("judge.matrix.said_real"), column("judge.matrix.said_generated")];
  return make(
    "table",
    { class: "jj-matrix" },
    make("thead", {}, make("tr", {}, ...columns)),
    make(
      "tbody",
      {},
      line("live.series.real", right(tp), wrong(fn, "judge.matrix.missed")),
      line("live.series.fake", wrong(fp, "judge.matrix.fooled"), right(tn)),
    ),
  );
}

/** @param {Whole} whole @returns {string} how many pictures of which moment it is about */
function about({ logits, step }) {
  const { held_out: held, generated, training } = logits;
  const gaps = { m: number(generated.length), k: number(training.length), step: number(step) };
  const told = held.length ? t("judge.whole.n", { n: number(held.length), ...gaps }) : t("judge.whole.none", gaps);
  return `${told} ${t("judge.whole.balanced")}`;
}

/** @param {import("./state.js").App} app @returns {import("./state.js").Mode} */
export function whole(app) {
  const { state } = app;
  const told = make("p", { class: "ll-state jj-n" });
  const scores = make("div");
  const knobPlace = make("div", { class: "ll-row jj-knob" });
  const figures = make("dl", { class: "jj-numbers" });
  const confusion = make("div");
  const curves = make("div", { class: "jj-curves" });
  const said = make("div", { class: "jj-said" });
  const mistakes = mistakesOf(app);
  const legend = make(
    "p",
    { class: "ll-row legend" },
    key("real bar", "live.series.real"),
    key("fake bar", "live.series.fake"),
    key("dotted", "judge.threshold"),
  );
  const title = make("h3", {}, t("judge.whole.hist"));
  const left = make("section", { class: "jj-left" }, title, scores, legend, knobPlace, figures, confusion);
  const place = make(
    "div",
    { class: "jj-whole" },
    make("div", { class: "jj-top" }, left, curves),
    make("div", { class: "jj-top" }, said, mistakes.element),
  );
  let threshold = null;
  let shown = null; // what the parts that no threshold moves are about

  function moved() {
    const counts = counted(state.whole.logits, threshold);
    figures.replaceChildren(...numbers(state.whole, counts));
    confusion.replaceChildren(matrix(counts));
    curves.replaceChildren(...curvesOf(state.whole, counts, state.facts.calibratable));
    const drawn = histogram(state.hist, NaN, t("latent.d.hist"), { threshold });
    scores.replaceChildren(withAxes(drawn, { y: { ticks: [] } }));
  }

  function set(value) {
    threshold = value;
    moved();
  }

  function knobs(trained) {
    const [min, max] = span(state.whole.logits, trained);
    const word = t("judge.threshold.slider");
    const knob = slider({ word, min, max, step: "any", value: trained, say: signed, change: set });
    knob.querySelector("input").dataset.ref = "judge-threshold";
    const reset = () => {
      knob.set(trained);
      set(trained);
    };
    knobPlace.replaceChildren(knob, button(t("judge.threshold.reset"), reset));
  }

  function show() {
    if (shown !== state.whole) {
      shown = state.whole;
      threshold = shown.threshold;
      knobs(threshold);
      said.replaceChildren(...overfittingPart(shown));
      mistakes.show();
    }
    moved();
  }

  function update(what) {
    if (what === "cards" || !state.whole) return;
    told.textContent = about(state.whole);
    show();
  }

  return { build: () => [told, place], update };
}
