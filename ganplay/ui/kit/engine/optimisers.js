// The optimisers of both networks, with the formulas of torch.optim: one call for all weights of a network.

const [ALPHA, EPS] = [0.99, 1e-8]; // of RMSprop; eps of Adam, too

/** What each optimiser remembers of every weight, by torch's names. */
const MEMORIES = { adam: ["exp_avg", "exp_avg_sq"], rmsprop: ["square_avg"], sgd: [] };

/**
 * By what the rate of D is multiplied, and what its betas are raised to, where a penalty is taken every k steps:
 * k / (k + 1) (Karras et al. 2020, StyleGAN2, appendix B).
 * @param {Record<string, any>} recipe
 * @returns {number}
 */
export function lazyFactor(recipe) {
  const every = recipe.penalty === "none" ? 1 : recipe.penalty_every;
  return every > 1 ? every / (every + 1) : 1;
}

/** The optimiser of one network. */
export class Optimiser {
  /** @type {number} steps taken */
  steps = 0;

  /**
   * @param {Record<string, any>} recipe
   * @param {import("./networks.js").Network} network
   * @param {number} factor of rate and betas, see `lazyFactor`
   * @param {import("./memory.js").Memory} memory
   */
  constructor(recipe, network, factor, memory) {
    [this.kind, this.beta1, this.factor, this.memory] = [recipe.optimizer, recipe.beta1 ** factor, factor, memory];
    this.network = network;
    this.names = MEMORIES[recipe.optimizer];
    this.moments = this.names.map(() => memory.take(network.count));
  }

  /** Moves all weights by the slopes at an address. @param {number} slopes @param {number} lr @param {number} beta2 */
  step(slopes, lr, beta2) {
    const { kernels } = this.memory;
    const { at, count } = this.network;
    const rate = lr * this.factor;
    const [first, second] = this.moments;
    this.steps += 1;
    if (this.kind === "sgd") kernels.sgd(at, slopes, count, rate);
    else if (this.kind === "rmsprop") kernels.rmsprop(at, slopes, first, count, rate, ALPHA, EPS);
    else {
      const b2 = beta2 ** this.factor;
      const correction = Math.sqrt(1 - b2 ** this.steps);
      const size = rate / (1 - this.beta1 ** this.steps);
      kernels.adam(at, slopes, first, second, count, size, this.beta1, b2, correction, EPS);
    }
  }

  /** @returns {Record<string, {shape: number[], data: Float32Array}>} as torch's: "0.exp_avg", "0.step" ... */
  state() {
    const found = {};
    if (!this.names.length || !this.steps) return found;
    this.network.tensors.forEach((tensor, index) => {
      found[`${index}.step`] = { shape: [], data: Float32Array.of(this.steps) };
      this.names.forEach((name, i) => {
        const data = this.memory.view(this.#place(i, tensor), tensor.count).slice();
        found[`${index}.${name}`] = { shape: tensor.shape, data };
      });
    });
    return found;
  }

  /** @param {Record<string, {data: ArrayLike<number>}>} state as of `state`; empty: before the first step */
  load(state) {
    this.steps = state["0.step"]?.data[0] ?? 0;
    this.network.tensors.forEach((tensor, index) => {
      this.names.forEach((name, i) => {
        const view = this.memory.view(this.#place(i, tensor), tensor.count);
        const kept = state[`${index}.${name}`];
        if (kept) view.set(kept.data);
        else view.fill(0);
      });
    });
  }

  #place(memory, tensor) {
    return this.moments[memory] + tensor.at - this.network.at;
  }
}
