// One iteration while it is open: phase by phase, with everything that each phase brings to light.
import { phasesOf, stepsOf } from "./phases.js";

/** @typedef {import("./players.js").Players} Players */

/** An iteration that is under way; `shown` grows with its phases, and is emptied where the next step begins. */
export class Opened {
  /** @param {Players} players */
  constructor(players) {
    this.players = players;
    this.plan = phasesOf(players.recipe);
    this.#pass("d");
    this.at = -1;
    this.shown = null;
    this.batch = null;
  }

  /** The phase that it is in; "" before the first. */
  get phase() {
    return this.plan[this.at]?.phase ?? "";
  }

  /** Whether its last phase is over. */
  get done() {
    return this.at >= this.plan.length - 1;
  }

  /** The next phase. */
  advance() {
    this.at += 1;
    const { network, phase } = this.plan[this.at];
    PHASES[phase](this, network);
    if (this.done) this.#pass("g");
  }

  /** Count the steps of a network that is frozen. */
  #pass(network) {
    const { recipe } = this.players;
    if (recipe.freeze !== network) return;
    for (const one of stepsOf(recipe)) if (one === network) this.players.take(one);
  }

  /** What the phases up to now have shown, in arrays of its own; null where there is nothing. */
  frame() {
    if (!this.shown) return null;
    const { logits, ...rest } = this.shown;
    return { ...copies(rest), logits: logits && copies(logits) };
  }

  /** A new batch: D's phases show its real points first, G's its noise. */
  begin(network, parts) {
    this.batch = this.players.draw(network);
    const empty = { network, real: null, noise: null, fake: null, logits: null, arrows: null };
    this.shown = { ...empty, ...parts(this.batch) };
  }

  generate() {
    const { z } = this.batch;
    this.shown.fake = this.players.trainer.generate(z, this.players.recipe.batch, { averaged: false }).slice();
  }

  judge(ofReal) {
    const { trainer, recipe } = this.players;
    const judge = (points) => trainer.judge(points, recipe.batch).slice();
    this.players.rehearse(this.batch);
    this.shown.logits = { real: ofReal ? judge(this.batch.real) : null, fake: judge(this.shown.fake) };
  }

  point(network) {
    this.shown.arrows = this.players.trainer.arrows(this.batch.z, this.players.recipe.batch, network).slice();
  }

  learn() {
    this.players.learn(this.batch);
  }
}

const PHASES = {
  real: (open, network) => open.begin(network, ({ real }) => ({ real })),
  noise: (open) => {
    open.shown.noise = open.batch.z;
  },
  generate: (open) => open.generate(),
  judge: (open) => open.judge(true),
  d_gradient: () => {}, // the losses of the batch: ask("batch")
  d_step: (open) => open.learn(),
  g_noise: (open, network) => open.begin(network, ({ z }) => ({ noise: z })),
  g_generate: (open) => open.generate(),
  g_judge: (open) => open.judge(false),
  g_gradient: (open, network) => open.point(network),
  g_step: (open) => open.learn(),
};

function copies(parts) {
  return Object.fromEntries(
    Object.entries(parts).map(([name, part]) => [name, ArrayBuffer.isView(part) ? part.slice() : part]),
  );
}
