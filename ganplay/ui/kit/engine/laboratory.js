// The 2-D laboratory without its clock: networks, data, the past of their training and what is measured of it. No
// timers and nothing of the page, so that a Worker and Node run the same.
import { BEST_SAMPLES, Best, hasBest } from "./best.js";
import { bytesOf, fromJson, packed, toJson, unpacked } from "./codec.js";
import { Ruler, SAMPLES } from "./measures.js";
import { Opened } from "./opened.js";
import { Log, Snapshots } from "./past.js";
import { NUMBERS, Players } from "./players.js";
import { DEFAULTS } from "./presets.js";
import { spentShare } from "./schedules.js";
import { Refusal } from "./settings.js";
import { Shown, VIEW } from "./shown.js";
import { Trainer } from "./trainer.js";

const SLICE = 2500; // points that are generated at once where an answer is made in slices
const ROWS = 32; // of the history in one frame; of more, every second is left out
const TICKS = 1000; // of a budget in seconds: its schedules move in so many steps, each of which the log keeps

/** @typedef {import("./shown.js").View} View */
/** @typedef {import("./past.js").Move} Move */

/**
 * @typedef {object} Asked
 * @property {Record<string, any>} [recipe] settings beside the defaults
 * @property {Float32Array | null} [points] one's own, x and y of each
 * @property {object | null} [state] as `save` returns it, in place of both
 * @property {boolean} [plain] without WASM
 * @property {object} [past] bounds of what is kept, see Snapshots
 */

/** A training of points that one can go back in. */
export class Laboratory {
  /**
   * @param {Asked} asked
   * @returns {Promise<Laboratory>} rejects with a Refusal
   */
  static async open({ recipe = {}, points = null, state = null, plain = false, past = {} }) {
    const kernels = await Trainer.kernels({ plain });
    return new Laboratory(state ? opened(state) : { recipe, points }, kernels, past);
  }

  constructor({ recipe, points, state = null }, kernels, past) {
    this.kernels = kernels;
    this.players = new Players({ ...DEFAULTS, ...recipe }, points);
    this.seconds = state?.seconds ?? 0;
    if (state) load(this.players, state);
    this.shown = new Shown(this.players);
    this.step = state?.moves ?? state?.step ?? 0;
    this.log = new Log(this.step);
    this.snapshots = new Snapshots(past);
    /** @type {Opened | null} */
    this.iteration = null;
    /** @type {number[][]} */
    this.rows = [];
    this.stride = 1;
    this.ruler = null;
    this.measured = null;
    this.best = null;
    this.#remember();
  }

  /** The recipe as it is now, live settings included. */
  get recipe() {
    return { ...this.players.recipe };
  }

  get diverged() {
    return this.players.diverged;
  }

  /** Steps of G, as a training of the core counts them. */
  get steps() {
    return this.players.trainer.step;
  }

  /** Whether the budget of the recipe, in steps, images or seconds, is used up; without one it never is. */
  get finished() {
    const { step, images } = this.players.trainer;
    return spentShare(this.players.recipe, { step, images, seconds: this.seconds }) >= 1;
  }

  /**
   * Time that was trained. Schedules of a budget in seconds follow it by steps that the log keeps, so that going back
   * stays the same to the last bit.
   * @param {number} seconds
   */
  spend(seconds) {
    this.seconds += seconds;
    const { recipe, trainer } = this.players;
    const passed = this.seconds - trainer.seconds;
    if (!recipe.seconds || passed < recipe.seconds / TICKS || this.#between || this.step !== this.log.newest) return;
    trainer.seconds = this.seconds;
    this.log.changed({ seconds: this.seconds });
  }

  /** The phase of an iteration that is shown phase by phase, or "". */
  get phase() {
    return this.iteration?.phase ?? "";
  }

  /**
   * Train: so many iterations, or so many steps of one network alone.
   * @param {Move} move
   * @param {number} [times]
   * @returns {number} steps taken: fewer where a number stopped being finite
   */
  train(move = "both", times = 1) {
    this.settle();
    let taken = 0;
    while (taken < times && !this.diverged) {
      this.#branch();
      this.players.move(move);
      this.#took(move);
      taken += 1;
    }
    return taken;
  }

  /** The next phase of an iteration, which is opened where none is. */
  advance() {
    if (this.diverged) return;
    if (!this.iteration || this.iteration.done) {
      this.#branch();
      this.iteration = new Opened(this.players);
    }
    if (this.iteration.plan.length) this.iteration.advance();
    if (this.iteration.done) this.#took("both");
  }

  /** Finish the iteration that is open, if one is. */
  settle() {
    while (this.iteration && !this.iteration.done) this.advance();
    this.iteration = null;
  }

  /** Change settings that are live; throws Refusal where a value cannot be. @param {Record<string, any>} live */
  set(live) {
    this.settle();
    this.players.set(live);
    this.#branch();
    this.log.changed(live);
  }

  /** The step that lies so many steps back; an iteration that is open is the first of them. @param {number} steps */
  backTo(steps) {
    return (this.#between ? this.step + 1 : this.step) - steps;
  }

  /** So many steps back, as far as the past is kept. @param {number} steps */
  back(steps) {
    this.seek(this.backTo(steps));
  }

  /** `travel` at once. @param {number} step */
  seek(step) {
    for (const _ of this.travel(step));
  }

  /**
   * Be at a step of the kept past again, to the last bit; what came after it is kept until one trains on from there.
   * One step at a time, from the nearest snapshot: it may be left on the way, at a step that is as good as any.
   * @param {number} step the nearest one that can be had is taken
   */
  *travel(step) {
    const wanted = Math.min(Math.max(Math.round(step), this.snapshots.oldest), this.log.newest);
    this.#approach(wanted);
    while (this.step < wanted) {
      this.players.move(this.log.moveAt(this.step));
      this.step += 1;
      this.#again(this.log.setAt(this.step));
      yield this.step;
    }
  }

  /**
   * What a page draws, in arrays that nothing else holds.
   * @param {Partial<View>} [asked]
   */
  frame(asked = {}) {
    const view = { ...VIEW, ...asked };
    const { players } = this;
    const kept = view.best ? this.best : null;
    const shown = this.shown.frame(view);
    const fits = kept && kept.extent === shown.extent && kept.cells === view.heat;
    const measured = view.measures ? this.measured : null;
    return {
      ...shown,
      step: this.step,
      steps: this.steps,
      oldest: this.snapshots.oldest,
      newest: Math.max(this.log.newest, this.step),
      images: players.trainer.images,
      seconds: this.seconds,
      phase: this.phase,
      batch: this.iteration?.frame() ?? null,
      live: players.live,
      numbers: { ...players.numbers },
      terms: players.terms,
      history: this.#history(),
      best: fits ? kept.logits.slice() : null,
      best_n: fits ? BEST_SAMPLES : 0,
      modes: measured?.modes ?? null,
      kl: measured?.kl ?? null,
      kl_reverse: measured?.kl_reverse ?? null,
      js: measured?.js ?? null,
      measured_at: measured?.step ?? null,
      diverged: this.diverged,
      finished: this.finished,
    };
  }

  /**
   * Measure the generator as it is now, in slices: run it to its end without training in between.
   * @param {boolean} [averaged]
   */
  *measure(averaged = false) {
    const { law, streams } = this.players;
    this.ruler ??= new Ruler(law, streams.measured);
    yield;
    const points = new Float32Array(2 * SAMPLES);
    for (let from = 0; from < SAMPLES; from += SLICE) {
      points.set(this.#generated(Math.min(SLICE, SAMPLES - from), averaged), 2 * from);
      yield;
    }
    this.measured = { ...this.ruler.measure(points), step: this.step };
  }

  /**
   * Find the best D there could be, in slices; while G trains on, it is that of the generators of these moments.
   * @param {Partial<View>} [asked]
   */
  *findBest(asked = {}) {
    const view = { ...VIEW, ...asked };
    const { law, streams, recipe } = this.players;
    if (!hasBest(recipe.loss) || !view.heat) return;
    const extent = view.extent ?? law.extent;
    const found = new Best(extent, view.heat);
    while (found.missing) {
      const n = Math.min(SLICE, found.missing);
      found.add(law.sample(streams.measured, n), this.#generated(n, view.averaged));
      yield;
    }
    this.best = { extent, cells: view.heat, logits: found.logits(recipe.loss, recipe.smoothing) };
  }

  /** D's answer at a place. @param {{x: number, y: number}} place */
  value({ x, y }) {
    return { logit: this.players.trainer.judge(Float32Array.of(x, y), 1)[0] };
  }

  /**
   * D's answers at places.
   * @param {{points: Float32Array, slopes?: boolean}} asked x and y of each; whether their slopes are wanted, too
   * @returns {{logits: Float32Array, slopes: Float32Array | null}} x and y of where D rises at each
   */
  judge({ points, slopes = false }) {
    const { trainer } = this.players;
    const n = points.length / 2;
    return { logits: trainer.judge(points, n), slopes: slopes ? trainer.views.rises(points, n) : null };
  }

  /**
   * What G makes of given noise.
   * @param {{z: Float32Array, averaged?: boolean}} asked z_dim numbers of each
   * @returns {{points: Float32Array}} x and y of each
   */
  generate({ z, averaged = false }) {
    return { points: this.players.trainer.generate(z, z.length / this.players.noise.dimensions, { averaged }) };
  }

  /**
   * The batch that D learned from last, or is about to, as D saw it, with the losses of the last step of each network;
   * null before the first.
   */
  batch() {
    const { logits, terms } = this.players;
    if (!logits.d && !logits.g) return null;
    const seen = logits.d ?? logits.g;
    return { real: seen.real?.slice() ?? null, fake: seen.fake.slice(), terms };
  }

  /** Everything, as JSON: `open({state})` goes on from it to the last bit. */
  save() {
    this.settle();
    const { players } = this;
    const { trainer, streams } = players.keep();
    const { weights, optimizer, memory } = toJson(trainer);
    return {
      recipe: this.recipe,
      step: trainer.step,
      moves: this.step,
      images: trainer.images,
      seconds: this.seconds,
      weights,
      optimizer,
      memory,
      random: toJson(streams),
      points: players.points && packed(players.points),
    };
  }

  get #between() {
    return this.iteration && !this.iteration.done;
  }

  #took(move) {
    this.log.moved(move);
    this.step += 1;
    this.#note();
    if (!this.diverged && this.snapshots.wanted(this.step)) this.#remember();
  }

  /** From here on the past is another one. */
  #branch() {
    if (this.step === this.log.newest) return;
    this.log.cut(this.step);
    this.snapshots.cut(this.step);
  }

  /** Be at the nearest step at or before one: that of a snapshot, or the present one. */
  #approach(wanted) {
    const snapshot = this.snapshots.before(wanted);
    const nearer = !this.iteration && this.step <= wanted && this.step >= snapshot.step;
    if (!nearer) {
      this.players.restore(snapshot.what);
      this.step = snapshot.step;
      if (this.players.recipe.seconds) this.seconds = this.players.trainer.seconds;
      this.#again(this.log.setAt(this.step));
    }
    this.iteration = null;
    this.rows = [];
    this.measured = null;
    this.best = null;
  }

  /** Set again what was set at a step. */
  #again({ seconds, ...live }) {
    this.players.set(live);
    if (seconds === undefined) return;
    this.seconds = seconds;
    this.players.trainer.seconds = seconds;
  }

  #remember() {
    const kept = this.players.keep();
    this.snapshots.add(this.step, bytesOf(kept), kept);
  }

  #note() {
    if (this.step % this.stride) return;
    const { numbers } = this.players;
    this.rows.push([this.step, ...NUMBERS.map((name) => numbers[name])]);
    if (this.rows.length <= ROWS) return;
    this.stride *= 2;
    this.rows = this.rows.filter(([step]) => step % this.stride === 0);
  }

  #history() {
    const { rows } = this;
    this.rows = [];
    this.stride = 1;
    return rows;
  }

  #generated(n, averaged) {
    const { trainer, noise, streams } = this.players;
    return trainer.generate(noise.sample(streams.measured, n), n, { averaged });
  }
}

const COUNTS = ["step", "moves", "images", "seconds"];
const isCount = (value, broken) =>
  (broken ? Number.isFinite(value) : Number.isSafeInteger(value)) && typeof value === "number" && value >= 0;

/** What a saved state asks to open; throws Refusal where it is none. */
function opened(state) {
  if (!state || typeof state !== "object" || !state.recipe || !state.weights) throw new Refusal("lab_state");
  if (!COUNTS.every((name) => isCount(state[name] ?? 0, name === "seconds"))) throw new Refusal("lab_state");
  try {
    return { recipe: state.recipe, points: state.points ? unpacked(state.points) : null, state };
  } catch {
    throw new Refusal("lab_state");
  }
}

/** Weights, optimizers, random state and counts of a saved state; what a server does not know is as at a start. */
function load(players, { weights, optimizer = {}, memory, random, step = 0, images = 0, seconds = 0 }) {
  try {
    const fresh = players.keep();
    const kept = fromJson({ weights, optimizer, memory: memory ?? {} });
    const streams = { ...fresh.streams, ...random };
    players.restore({ ...fresh, streams, trainer: { ...kept, step, images, seconds } });
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal("lab_state");
  }
}
