// What was measured of a run: samples against real pictures, each number with the floor that other real pictures set
// and its n; as it trained, and in the report at its end.
import { axis } from "../plotly.js";
import { logarithmic } from "../ranges.js";
import { going } from "../status.js";
import { colour } from "../theme.js";
import { number, percent, t } from "../words.js";
import { end, has, hundred, last } from "./columns.js";
import { bars, level, line } from "./traces.js";

/** @typedef {import("./views.js").View} View */
/** @typedef {import("./moment.js").Seen} Seen */

const SHARES = ["precision", "recall", "density", "coverage", "label_accuracy", "copies", "high_quality"];
const LOOKS = [
  { color: "fake", dash: "solid", floor: "dot", key: "fake whole" },
  { color: "fake", dash: "dash", floor: "longdashdot", key: "fake" },
]; // of the first number of a panel, and of the second

const scaled = (name, values) => (SHARES.includes(name) ? hundred(values) : values || []);
const reported = ({ report }, name) => (report?.rows || []).find((one) => one.name === name);

function written(name, value) {
  if (SHARES.includes(name)) return percent(value);
  if (name === "modes" || value >= 100) return number(value, 0);
  return number(value, value >= 1 ? 1 : 3);
}

/** The curve of a number, what the report says of it, and its floor. */
function traced(seen, name, look) {
  const { measures, points, report } = seen;
  const color = colour(look.color);
  const row = reported(seen, name);
  const traces = [];
  if (has(measures, name)) {
    const marked = { mode: "lines+markers", marker: { size: 4 } };
    const extra = { line: { dash: look.dash }, trace: marked };
    traces.push(line(measures.step, scaled(name, measures[name]), t(`metric.${name}`), color, extra));
  }
  if (row && row.value !== null) traces.push(diamond(report.step, scaled(name, [row.value]), row.n, color));
  const floor = last(measures, `floor_${name}`) ?? row?.floor;
  if (floor !== null && floor !== undefined) {
    const until = seen.until || Math.max(end(points), end(measures), report ? report.step : 1);
    traces.push(level([0, until], scaled(name, [floor])[0], colour("real"), look.floor));
  }
  return traces;
}

/** Of the report, which is of another n, so it is no point of the curve; it stands at the end of the axis. */
const diamond = (step, y, n, color) => ({
  type: "scatter",
  mode: "markers",
  x: [step],
  y,
  name: t("live.quality.report", { n: number(n) }),
  marker: { symbol: "diamond", size: 9, color },
  cliponaxis: false,
  hovertemplate: "%{y:.3g}",
});

/** The latest numbers, or else those of the report at the end. */
function told(seen, names) {
  const { measures } = seen;
  const known = names.filter((name) => has(measures, name) || reported(seen, name));
  if (!known.length) return ""; // a replay is not there yet
  const fresh = has(measures, known[0]);
  const value = (name) => written(name, fresh ? last(measures, name) : reported(seen, name).value);
  const floor = (name) => written(name, fresh ? last(measures, `floor_${name}`) : reported(seen, name).floor);
  const named = (name) => (names.length > 1 ? `${t(`metric.${name}`)} ` : "");
  return t(fresh ? "live.quality.n" : "live.quality.end", {
    numbers: known.map((name) => named(name) + value(name)).join(", "),
    floors: known.map(floor).join(", "),
    n: number(fresh ? last(measures, "n") : reported(seen, known[0]).n),
  });
}

/** @param {...string} names one number, or two of one scale @returns {View} */
function measured(...names) {
  return {
    when: (seen) => names.some((name) => has(seen.measures, name) || reported(seen, name)),
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
