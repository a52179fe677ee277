// Draws the plane of two numbers: the field of their rules, the axes, and a path.
import { push } from "./dirac.js";
import { across, down, xAt, yAt } from "./scale.js";
import { arrow } from "./strokes.js";

/** The drawing reaches from -EXTENT to EXTENT both ways. */
export const EXTENT = 2.4;
const ARROWS = 21; // a side

/**
 * What is to be seen.
 * @typedef {object} Look
 * @property {import("./plot.js").Palette} palette
 * @property {import("./dirac.js").Rules} rules
 * @property {{theta: string, psi: string}} names of the axes
 * @property {import("./dirac.js").Pair[]} path as far as it is shown, one place at least
 */

/**
 * @param {CanvasRenderingContext2D} context in CSS pixels
 * @param {number} size CSS pixels a side
 * @param {Look} look
 */
export function drawPair(context, size, { palette, rules, names, path }) {
  const plane = { size, extent: EXTENT };
  context.fillStyle = palette.panel;
  context.fillRect(0, 0, size, size);
  drawField(context, plane, palette, rules);
  drawAxes(context, plane, palette, names, path[0]);
  drawPath(context, plane, palette, path);
}

/** The axes, and their names on the sides that the path does not begin on. */
function drawAxes(context, { size }, palette, names, begin) {
  const middle = Math.round(size / 2) + 0.5;
  context.strokeStyle = palette.muted;
  context.globalAlpha = 0.5;
  context.lineWidth = 1;
  context.beginPath();
  context.moveTo(0, middle);
  context.lineTo(size, middle);
  context.moveTo(middle, 0);
  context.lineTo(middle, size);
  context.stroke();
  context.globalAlpha = 1;
  context.font = "13px system-ui";
  context.fillStyle = palette.ink;
  context.strokeStyle = palette.panel;
  context.lineWidth = 5;
  const label = (word, align, x, y) => {
    context.textAlign = align;
    context.strokeText(word, x, y);
    context.fillText(word, x, y);
  };
  label(names.theta, "right", size - 8, middle + (begin.psi < 0 ? -10 : 20));
  if (begin.theta < 0) label(names.psi, "left", middle + 8, 18);
  else label(names.psi, "right", middle - 8, 18);
}

/** Arrows of one step's direction, as long as it is strong. */
function drawField(context, plane, palette, rules) {
  const gap = plane.size / ARROWS;
  context.strokeStyle = palette.muted;
  context.lineWidth = 1.2;
  context.globalAlpha = 0.6;
  context.beginPath();
  for (let i = 0; i < ARROWS * ARROWS; i++) {
    const [px, py] = [((i % ARROWS) + 0.5) * gap, (Math.floor(i / ARROWS) + 0.5) * gap];
    const { theta, psi } = push({ theta: xAt(plane, px), psi: yAt(plane, py) }, rules);
    const length = Math.hypot(theta, psi);
    if (length < 1e-3) continue;
    const long = (gap * 0.85) / (length + 0.6); // CSS pixels of a gradient of 1; what is strong is cut
    arrow(context, px - (theta * long) / 2, py + (psi * long) / 2, theta * long, -psi * long, 3.5);
  }
  context.stroke();
  context.globalAlpha = 1;
}

function drawPath(context, plane, palette, path) {
  context.beginPath();
  for (const { theta, psi } of path) context.lineTo(across(plane, theta), down(plane, psi));
  context.strokeStyle = palette.ink;
  context.lineWidth = 1.8;
  context.stroke();
  drawDot(context, plane, path[0], palette.panel, palette.ink);
  drawDot(context, plane, path[path.length - 1], palette.ink, palette.ink);
  drawDot(context, plane, { theta: 0, psi: 0 }, palette.real, palette.panel);
}

function drawDot(context, plane, { theta, psi }, colour, rim) {
  context.beginPath();
  context.arc(across(plane, theta), down(plane, psi), 5, 0, 2 * Math.PI);
  context.fillStyle = colour;
  context.strokeStyle = rim;
  context.lineWidth = 2;
  context.fill();
  context.stroke();
}
