// Seeded random numbers: the same seed gives the same numbers in every browser.

const WHOLE = 2 ** 32;

/** xoshiro128** (Blackman and Vigna 2018), its state filled from the seed by splitmix32. */
export class Random {
  #state = new Uint32Array(4);
  /** @type {number | null} the second of a pair of normal numbers, kept for the next call */
  #spare = null;

  /** @param {number} seed a whole number */
  constructor(seed) {
    let mixed = seed >>> 0;
    for (let i = 0; i < 4; i++) {
      mixed = (mixed + 0x9e3779b9) >>> 0;
      let z = Math.imul(mixed ^ (mixed >>> 16), 0x21f0aaad);
      z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
      this.#state[i] = z ^ (z >>> 15);
    }
  }

  /** @returns {number} uniform in [0, 1), a multiple of 2^-32 */
  next() {
    const s = this.#state;
    const fives = Math.imul(s[1], 5);
    const result = Math.imul((fives << 7) | (fives >>> 25), 9) >>> 0;
    const shifted = s[1] << 9;
    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= shifted;
    s[3] = (s[3] << 11) | (s[3] >>> 21);
    return result / WHOLE;
  }

  /** @returns {number} from N(0, 1), by the polar method (Marsaglia and Bray 1964) */
  normal() {
    if (this.#spare !== null) {
      const kept = this.#spare;
      this.#spare = null;
      return kept;
    }
    let [x, y, square] = [0, 0, 0];
    do {
      x = 2 * this.next() - 1;
      y = 2 * this.next() - 1;
      square = x * x + y * y;
    } while (square >= 1 || square === 0);
    const scale = Math.sqrt((-2 * Math.log(square)) / square);
    this.#spare = y * scale;
    return x * scale;
  }

  /** @param {number} n @returns {number} a whole number from 0 to n - 1 */
  integer(n) {
    return Math.floor(this.next() * n);
  }

  /** @param {Float32Array} out filled from N(0, 1) */
  normals(out) {
    for (let i = 0; i < out.length; i++) out[i] = this.normal();
    return out;
  }

  /** @param {Float32Array} out filled uniformly @param {number} [low] @param {number} [high] */
  uniforms(out, low = 0, high = 1) {
    for (let i = 0; i < out.length; i++) out[i] = low + (high - low) * this.next();
    return out;
  }

  /** @returns {{words: number[], spare: number | null}} where it is, as JSON can keep it */
  state() {
    return { words: [...this.#state], spare: this.#spare };
  }

  /** @param {{words: number[], spare: number | null}} state */
  load({ words, spare }) {
    this.#state.set(words);
    this.#spare = spare;
  }
}
