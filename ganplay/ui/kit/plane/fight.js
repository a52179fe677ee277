// One engine with what the page keeps of it: the newest frame, the numbers of its steps, the paths of its points.
import { Engine } from "../engine/engine.js";
import { History } from "./history.js";
import { Trail } from "./trail.js";

/** @typedef {{recipe?: object, points?: Float32Array | null, state?: object | null}} Asked */

/** A training in a Worker. */
export class Fight {
  #view = {};

  /**
   * @param {(fight: Fight) => any} seen is called after each frame; the next comes when what it returned is settled
   * @param {Engine} [engine]
   */
  constructor(seen, engine = new Engine()) {
    this.seen = seen;
    this.history = new History();
    this.trail = new Trail();
    /** @type {any} the newest frame */
    this.frame = null;
    this.ended = false; // whether the newest frame is the first behind the budget of the recipe
    this.recipe = null;
    this.kernels = "";
    this.engine = engine;
    this.engine.onframe = (frame) => this.#take(frame);
  }

  /**
   * Begin, or begin again; where it is refused, what trained before stays.
   * @param {Asked} asked
   * @param {object} view what frames show
   * @returns {Promise<void>} rejects with a refusal
   */
  async open(asked, view) {
    this.#view = view;
    const { recipe, kernels } = await this.engine.open(asked);
    this.trail.clear();
    this.history.clear();
    this.recipe = recipe;
    this.kernels = kernels;
    this.#show();
  }

  /** @param {object} view what frames show from now on */
  look(view) {
    if (view.averaged !== this.#view.averaged) this.trail.clear();
    this.#view = view;
    this.#show();
  }

  #show() {
    this.engine.look(this.#view).catch(() => {}); // what is asked next says why
  }

  #take(frame) {
    const before = this.frame;
    this.frame = frame;
    this.ended = Boolean(frame.finished) && !before?.finished;
    frame.line = this.recipe?.z_dim === 1;
    this.history.add(frame.step, frame.history || []);
    if (before && before.extent !== frame.extent) this.trail.clear();
    this.trail.add(frame.step, frame.fake);
    return this.seen(this);
  }

  /** End it. */
  close() {
    this.engine.close();
  }
}
