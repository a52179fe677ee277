// What the Plotly charts of the page have in common.
import { axis } from "./plotly.js";
import { colour } from "./theme.js";

/** Options of every chart. */
export const OPTIONS = { displayModeBar: false, responsive: true, doubleClick: "reset" };

/**
 * The layout that charts over steps begin with.
 * @param {object} given
 * @param {string} given.revision the visitor's zoom is kept while it stays the same
 * @param {{l: number, r: number, t: number, b: number}} given.margin pixels
 * @param {number} given.size pixels of its text
 * @param {object} [given.xaxis] more of it
 * @param {object} [given.yaxis] more of it
 * @returns {object}
 */
export function figure({ revision, margin, size, xaxis, yaxis }) {
  const ink = colour("ink");
  return {
    uirevision: revision,
    autosize: true,
    showlegend: false,
    hovermode: "x unified",
    dragmode: "zoom",
    margin,
    paper_bgcolor: "rgba(0,0,0,0)",
    plot_bgcolor: "rgba(0,0,0,0)",
    font: { family: "system-ui, sans-serif", size, color: ink },
    hoverlabel: { bgcolor: colour("panel"), bordercolor: colour("rule"), font: { color: ink } },
    xaxis: axis({ showgrid: false, rangemode: "tozero", tickformat: "~s", ...xaxis }),
    yaxis: axis({ ...yaxis }),
  };
}
