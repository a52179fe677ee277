// An arena of float32 numbers: what is taken from it stays where it is, so a training step asks for nothing new.
import { inWasm, over, RESERVED } from "./kernels.js";

const PAGE = 65536; // bytes, as WebAssembly counts memory
const [FIRST, LARGEST] = [32, 16384]; // pages: 2 MB at the beginning, 1 GB at most
const LINE = 16; // bytes that everything begins at a multiple of: one SIMD register

/** Numbers taken one after the other; those taken last can be given back, all from a mark on. */
export class Memory {
  #end = RESERVED;
  #scratch = { at: 0, count: 0 };

  constructor() {
    this.pages = inWasm() ? new WebAssembly.Memory({ initial: FIRST, maximum: LARGEST }) : null;
    /** @type {Float32Array} all of it; another array after it has grown */
    this.floats = new Float32Array(this.pages ? this.pages.buffer : FIRST * (PAGE / 4));
    this.kernels = over(this);
  }

  /** @param {number} count of numbers @returns {number} the address of as many zeros */
  take(count) {
    const at = this.#end;
    this.#end = Math.ceil((at + 4 * count) / LINE) * LINE;
    this.#reach(this.#end);
    this.floats.fill(0, at >>> 2, this.#end >>> 2);
    return at;
  }

  /** @param {number} at an address @param {number} count @returns {Float32Array} a view, until more is taken */
  view(at, count) {
    return this.floats.subarray(at >>> 2, (at >>> 2) + count);
  }

  /** Where kernels may leave what they need for a moment; `reserve` makes it large enough. */
  get scratch() {
    return this.#scratch.at;
  }

  /** @param {number} count of numbers that some kernel will need for a moment */
  reserve(count) {
    if (count > this.#scratch.count) this.#scratch = { at: this.take(count), count };
  }

  /** @returns {object} everything taken from here on can be given back by `release` */
  mark() {
    return { end: this.#end, scratch: this.#scratch };
  }

  /** @param {object} mark */
  release({ end, scratch }) {
    [this.#end, this.#scratch] = [end, scratch];
  }

  #reach(bytes) {
    const missing = Math.ceil(bytes / PAGE) - (this.floats.length * 4) / PAGE;
    if (missing <= 0) return;
    const more = Math.max(missing, FIRST);
    if (this.pages) {
      this.pages.grow(more);
      this.floats = new Float32Array(this.pages.buffer);
    } else {
      const grown = new Float32Array(this.floats.length + more * (PAGE / 4));
      grown.set(this.floats);
      this.floats = grown;
    }
  }
}
