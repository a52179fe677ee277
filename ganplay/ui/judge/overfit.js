// Whether D knows the pictures that it was trained on by heart.
import { withAxes } from "../kit/axes.js";
import { chart } from "../kit/chart.js";
import { make } from "../kit/dom.js";
import { percent, t } from "../kit/words.js";
import { cumulative, overfitting } from "./counts.js";
import { share, signed } from "./figures.js";

// Whose logits, how their line looks, and its word.
const LINES = [
  ["training", "real", "judge.overfit.training"],
  ["held_out", "real faint", "judge.overfit.held"],
  ["generated", "fake", "live.series.fake"],
];

/** @param {import("./state.js").Whole} whole @returns {HTMLElement[]} */
export function overfittingPart({ logits, training, held_out: heldOut }) {
  const { verdict, train, held, fake } = overfitting(logits);
  const means = { train: signed(train), held: signed(held), fake: signed(fake) };
  const shares = { a: share(training.recall), b: share(heldOut.recall) };
  const lines = LINES.map(([side, kind]) => ({ ...cumulative(logits[side]), class: kind }));
  const keys = LINES.map(([, kind, word]) => make("span", { class: `key line ${kind}` }, t(word)));
  const caption = t("judge.overfit.curve");
  return [
    make("h3", {}, t("judge.overfit")),
    make("p", { class: "ll-state" }, t(`judge.overfit.${verdict}`, { ...means, ...shares })),
    withAxes(chart(lines, { height: 110, band: [0, 1], label: caption }), {
      x: { word: t("judge.logit") },
      y: { word: caption, ticks: [0, 0.5, 1], say: percent },
    }),
    make("p", { class: "ll-row legend" }, ...keys),
  ];
}
