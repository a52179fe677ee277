// What each panel of the live view can show. A view: when(seen) whether there is anything to show, traces(seen),
// frame(layout, seen, axis) changes of the layout, keys [[look, word]] or a function of seen to such, told(seen) the latest numbers in words.
import { colour } from "../theme.js";
import { number, percent, t } from "../words.js";

const line = (x, y, name, color, extra = {}) => ({
  type: "scatter",
  mode: "lines",
  x,
  y,
  name,
  line: { color, width: 2, ...extra.line },
  connectgaps: true,
  hovertemplate: "%{y:.3g}",
  ...extra.trace,
});
const has = (columns, name) => (columns[name] || []).some((value) => value !== null);
const last = (columns, name) => (columns[name] || []).filter((value) => value !== null).pop();
const end = ({ step }) => (step.length ? step[step.length - 1] : 1);
const hundred = (values) => (values || []).map((value) => (value === null ? null : 100 * value));

// Losses, and what a recipe adds to them

function losses({ points, equilibrium }) {
  const d = colour("d"),
    g = colour("g");
  const traces = [
    line(points.step, points.loss_d, t("live.series.loss_d"), d),
    line(points.step, points.loss_g, t("live.series.loss_g"), g),
  ];
  for (const [key, color] of [
    ["loss_d", d],
    ["loss_g", g],
  ]) {
    const level = equilibrium?.[key];
    if (level === null || level === undefined) continue;
    traces.push(
      line([0, end(points)], [level, level], "", color, {
        line: { width: 1.5, dash: "dot" },
        trace: { hoverinfo: "skip", hovertemplate: null },
      }),
    );
  }
  return traces;
}

const ADDED = [
  ["extra_d", "d"],
  ["extra_g", "g"],
];
const added = ({ points }) =>
  ADDED.filter(([name]) => has(points, name)).map(([name, color]) =>
    line(points.step, points[name], t(`live.series.${name}`), colour(color)),
  );
const strength = ({ points }) => [line(points.step, points.ada_p, t("live.stat.ada"), colour("d"))];

const growth = ({ points }) => [
  line(points.step, points.grown, t("live.stat.grown"), colour("g"), { trace: { hovertemplate: "%{y:.1f} px" } }),
];

// What D believes

function belief({ evals }) {
  return [
    line(evals.step, hundred(evals.accuracy), t("live.series.accuracy"), colour("muted"), {
      line: { width: 1.5 },
      trace: { yaxis: "y2", hovertemplate: "%{y:.0f}" },
    }),
    line(evals.step, evals.real_mean, t("live.series.real"), colour("real")),
    line(evals.step, evals.fake_mean, t("live.series.fake"), colour("fake"), { line: { dash: "dash" } }),
  ];
}

function logits({ hist }) {
  if (!hist?.edges) return [];
  const centres = hist.edges.slice(1).map((edge, i) => (edge + hist.edges[i]) / 2);
  const width = hist.edges.slice(1).map((edge, i) => edge - hist.edges[i]);
  return bars(centres, [hist.real, hist.fake], { width, hovertemplate: "%{x:.2f}: %{y}" });
}

const bars = (x, [real, fake], extra) => [
  {
    type: "bar",
    x,
    y: real,
    name: t("live.series.real"),
    opacity: 0.75,
    marker: { color: colour("real"), line: { color: colour("real"), width: 1 } },
    ...extra,
  },
  {
    type: "bar",
    x,
    y: fake,
    name: t("live.series.fake"),
    opacity: 0.75,
    marker: {
      color: colour("fake"),
      line: { color: colour("fake"), width: 1 },
      pattern: { shape: "/", size: 6, solidity: 0.45, fgcolor: colour("fake"), bgcolor: "rgba(0,0,0,0)" },
    },
    ...extra,
  },
];

const memory = ({ evals }) => [
  line(evals.step, hundred(evals.recall_training), t("live.series.training"), colour("d")),
  line(evals.step, hundred(evals.recall), t("live.series.held_out"), colour("real"), { line: { dash: "dash" } }),
];

// Quality: samples against real pictures, each number with the floor that other real pictures set and its n

const SHARES = ["precision", "recall", "density", "coverage", "label_accuracy", "copies", "high_quality"];
const LOOKS = [
    ["fake", "solid"],
    ["fake", "dash"],
  ],
  KEYS = ["fake whole", "fake"];
const scaled = (name, values) => (SHARES.includes(name) ? hundred(values) : values || []);
const shown = (name, value) =>
  SHARES.includes(name) ? percent(value) : number(value, name === "modes" || value >= 100 ? 0 : value >= 1 ? 1 : 3);
const row = ({ report }, name) => (report?.rows || []).find((one) => one.name === name);

function measures(...names) {
  return {
    when: (seen) => names.some((name) => has(seen.measures, name) || row(seen, name)),
    traces: (seen) =>
      names.flatMap((name, i) => {
        const { measures: m, report } = seen,
          [color, dash] = LOOKS[i],
          floor = last(m, `floor_${name}`);
        const traces = has(m, name)
          ? [
              line(m.step, scaled(name, m[name]), t(`metric.${name}`), colour(color), {
                line: { dash },
                trace: { mode: "lines+markers", marker: { size: 4 } },
              }),
            ]
          : [];
        const real = row(seen, name);
        if (real && real.value !== null) {
          // of another n, so it is no point of the curve
          traces.push({
            type: "scatter",
            mode: "markers",
            x: [report.step],
            y: scaled(name, [real.value]),
            name: t("live.quality.report", { n: number(real.n) }),
            marker: { symbol: "diamond", size: 9, color: colour(color) },
            cliponaxis: false,
            hovertemplate: "%{y:.3g}",
          }); // at the end of the axis
        }
        const level = floor ?? (real ? real.floor : null);
        if (level !== null && level !== undefined) {
          traces.push(
            line(
              [0, Math.max(end(seen.points), end(m), report ? report.step : 1)],
              scaled(name, [level, level]),
              "",
              colour("real"),
              {
                line: { width: 1.5, dash: i ? "longdashdot" : "dot" },
                trace: { hoverinfo: "skip", hovertemplate: null },
              },
            ),
          );
        }
        return traces;
      }),
    frame: (base, seen) => {
      base.xaxis.title = undefined;
      if (names[0] === "classifier_fd") base.yaxis.type = "log";
      else base.yaxis.rangemode = "tozero";
      if (SHARES.includes(names[0])) base.yaxis.ticksuffix = " %";
    },
    keys: names.length > 1 ? names.map((name, i) => [KEYS[i], `metric.${name}`]) : [],
    told: (seen) => {
      const m = seen.measures,
        known = names.filter((name) => has(m, name) || row(seen, name));
      const fresh = has(m, known[0]); // else there is the report at the end alone
      const value = (name) => shown(name, fresh ? last(m, name) : row(seen, name).value);
      const floor = (name) => shown(name, fresh ? last(m, `floor_${name}`) : row(seen, name).floor);
      const numbers = known.map((name) => (names.length > 1 ? `${t(`metric.${name}`)} ` : "") + value(name)).join(", ");
      const n = number(fresh ? last(m, "n") : row(seen, known[0]).n);
      return t(fresh ? "live.quality.n" : "live.quality.end", { numbers, floors: known.map(floor).join(", "), n });
    },
  };
}

const classes = {
  when: ({ report }) => Boolean(report?.classes),
  traces: ({ report: { classes: c } }) => bars(c.names, [c.real, c.generated], { hovertemplate: "%{y}" }),
  frame: (base, seen, axis) => {
    Object.assign(base, { barmode: "group", bargap: 0.25, hovermode: "x unified", shapes: [] });
    base.xaxis = axis({ showgrid: false, type: "category", nticks: 20 });
    base.yaxis.rangemode = "tozero";
  },
  over: "values",
  told: (seen) => t("live.n", { n: number(seen.report.classes.generated.reduce((sum, count) => sum + count, 0)) }),
};

const waiting = {
  // before there is anything to show
  traces: () => [],
  told: ({ head, status }) => {
    const share = head.live?.metrics ?? 0;
    if (!["starting", "queued", "preparing", "running", "paused"].includes(status)) return t("live.quality.none");
    return share ? t("live.quality.waiting", { share: percent(share) }) : t("live.quality.off");
  },
  frame: (base) => {
    base.yaxis.showticklabels = false;
  },
};

const quality = {
  fd: measures("classifier_fd"),
  modes: measures("modes"),
  high_quality: measures("high_quality"),
  precision: measures("precision", "recall"),
  coverage: measures("coverage", "density"),
  kd: measures("classifier_kd"),
  obeyed: measures("label_accuracy"),
  classes,
  copies: measures("copies"),
};
const nothing = (seen) => !Object.values(quality).some((view) => view.when(seen));

const counts = ({ evals }) =>
  t("live.counts", { real: number(last(evals, "n_real")), fake: number(last(evals, "n_fake")) });
const PAIR = [
  ["real", "live.series.real"],
  ["fake", "live.series.fake"],
];
const BARS = [
  ["real bar", "live.series.real"],
  ["fake bar", "live.series.fake"],
];
export const views = {
  quality: { quality: { ...waiting, when: nothing }, ...quality, classes: { ...classes, keys: BARS } },
  losses: {
    losses: {
      traces: losses,
      keys: [
        ["d", "live.series.loss_d"],
        ["g", "live.series.loss_g"],
      ],
    },
    added: {
      when: (seen) => added(seen).length > 0,
      traces: added,
      keys: ({ points }) =>
        ADDED.filter(([name]) => has(points, name)).map(([name, look]) => [look, `live.series.${name}`]),
    },
    ada: {
      when: ({ points }) => has(points, "ada_p"),
      traces: strength,
      frame: (base) => {
        base.yaxis.range = [0, 1];
      },
    },
    growth: {
      when: ({ points }) => has(points, "grown"),
      traces: growth,
      frame: (base, { points }) => {
        const range = [4, Math.max(8, ...points.grown)].map(Math.log10);
        Object.assign(base.yaxis, {
          type: "log",
          dtick: Math.log10(2),
          ticksuffix: " px",
          range: [range[0] - 0.05, range[1] + 0.05],
        });
      },
    },
  },
  belief: {
    belief: {
      traces: belief,
      keys: [...PAIR, ["plain", "live.series.accuracy"]],
      frame: (base, { probability }, axis) => {
        base.margin.r = 48;
        if (probability) base.yaxis.range = [0, 1];
        base.yaxis2 = axis({
          overlaying: "y",
          side: "right",
          range: [0, 100],
          showgrid: false,
          tickvals: [0, 50, 100],
          ticktext: ["0 %", "50 %", "100 %"],
        });
      },
    },
    logits: {
      traces: logits,
      over: "values",
      keys: BARS,
      told: counts,
      frame: (base, seen, axis) => {
        Object.assign(base, { barmode: "overlay", bargap: 0, hovermode: "closest" });
        base.xaxis = axis({ showgrid: false, zeroline: true, zerolinewidth: 1.5, zerolinecolor: colour("muted") });
        base.yaxis = axis({ showticklabels: false, rangemode: "tozero" });
        base.margin.l = 10;
      },
    },
    memory: {
      when: ({ evals }) => has(evals, "recall_training"),
      traces: memory,
      keys: [
        ["d", "live.series.training"],
        ["real dashed", "live.series.held_out"],
      ],
      frame: (base) => {
        base.yaxis.range = [0, 103];
        base.yaxis.ticksuffix = " %";
      },
      told: ({ evals }) => t("live.n", { n: number(last(evals, "n_real")) }),
    },
  },
};
