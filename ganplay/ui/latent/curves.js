// The curves along a path: D's logit, and how long z is by an arc and by a straight line.
import { chart } from "../kit/chart.js";
import { make } from "../kit/dom.js";
import { number, t } from "../kit/words.js";
import { evenly, positionOf, shellBand } from "./frames.js";

/**
 * @typedef {object} Along what `draw_view` answers of a path
 * @property {number[]} logits D's, one a frame of the strip
 * @property {{slerp: number[], lerp: number[], shell: [number, number]}} norms of z; shell: mean and deviation of seeds
 */

const HEIGHT = 64;
const key = (kind, words) => make("span", { class: `key ${kind}` }, words);
const figure = (curve, ...caption) => make("figure", {}, make("figcaption", {}, ...caption), curve);

/**
 * @param {import("./state.js").State["path"]} path
 * @param {Along} along
 * @param {(position: number) => void} pick
 * @returns {HTMLElement[]} a figure each
 */
export const curvesOf = (path, along, pick) => [logitFigure(path, along, pick), normFigure(path, along)];

function logitFigure({ loop, position }, { logits }, pick) {
  const line = { x: logits.map((_, index) => positionOf(index, loop)), y: logits, class: "d" };
  const label = t("latent.path.logit");
  const curve = chart([line], { height: HEIGHT, zero: true, from: 0, to: 1, marker: position, label, pick });
  const [low, high] = curve.range || []; // where D says no number there is none
  const range = make("span", {}, `${number(low, 1)} … ${number(high, 1)}`);
  return figure(curve, key("d", label), range);
}

function normFigure({ mode, loop, position }, { norms }) {
  const lineOf = (way) => ({
    x: evenly(norms.slerp.length),
    y: norms[way],
    class: mode === way ? `${way} on` : way,
  });
  const curve = chart([lineOf("lerp"), lineOf("slerp")], {
    height: HEIGHT,
    from: 0,
    to: 1,
    marker: loop ? Number.NaN : position,
    band: shellBand(norms.shell),
    label: t("latent.path.norm"),
  });
  const gaps = { low: number(Math.min(...norms.lerp), 1), mean: number(norms.shell[0], 1) };
  const words = make("span", {}, t("latent.path.norms", gaps));
  return figure(curve, key("slerp", t("latent.path.slerp")), key("lerp", t("latent.path.lerp")), words);
}
