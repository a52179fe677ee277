// The best discriminator that there could be for this generator, from histograms of real and of generated points.
// Only losses whose best D is a formula of the two densities at one place have one here.
import { Histogram } from "./measures.js";

/** Points of each kind that one answer is made of. */
export const BEST_SAMPLES = 20_000;
const ADDED = 0.02; // counts added to a smoothed cell: where neither kind is, D is undecided
const SMOOTHING = [0.25, 0.5, 0.25]; // over neighbouring cells, each way: about one cell wide

/**
 * log(D / (1 - D)) of D = (1 - smoothing) real / (real + fake), with targets 1 - smoothing and 0
 * (Goodfellow et al. 2014, proposition 1).
 */
const classifier = (real, fake, smoothing) => Math.log(((1 - smoothing) * real) / (fake + smoothing * real));

/** Logits of the best D by the densities of real points and of generated ones. */
const FORMULAS = {
  nonsaturating: classifier,
  minimax: classifier,
  lsgan: (real, fake) => real / (real + fake), // Mao et al. 2017, equation 5, with targets 1 and 0
  hinge: (real, fake) => Math.sign(real - fake), // Lim and Ye 2017, theorem 1; where they are equal any answer is best
  relativistic: (real, fake) => Math.log(real / fake), // up to a constant: the loss of a classifier of pairs
};

/**
 * Whether there is a formula for a loss.
 * @param {string} loss
 * @returns {boolean}
 */
export function hasBest(loss) {
  return Object.hasOwn(FORMULAS, loss);
}

/** One answer in the making: add points in slices, until there are enough. */
export class Best {
  /**
   * @param {number} extent
   * @param {number} cells a side
   * @param {number} [n] points of each kind
   */
  constructor(extent, cells, n = BEST_SAMPLES) {
    this.real = new Histogram(extent, cells);
    this.fake = new Histogram(extent, cells);
    this.n = n;
  }

  /** Points of each kind that are still missing; 0: the answer can be given. */
  get missing() {
    return Math.max(0, this.n - this.fake.n);
  }

  /**
   * @param {Float32Array} real
   * @param {Float32Array} fake as many
   */
  add(real, fake) {
    this.real.add(real);
    this.fake.add(fake);
  }

  /**
   * The best D over the cells, row 0 on top.
   * @param {string} loss one that `hasBest`
   * @param {number} [smoothing] of the labels
   * @returns {Float32Array} logits, or what stands for them by this loss
   */
  logits(loss, smoothing = 0) {
    const { cells } = this.real;
    const real = smooth(this.real.counts, cells);
    const fake = smooth(this.fake.counts, cells);
    const formula = FORMULAS[loss];
    return Float32Array.from(real, (count, i) => formula(count + ADDED, fake[i] + ADDED, smoothing));
  }
}

/** Counts spread over neighbouring cells, first along rows, then along columns; nothing is lost at the edges. */
function smooth(counts, cells) {
  const along = (values, stride, across) => {
    const out = new Float64Array(cells * cells);
    for (let line = 0; line < cells; line++) {
      for (let i = 0; i < cells; i++) {
        SMOOTHING.forEach((share, k) => {
          const to = Math.min(cells - 1, Math.max(0, i + k - 1));
          out[line * across + to * stride] += share * values[line * across + i * stride];
        });
      }
    }
    return out;
  };
  return along(along(counts, 1, cells), cells, 1);
}
