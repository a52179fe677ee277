// The computations of a trainer, each written once on a tape: a step of D, a step of G, and what is looked at.
import { LOSSES } from "./losses.js";
import { COORDINATES, packed } from "./networks.js";
import { add, affine } from "./ops.js";
import { drift, gradientPenalty, zeroCentred } from "./penalties.js";
import { Tape } from "./tape.js";

const SLOPES = { r1: [true, false], r2: [false, true], r1r2: [true, true] };

const into = (network, slopes) => network.tensors.map((tensor) => slopes + tensor.at - network.at);

/** @typedef {{recipe: Record<string, any>, memory: import("./memory.js").Memory,
 *   generator: import("./networks.js").Network, discriminator: import("./networks.js").Network}} Players */

/**
 * One step of D: slopes of its loss by its weights.
 * @param {Players} players @param {number} slopes where they are left @param {boolean} due whether the penalty is taken
 */
export function discriminatorStep({ recipe, memory, generator, discriminator }, slopes, due) {
  const { batch, packing, penalty } = recipe;
  const tape = new Tape(memory);
  const [real, z] = [tape.leaf(batch, COORDINATES), tape.leaf(batch, recipe.z_dim)];
  const fake = generator.on(tape).call(z);
  const d = discriminator.on(tape);
  const judge = (points) => d.call(packed(points, packing));
  const [onReal, onFake] = [judge(real), judge(fake)];
  const loss = LOSSES[recipe.loss].discriminator(onReal, onFake, recipe.smoothing);
  const gamma = tape.leaf(1, 1);
  const share = penalty === "gp" && due ? tape.leaf(batch, COORDINATES) : null;
  const extras = [];
  if (share) extras.push(gradientPenalty(judge, real, fake, share, gamma));
  else if (due && SLOPES[penalty]) {
    const both = [
      [onReal, real],
      [onFake, fake],
    ];
    extras.push(
      zeroCentred(
        both.filter((_, i) => SLOPES[penalty][i]),
        gamma,
      ),
    );
  }
  if (recipe.drift) extras.push(drift(onReal, recipe.drift));
  const extra = extras.length ? extras.reduce(add) : null;
  tape.gradients(extra ? add(loss, extra) : loss, d.parameters, into(discriminator, slopes));
  tape.settle();
  return { tape, real, z, share, gamma, loss, extra, onReal, onFake };
}

/**
 * One step of G: slopes of its loss by its weights.
 * @param {Players} players @param {number} slopes where they are left
 */
export function generatorStep({ recipe, memory, generator, discriminator }, slopes) {
  const { batch, packing } = recipe;
  const tape = new Tape(memory);
  const z = tape.leaf(batch, recipe.z_dim);
  const g = generator.on(tape);
  const d = discriminator.on(tape);
  const judge = (points) => d.call(packed(points, packing));
  const onFake = judge(g.call(z));
  const chosen = LOSSES[recipe.loss];
  const real = chosen.relativistic ? tape.leaf(batch, COORDINATES) : null;
  const onReal = real && judge(real);
  const loss = chosen.generator(onFake, onReal);
  tape.gradients(loss, g.parameters, into(generator, slopes));
  tape.settle();
  return { tape, z, real, loss, onReal, onFake };
}

/** What a generator makes of n latents. */
export function generation({ recipe, memory }, generator, n) {
  const tape = new Tape(memory);
  const z = tape.leaf(n, recipe.z_dim);
  const out = generator.on(tape).call(z);
  tape.settle();
  return { tape, given: z, out };
}

/** D's logits of n points (or packs, where points are packed). */
export function judgement({ recipe, memory, discriminator }, n) {
  const tape = new Tape(memory);
  const points = tape.leaf(n, COORDINATES * recipe.packing);
  const out = discriminator.on(tape).call(points);
  tape.settle();
  return { tape, given: points, out };
}

/**
 * The slope, by each of n generated points, of G's own loss times n.
 * @param {Players} players @param {number} n a multiple of the packing
 */
export function generatorSlopes({ recipe, memory, discriminator }, n) {
  const tape = new Tape(memory);
  const d = discriminator.on(tape);
  const points = tape.leaf(n, COORDINATES);
  const chosen = LOSSES[recipe.loss];
  const real = chosen.relativistic ? tape.leaf(n, COORDINATES) : null;
  const judge = (matrix) => d.call(packed(matrix, recipe.packing));
  const loss = affine(chosen.generator(judge(points), real && judge(real)), n);
  const [out] = tape.gradients(loss, [points]);
  tape.settle();
  return { tape, given: points, real, out };
}

/** The slope of D by each of n points (packs, of which the first point counts). */
export function discriminatorSlopes({ recipe, memory, discriminator }, n) {
  const tape = new Tape(memory);
  const points = tape.leaf(n, COORDINATES * recipe.packing);
  const [out] = tape.gradients(discriminator.on(tape).call(points), [points]);
  tape.settle();
  return { tape, given: points, out };
}
