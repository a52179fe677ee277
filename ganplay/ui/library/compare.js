// Two to six runs side by side: curves laid over one another, the same seeds, what was measured, what differs.
import { button } from "../kit/controls.js";
import { make } from "../kit/dom.js";
import { namesIn } from "../kit/runs.js";
import { going } from "../kit/status.js";
import { keep, kept } from "../kit/storage.js";
import { t } from "../kit/words.js";
import { curves } from "./curves.js";
import { MOST, notCompared } from "./found.js";
import { grew } from "./laid.js";
import { nameOf } from "./naming.js";
import { reports } from "./reports.js";
import { strips } from "./strips.js";
import { swatch } from "./swatch.js";
import { measuredTable, settingsTable } from "./tables.js";

/** @typedef {import("./laid.js").Laid} Laid */

/**
 * What is chosen in the comparison; kept in this browser.
 * @typedef {object} View
 * @property {string} quantity of the curves
 * @property {"step" | "images" | "seconds"} axis of the curves
 * @property {number} first seed
 * @property {string} kind the class that is drawn; "" where each seed draws its own
 * @property {boolean} all settings, not only those that differ
 */

/**
 * What the parts of a comparison are handed.
 * @typedef {object} Sides
 * @property {import("./tab.js").App} app
 * @property {Laid[]} runs
 * @property {string[]} names of them, no two alike
 * @property {View} view
 * @property {() => void} remember the view
 */

const REFRESH_EVERY = 5000; // milliseconds
const KEPT = "runs.compare";

/** A comparison of too few runs, or too many: how to choose them. @param {"few" | "most"} why */
function nothing(app, why) {
  const back = button(t("library.mode.library"), () => app.mode("library"), "quiet strong");
  const head = make("h2", {}, t(`library.compare.${why}`, { n: MOST }));
  return make("div", { class: "ll-empty lb-empty" }, head, make("p", {}, t("library.compare.how")), back);
}

/**
 * @param {import("./tab.js").App} app
 * @param {HTMLElement} place
 * @returns {{leave: () => void, resize: () => void, redraw: () => void}}
 */
export function comparison(app, place) {
  const ticked = app.ticked();
  const why = notCompared(ticked.length);
  if (why) {
    place.append(nothing(app, why));
    return { leave() {}, resize() {}, redraw() {} };
  }
  /** @type {View} */
  const view = { quantity: "diversity", axis: "step", first: 0, kind: "", all: false, ...kept(KEPT, {}) };
  const remember = () => keep(KEPT, view);
  const steps = new Map(); // the moment of each run
  /** @type {Laid[] | null} */
  let runs = null;
  let gone = false;
  let shown = null;
  app.measured = () => {
    if (!gone) load(true);
  };

  function build() {
    for (const { row, steps: saved } of runs) if (!steps.has(row.run)) steps.set(row.run, saved[saved.length - 1]);
    const rows = runs.map(({ row }) => row);
    const sides = { app, runs, names: rows.map(namesIn(rows, nameOf)), view, remember };
    shown?.strips.leave();
    shown = { curves: curves(sides), strips: strips(sides, steps), reports: reports(sides) };
    place.replaceChildren(
      chips(sides),
      make(
        "div",
        { class: "lb-compare" },
        shown.curves.element,
        shown.strips.element,
        shown.reports.element,
        measuredTable(sides),
        settingsTable(sides),
      ),
    );
    redraw();
    shown.strips.draw();
    app.root.dataset.compared = runs.length;
  }
  function redraw() {
    if (!gone) shown?.curves.draw();
  }

  async function load(again = false) {
    const answer = await app.fetch("compare", { runs: ticked });
    if (gone || !answer) return;
    const another = grew(runs, answer.runs);
    if (!again || another) {
      runs = answer.runs;
      build();
    } else {
      Object.assign(runs, answer.runs);
      redraw();
      shown.reports.tell();
    }
  }
  /** Those that train go on while they are looked at. */
  function refresh() {
    if (document.hidden || !place.clientWidth || !runs) return;
    if (!runs.some(({ row }) => going(row.status) && row.status !== "paused")) return;
    const { activeElement } = document;
    if (place.contains(activeElement) && activeElement.matches("select, input[type=number]")) return;
    load(true);
  }

  place.append(make("p", { class: "ll-empty" }, t("latent.loading")));
  load();
  const timer = setInterval(refresh, REFRESH_EVERY);
  return {
    leave() {
      gone = true;
      clearInterval(timer);
      shown?.strips.leave();
    },
    resize() {
      redraw();
      shown?.strips.draw();
    },
    redraw,
  };
}

/** The runs that are compared, each to be left out. @param {Sides} sides */
function chips({ app, runs, names }) {
  const leaveOut = (run) => {
    app.tick([run], false);
    app.mode("compare");
  };
  const chip = ({ row }, index) => {
    const label = { "aria-label": t("library.untick", { title: names[index] }) };
    const cross = button("×", () => leaveOut(row.run), "mini", label);
    return make("li", {}, swatch(index), make("span", {}, names[index]), cross);
  };
  return make("ul", { class: "lb-chips" }, ...runs.map(chip));
}
