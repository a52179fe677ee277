// The drawing of two networks that train: what flows forward, what flows back, and what is lit when.
import { shape } from "./dom.js";

const KINDS = ["on", "d", "g"]; // forward, or which of the two learns by it
const LEARNS = { back_d: "d", back_g: "g" };
/** What each part is called in the glossary. */
export const TERMS = {
  noise: "noise",
  g: "generator",
  fake: "generated",
  d: "discriminator",
  real: "real",
  judged: "logit",
};

/** What is lit in each phase of a step: flows, things and networks, by name. */
export const LIT = {
  real: ["real"],
  noise: ["noise"],
  generate: ["z", "g", "make", "fake"],
  judge: ["show_fake", "show_real", "d", "judge", "judged"],
  d_gradient: ["back_d", "judged"],
  d_step: ["back_d", "d"],
  g_noise: ["noise"],
  g_generate: ["z", "g", "make", "fake"],
  g_judge: ["show_fake", "d", "judge", "judged"],
  g_gradient: ["back_g", "fake"],
  g_step: ["back_g", "g"],
};

let drawings = 0;

/**
 * @param {number} width
 * @param {number} height
 * @param {Record<string, string>} flows the path of each, by the names of `LIT`
 * @returns {SVGElement} the arrows; networks and labels are appended
 */
export function wires(width, height, flows) {
  drawings += 1;
  const head = (kind) => `fl-head-${kind}-${drawings}`;
  const svg = shape("svg", { viewBox: `0 0 ${width} ${height}`, class: "fl-wires", "aria-hidden": "true" });
  svg.append(...KINDS.map((kind) => arrowhead(head(kind), kind)));
  for (const [name, path] of Object.entries(flows)) {
    const kind = LEARNS[name] || "on";
    const end = { "data-part": name, "marker-end": `url(#${head(kind)})` };
    svg.append(shape("path", { d: path, class: `wire ${kind}`, ...end }));
  }
  return svg;
}

function arrowhead(id, kind) {
  const size = { markerWidth: 6, markerHeight: 6, orient: "auto" };
  const head = shape("marker", { id, viewBox: "0 0 8 8", refX: 6, refY: 4, ...size });
  head.append(shape("path", { d: "M0 0.8L7 4L0 7.2Z", class: `head ${kind}` }));
  return head;
}

/**
 * @param {"d" | "g"} name
 * @param {string} path
 * @param {number} x of its letter
 * @param {number} y
 * @returns {SVGElement}
 */
export function network(name, path, x, y) {
  const group = shape("g", { class: `net ${name}`, "data-part": name, "data-term": TERMS[name] });
  group.append(shape("path", { d: path }), text(x, y, name.toUpperCase()));
  return group;
}

/** @param {number} x its middle @param {number} y @param {string} words @returns {SVGElement} */
export function text(x, y, words) {
  const label = shape("text", { x, y, "text-anchor": "middle" });
  label.textContent = words;
  return label;
}

/** @param {HTMLElement} drawing @param {string[]} parts by name; all others are dark */
export function light(drawing, parts) {
  for (const part of drawing.querySelectorAll("[data-part]")) {
    part.classList.toggle("lit", parts.includes(part.dataset.part));
  }
}
