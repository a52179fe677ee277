// The look of each of the runs that are compared: its colour and how its line is dashed.
import { shape } from "../kit/dom.js";

const LOOKS = [
  { dash: "solid", drawn: "" },
  { dash: "dash", drawn: "7 4" },
  { dash: "dot", drawn: "2 3" },
  { dash: "dashdot", drawn: "7 3 2 3" },
  { dash: "longdash", drawn: "11 4" },
  { dash: "longdashdot", drawn: "11 3 2 3" },
]; // of Plotly, and of SVG

/** @param {number} index of the run @returns {string} the name of its colour */
export const inkOf = (index) => `run-${index + 1}`;

/** @param {number} index of the run @returns {string} as Plotly names it */
export const dashOf = (index) => LOOKS[index].dash;

/** A piece of its line. @param {number} index of the run @returns {SVGElement} */
export function swatch(index) {
  const box = shape("svg", { viewBox: "0 0 26 8", width: 26, height: 8, "aria-hidden": "true" });
  const ends = { x1: 0, x2: 26, y1: 4, y2: 4 };
  const style = `stroke: var(--gp-${inkOf(index)})`;
  box.append(shape("line", { ...ends, style, "stroke-width": 3, "stroke-dasharray": LOOKS[index].drawn }));
  return box;
}
