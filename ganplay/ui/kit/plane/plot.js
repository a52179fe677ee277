// Draws the plane: what D believes, the points, G's manifold, arrows, paths. One path a layer, so that it takes little.
import { belief, bestBelief, colourOf, paint, shades } from "./belief.js";
import { contour } from "./contour.js";
import { densities, sideOf } from "./lattice.js";
import { across, down, pushed } from "./scale.js";
import { arrow, circles, diamond, filled, mesh, ring } from "./strokes.js";

/** What can be shown of the plane, from the bottom up, in the order of the keys 1, 2 ... */
export const LAYERS = ["belief", "line", "real", "fake", "lattice", "arrows", "paths", "best"];
const HEAD = 4; // CSS pixels
const LEAST_ARROW = 0.8; // CSS pixels: shorter ones are not drawn
const LEAP = 0.5; // of half of the picture: what moves farther between two frames has no path to show

/**
 * The colours that a drawing needs, as the theme has them.
 * @typedef {Record<"real" | "fake" | "d" | "g" | "page" | "panel" | "ink" | "muted" | "rule", string>} Palette
 */

/**
 * What is to be seen.
 * @typedef {object} Look
 * @property {Set<string>} layers
 * @property {Palette} palette
 * @property {Uint8ClampedArray} shades
 * @property {string} loss
 * @property {import("./trail.js").Trail} trail
 * @property {number} marked the point that is followed; -1: none
 * @property {{x: number, y: number} | null} [place] that is asked about
 */

/** @param {Palette} palette @returns {Uint8ClampedArray} the table of `paint` */
export const shadesOf = ({ fake, panel, real }) => shades(colourOf(fake), colourOf(panel), colourOf(real));

/** A picture of a field of D's numbers, enlarged smoothly. */
export class Heat {
  constructor() {
    this.canvas = document.createElement("canvas");
    this.image = null;
  }

  /**
   * @param {CanvasRenderingContext2D} context
   * @param {number} size CSS pixels
   * @param {Float32Array} values belief, -1 .. 1
   * @param {Uint8ClampedArray} table of shades
   */
  draw(context, size, values, table) {
    const cells = Math.round(Math.sqrt(values.length));
    const brush = this.canvas.getContext("2d");
    if (this.image?.width !== cells) {
      this.canvas.width = cells;
      this.canvas.height = cells;
      this.image = brush.createImageData(cells, cells);
    }
    paint(values, table, this.image.data);
    brush.putImageData(this.image, 0, 0);
    context.imageSmoothingEnabled = true;
    context.imageSmoothingQuality = "high";
    context.drawImage(this.canvas, 0, 0, size, size);
  }
}

/**
 * Draw a frame of the engine.
 * @param {CanvasRenderingContext2D} context in CSS pixels
 * @param {number} size CSS pixels a side
 * @param {any} frame
 * @param {Look} look
 * @param {Heat} heat
 */
export function drawPlane(context, size, frame, look, heat) {
  const plane = { size, extent: frame.extent };
  const { layers, palette } = look;
  context.fillStyle = palette.panel;
  context.fillRect(0, 0, size, size);
  const believed = frame.heat?.length ? belief(look.loss, frame.heat, frame.numbers) : null;
  if (believed && layers.has("belief")) heat.draw(context, size, believed, look.shades);
  drawAxes(context, plane, palette);
  if (layers.has("lattice")) drawLattice(context, plane, frame, palette);
  if (layers.has("best") && frame.best) {
    drawContour(context, size, bestBelief(look.loss, frame.best), palette.panel, palette.d, [7, 5]);
  }
  if (believed && layers.has("line")) drawContour(context, size, believed, palette.panel, palette.ink, []);
  if (layers.has("paths")) drawPaths(context, plane, look.trail, palette);
  if (layers.has("real")) drawReal(context, plane, frame.real, palette);
  const phased = frame.batch?.arrows ? frame.batch : null; // told in slow motion
  if (phased) drawFake(context, plane, phased.fake, palette);
  else if (layers.has("fake")) drawFake(context, plane, frame.fake, palette);
  if (phased || layers.has("arrows")) drawArrows(context, plane, phased || frame, palette);
  if (look.marked >= 0) {
    const [x, y] = frame.fake.subarray(2 * look.marked);
    ring(context, plane, { x, y }, 9, palette.ink, palette.panel);
  }
  if (look.place) drawPlace(context, plane, look.place, palette);
}

function drawAxes(context, plane, palette) {
  const middle = Math.round(plane.size / 2) + 0.5;
  context.strokeStyle = palette.muted;
  context.globalAlpha = 0.18;
  context.lineWidth = 1;
  context.beginPath();
  context.moveTo(middle, 0);
  context.lineTo(middle, plane.size);
  context.moveTo(0, middle);
  context.lineTo(plane.size, middle);
  context.stroke();
  context.globalAlpha = 1;
}

/** A line on a halo, for it crosses both colours. */
function drawContour(context, size, field, halo, colour, dash) {
  const pieces = contour(field);
  context.beginPath();
  for (let i = 0; i < pieces.length; i += 4) {
    context.moveTo(pieces[i] * size, pieces[i + 1] * size);
    context.lineTo(pieces[i + 2] * size, pieces[i + 3] * size);
  }
  context.lineCap = "round";
  context.strokeStyle = halo;
  context.lineWidth = 4;
  context.globalAlpha = 0.6;
  context.stroke();
  context.globalAlpha = 1;
  context.setLineDash(dash);
  context.strokeStyle = colour;
  context.lineWidth = 1.6;
  context.stroke();
  context.setLineDash([]);
}

function drawLattice(context, plane, frame, palette) {
  const points = frame.lattice;
  if (!points?.length) return;
  if (frame.line) drawThread(context, plane, points, palette);
  else drawCells(context, plane, points, palette);
}

/** Noise of one dimension: a thread. */
function drawThread(context, plane, points, palette) {
  context.beginPath();
  for (let i = 0; i < points.length; i += 2) context.lineTo(across(plane, points[i]), down(plane, points[i + 1]));
  context.strokeStyle = palette.g;
  context.lineWidth = 2;
  context.globalAlpha = 0.8;
  context.stroke();
  context.globalAlpha = 1;
}

function drawCells(context, plane, points, palette) {
  const side = sideOf(points);
  const corner = (move, at) => context[move](across(plane, points[2 * at]), down(plane, points[2 * at + 1]));
  context.fillStyle = palette.g;
  for (const { opacity, cells } of densities(points, plane.extent)) {
    context.beginPath();
    for (const at of cells) {
      corner("moveTo", at);
      for (const next of [at + 1, at + side + 1, at + side]) corner("lineTo", next);
      context.closePath();
    }
    context.globalAlpha = opacity;
    context.fill();
  }
  mesh(context, plane, points, side);
  context.globalAlpha = 0.3;
  context.strokeStyle = palette.g;
  context.lineWidth = 0.7;
  context.stroke();
  context.globalAlpha = 1;
}

function drawPaths(context, plane, trail, palette) {
  const { places } = trail;
  context.strokeStyle = palette.g;
  context.lineWidth = 1.1;
  for (let age = 1; age < places.length; age++) {
    const [from, to] = [places[age - 1], places[age]];
    context.beginPath();
    for (let i = 0; i < Math.min(from.length, to.length); i += 2) {
      if (Math.abs(to[i] - from[i]) + Math.abs(to[i + 1] - from[i + 1]) > LEAP * plane.extent) continue;
      context.moveTo(across(plane, from[i]), down(plane, from[i + 1]));
      context.lineTo(across(plane, to[i]), down(plane, to[i + 1]));
    }
    context.globalAlpha = (0.55 * age) / places.length;
    context.stroke();
  }
  context.globalAlpha = 1;
}

/** @param {import("./scale.js").Plane} plane @returns {number} CSS pixels */
const radius = (plane) => Math.max(1.5, Math.min(3.2, plane.size / 210));

function drawReal(context, plane, points, palette) {
  circles(context, plane, points, radius(plane));
  filled(context, palette.real, palette.panel);
}

function drawFake(context, plane, points, palette) {
  const r = radius(plane) * 1.35;
  context.beginPath();
  for (let i = 0; i < points.length; i += 2) diamond(context, across(plane, points[i]), down(plane, points[i + 1]), r);
  filled(context, palette.fake, palette.panel);
}

function drawArrows(context, plane, { fake, arrows }, palette) {
  if (!arrows?.length) return;
  context.beginPath();
  for (let i = 0; i < arrows.length; i += 2) {
    const [x, y] = [across(plane, fake[i]), down(plane, fake[i + 1])];
    const [dx, dy] = pushed(plane, arrows[i], arrows[i + 1]);
    if (Math.hypot(dx, dy) > LEAST_ARROW) arrow(context, x, y, dx, dy, HEAD);
  }
  context.strokeStyle = palette.ink;
  context.globalAlpha = 0.75;
  context.lineWidth = 1.1;
  context.stroke();
  context.globalAlpha = 1;
}

function drawPlace(context, plane, { x, y }, palette) {
  const [px, py] = [across(plane, x), down(plane, y)];
  context.beginPath();
  for (const [dx, dy] of [
    [8, 0],
    [0, 8],
  ]) {
    context.moveTo(px - dx, py - dy);
    context.lineTo(px + dx, py + dy);
  }
  context.strokeStyle = palette.ink;
  context.lineWidth = 1.4;
  context.stroke();
}
