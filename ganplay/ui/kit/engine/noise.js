// The generator's noise: its law, and where a lattice lies in it.

/** @typedef {import("./random.js").Random} Random */

const TAIL = 0.005; // of a Gaussian's mass outside of the lattice, each way

/** Noise of a recipe: "gaussian", or "uniform" on [-1, 1], in any number of dimensions. */
export class Noise {
  /**
   * @param {"gaussian" | "uniform"} law
   * @param {number} dimensions
   */
  constructor(law, dimensions) {
    this.uniform = law === "uniform";
    this.dimensions = dimensions;
  }

  /**
   * @param {Random} random
   * @param {number} n points
   * @param {Float32Array} [out]
   * @returns {Float32Array} (n, dimensions)
   */
  sample(random, n, out = new Float32Array(n * this.dimensions)) {
    for (let i = 0; i < n * this.dimensions; i++) out[i] = this.uniform ? 2 * random.next() - 1 : random.normal();
    return out;
  }

  /**
   * Noise in rows and columns, so that each cell between them is equally likely: row 0 has the largest second number.
   * One dimension is a line of as many points. Further dimensions are 0.
   * @param {number} cells a side
   * @returns {Float32Array} ((cells + 1)^2, dimensions)
   */
  lattice(cells) {
    const side = cells + 1;
    const { dimensions } = this;
    const out = new Float32Array(side * side * dimensions);
    for (let i = 0; i < side * side; i++) {
      if (dimensions === 1) out[i] = this.#quantile(i / (side * side - 1));
      else {
        out[i * dimensions] = this.#quantile((i % side) / cells);
        out[i * dimensions + 1] = this.#quantile(1 - Math.floor(i / side) / cells);
      }
    }
    return out;
  }

  #quantile(u) {
    return this.uniform ? 2 * u - 1 : normalQuantile(TAIL + (1 - 2 * TAIL) * u);
  }
}

/**
 * Below which number a standard normal one lies with a probability (Acklam's rational approximation, to 1e-8).
 * @param {number} u above 0 and below 1
 * @returns {number}
 */
export function normalQuantile(u) {
  if (u > 0.5) return -normalQuantile(1 - u);
  return u < 0.02425 ? outer(Math.sqrt(-2 * Math.log(u))) : inner(u - 0.5);
}

const polynomial = (x, ...factors) => factors.reduce((sum, factor) => sum * x + factor, 0);

function outer(q) {
  const [a, b] = [
    [
      -7.784894002430293e-3, -3.223964580411365e-1, -2.400758277161838, -2.549732539343734, 4.374664141464968,
      2.938163982698783,
    ],
    [7.784695709041462e-3, 3.224671290700398e-1, 2.445134137142996, 3.754408661907416, 1],
  ];
  return polynomial(q, ...a) / polynomial(q, ...b);
}

function inner(q) {
  const [a, b] = [
    [
      -3.969683028665376e1, 2.209460984245205e2, -2.759285104469687e2, 1.38357751867269e2, -3.066479806614716e1,
      2.506628277459239,
    ],
    [-5.447609879822406e1, 1.615858368580409e2, -1.556989798598866e2, 6.680131188771972e1, -1.328068155288572e1, 1],
  ];
  return (q * polynomial(q * q, ...a)) / polynomial(q * q, ...b);
}
