// A critic that learns to tell two heaps on a line apart, trained by the engine; the generator that makes the second
// heap stands still. Nothing here draws.
import { Random } from "../../kit/engine/random.js";
import { Trainer } from "../../kit/engine/trainer.js";

/** Steps that a critic is trained. */
export const STEPS = 1000;
/** Weight of the gradient penalty, as published. */
export const LAMBDA = 10;
const BATCH = 64;
const COMMON = { family: "points", z_dim: 1, g_layers: 0, d_layers: 3, d_width: 32, batch: BATCH, ema: 0, seed: 0 };

/**
 * The recipe of a critic.
 * @param {number} clip what its weights are clipped to; 0: it has a gradient penalty in place of that
 * @returns {Record<string, any>}
 */
export function recipeOf(clip) {
  const bound = clip
    ? { clip, optimizer: "rmsprop", lr_d: 2e-3 }
    : { penalty: "gp", gamma: LAMBDA, optimizer: "adam", beta1: 0, beta2: 0.9, lr_d: 2e-3 };
  return { ...COMMON, loss: "wasserstein", freeze: "g", ...bound };
}

/** One critic. The heaps lie on the first axis of the engine's plane: real around 0, generated around `distance`. */
export class Critic {
  /**
   * @param {{clip: number, distance: number, spread: number}} heaps clip: see `recipeOf`
   * @returns {Promise<Critic>}
   */
  static async of(heaps) {
    await Trainer.kernels();
    return new Critic(heaps);
  }

  constructor({ clip, distance, spread }) {
    Object.assign(this, { clip, distance, spread, steps: 0 });
    this.random = new Random(1);
    this.trainer = new Trainer(recipeOf(clip));
    const { weights } = this.trainer.state();
    const generator = {
      "first.weight": { data: Float32Array.of(spread, 0) },
      "first.bias": { data: Float32Array.of(distance, 0) },
    };
    this.trainer.load({ step: 0, images: 0, weights: { generator, discriminator: weights.discriminator } });
  }

  /** @param {number} until how many steps it is to have taken */
  train(until) {
    const real = new Float32Array(2 * BATCH);
    const z = new Float32Array(BATCH);
    for (; this.steps < until; this.steps++) {
      for (let i = 0; i < BATCH; i++) real[2 * i] = this.spread * this.random.normal();
      this.trainer.stepD(real, this.random.normals(z));
    }
  }

  /** @param {number[]} places on the line @returns {Float32Array} what it says there */
  values(places) {
    const points = Float32Array.from(places.flatMap((x) => [x, 0]));
    return this.trainer.judge(points, places.length);
  }

  /** How much it rises from the middle of the generated heap to that of the real one, on the mean of the way. */
  get slope() {
    const [real, fake] = this.values([0, this.distance]);
    return (real - fake) / this.distance;
  }
}
