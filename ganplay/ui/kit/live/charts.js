// The charts of the live view: three panels, each with a choice of what it shows (the choices are in views.js).
// They are made once; updates keep the visitor's zoom (uirevision).
import { make } from "../dom.js";
import { axis, plotly } from "../plotly.js";
import { colour, onTheme } from "../theme.js";
import { language, onLanguage, t } from "../words.js";
import { views } from "./views.js";

const PANELS = Object.keys(views);
function layout(view, revision, marker, { until, points }) {
  const steps = points.step.length ? points.step[points.step.length - 1] : 0;
  const base = {
    uirevision: revision,
    autosize: true,
    showlegend: false,
    hovermode: "x unified",
    dragmode: "zoom",
    margin: { l: 44, r: 10, t: 10, b: 24 },
    paper_bgcolor: "rgba(0,0,0,0)",
    plot_bgcolor: "rgba(0,0,0,0)",
    font: { family: "system-ui, sans-serif", size: 12, color: colour("ink") },
    hoverlabel: { bgcolor: colour("panel"), bordercolor: colour("rule"), font: { color: colour("ink") } },
    xaxis: axis({ showgrid: false, rangemode: "tozero", tickformat: "~s" }),
    yaxis: axis({}),
    shapes: [],
  };
  if (marker !== null && view.over !== "values") {
    base.shapes.push({
      type: "line",
      x0: marker,
      x1: marker,
      y0: 0,
      y1: 1,
      yref: "paper",
      line: { color: colour("ink"), width: 1.5, dash: "dot" },
    });
  }
  if (until)
    base.xaxis.range = [0, until]; // a replay draws its curves into their final frame
  else if (steps < 6) base.xaxis.dtick = 1; // no fractions of steps
  return base;
}

// A panel's caption: what it shows, to be chosen where there is a choice, and below it the keys or the latest numbers.
function panel(root, name, redraw) {
  const figure = root.querySelector(`[data-panel=${name}]`),
    place = figure.querySelector(".chart");
  const choice = make("select", {}),
    key = make("p", { class: "keys" });
  figure.prepend(make("figcaption", {}, choice), key);
  let chosen = "",
    listed = "";
  choice.addEventListener("change", () => {
    chosen = choice.value;
    redraw();
  });
  function view(seen) {
    // what is shown now; the choices follow what there is to show
    const able = Object.entries(views[name])
      .filter(([, one]) => !one.when || one.when(seen))
      .map(([id]) => id);
    const now = language + able.join();
    if (listed !== now) {
      listed = now;
      choice.replaceChildren(...able.map((id) => make("option", { value: id }, t(`live.chart.${id}`))));
    }
    const id = able.includes(chosen) ? chosen : able[0];
    if (choice.value !== id) choice.value = id;
    choice.disabled = able.length < 2;
    choice.setAttribute("aria-label", `${t("live.chart.choose")}: ${t(`live.chart.${id}`)}`);
    choice.title = t(`live.chart.${id}.hint`);
    figure.dataset.view = id;
    return { id, ...views[name][id] };
  }
  function caption(shown, seen) {
    const keys = ((typeof shown.keys === "function" ? shown.keys(seen) : shown.keys) || []).map(([look, word]) =>
      make("span", { class: `key ${look}` }, t(word)),
    );
    const told = shown.told ? shown.told(seen) : "";
    key.replaceChildren(...keys, ...(told ? [make("span", { class: "told", title: told }, told)] : []));
  }
  return { place, view, caption };
}

// charts(root) finds the panels in `root` and returns draw(data, run, marker).
// data: what live.js has seen; marker: the step to mark, or null.
export function charts(root) {
  let latest = null,
    drawing = false,
    again = false;
  const redraw = () => latest && draw(...latest);
  const panels = PANELS.map((name) => panel(root, name, redraw));

  async function draw(data, run, marker) {
    latest = [data, run, marker];
    if (drawing) {
      again = true;
      return;
    } // newest wins, and never two at once
    drawing = true;
    try {
      const Plotly = await plotly();
      do {
        again = false;
        const [d, r, m] = latest;
        for (const { place, view, caption } of panels) {
          const shown = view(d);
          caption(shown, d);
          if (place.clientWidth === 0) continue;
          const frame = layout(shown, r + shown.id, m, d);
          if (shown.frame) shown.frame(frame, d, axis);
          await Plotly.react(place, shown.traces(d), frame, {
            displayModeBar: false,
            responsive: true,
            doubleClick: "reset",
          });
        }
      } while (again);
      root.classList.remove("no-charts");
    } catch {
      root.classList.add("no-charts");
    } finally {
      drawing = false;
    }
  }

  onTheme(redraw);
  onLanguage(redraw);
  return draw;
}
