// The curves along a path: D's logit, and how long z is by an arc and by a straight line.
import { chart } from "../kit/chart.js";
import { make } from "../kit/dom.js";
import { number, t } from "../kit/words.js";
import { evenly, scoresAlong, shellBand } from "./frames.js";
import { logitText } from "./numbers.js";

/**
 * @typedef {object} Along what `draw_view` answers of a path
 * @property {number[]} logits D's, one a frame of the strip
 * @property {Map<number, number>} seen D's, of the places between that were looked at
 * @property {{slerp: number[], lerp: number[], shell: [number, number]}} [norms] of z, of a path in Z; shell: mean and
 *   deviation of seeds
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
export const curvesOf = (path, along, pick) => [
  logitFigure(path, along, pick),
  ...(along.norms ? [normFigure(path, along)] : []),
];

function logitFigure({ here, loop, position }, { logits, seen }, pick) {
  const line = { ...scoresAlong(logits, seen, loop), class: "d" };
  const label = t("latent.path.logit");
  const marker = here ? position : Number.NaN;
  const curve = chart([line], { height: HEIGHT, zero: true, from: 0, to: 1, marker, label, pick });
  if (!curve.range) return figure(curve, key("d", label)); // D says no number
  const [low, high] = curve.range.map(logitText);
  return figure(curve, key("d", label), make("span", {}, t("latent.path.range", { low, high })));
}

function normFigure({ here, mode, loop, position }, { norms }) {
  const lineOf = (way) => ({
    x: evenly(norms.slerp.length),
    y: norms[way],
    class: mode === way ? `${way} on` : way,
  });
  const curve = chart([lineOf("lerp"), lineOf("slerp")], {
    height: HEIGHT,
    from: 0,
    to: 1,
    marker: here && !loop ? position : Number.NaN,
    band: shellBand(norms.shell),
    label: t("latent.path.norm"),
  });
  const gaps = { low: number(Math.min(...norms.lerp), 1), mean: number(norms.shell[0], 1) };
  const words = make("span", {}, t("latent.path.norms", gaps));
  return figure(curve, key("slerp", t("latent.path.slerp")), key("lerp", t("latent.path.lerp")), words);
}
