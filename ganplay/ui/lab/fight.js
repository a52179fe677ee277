// One engine with what the page keeps of it: the newest frame, the numbers of its steps, the paths of its points.
import { Engine } from "../kit/engine/engine.js";
import { History } from "./history.js";
import { Trail } from "./trail.js";

const LOST = new Set(["lab_failed", "lab_no_worker", "lab_closed"]); // an engine that says so is of no more use

/** @typedef {{recipe?: object, points?: Float32Array | null, state?: object | null}} Asked */

/** A training in a Worker. */
export class Fight {
  #turn = 0;
  #opening = true;
  #view = {};

  /**
   * @param {(fight: Fight) => any} seen is called after each frame; the next comes when what it returned is settled
   * @param {() => Engine} [begin] a new engine
   */
  constructor(seen, begin = () => new Engine()) {
    this.seen = seen;
    this.begin = begin;
    this.history = new History();
    this.trail = new Trail();
    /** @type {any} the newest frame */
    this.frame = null;
    this.recipe = null;
    this.kernels = "";
    this.engine = this.#started();
  }

  /**
   * Begin, or begin again, where need be with a new engine. Frames of what trained before are passed over until then;
   * where it is refused, that trains on.
   * @param {Asked} asked
   * @param {object} view what frames show
   * @returns {Promise<void>} rejects with a refusal
   */
  async open(asked, view) {
    const turn = ++this.#turn;
    this.#opening = true;
    this.#view = view;
    try {
      const opened = await this.#opened(asked, turn);
      if (turn !== this.#turn) return;
      this.trail.clear();
      this.history.clear();
      Object.assign(this, opened);
    } finally {
      if (turn === this.#turn) this.#opening = false;
    }
    this.#show();
  }

  /** @param {object} view what frames show from now on */
  look(view) {
    if (view.averaged !== this.#view.averaged) this.trail.clear();
    this.#view = view;
    if (!this.#opening) this.#show();
  }

  async #opened(asked, turn) {
    try {
      return await this.engine.open(asked);
    } catch (error) {
      if (!LOST.has(error?.code) || turn !== this.#turn) throw error;
      this.engine.close();
      this.engine = this.#started();
      return this.engine.open(asked);
    }
  }

  #started() {
    const engine = this.begin();
    engine.onframe = (frame) => this.#take(engine, frame);
    return engine;
  }

  #show() {
    this.engine.look(this.#view).catch(() => {}); // what is asked next says why
  }

  #take(engine, frame) {
    if (this.#opening || engine !== this.engine) return undefined;
    const before = this.frame;
    this.frame = frame;
    frame.line = this.recipe?.z_dim === 1;
    this.history.add(frame.step, frame.history || []);
    if (before && before.extent !== frame.extent) this.trail.clear();
    this.trail.add(frame.step, frame.fake);
    return this.seen(this);
  }

  /** End it. */
  close() {
    this.#turn += 1;
    this.#opening = true;
    this.engine.close();
  }
}
