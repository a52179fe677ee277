// Paths travelled: where the same points were in the last frames. Nothing here draws.

const LENGTH = 24; // frames
const POINTS = 64; // of the shown ones

/** The last places of the first `POINTS` points. */
export class Trail {
  constructor() {
    this.clear();
  }

  /** Forget all: what comes next did not come from there. */
  clear() {
    /** @type {Float32Array[]} the oldest first */
    this.places = [];
    this.step = -1;
  }

  /**
   * @param {number} step going back forgets what was later
   * @param {Float32Array} points x and y of each
   */
  add(step, points) {
    if (step === this.step) return;
    if (step < this.step) this.clear();
    this.step = step;
    this.places.push(points.slice(0, 2 * POINTS));
    if (this.places.length > LENGTH) this.places.shift();
  }
}
