// The curves of a comparison, laid over one another.
import { segments } from "../kit/controls.js";
import { make } from "../kit/dom.js";
import { figure, OPTIONS } from "../kit/figure.js";
import { plotly } from "../kit/plotly.js";
import { logarithmic } from "../kit/ranges.js";
import { colour } from "../kit/theme.js";
import { t } from "../kit/words.js";
import { columnsOf, MEASURED, quantitiesOf } from "./laid.js";
import { dashOf, inkOf } from "./swatch.js";

/** @typedef {import("./compare.js").Sides} Sides */
/** @typedef {import("./compare.js").View} View */

const AXES = ["step", "images", "seconds"];
const SHARES = ["accuracy", "diversity", "distinct", "coverage", "high_quality"];
const IDEAL = { accuracy: 50, diversity: 100 }; // per cent, marked by a line across
const SIGNED = ["loss_d", "loss_g"]; // their axis need not begin at 0

const wordOf = (name) => (MEASURED.includes(name) ? `metric.${name}` : `library.quantity.${name}`);

/** @param {Sides} sides @returns {object[]} of Plotly */
function traces({ runs, names, view }) {
  const { quantity, axis } = view;
  const shown = (value) => (value !== null && SHARES.includes(quantity) ? 100 * value : value);
  return runs.map((run, index) => {
    const columns = columnsOf(run, quantity);
    return {
      type: "scatter",
      mode: MEASURED.includes(quantity) ? "lines+markers" : "lines",
      marker: { size: 5 },
      x: columns[axis],
      y: columns[quantity].map(shown),
      name: names[index],
      line: { color: colour(inkOf(index)), width: 2.2, dash: dashOf(index) },
      connectgaps: true,
      hovertemplate: "%{y:.4g}",
    };
  });
}

/** @param {View} view @param {object[]} drawn its traces @returns {object} of Plotly */
function layout({ quantity, axis }, drawn) {
  const base = figure({
    revision: quantity + axis,
    margin: { l: 52, r: 12, t: 8, b: 40 },
    size: 12.5,
    xaxis: { title: { text: t(`live.stat.${axis}`), standoff: 6 } },
    yaxis: {
      rangemode: SIGNED.includes(quantity) ? "normal" : "tozero",
      tickformat: quantity === "rate" ? "~s" : "",
      ticksuffix: SHARES.includes(quantity) ? " %" : "",
    },
  });
  if (quantity === "classifier_fd") Object.assign(base.yaxis, logarithmic(drawn.flatMap(({ y }) => y)));
  if (quantity in IDEAL) {
    const y = IDEAL[quantity];
    const line = { color: colour("muted"), width: 1, dash: "dot" };
    base.shapes = [{ type: "line", x0: 0, x1: 1, xref: "paper", y0: y, y1: y, line }];
  }
  return base;
}

/** @param {Sides} sides @returns {{element: HTMLElement, draw: () => Promise<void>}} */
export function curves(sides) {
  const { runs, view, remember } = sides;
  const offered = quantitiesOf(runs);
  if (!offered.includes(view.quantity)) view.quantity = "diversity";
  const hint = make("p", { class: "gp-note" });
  const chart = make("div", { class: "lb-chart" });
  const tell = () => {
    hint.textContent = t(`${wordOf(view.quantity)}.hint`);
  };
  const turn = (change) => {
    Object.assign(view, change);
    remember();
    tell();
    draw();
  };
  const quantities = offered.map((name) => [name, t(wordOf(name))]);
  const axes = AXES.map((name) => [name, t(`live.stat.${name}`)]);
  const what = segments(quantities, view.quantity, (quantity) => turn({ quantity }), t("library.quantity"));
  const against = segments(axes, view.axis, (axis) => turn({ axis }), t("library.axis"));
  tell();

  async function draw() {
    if (!chart.clientWidth) return;
    try {
      const Plotly = await plotly();
      if (!chart.isConnected) return;
      const drawn = traces(sides);
      await Plotly.react(chart, drawn, layout(view, drawn), OPTIONS);
      chart.dataset.drawn = `${view.quantity}.${view.axis}`;
    } catch {
      chart.textContent = t("live.charts.missing");
    }
  }
  const choose = make("div", { class: "ll-row lb-choose" }, what, against);
  return { element: make("section", {}, choose, hint, chart), draw };
}
