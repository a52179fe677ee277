// What was measured of a run: samples against real pictures, each number with the floor that other real pictures set
// and its n; as it trained, and in the report at its end.
import { axis } from "../plotly.js";
import { logarithmic } from "../ranges.js";
import { going } from "../status.js";
import { colour } from "../theme.js";
import { number, percent, ratio, t } from "../words.js";
import { end, hundred } from "./columns.js";
import { scored } from "./floors.js";
import { bars, level, line } from "./traces.js";

/** @typedef {import("./views.js").View} View */
/** @typedef {import("./moment.js").Seen} Seen */
/** @typedef {import("./floors.js").Scored} Scored */

const SHARES = ["precision", "recall", "density", "coverage", "label_accuracy", "copies", "high_quality"];
const LOOKS = [
  { color: "fake", dash: "solid", floor: "dot", key: "fake whole" },
  { color: "fake", dash: "dash", floor: "longdashdot", key: "fake" },
]; // of the first number of a panel, and of the second

const scaled = (name, values) => (SHARES.includes(name) ? hundred(values) : values || []);

function written(name, value) {
  if (SHARES.includes(name)) return ratio(value);
  if (name === "modes" || value >= 100) return number(value, 0);
  return number(value, value >= 1 ? 1 : 3);
}

/** The curve of a number over its floor, and what the report says of it beside the floor of that. */
function traced(seen, name, look) {
  const { measures, points, report } = seen;
  const { curve, end: final } = scored(seen, name);
  const color = colour(look.color);
  const floored = (scores, until) =>
    scores.floor === null ? [] : [level([0, until], scaled(name, [scores.floor])[0], colour("real"), look.floor)];
  const traces = [];
  if (curve) {
    const marked = { mode: "lines+markers", marker: { size: 4 } };
    const extra = { line: { dash: look.dash }, trace: marked };
    traces.push(line(measures.step, scaled(name, measures[name]), t(`metric.${name}`), color, extra));
    traces.push(...floored(curve, seen.until || end(measures)));
  }
  if (final) {
    traces.push(diamond(report.step, scaled(name, [final.value]), t("live.quality.report", sizeOf(final.n)), color));
    if (!curve) traces.push(...floored(final, seen.until || Math.max(end(points), report.step)));
    else if (final.floor !== null) {
      const word = t("live.quality.report.real", sizeOf(final.ofFloor));
      traces.push(diamond(report.step, scaled(name, [final.floor]), word, colour("real"), "diamond-open"));
    }
  }
  return traces;
}

/** @param {number | null} n */
const sizeOf = (n) => ({ n: n === null ? "?" : number(n) });

/** Of the report, which is of another n, so it is no point of the curve; it stands at the end of the axis. */
const diamond = (step, y, name, color, symbol = "diamond") => ({
  type: "scatter",
  mode: "markers",
  x: [step],
  y,
  name,
  marker: { symbol, size: 9, color, line: { color, width: 2 } },
  cliponaxis: false,
  hovertemplate: "%{y:.3g}",
});

/** The numbers of the report, where there is one, and the latest of the curves; nothing, before a replay is there. */
function told(seen, names) {
  const sides = [
    ["live.quality.end", "end"],
    ["live.quality.n", "curve"],
  ];
  const named = (name) => (names.length > 1 ? `${t(`metric.${name}`)} ` : "");
  const say = ([word, side]) => {
    const known = names.map((name) => ({ name, ...scored(seen, name)[side] })).filter(({ n }) => n !== undefined);
    if (!known.length) return [];
    const gaps = {
      numbers: known.map(({ name, value }) => named(name) + written(name, value)).join(", "),
      floors: known.map(floorWord).join(", "),
      n: number(known[0].n),
    };
    return [t(word, gaps)];
  };
  return sides.flatMap(say).join(" · ");
}

/** A floor, with its n where that is not the number's. @param {Scored & {name: string}} one */
function floorWord({ name, floor, n, ofFloor }) {
  const words = floor === null ? "–" : written(name, floor);
  return floor === null || ofFloor === n ? words : t("live.quality.floor", { floor: words, ...sizeOf(ofFloor) });
}

/** @param {...string} names one number, or two of one scale @returns {View} */
function measured(...names) {
  return {
    when: (seen) => names.some((name) => scored(seen, name).curve || scored(seen, name).end),
    traces: (seen) => names.flatMap((name, index) => traced(seen, name, LOOKS[index])),
    frame(base, _, traces) {
      base.xaxis.title = undefined;
      if (names[0] === "classifier_fd") Object.assign(base.yaxis, logarithmic(traces.flatMap(({ y }) => y)));
      else base.yaxis.rangemode = "tozero";
      if (SHARES.includes(names[0])) base.yaxis.ticksuffix = " %";
    },
    keys: names.length > 1 ? names.map((name, index) => [LOOKS[index].key, `metric.${name}`]) : [],
    told: (seen) => told(seen, names),
  };
}

/** @type {View} how often each class was drawn */
const classes = {
  when: ({ report }) => Boolean(report?.classes),
  traces({ report }) {
    if (!report?.classes) return [];
    const { names, real, generated } = report.classes;
    return bars(names, [real, generated], { hovertemplate: "%{y}" });
  },
  frame(base) {
    Object.assign(base, { barmode: "group", bargap: 0.25, hovermode: "x unified", shapes: [] });
    base.xaxis = axis({ showgrid: false, type: "category", nticks: 20 });
    base.yaxis.rangemode = "tozero";
  },
  over: "values",
  keys: [
    ["real bar", "live.series.real"],
    ["fake bar", "live.series.fake"],
  ],
  told({ report }) {
    if (!report?.classes) return "";
    const all = report.classes.generated.reduce((sum, count) => sum + count, 0);
    return t("live.n", { n: number(all) });
  },
};

const measures = {
  fd: measured("classifier_fd"),
  modes: measured("modes"),
  high_quality: measured("high_quality"),
  point_kl: measured("point_kl", "point_js"),
  precision: measured("precision", "recall"),
  coverage: measured("coverage", "density"),
  kd: measured("classifier_kd"),
  obeyed: measured("label_accuracy"),
  classes,
  copies: measured("copies"),
};

/** @type {View} before there is anything to show */
const waiting = {
  when: (seen) => !Object.values(measures).some((view) => view.when(seen)),
  traces: () => [],
  told({ head, status }) {
    const share = head.live?.metrics ?? 0;
    if (!going(status)) return t("live.quality.none");
    return share ? t("live.quality.waiting", { share: percent(share) }) : t("live.quality.off");
  },
  frame(base) {
    base.yaxis.showticklabels = false;
  },
};

/** @type {Record<string, View>} */
export const quality = { quality: waiting, ...measures };
