import assert from "node:assert/strict";
import { test } from "node:test";
import { Laboratory } from "../../../../ganplay/ui/kit/engine/laboratory.js";

const SMALL = { g_width: 4, d_width: 4, g_layers: 1, d_layers: 1, batch: 8 };
const open = (recipe = {}, more = {}) => Laboratory.open({ recipe: { ...SMALL, ...recipe }, plain: true, ...more });
/** Everything that it has reached, as text: equal texts are equal bits. */
const bits = (lab) => JSON.stringify({ ...lab.save(), seconds: 0 });

test("the same seed trains the same, another one does not", async () => {
  const [a, b, c] = [await open({ seed: 1 }), await open({ seed: 1 }), await open({ seed: 2 })];
  for (const lab of [a, b, c]) lab.train("both", 5);
  assert.equal(bits(a), bits(b));
  assert.notEqual(bits(a).slice(300), bits(c).slice(300));
});

test("a step back returns the same bits, over changes of settings and steps of one network alone", async () => {
  const lab = await open({ seed: 3, penalty: "gp", gamma: 1 }, { past: { every: 7 } });
  const kept = new Map([[0, bits(lab)]]);
  const train = (move, times) => {
    for (let i = 0; i < times; i++) {
      lab.train(move);
      kept.set(lab.step, bits(lab));
    }
  };
  train("both", 10);
  lab.set({ lr_g: 0.01, n_dis: 3 });
  kept.set(lab.step, bits(lab));
  train("both", 5);
  train("d", 3);
  train("g", 2);
  lab.set({ freeze: "g" });
  kept.set(lab.step, bits(lab));
  train("both", 4);
  for (const step of [23, 24, 20, 17, 10, 9, 3, 0, 15, 24, 24]) {
    lab.seek(step);
    assert.equal(lab.step, step);
    assert.ok(bits(lab) === kept.get(step), `step ${step}`);
  }
  lab.back(14);
  assert.equal(bits(lab), kept.get(10));
  assert.equal(lab.recipe.lr_g, 0.01);
  lab.back(1);
  assert.notEqual(lab.recipe.lr_g, 0.01);
});

test("whoever trains on from an earlier step has another future, and the way to it", async () => {
  const lab = await open({}, { past: { every: 4 } });
  lab.train("both", 20);
  lab.seek(10);
  assert.deepEqual([lab.frame().newest, lab.frame().oldest], [20, 0]);
  const before = bits(lab);
  lab.set({ lr_d: 0.02 });
  assert.equal(lab.frame().newest, 10);
  lab.train("both", 6);
  const then = bits(lab);
  lab.seek(99);
  assert.equal(lab.step, 16);
  lab.seek(10);
  assert.equal(lab.recipe.lr_d, 0.02);
  assert.equal(
    JSON.parse(bits(lab)).weights.generator["first.weight"].data,
    JSON.parse(before).weights.generator["first.weight"].data,
  );
  lab.seek(16);
  assert.equal(bits(lab), then);
});

test("the past is bounded, and says how far it reaches", async () => {
  const lab = await open({}, { past: { every: 2, bytes: 500_000, widest: 4 } });
  lab.train("both", 200);
  const { oldest } = lab.frame();
  assert.ok(oldest > 0 && oldest < 190);
  lab.seek(0);
  assert.equal(lab.step, oldest);
});

test("a way that is left in the middle ends at a step as good as any", async () => {
  const lab = await open({}, { past: { every: 50 } });
  lab.train("both", 12);
  const there = bits(lab);
  lab.train("both", 20);
  const way = lab.travel(30);
  for (let i = 0; i < 5; i++) way.next();
  lab.seek(12);
  assert.equal(bits(lab), there);
});

test("what is saved goes on to the last bit, one's own points included", async () => {
  const points = Float32Array.from({ length: 40 }, (_, i) => Math.sin(i));
  for (const more of [{}, { points }]) {
    const lab = await open({ seed: 4, optimizer: "rmsprop", packing: 2 }, more);
    lab.train("both", 9);
    lab.set({ lr_g: 0.003 });
    lab.train("d", 1);
    const saved = JSON.parse(JSON.stringify(lab.save()));
    const other = await Laboratory.open({ state: saved, plain: true });
    assert.equal(bits(other), bits(lab));
    for (const each of [lab, other]) each.train("both", 5);
    assert.equal(bits(other), bits(lab));
    assert.equal(other.step, 15);
    assert.deepEqual(other.players.points, more.points ?? null);
  }
});

test("a state without random numbers or optimizers, as of a server, is gone on from", async () => {
  const lab = await open();
  lab.train("both", 3);
  const { recipe, step, images, seconds, weights } = lab.save();
  const other = await Laboratory.open({ state: { recipe, step, images, seconds, weights }, plain: true });
  assert.deepEqual(other.save().weights, weights);
  other.train("both", 2);
  assert.equal(other.step, 5);
});

test("what is no state of this recipe is refused", async () => {
  const lab = await open();
  const saved = lab.save();
  const codes = async (state) =>
    Laboratory.open({ state, plain: true }).then(
      () => "",
      ({ code }) => code,
    );
  assert.equal(await codes({}), "lab_state");
  assert.equal(await codes({ ...saved, points: "?" }), "lab_state");
  assert.equal(await codes({ ...saved, recipe: { ...saved.recipe, g_width: 5 } }), "lab_state");
  assert.equal(await codes({ ...saved, recipe: { ...saved.recipe, dataset: "faces" } }), "lab_data");
});

test("a number that is none stops it with a flag, and one can go back", async () => {
  const lab = await open({ loss: "lsgan", optimizer: "sgd", lr_d: 0.1 }, { past: { every: 5 } });
  lab.train("both", 10);
  const there = bits(lab);
  const { recipe } = lab;
  lab.players.law = { ...lab.players.law, sample: (_, n) => new Float32Array(2 * n).fill(1e30) };
  assert.ok(lab.train("both", 100) < 100);
  assert.ok(lab.frame().diverged);
  assert.equal(lab.train("both", 5), 0);
  lab.seek(10);
  assert.equal(lab.frame().diverged, false);
  assert.equal(bits(lab), there);
  assert.deepEqual(lab.recipe, recipe);
});

test("a live setting that cannot be is refused, and nothing has changed", async () => {
  const lab = await open();
  const before = bits(lab);
  assert.throws(
    () => lab.set({ lr_g: 7 }),
    ({ code }) => code === "setting_number",
  );
  assert.throws(
    () => lab.set({ g_width: 7 }),
    ({ code }) => code === "setting_restart",
  );
  assert.equal(bits(lab), before);
});

test("phase by phase is the same training, and each phase shows its own", async () => {
  const [whole, slow] = [await open({ n_dis: 2 }), await open({ n_dis: 2 })];
  whole.train("both", 2);
  const seen = [];
  while (slow.step < 2) {
    slow.advance();
    const { phase, batch } = slow.frame({ heat: 0, lattice: 0 });
    seen.push(`${phase} ${Object.keys(batch).filter((name) => batch[name] !== null)}`);
  }
  assert.equal(bits(slow), bits(whole));
  assert.equal(seen.length, 2 * (6 + 6 + 5));
  assert.deepEqual(seen.slice(6, 17), [
    "real network,real",
    "noise network,real,noise",
    "generate network,real,noise,fake",
    "judge network,real,noise,fake,logits",
    "d_gradient network,real,noise,fake,logits",
    "d_step network,real,noise,fake,logits",
    "g_noise network,noise",
    "g_generate network,noise,fake",
    "g_judge network,noise,fake,logits",
    "g_gradient network,noise,fake,arrows,logits",
    "g_step network,noise,fake,arrows,logits",
  ]);
});

test("an iteration that is open is finished by what comes next, and undone by a step back", async () => {
  const [whole, slow] = [await open(), await open()];
  whole.train("both", 2);
  for (let i = 0; i < 3; i++) slow.advance();
  assert.deepEqual([slow.step, slow.phase], [0, "generate"]);
  slow.train("both");
  assert.equal(bits(slow), bits(whole));
  slow.advance();
  slow.back(1);
  assert.equal(slow.step, 2);
  assert.equal(bits(slow), bits(whole));
});

test("a frame shows the same noise and real points each time, and nothing of it is shared", async () => {
  const lab = await open();
  const first = lab.frame({ points: 16, heat: 4, lattice: 3, arrows: "g" });
  first.noise.fill(0);
  first.real.fill(0);
  lab.train("both", 3);
  const second = lab.frame({ points: 16, heat: 4, lattice: 3, arrows: "g" });
  const third = lab.frame({ points: 32, heat: 4, lattice: 3, arrows: "g" });
  assert.deepEqual(third.noise.slice(0, 32), second.noise);
  assert.ok(second.noise.some((z) => z !== 0) && second.real.some((x) => x !== 0));
  const sizes = ["real", "noise", "fake", "heat", "lattice", "arrows"].map((name) => second[name].length);
  assert.deepEqual(sizes, [32, 32, 32, 16, 32, 32]);
  assert.deepEqual(
    second.history.map(([step]) => step),
    [1, 2, 3],
  );
  assert.equal(second.history[0].length, 9);
  assert.deepEqual(third.history, []);
});

test("the heat map is D at the middle of each cell, row 0 on top", async () => {
  const lab = await open({ dataset: "grid" });
  const { heat, extent } = lab.frame({ heat: 2 });
  assert.equal(extent, 5);
  const at = (x, y) => lab.value({ x, y }).logit;
  assert.deepEqual([...heat], [at(-2.5, 2.5), at(2.5, 2.5), at(-2.5, -2.5), at(2.5, -2.5)]);
});

test("places and noise of one's own are answered as those of a frame, and change nothing", async () => {
  const lab = await open({ activation: "tanh" });
  lab.train("both", 3);
  const before = bits(lab);
  const points = Float32Array.of(0.4, -0.2, -1, 0.3, 2, 2);
  const { logits, slopes } = lab.judge({ points, slopes: true });
  const at = (x, y) => lab.value({ x, y }).logit;
  for (let i = 0; i < 3; i++) {
    const [x, y] = [points[2 * i], points[2 * i + 1]];
    assert.equal(logits[i], at(x, y));
    const rise = [at(x + 0.01, y) - at(x - 0.01, y), at(x, y + 0.01) - at(x, y - 0.01)].map((value) => value / 0.02);
    rise.forEach((value, axis) => {
      assert.ok(Math.abs(slopes[2 * i + axis] - value) < 1e-3, `${slopes[2 * i + axis]} is not ${value}`);
    });
  }
  assert.equal(lab.judge({ points }).slopes, null);
  const { noise, fake } = lab.frame({ points: 5, averaged: true });
  assert.deepEqual(lab.generate({ z: noise, averaged: true }).points, fake);
  assert.notDeepEqual(lab.generate({ z: noise }).points, fake);
  assert.equal(bits(lab), before);
});

test("the terms of a frame are those of the steps that it tells of", async () => {
  for (const recipe of [
    { packing: 2 },
    { loss: "relativistic_average", n_gen: 2 },
    { penalty: "none", smoothing: 0.1 },
  ]) {
    const lab = await open({ gamma: 0.1, ...recipe }, { past: { every: 3 } });
    assert.deepEqual([lab.batch(), lab.frame().terms.loss_d, lab.frame().terms.loss_g], [null, null, null]);
    lab.train("both", 3);
    const { numbers, terms } = lab.frame();
    assert.ok(Math.abs(terms.loss_d - numbers.loss_d) < 1e-5 && Math.abs(terms.loss_g - numbers.loss_g) < 1e-5);
    assert.deepEqual(lab.batch().terms, terms);
    assert.equal(lab.batch().real.length, 8 / (recipe.packing ?? 1));
    lab.train("both", 60);
    lab.seek(3);
    assert.deepEqual(lab.frame().terms, terms);
  }
});

test("while an iteration is open the terms are those that its steps will tell", async () => {
  const lab = await open();
  const upTo = (phase) => {
    while (lab.phase !== phase) lab.advance();
    return lab.frame();
  };
  const judged = upTo("judge").terms.loss_d;
  assert.ok(Math.abs(judged - upTo("d_step").numbers.loss_d) < 1e-6);
  const pushed = upTo("g_judge").terms.loss_g;
  assert.ok(Math.abs(pushed - upTo("g_step").numbers.loss_g) < 1e-6);
});

test("steps of a frozen network are counted as the core counts them, also phase by phase", async () => {
  for (const freeze of ["d", "g"]) {
    const [whole, slow] = await Promise.all([0, 1].map(() => open({ freeze, n_dis: 2, n_gen: 3 })));
    whole.train("both", 2);
    while (slow.step < 2) slow.advance();
    const { step, steps, images, numbers } = whole.frame();
    assert.deepEqual([step, steps, images, whole.save().step], [2, 6, 32, 6]);
    assert.equal(numbers[`loss_${freeze}`], null);
    assert.equal(bits(slow), bits(whole));
  }
});

test("arrows of a loss of pairs stand against real points from the first frame on", async () => {
  for (const freeze of ["none", "d"]) {
    const lab = await open({ loss: "relativistic", freeze });
    const { trainer } = lab.players;
    assert.ok(trainer.lastReal.every((x) => x !== 0) && trainer.lastReal.length === 16);
    const first = trainer.lastReal.slice();
    lab.train(freeze === "d" ? "both" : "g");
    assert.notDeepEqual(trainer.lastReal, first);
  }
});

test("what is kept of the past is bounded by all that it takes", async () => {
  const lab = await open({}, { past: { every: 1 } });
  lab.train("both", 20);
  const { bytes, what } = lab.snapshots.all.at(-1);
  let arrays = 0;
  const count = (value) => {
    if (ArrayBuffer.isView(value)) arrays += 1;
    else if (value && typeof value === "object") Object.values(value).forEach(count);
  };
  count(what);
  assert.ok(arrays > 30 && bytes > 400 * arrays, `${bytes} ${arrays}`);
});

test("a budget in seconds moves its schedules, and going back is still the same to the last bit", async () => {
  const lab = await open({ seconds: 10, decay: "whole" }, { past: { every: 8 } });
  const kept = new Map();
  for (let i = 0; i < 40; i++) {
    lab.train("both");
    lab.spend(0.2);
    kept.set(lab.step, [JSON.stringify(lab.save()), lab.players.trainer.now.rates]);
  }
  assert.ok(Math.abs(kept.get(40)[1] - 0.2) < 1e-9);
  for (const step of [13, 24, 39, 1, 40]) {
    lab.seek(step);
    assert.deepEqual([JSON.stringify(lab.save()), lab.players.trainer.now.rates], kept.get(step));
  }
  assert.equal(lab.finished, false);
  lab.spend(2.1);
  assert.equal(lab.finished, true);
});

test("a state whose counts are none is refused", async () => {
  const saved = (await open()).save();
  const odd = [
    { step: "abc" },
    { moves: "x" },
    { images: -1 },
    { step: 0.5 },
    { seconds: "1" },
    { seconds: Number.NaN },
  ];
  for (const wrong of odd) {
    await assert.rejects(open({}, { state: { ...saved, ...wrong } }), ({ code }) => code === "lab_state");
  }
});

test("of many steps a frame is told few, evenly", async () => {
  const lab = await open();
  lab.train("both", 300);
  const steps = lab.frame().history.map(([step]) => step);
  assert.ok(steps.length <= 32 && steps.length > 12);
  assert.equal(new Set(steps.slice(1).map((step, i) => step - steps[i])).size, 1);
});

test("measuring and looking change nothing of the training", async () => {
  const [looked, plain] = [await open(), await open()];
  for (let i = 0; i < 3; i++) {
    looked.train("both");
    plain.train("both");
    for (const _ of looked.measure(true));
    for (const _ of looked.findBest({ heat: 10 }));
    looked.frame({ arrows: "g", best: true, heat: 10 });
    looked.batch();
  }
  assert.equal(bits(looked), bits(plain));
  const frame = looked.frame({ best: true, heat: 10 });
  assert.equal(frame.best.length, 100);
  assert.equal(frame.measured_at, 3);
  assert.deepEqual([frame.kl.n, frame.js.n, frame.modes.n, frame.best_n], [10_000, 10_000, 2500, 20_000]);
  assert.equal(looked.frame({ best: true, heat: 20 }).best, null);
  assert.equal(looked.frame({ measures: false }).kl, null);
  looked.seek(0);
  assert.equal(looked.frame({ best: true, heat: 10 }).best, null);
});
