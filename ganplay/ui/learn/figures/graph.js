// A graph in the pixels of its room: two axes, what is drawn between them, and where a finger takes hold of it.
import { make, shape } from "../../kit/dom.js";
import { number } from "../../kit/words.js";

const PAD = { left: 48, right: 20, top: 26, bottom: 40 }; // CSS pixels around the field
const LINE = 14; // CSS pixels of one more line of words below it
const LEAST = 280; // CSS pixels across, however narrow the room

/**
 * The field between the axes, in CSS pixels of the graph.
 * @typedef {object} Field
 * @property {number} width
 * @property {number} height
 * @property {number} left
 * @property {number} right
 * @property {number} top
 * @property {number} bottom
 * @property {(x: number) => number} across pixels from the left
 * @property {(y: number) => number} up pixels from the top
 * @property {(pixels: number) => number} xAt
 * @property {(pixels: number) => number} yAt
 */
/** @typedef {{at: number, words: string[]}} Tick a place on an axis, and its words, one a line */
/** @typedef {(place: {x: number, y: number}) => void} Hold what follows a finger that has taken hold of something */

/**
 * @typedef {object} Graph
 * @property {HTMLElement} element
 * @property {() => void} redraw
 * @property {() => void} close
 */

/**
 * @param {object} what
 * @param {string} what.label what is to be seen, for who does not see it
 * @param {number} what.height CSS pixels
 * @param {[number, number]} what.x from where to where
 * @param {[number, number]} what.y
 * @param {{word: string, ticks: Tick[]}} what.below the axis of x
 * @param {{word: string, ticks: Tick[]}} what.beside the axis of y
 * @param {(field: Field) => SVGElement[]} what.draw from the bottom up
 * @param {(place: {x: number, y: number}, field: Field) => Hold | null} [what.hold] what a finger takes hold of there
 * @returns {Graph}
 */
export function graphOf({ label, height, x, y, below, beside, draw, hold }) {
  const root = shape("svg", { role: "img", "aria-label": label, class: "ln-graph" });
  const element = make("div", { class: "ln-graph-room" });
  element.append(root);
  const foot = PAD.bottom + LINE * (Math.max(...below.ticks.map(({ words }) => words.length)) - 1);
  let field = fieldOf(LEAST, height, x, y, foot);

  function redraw() {
    field = fieldOf(Math.max(LEAST, element.clientWidth), height, x, y, foot);
    for (const side of ["width", "height"]) root.setAttribute(side, field[side]);
    root.replaceChildren(...axes(field, below, beside), ...draw(field));
  }
  const place = (event) => {
    const bounds = root.getBoundingClientRect();
    return { x: field.xAt(event.clientX - bounds.left), y: field.yAt(event.clientY - bounds.top) };
  };
  if (hold) held(root, place, (at) => hold(at, field));
  const room = new ResizeObserver(redraw);
  room.observe(element);
  return { element, redraw, close: () => room.disconnect() };
}

/** While a pointer is down on an element, what it took hold of follows it; a finger that moves up or down scrolls. */
function held(root, place, hold) {
  let follow = null;
  root.addEventListener("pointerdown", (event) => {
    follow = hold(place(event));
    if (!follow) return;
    event.preventDefault();
    root.setPointerCapture(event.pointerId);
  });
  root.addEventListener("pointermove", (event) => follow?.(place(event)));
  for (const end of ["pointerup", "pointercancel"]) {
    root.addEventListener(end, () => {
      follow = null;
    });
  }
}

function fieldOf(width, height, [left, right], [bottom, top], foot) {
  const [across, up] = [width - PAD.left - PAD.right, height - PAD.top - foot];
  return {
    width,
    height,
    left: PAD.left,
    right: width - PAD.right,
    top: PAD.top,
    bottom: height - foot,
    across: (x) => PAD.left + ((x - left) / (right - left)) * across,
    up: (y) => height - foot - ((y - bottom) / (top - bottom)) * up,
    xAt: (pixels) => left + ((pixels - PAD.left) / across) * (right - left),
    yAt: (pixels) => bottom + ((height - foot - pixels) / up) * (top - bottom),
  };
}

function axes(field, below, beside) {
  const { left, right, top, bottom } = field;
  const nodes = [];
  for (const { at, words } of beside.ticks) {
    const y = field.up(at);
    nodes.push(stroke(left, y, right, y, "grid"), written(words[0], left - 8, y + 4, "end"));
  }
  for (const { at, words } of below.ticks) {
    const x = field.across(at);
    nodes.push(stroke(x, bottom, x, bottom + 4, "tick"));
    nodes.push(...words.map((word, i) => written(word, x, bottom + 17 + LINE * i, "middle", i ? "small" : "")));
  }
  nodes.push(stroke(left, bottom, right, bottom, "axis"));
  nodes.push(written(beside.word, 2, top - 12, "start", "name"));
  nodes.push(written(below.word, right, field.height - 6, "end", "name"));
  return nodes;
}

/**
 * @param {number} at
 * @param {...string} words its lines; the number itself where there are none
 * @returns {Tick}
 */
export const tick = (at, ...words) => ({ at, words: words.length ? words : [number(at, at % 1 ? 1 : 0)] });

/**
 * @param {number} x1 CSS pixels, as all of these
 * @param {number} y1
 * @param {number} x2
 * @param {number} y2
 * @param {string} kind its classes
 * @returns {SVGElement}
 */
export const stroke = (x1, y1, x2, y2, kind) => shape("line", { x1, y1, x2, y2, class: kind });

/**
 * @param {string} words
 * @param {number} x CSS pixels
 * @param {number} y
 * @param {"start" | "middle" | "end"} anchor
 * @param {string} [kind] its classes
 * @returns {SVGElement}
 */
export function written(words, x, y, anchor, kind = "") {
  const element = shape("text", { x, y, "text-anchor": anchor, class: kind });
  element.textContent = words;
  return element;
}

/**
 * The curve of a function over a range.
 * @param {Field} field
 * @param {(x: number) => number} of
 * @param {[number, number]} range
 * @param {string} kind its classes
 * @param {number} [pieces]
 * @returns {SVGElement}
 */
export function curve(field, of, [from, to], kind, pieces = 160) {
  const points = Array.from({ length: pieces + 1 }, (_, i) => {
    const x = from + ((to - from) * i) / pieces;
    return `${field.across(x).toFixed(2)},${field.up(of(x)).toFixed(2)}`;
  });
  return shape("polyline", { points: points.join(" "), class: kind });
}

/**
 * A mark of a point: real ones are round, generated ones diamonds, as everywhere on the page.
 * @param {number} x CSS pixels
 * @param {number} y
 * @param {boolean} real
 * @param {string} [kind] more classes
 * @returns {SVGElement}
 */
export function point(x, y, real, kind = "") {
  if (real) return dot(x, y, 7, `point real ${kind}`);
  return shape("path", { d: `M${x} ${y - 9}L${x + 9} ${y}L${x} ${y + 9}L${x - 9} ${y}Z`, class: `point fake ${kind}` });
}

/**
 * @param {number} x CSS pixels
 * @param {number} y
 * @param {number} r
 * @param {string} kind its classes
 * @returns {SVGElement}
 */
export const dot = (x, y, r, kind) => shape("circle", { cx: x, cy: y, r, class: kind });

/**
 * What lies outside of the field is not seen.
 * @param {Field} field
 * @param {SVGElement[]} nodes
 * @returns {SVGElement}
 */
export function within({ left, right, top, bottom }, nodes) {
  const [width, height] = [right - left, bottom - top];
  const box = { x: left, y: top, width, height, viewBox: `${left} ${top} ${width} ${height}`, overflow: "hidden" };
  const element = shape("svg", box);
  element.append(...nodes);
  return element;
}
