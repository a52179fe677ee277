// The page of the laboratory, put together from its parts.

import { segments } from "../kit/controls.js";
import { keepingFocus, make } from "../kit/dom.js";
import { laid } from "../kit/narrow.js";
import { t } from "../kit/words.js";
import { chartsOf } from "./charts.js";
import { chipsOf } from "./chips.js";
import { controlsOf } from "./controls.js";
import { flowOf } from "./flow.js";
import { keysOf } from "./keys.js";
import { legendOf } from "./legend.js";
import { measuresOf } from "./measures.js";
import { noiseOf } from "./noise.js";
import { paceOf } from "./pace.js";
import { differenceOf } from "./pair.js";
import { planeOf } from "./plane.js";
import { shareOf } from "./share.js";
import { stageOf } from "./stage.js";
import { MODES } from "./state.js";
import { storyOf } from "./story.js";

const NARROW = 900; // CSS pixels of a window, as in lab.css

/**
 * What a part of the page is.
 * @typedef {object} Part
 * @property {HTMLElement} element
 * @property {(what: string) => void} [tell] something changed, see App
 * @property {() => void} [fit] there is another room
 * @property {() => void} [close] it is taken off the page
 */

/** @param {import("./bench.js").App} app */
export function pageOf(app) {
  const { root, state } = app;
  /** @type {Part[]} */
  let parts = [];

  const part = (made) => {
    parts.push(made);
    return made.element;
  };

  function side() {
    const modes = segments(
      MODES.map((mode) => [mode, t(`lab.mode.${mode}`)]),
      state.mode,
      app.turn,
      t("lab.modes"),
    );
    modes.classList.add("lab-modes");
    modes.hidden = state.hidden.has("modes");
    const own = state.mode === "plane" ? [] : [part(controlsOf(app)), part(shareOf(app))];
    return make("aside", { class: "lab-side" }, modes, ...own);
  }
  function alone() {
    const stage = stageOf(app, 0);
    const around = make("div", { class: "lab-around" }, part(noiseOf(app)), part(legendOf(app)));
    const square = make("div", { class: "lab-square" }, part(storyOf(app)), part(stage));
    return [
      make("section", { class: "lab-main" }, make("div", { class: "lab-row" }, square, around), part(paceOf(app))),
      make("section", { class: "lab-told" }, part(flowOf(app)), part(measuresOf(app, 0)), part(chartsOf(app))),
    ];
  }
  function pair() {
    const squares = [0, 1].map((index) =>
      make(
        "section",
        { class: "lab-half" },
        part(differenceOf(app, index)),
        part(stageOf(app, index)),
        part(measuresOf(app, index)),
      ),
    );
    const row = make("div", { class: "lab-two" }, ...squares);
    return [make("section", { class: "lab-main wide" }, row, part(paceOf(app)), part(legendOf(app)))];
  }
  const find = (selector) => root.querySelector(selector);
  const lay = laid(NARROW, (narrow) => {
    const [body, aside, modes, around] = ["body", "side", "modes", "around"].map((name) => find(`.lab-${name}`));
    if (!body) return;
    body[narrow ? "append" : "prepend"](aside);
    (narrow ? body : aside).prepend(modes);
    if (around) find(narrow ? ".lab-main" : ".lab-row").append(around);
  });

  function build() {
    keepingFocus(root, () => {
      for (const one of parts) one.close?.();
      parts = [];
      root.dataset.mode = state.mode;
      const body = { one: alone, pair, plane: () => [part(planeOf(app))] }[state.mode]();
      const top = state.mode === "plane" ? [] : [part(chipsOf(app))];
      root.replaceChildren(...top, make("div", { class: "lab-body" }, side(), ...body));
      lay();
    });
    fit();
    tell("state");
    app.repaint();
  }
  function tell(what) {
    for (const one of parts) one.tell?.(what);
  }
  function fit() {
    for (const one of parts) one.fit?.();
    app.repaint();
  }
  keysOf(app);
  return { build, tell, fit };
}
