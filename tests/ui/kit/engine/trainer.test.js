// The trainer's promises: bits come back, seeds repeat, what is live changes, what cannot be is refused.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Random } from "../../../../ganplay/ui/kit/engine/random.js";
import { Refusal, Trainer } from "../../../../ganplay/ui/kit/engine/trainer.js";

await Trainer.kernels();

const RECIPE = { z_dim: 2, g_width: 8, d_width: 8, g_layers: 2, d_layers: 2, batch: 16, lr_g: 1e-3, lr_d: 1e-3 };

/** A trainer and what draws its batches. */
function begun(changes = {}) {
  const trainer = new Trainer({ ...RECIPE, ...changes });
  const random = new Random(1);
  const { batch, z_dim } = trainer.recipe;
  const [real, z] = [new Float32Array(2 * batch), new Float32Array(z_dim * batch)];
  const draw = (out) => random.normals(out);
  const steps = (count) => {
    for (let i = 0; i < count; i++) {
      trainer.stepD(draw(real), draw(z));
      trainer.stepG(draw(z), draw(real));
    }
  };
  return { trainer, random, steps };
}

const flat = (state) => JSON.stringify(state, (_, value) => (ArrayBuffer.isView(value) ? [...value] : value));

for (const changes of [{}, { penalty: "gp", packing: 2 }, { optimizer: "rmsprop" }, { optimizer: "sgd" }]) {
  test(`from a state it goes on bit for bit, also another trainer: ${JSON.stringify(changes)}`, () => {
    const { trainer, random, steps } = begun(changes);
    steps(5);
    const [state, drawn] = [trainer.state(), random.state()];
    steps(7);
    const reached = flat(trainer.state());
    trainer.load(state);
    random.load(drawn);
    steps(7);
    assert.equal(flat(trainer.state()), reached);
    const other = begun(changes);
    other.trainer.load(JSON.parse(flat(state)));
    other.random.load(drawn);
    other.steps(7);
    assert.equal(flat(other.trainer.state()), reached);
  });
}

test("looking changes nothing", () => {
  const { trainer, steps } = begun({ packing: 2 });
  steps(3);
  const before = flat(trainer.state());
  const z = new Random(9).normals(new Float32Array(2 * 301));
  trainer.judge(trainer.generate(z, 301), 301);
  for (const n of [301, 40, 301]) for (const of of ["g", "d"]) assert.equal(trainer.arrows(z, n, of).length, 2 * n);
  trainer.generate(z, 7, { averaged: true });
  assert.equal(flat(trainer.state()), before);
});

test("points that fill no piece are generated and judged as those that do", () => {
  const { trainer, steps } = begun();
  steps(2);
  const z = new Random(4).normals(new Float32Array(2 * 600));
  const all = trainer.generate(z, 600);
  const one = trainer.generate(z.subarray(2 * 599), 1);
  assert.deepEqual([...one], [...all.subarray(2 * 599)]);
  assert.deepEqual([...trainer.judge(one, 1)], [trainer.judge(all, 600)[599]]);
});

test("the same seed begins with the same weights, another with others", () => {
  const weights = (seed) => flat(new Trainer({ ...RECIPE, seed }).state().weights);
  assert.equal(weights(3), weights(3));
  assert.notEqual(weights(3), weights(4));
});

test("a network that is frozen stays where it is while its steps are counted", () => {
  for (const [freeze, still, moved] of [
    ["g", "generator", "discriminator"],
    ["d", "discriminator", "generator"],
  ]) {
    const { trainer, steps } = begun();
    trainer.set({ freeze });
    const before = trainer.state();
    steps(2);
    const after = trainer.state();
    assert.equal(flat(after.weights[still]), flat(before.weights[still]));
    assert.notEqual(flat(after.weights[moved]), flat(before.weights[moved]));
    assert.deepEqual([after.step, after.images], [2, 32]);
  }
});

test("live settings change at once, others are refused and change nothing", () => {
  const { trainer } = begun();
  trainer.set({ lr_g: 0.05, n_dis: 3 });
  assert.deepEqual([trainer.recipe.lr_g, trainer.recipe.n_dis], [0.05, 3]);
  assert.throws(() => trainer.set({ lr_g: 0.01, loss: "hinge" }), { code: "setting_restart" });
  assert.throws(() => trainer.set({ lr_g: 5 }), { code: "setting_number" });
  assert.equal(trainer.recipe.lr_g, 0.05);
});

test("what the engine has not is refused by name", () => {
  const refused = (recipe) => {
    try {
      new Trainer(recipe);
    } catch (error) {
      assert.ok(error instanceof Refusal);
      return [error.code, error.details.setting ?? error.details.family];
    }
    return null;
  };
  assert.deepEqual(refused({ lecam: 0.1 }), ["engine_setting", "lecam"]);
  assert.deepEqual(refused({ instance_noise: 0.1, seconds: 9 }), ["engine_setting", "instance_noise"]);
  assert.deepEqual(refused({ family: "dcgan" }), ["engine_family", "dcgan"]);
  assert.equal(refused({ ...RECIPE, metrics: 0.1, dataset: "ring", name: "points" }), null);
});

test("a state of other networks is refused and changes nothing", () => {
  const { trainer } = begun();
  const before = flat(trainer.state());
  const other = new Trainer({ ...RECIPE, d_width: 9, seed: 1 }).state();
  assert.throws(() => trainer.load(other), RangeError);
  assert.equal(flat(trainer.state()), before);
});

test("no step asks for more memory", () => {
  const { trainer, steps } = begun({ penalty: "r1", penalty_every: 2 });
  steps(2);
  const { end } = trainer.memory.mark();
  steps(4);
  assert.equal(trainer.memory.mark().end, end);
});

test("normal numbers are normal, uniform ones uniform, whole ones whole; where it was can be kept", () => {
  const random = new Random(0);
  const normals = random.normals(new Float32Array(100_000));
  const mean = normals.reduce((a, b) => a + b, 0) / normals.length;
  const variance = normals.reduce((a, b) => a + b * b, 0) / normals.length;
  const beyond = normals.filter((x) => Math.abs(x) > 1.96).length / normals.length;
  assert.ok(Math.abs(mean) < 0.01 && Math.abs(variance - 1) < 0.02 && Math.abs(beyond - 0.05) < 0.003);
  const counts = new Array(8).fill(0);
  for (let i = 0; i < 80_000; i++) counts[random.integer(8)] += 1;
  assert.ok(counts.every((count) => Math.abs(count - 10_000) < 400));
  random.normal();
  const kept = random.state();
  const next = [random.normal(), random.normal(), random.next()];
  random.load(JSON.parse(JSON.stringify(kept)));
  assert.deepEqual([random.normal(), random.normal(), random.next()], next);
  const within = random.uniforms(new Float32Array(1000), -1, 1);
  assert.ok(Math.min(...within) >= -1 && Math.max(...within) < 1 && Math.min(...within) < -0.98);
});
