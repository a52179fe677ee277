// Canvases that are crisp on every screen, and the colours of the theme for them.
import { make } from "../dom.js";
import { colour } from "../theme.js";

const NAMES = ["real", "fake", "d", "g", "page", "panel", "soft", "ink", "muted", "rule"];
const SHARPEST = 3; // device pixels of a CSS pixel that are drawn at most

/** @returns {import("./plot.js").Palette} the theme's colours now */
export const palette = () => Object.fromEntries(NAMES.map((name) => [name, colour(name)]));

/**
 * @param {Record<string, any>} attributes
 * @returns {HTMLCanvasElement}
 */
export const canvas = (attributes = {}) => /** @type {any} */ (make("canvas", attributes));

/**
 * Make a canvas as large as wished, in the pixels of the screen.
 * @param {HTMLCanvasElement} element
 * @param {number} width CSS pixels
 * @param {number} height CSS pixels
 * @returns {CanvasRenderingContext2D} in CSS pixels
 */
export function fitted(element, width, height = width) {
  const sharp = Math.min(SHARPEST, Math.max(1, devicePixelRatio || 1));
  const [across, down] = [Math.round(width * sharp), Math.round(height * sharp)];
  if (element.width !== across || element.height !== down) {
    element.width = across;
    element.height = down;
    element.style.width = `${width}px`;
    element.style.height = `${height}px`;
  }
  const context = element.getContext("2d");
  context.setTransform(across / width, 0, 0, down / height, 0, 0);
  return context;
}

/**
 * A cloud of points in a small picture.
 * @param {CanvasRenderingContext2D} context in CSS pixels
 * @param {number} size CSS pixels
 * @param {Float32Array} points
 * @param {object} how
 * @param {string} how.colour
 * @param {number} how.extent
 * @param {number} [how.stride] numbers of a point; 1: they lie on a line
 * @param {number} [how.most] points
 * @param {number} [how.dot] CSS pixels
 */
export function cloud(context, size, points, { colour: ink, extent, stride = 2, most = 300, dot = 1.6 }) {
  context.fillStyle = ink;
  const place = (value) => (((value ?? 0) / extent + 1) / 2) * size;
  const count = Math.min(most, points.length / stride);
  for (let i = 0; i < count; i++) {
    const y = stride > 1 ? size - place(points[i * stride + 1]) : size / 2;
    context.fillRect(place(points[i * stride]) - dot / 2, y - dot / 2, dot, dot);
  }
}
