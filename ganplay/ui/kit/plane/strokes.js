// What is drawn in the plane again and again: paths of points, of a lattice, of an arrow, and how they are inked.
import { across, down } from "./scale.js";

/** @typedef {import("./scale.js").Plane} Plane */

/**
 * Ink the path on a halo, for it may cross any colour.
 * @param {CanvasRenderingContext2D} context
 * @param {string} colour
 * @param {string} halo
 * @param {number} width CSS pixels
 * @param {number} [more] CSS pixels of the halo, both sides together
 */
export function haloed(context, colour, halo, width, more = 3) {
  for (const [ink, wide] of [
    [halo, width + more],
    [colour, width],
  ]) {
    context.strokeStyle = ink;
    context.lineWidth = wide;
    context.stroke();
  }
}

/**
 * Fill the path, on a halo.
 * @param {CanvasRenderingContext2D} context
 * @param {string} colour
 * @param {string} halo
 * @param {number} [width] CSS pixels, half of which are seen
 */
export function filled(context, colour, halo, width = 1.4) {
  context.strokeStyle = halo;
  context.lineWidth = width;
  context.stroke();
  context.fillStyle = colour;
  context.fill();
}

/**
 * A path of circles. Real points are round.
 * @param {CanvasRenderingContext2D} context
 * @param {Plane} plane
 * @param {Float32Array} points x and y of each
 * @param {number} r CSS pixels
 */
export function circles(context, plane, points, r) {
  context.beginPath();
  for (let i = 0; i < points.length; i += 2) {
    const [x, y] = [across(plane, points[i]), down(plane, points[i + 1])];
    context.moveTo(x + r, y);
    context.arc(x, y, r, 0, 2 * Math.PI);
  }
}

/**
 * Add a diamond to the path. Generated points are diamonds: the shape tells them apart where colours do not.
 * @param {CanvasRenderingContext2D} context
 * @param {number} x CSS pixels, as all of these
 * @param {number} y
 * @param {number} r
 */
export function diamond(context, x, y, r) {
  context.moveTo(x, y - r);
  context.lineTo(x + r, y);
  context.lineTo(x, y + r);
  context.lineTo(x - r, y);
  context.closePath();
}

/**
 * A path of the lines of a lattice.
 * @param {CanvasRenderingContext2D} context
 * @param {Plane} plane
 * @param {Float32Array} points x and y of each corner, row by row
 * @param {number} side corners
 */
export function mesh(context, plane, points, side) {
  const go = (move, at) => context[move](across(plane, points[2 * at]), down(plane, points[2 * at + 1]));
  context.beginPath();
  for (let row = 0; row < side; row++) {
    for (let column = 0; column < side; column++) go(column ? "lineTo" : "moveTo", row * side + column);
    for (let column = 0; column < side; column++) go(column ? "lineTo" : "moveTo", column * side + row);
  }
}

/**
 * Add an arrow to the path.
 * @param {CanvasRenderingContext2D} context
 * @param {number} x of its foot
 * @param {number} y
 * @param {number} dx to its tip
 * @param {number} dy
 * @param {number} most CSS pixels of its head
 */
export function arrow(context, x, y, dx, dy, most) {
  const length = Math.hypot(dx, dy);
  const head = Math.min(most, length / 2) / length;
  const [toX, toY] = [x + dx, y + dy];
  context.moveTo(x, y);
  context.lineTo(toX, toY);
  context.moveTo(toX - head * (dx + 0.6 * dy), toY - head * (dy - 0.6 * dx));
  context.lineTo(toX, toY);
  context.lineTo(toX - head * (dx - 0.6 * dy), toY - head * (dy + 0.6 * dx));
}

/**
 * A ring around a place.
 * @param {CanvasRenderingContext2D} context
 * @param {Plane} plane
 * @param {{x: number, y: number}} place
 * @param {number} r CSS pixels
 * @param {string} colour
 * @param {string} halo
 */
export function ring(context, plane, { x, y }, r, colour, halo) {
  context.beginPath();
  context.arc(across(plane, x), down(plane, y), r, 0, 2 * Math.PI);
  haloed(context, colour, halo, 2);
}
