// What a frame shows of two networks: always the same real points and the same noise, so that a point can be followed.

/** @typedef {import("./players.js").Players} Players */
/**
 * @typedef {object} View what the page wants to see
 * @property {number} [extent] the canvas reaches from -extent to extent; that of the data by default
 * @property {number} heat cells a side of D's map; 0: none
 * @property {number} lattice cells a side of G's manifold; 0: none
 * @property {"" | "g" | "d"} arrows whose loss pushes the generated points
 * @property {boolean} best whether the best D there could be is shown
 * @property {number} points of each kind, up to MOST_POINTS
 * @property {boolean} averaged whether the averaged generator is shown in place of the one that trains
 * @property {boolean} measures
 */

/** @type {View} */
export const VIEW = { heat: 60, lattice: 20, arrows: "", best: false, points: 512, averaged: false, measures: true };
/** Points of each kind that can be shown. */
const MOST_POINTS = 4096;
const EMPTY = 0;

/** The points and the noise that are shown, and what the networks make of them. */
export class Shown {
  /** @param {Players} players */
  constructor(players) {
    this.players = players;
    const { law, noise, streams } = players;
    this.real = law.sample(streams.shown, MOST_POINTS);
    this.z = noise.sample(streams.shown, MOST_POINTS);
    this.places = { key: "", points: new Float32Array(EMPTY) };
    this.nodes = { key: "", z: new Float32Array(EMPTY) };
  }

  /**
   * The arrays of a frame, none of which is shared with anything.
   * @param {View} view
   */
  frame(view) {
    const n = Math.min(Math.max(0, Math.floor(view.points)), MOST_POINTS);
    const extent = view.extent ?? this.players.law.extent;
    const real = this.real.slice(0, 2 * n);
    const noise = this.z.slice(0, n * this.players.noise.dimensions);
    return {
      extent,
      real,
      noise,
      fake: this.#generate(noise, n, view.averaged),
      heat: this.#heat(extent, view.heat),
      lattice: this.#lattice(view.lattice, view.averaged),
      arrows: this.#arrows(noise, n, view),
    };
  }

  #generate(z, n, averaged) {
    return n ? this.players.trainer.generate(z, n, { averaged }).slice() : new Float32Array(EMPTY);
  }

  #heat(extent, cells) {
    if (!cells) return new Float32Array(EMPTY);
    const key = `${extent} ${cells}`;
    if (this.places.key !== key) this.places = { key, points: cellCentres(extent, cells) };
    return this.players.trainer.judge(this.places.points, cells * cells).slice();
  }

  #lattice(cells, averaged) {
    if (!cells) return new Float32Array(EMPTY);
    const key = `${cells}`;
    if (this.nodes.key !== key) this.nodes = { key, z: this.players.noise.lattice(cells) };
    return this.#generate(this.nodes.z, (cells + 1) ** 2, averaged);
  }

  #arrows(z, n, { arrows, averaged }) {
    if (!arrows || !n) return new Float32Array(EMPTY);
    return this.players.trainer.arrows(z, n, arrows, { averaged }).slice();
  }
}

/**
 * The middles of the cells of a canvas, row 0 on top.
 * @param {number} extent
 * @param {number} cells a side
 * @returns {Float32Array} x and y of each
 */
export function cellCentres(extent, cells) {
  const points = new Float32Array(2 * cells * cells);
  const size = (2 * extent) / cells;
  for (let i = 0; i < cells * cells; i++) {
    points[2 * i] = ((i % cells) + 0.5) * size - extent;
    points[2 * i + 1] = extent - (Math.floor(i / cells) + 0.5) * size;
  }
  return points;
}
