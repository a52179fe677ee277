// How well D tells real pictures from generated ones, as curves: ROC, precision and recall, calibration.
import { make } from "../kit/dom.js";
import { unitPlot } from "../kit/unit.js";
import { number, t } from "../kit/words.js";
import { area } from "./figures.js";

const DIAGONAL = { x: [0, 1], y: [0, 1], class: "chance" };

function figure(caption, content, look = {}) {
  return make("figure", look, make("figcaption", {}, caption), content);
}

function rocFigure({ held_out: told }, { fpr, recall }) {
  const words = t("judge.roc", { auc: area(told.auc) });
  const lines = [DIAGONAL, { x: told.roc.fpr, y: told.roc.tpr, class: "d" }];
  const marks = [{ x: fpr, y: recall, class: "here" }];
  return figure(words, unitPlot(lines, marks, [t("judge.roc.x"), t("judge.roc.y")], words));
}

function precisionFigure({ held_out: told }, { recall, precision }) {
  const words = t("judge.pr", { ap: area(told.ap) });
  const lines = [
    { x: [0, 1], y: [0.5, 0.5], class: "chance" },
    { x: told.pr.recall, y: told.pr.precision, class: "d" },
  ];
  const marks = [{ x: recall, y: precision, class: "here" }];
  return figure(words, unitPlot(lines, marks, [t("judge.recall"), t("judge.precision")], words));
}

function calibrationFigure(calibration) {
  const some = calibration.bins.filter(([, , count]) => count > 0);
  const line = { x: some.map(([said]) => said), y: some.map(([, share]) => share), class: "d" };
  const marks = some.map(([x, y, count]) => ({
    x,
    y,
    class: "here small",
    r: 2 + Math.min(5, Math.sqrt(count) / 3),
    word: t("judge.calibration.bin", { n: count }),
  }));
  const words = t("judge.calibration.ece", {
    ece: number(100 * calibration.ece, 1),
    floor: number(100 * calibration.ece_floor, 1),
    n: number(calibration.n_real + calibration.n_generated),
  });
  const axes = [t("judge.calibration.x"), t("judge.calibration.y")];
  return figure(words, unitPlot([DIAGONAL, line], marks, axes, t("judge.calibration")));
}

function uncalibrated(calibratable) {
  const words = t(calibratable ? "judge.calibration.few" : "judge.calibration.critic");
  return figure(t("judge.calibration"), make("p", { class: "gp-note" }, words), { class: "jj-nocal" });
}

/**
 * @param {import("./state.js").Whole} whole
 * @param {import("./counts.js").Counts} counts where the threshold stands
 * @param {boolean} calibratable D's loss has probabilities
 * @returns {HTMLElement[]}
 */
export function curvesOf(whole, counts, calibratable) {
  const { calibration } = whole;
  const last = calibration ? calibrationFigure(calibration) : uncalibrated(calibratable);
  return [rocFigure(whole, counts), precisionFigure(whole, counts), last];
}
