// The laboratory as a page has it: every answer is a promise, every frame comes by itself. The training runs in a
// module Worker of this address, and asks the network for nothing once it is open.
import { Refusal } from "./settings.js";

/** @typedef {import("./shown.js").View} View */
/**
 * As most questions are answered.
 * @typedef {object} Where
 * @property {number} step the place on the time line: iterations, and steps of one network alone
 * @property {number} steps of G, as the core counts them
 * @property {Record<string, any>} live
 * @property {boolean} diverged
 * @property {boolean} finished whether the budget of the recipe is used up
 */

/** One laboratory in a Worker of its own. */
export class Engine {
  /**
   * Called with every frame. The next is sent when it has returned, or when the promise that it returned is settled.
   * @type {(frame: object) => any}
   */
  onframe = () => {};
  #worker = null;
  #waiting = new Map();
  #last = 0;
  #heard = false;
  #opening = 0; // trainings that were asked for and have not begun: no frame that comes meanwhile is theirs
  /** @type {Refusal | null} why nothing can be asked, until it is begun again */
  #lost = null;
  #closed = false;

  constructor() {
    this.#begin();
  }

  #begin() {
    this.#lost = null;
    this.#heard = false;
    try {
      this.#worker = new Worker(new URL("./worker.js", import.meta.url), { type: "module" });
    } catch {
      this.#lost = new Refusal("lab_no_worker");
      return;
    }
    const mine = this.#worker;
    mine.onmessage = ({ data }) => mine === this.#worker && this.#receive(data);
    mine.onerror = (event) => {
      if (mine !== this.#worker) return;
      const broke = this.#heard ? new Refusal("lab_failed", { sentence: event.message }) : new Refusal("lab_no_worker");
      this.#lose(broke);
    };
  }

  /**
   * Begin a training. One that ran here is gone where the new one can be had, else it is kept, paused. Where the
   * Worker broke down a new one is begun.
   * @param {{recipe?: object, points?: Float32Array | null, state?: object | null, plain?: boolean}} asked
   * @returns {Promise<{recipe: object, kernels: "wasm" | "plain"}>} rejects with a Refusal
   */
  async open(asked) {
    if (this.#lost && !this.#closed) this.#begin();
    this.#opening += 1;
    try {
      return await this.#ask("open", asked);
    } finally {
      this.#opening -= 1;
    }
  }

  /**
   * Train until told otherwise.
   * @param {{rate?: number, phases?: boolean}} [how] steps a second, or phases a second; Infinity: flat out
   * @returns {Promise<Where>}
   */
  play(how = {}) {
    return this.#ask("play", how);
  }

  /** @returns {Promise<Where>} */
  pause() {
    return this.#ask("pause");
  }

  /**
   * @param {"both" | "d" | "g" | "phase"} network
   * @param {number} [times]
   * @returns {Promise<Where>} when they are taken, or something else was asked for in between
   */
  step(network = "both", times = 1) {
    return this.#ask("step", { network, times });
  }

  /** @param {Record<string, any>} live settings that may change while it trains @returns {Promise<Where>} */
  set(live) {
    return this.#ask("set", live);
  }

  /** @param {number} steps @returns {Promise<Where>} */
  back(steps) {
    return this.#ask("back", { steps });
  }

  /** @param {number} step @returns {Promise<Where>} */
  seek(step) {
    return this.#ask("seek", { step });
  }

  /** What frames are to show from now on. @param {Partial<View>} view @returns {Promise<Where>} */
  look(view) {
    return this.#ask("look", view);
  }

  /**
   * What is known beside the frames; the training goes on.
   * @param {"value" | "judge" | "generate" | "batch"} what
   * @param {object} [question] {x, y} of a place, or what the laboratory's function of that name is asked
   * @returns {Promise<any>}
   */
  ask(what, question = {}) {
    return this.#ask(what, question);
  }

  /** Everything, as JSON. @returns {Promise<object>} */
  save() {
    return this.#ask("save");
  }

  /**
   * Points of a table or a picture, read in the Worker; needs no training.
   * @param {import("./reading.js").Reading} asked the pixels are handed over
   * @returns {Promise<any>} as `read` of reading.js
   */
  read(asked) {
    return this.#ask("read", asked, asked.pixels ? [asked.pixels.data.buffer] : []);
  }

  /** The end: whatever is not answered is refused. */
  close() {
    this.#closed = true;
    this.#lose(new Refusal("lab_closed"));
  }

  #ask(what, question, transfer = []) {
    if (this.#lost) return Promise.reject(this.#lost);
    const id = ++this.#last;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#worker.postMessage({ id, what, question }, transfer);
    });
  }

  #receive({ id, answer, refusal, frame }) {
    this.#heard = true;
    if (frame) {
      this.#show(frame);
      return;
    }
    const { resolve, reject } = this.#waiting.get(id) ?? UNASKED;
    this.#waiting.delete(id);
    if (refusal) reject(new Refusal(refusal.code, refusal.details));
    else resolve(answer);
  }

  async #show(frame) {
    const from = this.#worker;
    try {
      if (!this.#opening) await this.onframe(frame);
    } finally {
      if (!this.#lost && from === this.#worker) from.postMessage({ what: "seen" });
    }
  }

  #lose(refusal) {
    if (!this.#lost || this.#closed) this.#lost = refusal;
    this.#worker?.terminate();
    this.#worker = null;
    for (const { reject } of this.#waiting.values()) reject(this.#lost);
    this.#waiting.clear();
  }
}

const UNASKED = { resolve: () => {}, reject: () => {} };
