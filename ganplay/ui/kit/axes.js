// The numbers of a chart's axes: beside it and below it, with lines across.
import { make } from "./dom.js";
import { digitsOf, ticks } from "./ticks.js";
import { number } from "./words.js";

const EDGE = 0.08; // of the width: a number so near to it stays within

/** @typedef {{word?: string, ticks?: number[], say?: (value: number) => string}} Axis ticks: round ones if not told */

const written = (all) => {
  const digits = digitsOf(all);
  return (value) => number(value, digits);
};

/**
 * @param {ReturnType<typeof import("./chart.js").chart>} svg a chart; one without a value stays as it is
 * @param {{x?: Axis, y?: Axis}} [axes] word: what the numbers are of
 * @returns {HTMLElement}
 */
export function withAxes(svg, { x = {}, y = {} } = {}) {
  if (!svg.place) return make("div", {}, svg);
  const { domain, range, place } = svg;
  const plot = make("div", { class: "plot" });
  const beside = y.ticks || ticks(...range);
  const below = x.ticks || ticks(...domain);
  const say = { x: x.say || written(below), y: y.say || written(beside) };
  for (const value of beside) {
    const at = `top:${100 * place(domain[0], value)[1]}%`;
    plot.append(make("i", { style: at }), make("span", { class: "beside", style: at }, say.y(value)));
  }
  for (const value of below) {
    const at = place(value, range[0])[0];
    const side = at < EDGE ? "first" : at > 1 - EDGE ? "last" : "";
    plot.append(make("span", { class: `below ${side}`, style: `left:${100 * at}%` }, say.x(value)));
  }
  plot.append(svg);
  const longest = Math.max(1, ...beside.map((value) => say.y(value).length));
  const words = [
    ...(y.word ? [make("p", { class: "gp-note" }, y.word)] : []),
    plot,
    ...(x.word ? [make("p", { class: "gp-note of-x" }, x.word)] : []),
  ];
  return make("div", { class: "ll-axes", style: `--wide:${longest}` }, ...words);
}
