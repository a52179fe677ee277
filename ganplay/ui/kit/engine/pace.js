// When the laboratory's next step or phase is due: one state machine, handed its clock. Nothing here waits or trains.

/** Seconds of one phase where no rate is given. */
export const PHASE_SECONDS = 3;
const LATE = 0.1; // seconds of steps that may be made up for; what is later than that is dropped, never queued

/** @typedef {"paused" | "asked" | "playing" | "phases"} Mode "asked": a number of steps, as fast as can be */
/** @typedef {"both" | "d" | "g" | "phase"} Unit an iteration, a step of one network, or a phase of an iteration */
/** @typedef {{unit: Unit, count: number}} Due count may be Infinity */

/** What is to be done now, and how long nothing is. Times are in seconds, of any clock that never goes back. */
export class Pace {
  constructor() {
    this.pause();
  }

  /** Stop; steps that were asked for and not done are forgotten. */
  pause() {
    /** @type {Mode} */
    this.mode = "paused";
    this.rate = 0;
    /** @type {Due[]} what was asked for and is not done, in its order */
    this.asked = [];
    this.since = 0;
    /** @type {Unit} */
    this.unit = "both";
  }

  get playing() {
    return this.mode === "playing" || this.mode === "phases";
  }

  /**
   * Go on until told otherwise. The first step is due at once; a change of rate while playing keeps the beat.
   * @param {{rate?: number, phases?: boolean}} how rate: steps a second, or phases a second; Infinity: flat out
   * @param {number} now
   */
  play({ rate, phases = false }, now) {
    const mode = phases ? "phases" : "playing";
    const asked = rate ?? (phases ? 1 / PHASE_SECONDS : Number.POSITIVE_INFINITY);
    const share = this.mode === mode ? Math.min(1, this.#credit(now)) : 1;
    this.mode = mode;
    this.unit = phases ? "phase" : "both";
    this.rate = Math.max(0, asked);
    this.asked = [];
    this.since = this.#timed ? now - share / this.rate : now;
  }

  /**
   * A number of steps, as fast as can be, after those that were asked for before; then it is paused.
   * @param {Unit} unit
   * @param {number} times
   * @returns {boolean} whether there is anything to do
   */
  ask(unit, times) {
    if (this.mode !== "asked") this.pause();
    if (!(times >= 1)) return false;
    this.mode = "asked";
    this.asked.push({ unit, count: Math.floor(times) });
    return true;
  }

  /**
   * What is due now.
   * @param {number} now
   * @returns {Due | null} null: nothing
   */
  due(now) {
    if (this.mode === "paused") return null;
    if (this.mode === "asked") return { ...this.asked[0] };
    const count = this.#timed ? Math.floor(this.#credit(now) + 1e-9) : this.rate;
    return count > 0 ? { unit: this.unit, count } : null;
  }

  /**
   * So much of what was due has been done.
   * @param {number} count
   * @param {number} now
   */
  did(count, now) {
    if (this.mode === "asked") {
      const [first] = this.asked;
      first.count -= count;
      if (first.count <= 0) this.asked.shift();
      if (!this.asked.length) this.pause();
    } else if (this.#timed) {
      const left = Math.max(0, this.#credit(now) - count);
      this.since = now - Math.min(left, Math.max(1, LATE * this.rate)) / this.rate;
    }
  }

  /**
   * Seconds until something is due: 0 where something is, Infinity while paused.
   * @param {number} now
   * @returns {number}
   */
  wait(now) {
    if (this.due(now)) return 0;
    return this.#timed ? Math.max(0, (1 - this.#credit(now)) / this.rate) : Number.POSITIVE_INFINITY;
  }

  /** Whether steps come at a rate. */
  get #timed() {
    return this.playing && this.rate > 0 && this.rate < Number.POSITIVE_INFINITY;
  }

  /** Steps that the time since the last one stands for. */
  #credit(now) {
    return this.#timed ? (now - this.since) * this.rate : 0;
  }
}
