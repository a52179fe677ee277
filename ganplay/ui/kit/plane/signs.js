// The signs of what is shown of the plane, as a legend has them.
import { shape } from "../dom.js";

// Signs of 18 x 14 units, in the colours of what they stand for.
const SIGNS = {
  belief: [
    ["rect", { x: 0, y: 2, width: 9, height: 10, class: "fake soft" }],
    ["rect", { x: 9, y: 2, width: 9, height: 10, class: "real soft" }],
  ],
  line: [["path", { d: "M1 11C6 11 8 3 17 3", class: "ink open" }]],
  real: [
    ["circle", { cx: 5, cy: 9, r: 3, class: "real" }],
    ["circle", { cx: 13, cy: 5, r: 3, class: "real" }],
  ],
  fake: [["path", { d: "M5 5l4 4-4 4-4-4zM13 1l4 4-4 4-4-4z", class: "fake" }]],
  lattice: [["path", { d: "M1 2h16v10H1zM6 2v10M12 2v10M1 7h16", class: "g open" }]],
  arrows: [["path", { d: "M2 11L15 4M10 3l5 1-2 5", class: "ink open" }]],
  paths: [["path", { d: "M1 10C5 2 9 14 17 3", class: "g open" }]],
  best: [["path", { d: "M1 11C6 11 8 3 17 3", class: "d open dash" }]],
  averaged: [
    ["path", { d: "M2 8l3-3 3 3-3 3zM10 8l3-3 3 3-3 3z", class: "fake soft" }],
    ["path", { d: "M6 8l3-3 3 3-3 3z", class: "fake" }],
  ],
};

/** @param {string} name of a layer, or "averaged" @returns {SVGElement} */
export function sign(name) {
  const svg = shape("svg", { viewBox: "0 0 18 14", width: 18, height: 14, "aria-hidden": "true", class: "pl-sign" });
  for (const [tag, attributes] of SIGNS[name]) svg.append(shape(tag, attributes));
  return svg;
}
