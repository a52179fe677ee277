// Everything that a trainer has reached, under the names of the core's checkpoints: what goes back, link and file.

/**
 * @typedef {Record<string, {shape: number[], data: Float32Array}>} Tensors
 * @typedef {{step: number, images: number, seconds: number,
 *   weights: {generator: Tensors, discriminator: Tensors, averaged: Tensors},
 *   optimizer: {g: Tensors, d: Tensors}, memory: {random: object, real: Float32Array}}} State
 */

const NETWORKS = ["generator", "discriminator", "averaged"];

/** @param {import("./trainer.js").Trainer} trainer @returns {State} a copy */
export function stateOf(trainer) {
  const { step, images, seconds, companions, optimisers } = trainer;
  const weights = Object.fromEntries(NETWORKS.map((name) => [name, trainer[name].state()]));
  if (companions.length) {
    weights.discriminator.companions = { shape: [companions.length / 2, 2, 1, 1], data: companions.slice() };
  }
  return {
    step,
    images,
    seconds,
    weights,
    optimizer: { g: optimisers.g.state(), d: optimisers.d.state() },
    memory: { random: trainer.random.state(), real: trainer.lastReal.slice() },
  };
}

/**
 * Makes a trainer of the same recipe what it was, bit for bit.
 * @param {import("./trainer.js").Trainer} trainer
 * @param {State} state without `optimizer` its optimisers begin anew; without `memory` random numbers go on
 * @throws {RangeError} where it is of other networks; nothing has changed then
 */
export function loadState(trainer, { step, images, seconds = 0, weights, optimizer = {}, memory = {} }) {
  const averaged = weights.averaged ?? weights.generator;
  const given = { ...weights, averaged };
  for (const name of NETWORKS) trainer[name].fits(given[name]);
  for (const name of NETWORKS) trainer[name].load(given[name]);
  if (weights.discriminator.companions) trainer.companions.set(weights.discriminator.companions.data);
  for (const name of ["g", "d"]) trainer.optimisers[name].load(optimizer[name] ?? {});
  if (memory.random) trainer.random.load(memory.random);
  if (memory.real) trainer.lastReal.set(memory.real);
  [trainer.step, trainer.images, trainer.seconds] = [step, images, seconds];
}
