// How near generated points are to the real law: modes as ganplay/metrics/modes.py counts them, and divergences of
// histograms beside the value that real points themselves reach. Every number stands beside its n.

/** @typedef {import("./data.js").Law} Law */
/** @typedef {import("./random.js").Random} Random */
/** @typedef {{value: number, floor: number, n: number}} Divergence in nats; floor: of real points against real ones */
/** @typedef {{covered: number, of: number, quality: number, n: number}} Modes quality: share near a centre */
/** @typedef {{modes: Modes | null, kl: Divergence, kl_reverse: Divergence, js: Divergence}} Measured */

/** Standard deviations that a point of high quality may lie from the nearest centre, as published. */
export const REACH = 3;
/** Points of which modes are counted, as published. */
const MODE_SAMPLES = 2500;
/** Points in each of two histograms. */
export const SAMPLES = 10_000;
/** Cells of a histogram a side, over all of the canvas. */
export const CELLS = 40;
/** Counts added to every cell, so that no share is zero. */
export const ADDED = 0.5;
/** Draws of which a floor is the mean. */
const FLOOR_DRAWS = 8;

const PARTS = ["kl", "kl_reverse", "js"];

/**
 * Modes that points cover: with at least one point within REACH standard deviations.
 * @param {Float32Array} points x and y of each; one that is not finite is of no mode
 * @param {[number, number][]} centres
 * @param {number} sigma
 * @returns {Modes}
 */
export function countModes(points, centres, sigma) {
  const n = points.length / 2;
  const reach = (REACH * sigma) ** 2;
  const found = new Set();
  let good = 0;
  for (let i = 0; i < n; i++) {
    const mode = nearest(points[2 * i], points[2 * i + 1], centres);
    if (mode.distance > reach) continue;
    good += 1;
    found.add(mode.index);
  }
  return { covered: found.size, of: centres.length, quality: n ? good / n : 0, n };
}

/** The nearest centre and the square of how far it is. */
function nearest(x, y, centres) {
  let index = -1;
  let distance = Number.POSITIVE_INFINITY;
  for (let k = 0; k < centres.length; k++) {
    const far = (x - centres[k][0]) ** 2 + (y - centres[k][1]) ** 2;
    if (far < distance) {
      index = k;
      distance = far;
    }
  }
  return { index, distance };
}

/** Counts of points over the cells of the canvas, and in one more cell of those that lie outside of it. */
export class Histogram {
  /**
   * @param {number} extent the canvas reaches from -extent to extent
   * @param {number} [cells] a side
   */
  constructor(extent, cells = CELLS) {
    this.extent = extent;
    this.cells = cells;
    this.counts = new Float64Array(cells * cells + 1);
    this.n = 0;
  }

  /**
   * Count points, x and y of each. Row 0 is on top.
   * @param {Float32Array} points
   * @returns {this}
   */
  add(points) {
    const { cells, counts } = this;
    const scale = cells / (2 * this.extent);
    for (let i = 0; i < points.length; i += 2) {
      const column = Math.floor((points[i] + this.extent) * scale);
      const row = Math.floor((this.extent - points[i + 1]) * scale);
      const inside = column >= 0 && column < cells && row >= 0 && row < cells;
      counts[inside ? row * cells + column : cells * cells] += 1;
    }
    this.n += points.length / 2;
    return this;
  }

  /** The share of each cell, ADDED to each. @returns {Float64Array} */
  shares() {
    const total = this.n + ADDED * this.counts.length;
    return this.counts.map((count) => (count + ADDED) / total);
  }
}

/**
 * Divergences between two laws, from histograms over the same cells, in nats.
 *
 * kl: KL(real || generated), large where real points have no generated ones beside them; kl_reverse:
 * KL(generated || real), large where generated points lie where none are real; js: Jensen-Shannon, at most ln 2.
 * @param {Histogram} real
 * @param {Histogram} fake
 * @returns {{kl: number, kl_reverse: number, js: number}}
 */
export function divergences(real, fake) {
  const ofReal = real.shares();
  const ofFake = fake.shares();
  const middle = ofReal.map((share, i) => (share + ofFake[i]) / 2);
  return {
    kl: relative(ofReal, ofFake),
    kl_reverse: relative(ofFake, ofReal),
    js: (relative(ofReal, middle) + relative(ofFake, middle)) / 2,
  };
}

/** KL(shares || others), which are nowhere zero. */
function relative(shares, others) {
  let sum = 0;
  for (let i = 0; i < shares.length; i++) sum += shares[i] * Math.log(shares[i] / others[i]);
  return sum;
}

/** Measures one law's generated points, always against the same real ones. */
export class Ruler {
  /**
   * @param {Law} law
   * @param {Random} random of the real points
   * @param {{n?: number}} [options] points in each histogram
   */
  constructor(law, random, { n = SAMPLES } = {}) {
    this.law = law;
    this.n = n;
    this.real = new Histogram(law.extent).add(law.sample(random, n));
    this.floor = meanOf(Array.from({ length: FLOOR_DRAWS }, () => this.against(law.sample(random, n))));
  }

  /** Divergences of points from the real ones. @param {Float32Array} points */
  against(points) {
    return divergences(this.real, new Histogram(this.law.extent).add(points));
  }

  /**
   * Everything that is measured.
   * @param {Float32Array} points n generated ones, x and y of each
   * @returns {Measured}
   */
  measure(points) {
    const { centres, sigma } = this.law;
    const found = this.against(points);
    const parts = PARTS.map((name) => [name, { value: found[name], floor: this.floor[name], n: this.n }]);
    const modes = centres && countModes(points.subarray(0, 2 * MODE_SAMPLES), centres, sigma);
    return { modes, ...Object.fromEntries(parts) };
  }
}

function meanOf(rows) {
  const mean = (name) => rows.reduce((sum, row) => sum + row[name], 0) / rows.length;
  return Object.fromEntries(PARTS.map((name) => [name, mean(name)]));
}
