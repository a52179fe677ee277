// The training of two small networks on points of the plane: what ganplay/training/step.py does, in the browser.
import { prepare } from "./kernels.js";
import { LOSSES } from "./losses.js";
import { Memory } from "./memory.js";
import { discriminatorLayers, generatorLayers, Network } from "./networks.js";
import { lazyFactor, Optimiser } from "./optimisers.js";
import { discriminatorStep, generatorStep } from "./programs.js";
import { Random } from "./random.js";
import { following, moment, spentShare } from "./schedules.js";
import { checked, LIVE, Refusal } from "./settings.js";
import { loadState, stateOf } from "./state.js";
import { Views } from "./views.js";

export { Refusal } from "./settings.js";

/**
 * Both networks, their optimisers, the averaged generator, and the steps that they take.
 *
 * A step of a network that is frozen (see the recipe's `freeze`) is counted and told of, and moves nothing.
 *
 * What a step returns is one object that the next step of that network writes over: copy what is to be kept.
 */
export class Trainer {
  /** @type {number} G steps */
  step = 0;
  /** @type {number} real points shown to D */
  images = 0;
  /** @type {number} of training, as told from outside: schedules of a budget in seconds follow it */
  seconds = 0;
  /** Programs of the last steps. @type {{d: any, g: any}} */
  #last = { d: null, g: null };
  #told = {
    d: { loss_d: 0, d_real: 0, d_fake: 0, extra_d: 0, accuracy: 0, gradient_d: 0 },
    g: { loss_g: 0, gradient_g: 0 },
  };

  /**
   * Prepares the kernels of every trainer that comes after.
   * @param {{plain?: boolean}} [options] plain: leave WebAssembly out
   * @returns {Promise<"wasm" | "plain">} what they are
   */
  static kernels(options) {
    return prepare(options);
  }

  /**
   * @param {Record<string, any>} recipe settings by the core's names; those not given are the core's defaults
   * @param {{random?: Random}} [options] where the first weights and the mixtures of the gradient penalty come from
   * @throws {Refusal} where the engine cannot train it
   */
  constructor(recipe, { random } = {}) {
    this.recipe = checked(recipe);
    this.random = random ?? new Random(this.recipe.seed);
    this.loss = LOSSES[this.recipe.loss];
    const memory = new Memory();
    this.memory = memory;
    const [g, d] = [generatorLayers(this.recipe), discriminatorLayers(this.recipe)];
    [this.generator, this.discriminator, this.averaged] = [g, d, g].map((layers) => new Network(memory, layers));
    this.optimisers = {
      g: new Optimiser(this.recipe, this.generator, 1, memory),
      d: new Optimiser(this.recipe, this.discriminator, lazyFactor(this.recipe), memory),
    };
    this.slopes = { g: memory.take(this.generator.count), d: memory.take(this.discriminator.count) };
    /** @type {Float32Array} real points that D sees beside one that it judges by itself, where points are packed */
    this.companions = new Float32Array(2 * (this.recipe.packing - 1));
    /** @type {Float32Array} the real points of the last step, for the arrows of losses of pairs */
    this.lastReal = new Float32Array(2 * this.recipe.batch);
    this.generator.initialise(this.random);
    this.discriminator.initialise(this.random);
    this.averaged.load(this.generator.state());
    this.#write();
    this.views = new Views(this);
  }

  #write() {
    const { penalty, penalty_every } = this.recipe;
    const lazy = penalty !== "none" && penalty_every > 1;
    const due = discriminatorStep(this, this.slopes.d, true);
    this.programs = {
      due,
      between: lazy ? discriminatorStep(this, this.slopes.d, false) : due,
      g: generatorStep(this, this.slopes.g),
    };
  }

  /**
   * Changes settings that may change while it trains.
   * @param {Record<string, any>} live
   * @throws {Refusal} for others and for impossible values; nothing changes then
   */
  set(live) {
    const other = Object.keys(live).find((name) => !LIVE.includes(name));
    if (other) throw new Refusal("setting_restart", { setting: other });
    this.recipe = checked({ ...this.recipe, ...live });
  }

  /** @returns {import("./schedules.js").Moment} the scheduled settings as they are now */
  get now() {
    return moment(this.recipe, this.images, spentShare(this.recipe, this));
  }

  /**
   * One D step on a batch of real points and as many generated from z.
   * @param {Float32Array} real (batch, 2) @param {Float32Array} z (batch, z_dim)
   * @param {Float32Array} [share] of the real point in each mixture of the gradient penalty, (batch,); drawn where
   *   it is not given
   * @returns {{loss_d: number, d_real: number, d_fake: number, extra_d: number, accuracy: number, gradient_d: number}}
   *   mean logits; the share of logits on their side of the line; the norm of the slope by D's weights
   */
  stepD(real, z, share) {
    const { memory, recipe, programs, now } = this;
    const due = Math.floor(this.images / recipe.batch) % recipe.penalty_every === 0;
    const program = due ? programs.due : programs.between;
    this.lastReal.set(real);
    if (!this.images) this.companions.set(real.subarray(0, this.companions.length));
    memory.floats.set(real, program.real.at >>> 2);
    memory.floats.set(z, program.z.at >>> 2);
    memory.floats[program.gamma.at >>> 2] = now.gamma * recipe.penalty_every;
    if (program.share) this.#mix(memory.view(program.share.at, program.share.count), share);
    program.tape.run();
    this.#last.d = program;
    if (recipe.freeze !== "d") this.#moveD(now);
    this.images += recipe.batch;
    return this.#tellD(program);
  }

  /**
   * One G step, then the average.
   * @param {Float32Array} z (batch, z_dim) @param {Float32Array} [real] (batch, 2), which relativistic losses need
   * @returns {{loss_g: number, gradient_g: number}} and the norm of the slope by G's weights
   */
  stepG(z, real) {
    const { memory, recipe, programs, now, generator } = this;
    const program = programs.g;
    memory.floats.set(z, program.z.at >>> 2);
    if (program.real) {
      memory.floats.set(real, program.real.at >>> 2);
      this.lastReal.set(real);
    }
    program.tape.run();
    this.#last.g = program;
    if (recipe.freeze !== "g") this.#moveG(now);
    this.step += 1;
    const told = this.#told.g;
    told.loss_g = memory.floats[program.loss.at >>> 2];
    told.gradient_g = Math.sqrt(memory.kernels.squares(this.slopes.g, generator.count));
    return told;
  }

  /**
   * Counts a step of a frozen network that is not taken, as the core does.
   * @param {"d" | "g"} network
   */
  pass(network) {
    if (network === "d") this.images += this.recipe.batch;
    else this.step += 1;
  }

  /**
   * What a step of a network would begin with: `logits` are those of this batch then; nothing moves.
   * @param {"d" | "g"} network @param {Float32Array} real (batch, 2) @param {Float32Array} z (batch, z_dim)
   */
  rehearse(network, real, z) {
    const { floats } = this.memory;
    const program = network === "d" ? this.programs.between : this.programs.g;
    floats.set(z, program.z.at >>> 2);
    if (program.real) floats.set(real, program.real.at >>> 2);
    program.tape.run();
    this.#last[network] = program;
  }

  /**
   * What D made of the points of a network's last step, before that step: (batch / packing,) each.
   * @param {"d" | "g"} network
   * @returns {{real: Float32Array | null, fake: Float32Array} | null} copies; no real ones where G's loss has none;
   *   null before the first step
   */
  logits(network) {
    const program = this.#last[network];
    if (!program) return null;
    const copied = (node) => node && this.memory.view(node.at, node.count).slice();
    return { real: copied(program.onReal), fake: copied(program.onFake) };
  }

  #moveD(now) {
    const { memory, recipe, discriminator } = this;
    this.optimisers.d.step(this.slopes.d, recipe.lr_d * now.rates, now.beta2);
    if (recipe.clip) memory.kernels.clamp(discriminator.at, discriminator.count, recipe.clip);
  }

  #moveG(now) {
    const { memory, recipe, generator, averaged } = this;
    this.optimisers.g.step(this.slopes.g, recipe.lr_g * now.rates, now.beta2);
    memory.kernels.lerp(averaged.at, generator.at, generator.count, following(recipe, this.step, now.memory));
  }

  #mix(out, share) {
    for (let i = 0; i < out.length; i += 2) out[i] = out[i + 1] = share ? share[i / 2] : this.random.next();
  }

  #tellD({ loss, extra, onReal, onFake }) {
    const { floats, kernels } = this.memory;
    const told = this.#told.d;
    const [real, fake, n] = [onReal.at >>> 2, onFake.at >>> 2, onReal.count];
    told.loss_d = floats[loss.at >>> 2];
    told.extra_d = extra ? floats[extra.at >>> 2] : 0;
    [told.d_real, told.d_fake] = [meanOf(floats, real, n), meanOf(floats, fake, n)];
    const line = this.loss.floating ? (told.d_real + told.d_fake) / 2 : this.loss.threshold;
    let right = 0;
    for (let i = 0; i < n; i++) right += (floats[real + i] > line ? 1 : 0) + (floats[fake + i] < line ? 1 : 0);
    told.accuracy = right / (2 * n);
    told.gradient_d = Math.sqrt(kernels.squares(this.slopes.d, this.discriminator.count));
    return told;
  }

  /**
   * @param {Float32Array} z (n, z_dim) @param {number} n @param {{averaged?: boolean}} [options]
   * @returns {Float32Array} (n, 2)
   */
  generate(z, n, { averaged = false } = {}) {
    return this.views.generate(z, n, averaged);
  }

  /** @param {Float32Array} points (n, 2) @param {number} n @returns {Float32Array} D's logit of each point by itself */
  judge(points, n) {
    return this.views.judge(points, n);
  }

  /**
   * @param {Float32Array} z (n, z_dim) @param {number} n
   * @param {"g" | "d"} of "g": minus the slope of G's own loss by each generated point, times n; "d": the slope of D
   * @param {{averaged?: boolean}} [options] whether they are the points of the averaged generator
   * @returns {Float32Array} (n, 2)
   */
  arrows(z, n, of, options) {
    const points = this.generate(z, n, options);
    if (of === "d") return this.views.rises(points, n);
    return this.views.falls(points, n, this.lastReal);
  }

  /** @returns {import("./state.js").State} a copy of everything it has reached */
  state() {
    return stateOf(this);
  }

  /**
   * Goes on from a state bit for bit.
   * @param {import("./state.js").State} state of the same networks
   * @throws {RangeError} where it is of others; nothing has changed then
   */
  load(state) {
    loadState(this, state);
  }
}

function meanOf(floats, first, n) {
  let sum = 0;
  for (let i = 0; i < n; i++) sum += floats[first + i];
  return sum / n;
}
