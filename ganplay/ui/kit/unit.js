// Shares against shares, as an ROC curve.
import { shape } from "./dom.js";

/** @typedef {{x: number[], y: number[], class: string}} ShareLine shares, 0 .. 1 */
/** @typedef {{x: number, y: number, class: string, word?: string, square?: boolean, r?: number}} ShareMark */

const SIDE = 220; // units of the drawing, as all that follows
const PAD = { left: 42, right: 8, top: 8, bottom: 30 };
const TICKS = [0, 0.5, 1];
const RADIUS = 5;

const across = (share) => PAD.left + share * (SIDE - PAD.left - PAD.right);
const up = (share) => SIDE - PAD.bottom - share * (SIDE - PAD.bottom - PAD.top);

function written(words, place) {
  const element = shape("text", place);
  element.textContent = words;
  return element;
}

function tick(share) {
  const word = String(share);
  const [x, y] = [across(share), up(share)];
  return [
    shape("line", { x1: across(0), x2: across(1), y1: y, y2: y, class: "grid" }),
    shape("line", { x1: x, x2: x, y1: up(0), y2: up(1), class: "grid" }),
    written(word, { x: across(0) - 5, y: y + 4, "text-anchor": "end" }),
    written(word, { x, y: up(0) + 13, "text-anchor": "middle" }),
  ];
}

function axisWords([below, beside]) {
  const middle = up(0.5);
  const name = { "text-anchor": "middle", class: "axis" };
  return [
    written(below, { x: across(0.5), y: SIDE - 3, ...name }),
    written(beside, { x: 9, y: middle, transform: `rotate(-90 9 ${middle})`, ...name }),
  ];
}

function drawn(line) {
  const points = line.x.map((x, index) => `${across(x)},${up(line.y[index])}`).join(" ");
  return shape("polyline", { points, class: line.class });
}

function marked(mark) {
  const [x, y] = [across(mark.x), up(mark.y)];
  const dot = mark.square
    ? shape("rect", { x: x - 4, y: y - 4, width: 8, height: 8, class: mark.class })
    : shape("circle", { cx: x, cy: y, r: mark.r || RADIUS, class: mark.class });
  if (mark.word) {
    const title = shape("title", {});
    title.textContent = mark.word;
    dot.append(title);
  }
  return dot;
}

/**
 * A square plot of shares, 0 to 1 both ways.
 * @param {ShareLine[]} lines
 * @param {ShareMark[]} marks `word` shows when a pointer rests on it; `r` is a circle's radius, 5 unless told
 * @param {[string, string]} axes their words: below and beside
 * @param {string} label
 * @returns {SVGElement}
 */
export function unitPlot(lines, marks, axes, label) {
  const root = shape("svg", { viewBox: `0 0 ${SIDE} ${SIDE}`, role: "img", "aria-label": label });
  root.classList.add("jj-unit");
  root.append(...TICKS.flatMap(tick), ...axisWords(axes), ...lines.map(drawn), ...marks.map(marked));
  return root;
}
