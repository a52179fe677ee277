// Beside the work: what brings pictures, which run and moment, and the scores to take away.
import { button } from "../kit/controls.js";
import { keepingFocus, make, notice } from "../kit/dom.js";
import { saveText } from "../kit/files.js";
import { moment, runPicker } from "../kit/picker.js";
import { t } from "../kit/words.js";
import { bringPart } from "./bring.js";
import { csv, scoreRows } from "./scores.js";

/**
 * @typedef {object} Side
 * @property {() => HTMLElement} build
 * @property {() => HTMLElement} picker of the run alone
 * @property {() => void} stop the moments that play
 * @property {(step: number) => void} set the moment
 * @property {(facts: import("./state.js").Facts) => void} grow has other moments by now
 * @property {() => void} resetRun choose the run that is shown: the wished one cannot be had
 * @property {() => void} relist other runs are there by now
 * @property {() => void} tellLists the same runs have come further
 */

function exportPart({ state, nameOf }) {
  // What `write` makes of the scores, if there are any.
  const offered = (word, write) =>
    button(word, () => {
      const rows = scoreRows(state.cards, state.run, nameOf);
      if (rows.length) write(rows);
      else notice(t("judge.export.nothing"));
    });
  const saveCsv = (rows) => saveText(csv(rows), "ganplay-scores.csv", "text/csv");
  const saveJson = (rows) => saveText(JSON.stringify(rows, null, 1), "ganplay-scores.json", "application/json");
  const row = make("div", { class: "ll-row" }, offered("CSV", saveCsv), offered("JSON", saveJson));
  return make("section", { class: "jj-export" }, make("h3", {}, t("judge.export")), row);
}

function about({ dataset, resolution, loss }) {
  const gaps = { dataset: t(`data.${dataset}`), size: resolution, loss: t(`choice.loss.${loss}`) };
  return t("judge.run.about", gaps);
}

/** @param {import("./state.js").App} app @returns {Side} */
export function sideOf(app) {
  const { state, root } = app;
  let select = null;
  let tellLists = () => {};
  let time = null;

  function picker() {
    const words = state.facts ? about(state.facts) : "";
    const part = runPicker({ lists: state.lists, run: state.run, about: words, pick: app.openRun });
    select = part.select;
    tellLists = () => part.tell(state.lists);
    select.dataset.focus = "run";
    return part;
  }

  function moments() {
    const { steps, curve } = state.facts;
    time = moment({ steps, curve, step: state.step, name: "judge-time", change: app.setStep });
    time.querySelector("input").dataset.focus = "moment";
    return time;
  }

  function relist() {
    if (document.activeElement === select) return;
    keepingFocus(root, () => select.closest("section").replaceWith(picker()));
  }

  function resetRun() {
    select.value = state.run;
  }

  return {
    build: () => make("aside", { class: "ll-side" }, bringPart(app), picker(), moments(), exportPart(app)),
    picker,
    stop: () => time?.stop(),
    set: (step) => time?.set(step),
    grow: (facts) => time.grow(facts),
    resetRun,
    relist,
    tellLists: () => tellLists(),
  };
}
