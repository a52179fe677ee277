// The two networks at their training: every step draws its batch from streams of its own, so that the same seed gives
// the same points and noise whatever the loss asks for, and everything a step depends on can be kept and put back.
import { lawOf } from "./data.js";
import { Noise } from "./noise.js";
import { stepsOf } from "./phases.js";
import { Random } from "./random.js";
import { LIVE } from "./settings.js";
import { lossOfG, termsOfD } from "./terms.js";
import { Trainer } from "./trainer.js";

const TRAINED = ["real", "noise"]; // streams that training draws from; the trainer keeps its own, "weights"
const STREAMS = ["weights", ...TRAINED, "shown", "measured"];
/** The numbers of a step, as rows of the history have them behind the step. */
export const NUMBERS = ["loss_d", "loss_g", "d_real", "d_fake", "extra_d", "accuracy", "gradient_d", "gradient_g"];

/** @typedef {{network: "d" | "g", real: Float32Array, z: Float32Array}} Batch */

/** Trainer, data and noise of one recipe. */
export class Players {
  /**
   * @param {Record<string, any>} recipe all settings
   * @param {Float32Array | null} points one's own, in place of a named set
   */
  constructor(recipe, points) {
    this.recipe = { ...recipe };
    this.points = points;
    this.law = lawOf(recipe.dataset, points);
    this.noise = new Noise(recipe.noise, recipe.z_dim);
    const seed = (stream) => (STREAMS.length * recipe.seed + stream) >>> 0;
    /** @type {Record<string, Random>} */
    this.streams = Object.fromEntries(STREAMS.map((name, i) => [name, new Random(seed(i))]));
    this.trainer = new Trainer(recipe, { random: this.streams.weights });
    this.trainer.lastReal.set(this.law.sample(this.streams.measured, recipe.batch));
    this.numbers = Object.fromEntries(NUMBERS.map((name) => [name, null]));
    /** What D made of the last batch of each network. @type {Record<"d" | "g", import("./terms.js").Logits | null>} */
    this.logits = { d: null, g: null };
  }

  /** The live settings in force. */
  get live() {
    return Object.fromEntries(LIVE.map((name) => [name, this.recipe[name]]));
  }

  /** Change live settings; throws Refusal where a value cannot be. @param {Record<string, any>} live */
  set(live) {
    if (!Object.keys(live).length) return;
    this.trainer.set(live);
    Object.assign(this.recipe, live);
  }

  /** An iteration, or a step of one network. @param {"both" | "d" | "g"} move */
  move(move) {
    if (move !== "both") this.learn(this.draw(move));
    else for (const network of stepsOf(this.recipe)) this.take(network);
  }

  /** A network's step in an iteration: a frozen one's is counted and not taken. @param {"d" | "g"} network */
  take(network) {
    if (this.recipe.freeze === network) this.trainer.pass(network);
    else this.learn(this.draw(network));
  }

  /**
   * A batch for one step of a network.
   * @param {"d" | "g"} network
   * @returns {Batch}
   */
  draw(network) {
    const { batch } = this.recipe;
    const real = this.law.sample(this.streams.real, batch);
    return { network, real, z: this.noise.sample(this.streams.noise, batch) };
  }

  /** One step of a network on a batch. @param {Batch} batch */
  learn({ network, real, z }) {
    const told = network === "d" ? this.trainer.stepD(real, z) : this.trainer.stepG(z, real);
    Object.assign(this.numbers, told);
    this.logits[network] = this.trainer.logits(network);
  }

  /** What D makes of a batch that a step is about to be taken on. @param {Batch} batch */
  rehearse({ network, real, z }) {
    this.trainer.rehearse(network, real, z);
    this.logits[network] = this.trainer.logits(network);
  }

  /**
   * The losses of the last step of each network on its own batch, D's term by term; null before there was one.
   * @returns {{real: number | null, fake: number | null, loss_d: number | null, loss_g: number | null}}
   */
  get terms() {
    const { recipe, logits } = this;
    const none = { real: null, fake: null, loss_d: null };
    const ofD = logits.d ? termsOfD(recipe.loss, logits.d, recipe.smoothing) : none;
    return { ...ofD, loss_g: logits.g && lossOfG(recipe.loss, logits.g) };
  }

  /** Whether a number of the last steps is none: nothing comes of going on. */
  get diverged() {
    return NUMBERS.some((name) => this.numbers[name] !== null && !Number.isFinite(this.numbers[name]));
  }

  /** Everything that the next step depends on; a copy. */
  keep() {
    const streams = Object.fromEntries(TRAINED.map((name) => [name, this.streams[name].state()]));
    const { numbers, live, logits } = this;
    return { trainer: this.trainer.state(), streams, numbers: { ...numbers }, live, logits: { ...logits } };
  }

  /** Put back what was kept. @param {ReturnType<Players["keep"]>} kept */
  restore(kept) {
    this.trainer.load(kept.trainer);
    for (const name of TRAINED) this.streams[name].load(kept.streams[name]);
    this.numbers = { ...kept.numbers };
    this.logits = { ...kept.logits };
    this.set(kept.live);
  }
}
