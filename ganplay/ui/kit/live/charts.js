// The charts of the live view: three panels, each with a choice of what it shows (the choices are in views.js).
// They are made once; updates keep the visitor's zoom (uirevision).
import { figure, OPTIONS } from "../figure.js";
import { plotly } from "../plotly.js";
import { frameOf } from "../ranges.js";
import { colour, onTheme } from "../theme.js";
import { onLanguage } from "../words.js";
import { panel } from "./panel.js";
import { views } from "./views.js";

/** @typedef {import("./moment.js").Seen} Seen */

const PANELS = Object.keys(views);
const FEW = 6; // steps, below which an axis would show fractions of steps

/**
 * @param {import("./views.js").View & {id: string}} view
 * @param {Seen} seen
 * @param {number | null} marker a step
 * @returns {object} of Plotly
 */
function layout(view, { run, until, points }, marker) {
  const steps = points.step[points.step.length - 1] || 0;
  const revision = run + view.id;
  const base = { ...figure({ revision, margin: { l: 44, r: 10, t: 10, b: 24 }, size: 12 }), shapes: [] };
  if (marker !== null && view.over !== "values") {
    const line = { color: colour("ink"), width: 1.5, dash: "dot" };
    base.shapes.push({ type: "line", x0: marker, x1: marker, y0: 0, y1: 1, yref: "paper", line });
  }
  // a replay draws its curves into their final frame, see `fixed`
  if (until) base.xaxis.range = [0, until];
  else if (steps < FEW) base.xaxis.dtick = 1;
  return base;
}

/** Give the axes of values the room that all of a replay needs, so that they stand still while it fills them. */
function fixed(frame, traces) {
  for (const [name, axis] of [
    ["y", frame.yaxis],
    ["y2", frame.yaxis2],
  ]) {
    if (!axis || axis.range) continue;
    const values = traces.filter(({ yaxis }) => (yaxis || "y") === name).flatMap(({ y }) => y);
    axis.range = frameOf(values, axis.type === "log", axis.rangemode === "tozero");
  }
}

/**
 * @param {HTMLElement} root in which the panels stand
 * @returns {(seen: Seen, marker: number | null) => Promise<void>} draws them; marker: the step to mark
 */
export function charts(root) {
  let latest = null;
  let drawing = false;
  let again = false;
  const redraw = () => latest && draw(...latest);
  const panels = PANELS.map((name) => panel(root, name, views[name], redraw));

  /** What the charts are going to show. */
  function announce(seen) {
    const whole = { ...seen, ...seen.all };
    for (const { view, caption } of panels) caption(view(whole), seen, whole);
  }

  async function drawAll(Plotly, seen, marker) {
    const whole = { ...seen, ...seen.all };
    for (const { place, view, caption } of panels) {
      const shown = view(whole);
      caption(shown, seen, whole);
      if (place.clientWidth === 0) continue;
      const frame = layout(shown, seen, marker);
      const traces = shown.traces(seen, shown.smooth);
      const all = seen.until ? shown.traces(whole, shown.smooth) : traces;
      if (shown.frame) shown.frame(frame, whole, all);
      if (seen.until && shown.over !== "values") fixed(frame, all);
      await Plotly.react(place, traces, frame, OPTIONS);
    }
  }

  async function draw(seen, marker) {
    latest = [seen, marker];
    again = drawing; // newest wins, and never two at once
    if (drawing) return;
    drawing = true;
    try {
      if (!window.Plotly) announce(seen);
      const Plotly = await plotly();
      do {
        again = false;
        await drawAll(Plotly, ...latest);
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
