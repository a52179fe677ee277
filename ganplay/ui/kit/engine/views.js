// What there is to look at beside the steps: generated points, what D makes of any place, and the arrows.
import { COORDINATES } from "./networks.js";
import { discriminatorSlopes, generation, generatorSlopes, judgement } from "./programs.js";

const CHUNK = 256; // rows at once: what they need stays in a core's cache

/** Looks at the networks of a trainer; changes nothing of them. */
export class Views {
  /** @type {Map<string, object>} */
  #programs = new Map();
  /** @type {{n: number, mark: object, program: object} | null} the arrows of so many points, last in memory */
  #arrows = null;

  /** @param {import("./trainer.js").Trainer} trainer */
  constructor(trainer) {
    this.trainer = trainer;
  }

  /** @param {Float32Array} z (n, z_dim) @param {number} n @param {boolean} averaged @returns {Float32Array} (n, 2) */
  generate(z, n, averaged) {
    const { generator, averaged: slow, recipe } = this.trainer;
    const program = this.#program(averaged ? "averaged" : "generator", () =>
      generation(this.trainer, averaged ? slow : generator, CHUNK),
    );
    return this.#inChunks(program, z, n, recipe.z_dim, COORDINATES);
  }

  /** @param {Float32Array} points (n, 2) @param {number} n @returns {Float32Array} logits */
  judge(points, n) {
    const program = this.#program("judge", () => judgement(this.trainer, CHUNK));
    return this.#inChunks(program, this.#inCompany(points, n), n, COORDINATES * this.trainer.recipe.packing, 1);
  }

  /** @param {Float32Array} points (n, 2) @param {number} n @returns {Float32Array} (n, 2): where D rises */
  rises(points, n) {
    const width = COORDINATES * this.trainer.recipe.packing;
    const program = this.#program("rises", () => discriminatorSlopes(this.trainer, CHUNK));
    const slopes = this.#inChunks(program, this.#inCompany(points, n), n, width, width);
    if (width === COORDINATES) return slopes;
    const own = new Float32Array(COORDINATES * n);
    for (let i = 0; i < n; i++) own.set(slopes.subarray(i * width, i * width + COORDINATES), i * COORDINATES);
    return own;
  }

  /**
   * @param {Float32Array} points (n, 2) generated @param {number} n @param {Float32Array} real points, for losses of
   *   pairs; used again and again where they are fewer
   * @returns {Float32Array} (n, 2): where G's own loss falls, times n
   */
  falls(points, n, real) {
    const { packing } = this.trainer.recipe;
    const whole = Math.ceil(n / packing) * packing; // the last pack is filled with the first points
    const program = this.#arrowsOf(whole);
    fill(this.#view(program.given), points.subarray(0, COORDINATES * n));
    if (program.real) fill(this.#view(program.real), real);
    program.tape.run();
    return this.#view(program.out)
      .subarray(0, COORDINATES * n)
      .map((slope) => -slope);
  }

  #program(name, make) {
    if (!this.#programs.has(name)) {
      if (this.#arrows) this.trainer.memory.release(this.#arrows.mark);
      this.#arrows = null;
      this.#programs.set(name, make());
    }
    return this.#programs.get(name);
  }

  #arrowsOf(n) {
    const { memory } = this.trainer;
    if (this.#arrows?.n !== n) {
      if (this.#arrows) memory.release(this.#arrows.mark);
      const mark = memory.mark();
      this.#arrows = { n, mark, program: generatorSlopes(this.trainer, n) };
    }
    return this.#arrows.program;
  }

  #inChunks({ tape, given, out }, rows, n, width, made) {
    const found = new Float32Array(n * made);
    for (let first = 0; first < n; first += CHUNK) {
      const last = Math.min(n, first + CHUNK);
      this.#view(given).set(rows.subarray(first * width, last * width));
      tape.run();
      found.set(this.#view(out).subarray(0, (last - first) * made), first * made);
    }
    return found;
  }

  /** Each point with the companions that D has seen it among, where points are packed. */
  #inCompany(points, n) {
    const company = this.trainer.companions;
    if (!company.length) return points;
    const width = COORDINATES + company.length;
    const rows = new Float32Array(n * width);
    for (let i = 0; i < n; i++) {
      rows.set(points.subarray(i * COORDINATES, (i + 1) * COORDINATES), i * width);
      rows.set(company, i * width + COORDINATES);
    }
    return rows;
  }

  #view(node) {
    return this.trainer.memory.view(node.at, node.count);
  }
}

/** Writes `from` into `to`, from its start again where it is shorter. */
function fill(to, from) {
  for (let i = 0; i < to.length; i++) to[i] = from[i % from.length];
}
