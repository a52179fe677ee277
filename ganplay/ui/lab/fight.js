// One engine with what the page keeps of it: the newest frame, the numbers of its steps, the paths of its points.
import { Engine } from "../kit/engine/engine.js";
import { History } from "./history.js";
import { Trail } from "./trail.js";

/** @typedef {{recipe?: object, points?: Float32Array | null, state?: object | null}} Asked */

/** A training in a Worker. */
export class Fight {
  /** @param {(fight: Fight) => void} seen is called after each frame */
  constructor(seen) {
    this.seen = seen;
    this.history = new History();
    this.trail = new Trail();
    /** @type {any} the newest frame */
    this.frame = null;
    this.recipe = null;
    this.kernels = "";
    this.engine = new Engine();
    this.engine.onframe = (frame) => this.#take(frame);
  }

  /**
   * Begin, or begin again.
   * @param {Asked} asked
   * @param {object} view what frames show
   * @returns {Promise<void>} rejects with a refusal
   */
  async open(asked, view) {
    this.trail.clear();
    const { recipe, kernels } = await this.engine.open(asked);
    this.history.clear();
    this.recipe = recipe;
    this.kernels = kernels;
    this.look(view);
  }

  /** @param {object} view what frames show from now on */
  look(view) {
    this.engine.look(view);
  }

  #take(frame) {
    const before = this.frame;
    this.frame = frame;
    frame.line = this.recipe?.z_dim === 1;
    this.history.add(frame.step, frame.history || []);
    if (before && before.extent !== frame.extent) this.trail.clear();
    this.trail.add(frame.step, frame.fake);
    this.seen(this);
  }

  /** End it. */
  close() {
    this.engine.close();
  }
}
