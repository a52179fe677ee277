// What each panel of the live view can show.
import { axis } from "../plotly.js";
import { smooths } from "../smooth.js";
import { colour } from "../theme.js";
import { number, t } from "../words.js";
import { end, has, hundred, last } from "./columns.js";
import { quality } from "./quality.js";
import { bars, course, level, line } from "./traces.js";

/** @typedef {import("./moment.js").Seen} Seen */
/** @typedef {[string, string][]} Keys the look and the word of each */

/**
 * @typedef {object} View
 * @property {(seen: Seen) => boolean} [when] whether there is anything to show; always, where it does not say
 * @property {(seen: Seen) => boolean} [noisy] whether its lines can be smoothed
 * @property {(seen: Seen, smooth: boolean) => object[]} traces
 * @property {(layout: object, seen: Seen, traces: object[]) => void} [frame] changes of Plotly's layout
 * @property {Keys | ((seen: Seen) => Keys)} [keys] of the whole run
 * @property {(seen: Seen) => string} [told] the latest numbers in words
 * @property {"values"} [over] what it is drawn over, where that is not steps
 */

const LOSSES = [
  ["d", "loss_d"],
  ["g", "loss_g"],
];
const ADDED = [
  ["d", "extra_d"],
  ["g", "extra_g"],
];
const SIDES = [
  ["real", "live.series.real"],
  ["fake", "live.series.fake"],
];
const worded = (series) => series.map(([look, name]) => [look, `live.series.${name}`]);
const added = ({ points }) => ADDED.filter(([, name]) => has(points, name));
const noisy = ({ points }) => smooths(points.step);
function curves(seen, series, smooth) {
  const { points } = seen;
  const lines = series.map(([look, name]) => [points.step, points[name] || [], t(`live.series.${name}`), colour(look)]);
  if (!smooth || !noisy(seen)) return lines.map((one) => line(...one));
  const [under, over] = [0, 1].map((layer) => lines.map((one) => course(...one)[layer]));
  return [...under, ...over];
}

/** @type {Record<string, View>} losses, and what a recipe adds to them */
const losses = {
  losses: {
    noisy,
    traces(seen, smooth) {
      const { points, equilibrium, until } = seen;
      const levels = LOSSES.filter(([, name]) => equilibrium?.[name] !== null && equilibrium?.[name] !== undefined);
      return [
        ...curves(seen, LOSSES, smooth),
        ...levels.map(([look, name]) => level([0, until || end(points)], equilibrium[name], colour(look))),
      ];
    },
    keys: worded(LOSSES),
  },
  added: {
    when: (seen) => added(seen).length > 0,
    noisy,
    traces: (seen, smooth) => curves(seen, added(seen), smooth),
    keys: (seen) => worded(added(seen)),
  },
  ada: {
    when: ({ points }) => has(points, "ada_p"),
    traces: ({ points }) => [line(points.step, points.ada_p, t("live.stat.ada"), colour("d"))],
    frame(base) {
      base.yaxis.range = [0, 1];
    },
  },
  growth: {
    when: ({ points }) => has(points, "grown"),
    traces({ points }) {
      const trace = { hovertemplate: "%{y:.1f} px" };
      return [line(points.step, points.grown, t("live.stat.grown"), colour("g"), { trace })];
    },
    frame(base, { points }) {
      const [low, high] = [4, Math.max(8, ...points.grown)].map(Math.log10);
      const doubled = { type: "log", dtick: Math.log10(2), ticksuffix: " px" };
      Object.assign(base.yaxis, doubled, { range: [low - 0.05, high + 0.05] });
    },
  },
};

/** @type {Record<string, View>} what D believes */
const belief = {
  belief: {
    traces({ evals }) {
      const right = { line: { width: 1.5 }, trace: { yaxis: "y2", hovertemplate: "%{y:.0f}" } };
      const dashed = { line: { dash: "dash" } };
      return [
        line(evals.step, hundred(evals.accuracy), t("live.series.accuracy"), colour("muted"), right),
        line(evals.step, evals.real_mean, t("live.series.real"), colour("real")),
        line(evals.step, evals.fake_mean, t("live.series.fake"), colour("fake"), dashed),
      ];
    },
    keys: [...SIDES, ["plain", "live.series.accuracy"]],
    frame(base, { probability }) {
      base.margin.r = 48;
      if (probability) base.yaxis.range = [0, 1];
      const ticks = { tickvals: [0, 50, 100], ticktext: ["0 %", "50 %", "100 %"] };
      base.yaxis2 = axis({ overlaying: "y", side: "right", range: [0, 100], showgrid: false, ...ticks });
    },
  },
  logits: {
    traces({ hist }) {
      if (!hist?.edges) return [];
      const pairs = hist.edges.slice(1).map((edge, index) => [hist.edges[index], edge]);
      const centres = pairs.map(([low, high]) => (high + low) / 2);
      const width = pairs.map(([low, high]) => high - low);
      return bars(centres, [hist.real, hist.fake], { width, hovertemplate: "%{x:.2f}: %{y}" });
    },
    over: "values",
    keys: SIDES.map(([look, word]) => [`${look} bar`, word]),
    told({ evals }) {
      return t("live.counts", { real: number(last(evals, "n_real")), fake: number(last(evals, "n_fake")) });
    },
    frame(base) {
      Object.assign(base, { barmode: "overlay", bargap: 0, hovermode: "closest" });
      base.xaxis = axis({ showgrid: false, zeroline: true, zerolinewidth: 1.5, zerolinecolor: colour("muted") });
      base.yaxis = axis({ showticklabels: false, rangemode: "tozero" });
      base.margin.l = 10;
    },
  },
  memory: {
    when: ({ evals }) => has(evals, "recall_training"),
    traces({ evals }) {
      const dashed = { line: { dash: "dash" } };
      return [
        line(evals.step, hundred(evals.recall_training), t("live.series.training"), colour("d")),
        line(evals.step, hundred(evals.recall), t("live.series.held_out"), colour("real"), dashed),
      ];
    },
    keys: [
      ["d", "live.series.training"],
      ["real dashed", "live.series.held_out"],
    ],
    frame(base) {
      base.yaxis.range = [0, 103];
      base.yaxis.ticksuffix = " %";
    },
    told: ({ evals }) => t("live.n", { n: number(last(evals, "n_real")) }),
  },
};

/** @type {Record<string, Record<string, View>>} by the panel's name */
export const views = { quality, losses, belief };
