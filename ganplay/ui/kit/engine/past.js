// The past of a training: snapshots now and then, and a log of what was done between them, so that any step of it can
// be reached again, bit for bit, by loading the nearest snapshot before it and doing the same once more.

/** Bytes of snapshots that are kept. */
export const BYTES = 48 * 2 ** 20;
/** Steps between snapshots. */
export const EVERY = 50;
/** Steps between snapshots that were thinned, at most: so many have to be done again to reach a step. */
export const WIDEST = 1600;
const RECENT = 8; // snapshots that are never thinned

/**
 * @template T
 * @typedef {{step: number, bytes: number, what: T}} Snapshot
 */

/**
 * Snapshots by step, within a bound of bytes: those of long ago grow thinner, and then the oldest are dropped.
 * @template T
 */
export class Snapshots {
  /** @param {{bytes?: number, every?: number, widest?: number}} [bounds] */
  constructor({ bytes = BYTES, every = EVERY, widest = WIDEST } = {}) {
    this.bound = bytes;
    this.every = every;
    this.widest = widest;
    this.bytes = 0;
    /** @type {Snapshot<T>[]} */
    this.all = [];
  }

  /** The first step that can be reached. */
  get oldest() {
    return this.all[0].step;
  }

  /** Whether it is time for one at a step. @param {number} step */
  wanted(step) {
    return !this.all.length || step - this.all[this.all.length - 1].step >= this.every;
  }

  /**
   * Keep one, of a step after all others.
   * @param {number} step
   * @param {number} bytes
   * @param {T} what
   */
  add(step, bytes, what) {
    this.all.push({ step, bytes, what });
    this.bytes += bytes;
    while (this.bytes > this.bound && this.all.length > 1) this.#drop(this.#least());
  }

  /** The nearest one at or before a step. @param {number} step */
  before(step) {
    return this.all.findLast((snapshot) => snapshot.step <= step);
  }

  /** Forget those after a step. @param {number} step */
  cut(step) {
    while (this.all.length > 1 && this.all[this.all.length - 1].step > step) this.#drop(this.all.length - 1);
  }

  #drop(index) {
    this.bytes -= this.all[index].bytes;
    this.all.splice(index, 1);
  }

  /** The one whose loss leaves the smallest gap, the oldest of several; the first one where all gaps are wide. */
  #least() {
    let found = 0;
    let smallest = this.widest + 1;
    for (let i = 1; i < this.all.length - RECENT; i++) {
      const gap = this.all[i + 1].step - this.all[i - 1].step;
      if (gap < smallest) {
        smallest = gap;
        found = i;
      }
    }
    return found;
  }
}

/** @typedef {"both" | "d" | "g"} Move an iteration, or a step of one network alone */

/** What was done, step by step: how each step was made, and which settings were changed before it. */
export class Log {
  /** @param {number} step where it begins */
  constructor(step) {
    this.newest = step;
    /** @type {{step: number, move: Move}[]} where a move of another kind than before begins */
    this.moves = [];
    /** @type {Map<number, Record<string, any>>} by the step that they were made at */
    this.changes = new Map();
  }

  /** One more step. @param {Move} move */
  moved(move) {
    if (this.moves[this.moves.length - 1]?.move !== move) this.moves.push({ step: this.newest, move });
    this.newest += 1;
  }

  /** Settings from now on. @param {Record<string, any>} live */
  changed(live) {
    this.changes.set(this.newest, { ...this.changes.get(this.newest), ...live });
  }

  /** How the step after `step` was made. @param {number} step @returns {Move} */
  moveAt(step) {
    return this.moves.findLast((run) => run.step <= step).move;
  }

  /** What was set at a step, all together. @param {number} step @returns {Record<string, any>} */
  setAt(step) {
    return this.changes.get(step) ?? {};
  }

  /** Forget what came after a step. @param {number} step */
  cut(step) {
    if (step >= this.newest) return;
    this.newest = step;
    this.moves = this.moves.filter((run) => run.step < step);
    for (const changed of this.changes.keys()) if (changed > step) this.changes.delete(changed);
  }
}
