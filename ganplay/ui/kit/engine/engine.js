// The laboratory as a page has it: every answer is a promise, every frame comes by itself. The training runs in a
// module Worker of this address, and asks the network for nothing once it is open.
import { Refusal } from "./settings.js";

/** @typedef {import("./shown.js").View} View */
/** @typedef {{step: number, live: Record<string, any>, diverged: boolean}} Where as most questions are answered */

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
  /** @type {Refusal | null} why nothing can be asked any more */
  #lost = null;

  constructor() {
    try {
      this.#worker = new Worker(new URL("./worker.js", import.meta.url), { type: "module" });
    } catch {
      this.#lost = new Refusal("lab_no_worker");
      return;
    }
    this.#worker.onmessage = ({ data }) => this.#receive(data);
    this.#worker.onerror = (event) => {
      const broke = this.#heard ? new Refusal("lab_failed", { sentence: event.message }) : new Refusal("lab_no_worker");
      this.#lose(broke);
    };
  }

  /**
   * Begin a training; another one that ran here is gone.
   * @param {{recipe?: object, points?: Float32Array | null, state?: object | null, plain?: boolean}} asked
   * @returns {Promise<{recipe: object, kernels: "wasm" | "plain"}>} rejects with a Refusal
   */
  open(asked) {
    return this.#ask("open", asked);
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
   * @param {"value" | "follow" | "batch"} what
   * @param {object} [question] {x, y} of a place, or {z} of a point of noise
   * @returns {Promise<any>}
   */
  ask(what, question = {}) {
    return this.#ask(what, question);
  }

  /** Everything, as JSON. @returns {Promise<object>} */
  save() {
    return this.#ask("save");
  }

  /** The end: whatever is not answered is refused. */
  close() {
    this.#worker?.terminate();
    this.#lose(new Refusal("lab_closed"));
  }

  #ask(what, question) {
    if (this.#lost) return Promise.reject(this.#lost);
    const id = ++this.#last;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#worker.postMessage({ id, what, question });
    });
  }

  #receive({ id, answer, refusal, frame }) {
    this.#heard = true;
    if (frame) {
      this.#show(frame);
      return;
    }
    const { resolve, reject } = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (refusal) reject(new Refusal(refusal.code, refusal.details));
    else resolve(answer);
  }

  async #show(frame) {
    try {
      await this.onframe(frame);
    } finally {
      if (!this.#lost) this.#worker.postMessage({ what: "seen" });
    }
  }

  #lose(refusal) {
    this.#lost ??= refusal;
    for (const { reject } of this.#waiting.values()) reject(this.#lost);
    this.#waiting.clear();
  }
}
