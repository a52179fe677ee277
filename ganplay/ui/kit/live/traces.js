// Lines and bars, as Plotly draws them, in the colours of the page.
import { smoothed } from "../smooth.js";
import { colour } from "../theme.js";
import { t } from "../words.js";

/**
 * @param {number[]} x
 * @param {(number | null)[]} y
 * @param {string} name
 * @param {string} color
 * @param {{line?: object, trace?: object}} [extra] changes of its line, and of all of it
 * @returns {object}
 */
export const line = (x, y, name, color, extra = {}) => ({
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

/**
 * The course of noisy numbers, over themselves, faint.
 * @param {number[]} x
 * @param {(number | null)[]} y
 * @param {string} name
 * @param {string} color
 * @returns {object[]}
 */
export const course = (x, y, name, color) => [
  line(x, y, "", color, { line: { width: 1 }, trace: { opacity: 0.25, hoverinfo: "skip", hovertemplate: null } }),
  line(x, smoothed(y), name, color),
];

/**
 * A level to compare with, from one step to another.
 * @param {[number, number]} x
 * @param {number} y
 * @param {string} color
 * @param {string} [dash]
 * @returns {object}
 */
export const level = (x, y, color, dash = "dot") =>
  line(x, [y, y], "", color, { line: { width: 1.5, dash }, trace: { hoverinfo: "skip", hovertemplate: null } });

/**
 * Real beside generated.
 * @param {(number | string)[]} x
 * @param {[number[], number[]]} counts
 * @param {object} extra
 * @returns {object[]}
 */
export function bars(x, [real, fake], extra) {
  const hatched = { shape: "/", size: 6, solidity: 0.45, fgcolor: colour("fake"), bgcolor: "rgba(0,0,0,0)" };
  const one = (side, y, pattern) => {
    const color = colour(side);
    const marker = { color, line: { color, width: 1 }, ...pattern };
    return { type: "bar", x, y, name: t(`live.series.${side}`), opacity: 0.75, marker, ...extra };
  };
  return [one("real", real), one("fake", fake, { pattern: hatched })];
}
