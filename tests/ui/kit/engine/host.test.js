import assert from "node:assert/strict";
import { test } from "node:test";
import { Host } from "../../../../ganplay/ui/kit/engine/host.js";
import { DEFAULTS } from "../../../../ganplay/ui/kit/engine/presets.js";

const SMALL = { g_width: 4, d_width: 4, g_layers: 1, d_layers: 1, batch: 8 };
const QUIET = { heat: 4, lattice: 2, points: 8, measures: false };

/** A host with a clock that each look at it moves on by a millisecond, and a page that takes every frame, or none. */
async function opened({ view = QUIET, recipe = {}, page = true } = {}) {
  const clock = { seconds: 100 };
  const posts = [];
  const now = () => {
    clock.seconds += 0.001;
    return clock.seconds;
  };
  const host = new Host({ post: (message, transfer = []) => posts.push({ ...message, transfer }), now });
  let id = 0;
  const answers = () => posts.filter((post) => post.id !== undefined);
  const frames = () => posts.filter((post) => post.frame).map((post) => post.frame);
  const tell = async (what, question) => {
    const mine = ++id;
    await host.receive({ id: mine, what, question });
    return mine;
  };
  const answer = (mine) => posts.find((post) => post.id === mine);
  const turn = () => {
    const before = frames().length;
    const wait = host.turn();
    if (page && frames().length > before) host.receive({ what: "seen" });
    return wait;
  };
  /** Turns until there is nothing to do for a while, the clock moved on where it has to wait for less than that. */
  const rest = (longest = 0.5) => {
    for (let i = 0; i < 5000; i++) {
      const wait = turn();
      if (wait > longest) return;
      clock.seconds += wait;
    }
    assert.fail("it never rests");
  };
  await tell("open", { recipe: { ...SMALL, ...recipe }, plain: true });
  await tell("look", view);
  return { host, clock, posts, answers, answer, frames, tell, turn, rest };
}

test("it opens, shows one frame, and rests until a message comes", async () => {
  const { rest, answer, frames, turn } = await opened();
  assert.equal(answer(1).answer.kernels, "plain");
  assert.equal(answer(1).answer.recipe.g_width, 4);
  rest();
  assert.equal(frames().length, 1);
  assert.equal(turn(), Number.POSITIVE_INFINITY);
});

test("flat out it trains in slices, and no turn is longer than one", async () => {
  const { tell, turn, clock, host } = await opened();
  await tell("play", {});
  for (let i = 0; i < 20; i++) {
    const before = clock.seconds;
    assert.equal(turn(), 0);
    assert.ok(clock.seconds - before < 0.04);
  }
  assert.ok(host.laboratory.step > 100);
});

test("a frame is sent after the last was taken, and none is ever queued", async () => {
  const { tell, turn, frames, host, clock } = await opened({ page: false });
  await tell("play", {});
  for (let i = 0; i < 100; i++) turn();
  assert.equal(frames().length, 1);
  const { step } = host.laboratory;
  await host.receive({ what: "seen" });
  turn();
  assert.equal(frames().length, 2);
  assert.ok(frames()[1].step >= step);
  clock.seconds += 1;
  turn();
  assert.equal(frames().length, 2);
});

test("frames come no faster than thirty a second, flat out", async () => {
  const { tell, turn, frames, clock } = await opened();
  await tell("play", {});
  const from = clock.seconds;
  const before = frames().length;
  while (clock.seconds < from + 2) turn();
  const rate = (frames().length - before) / 2;
  assert.ok(rate > 10 && rate <= 31, `${rate}`);
});

test("a rate is kept, and the time of training is counted", async () => {
  const { tell, rest, host, clock, turn } = await opened();
  rest();
  await tell("play", { rate: 10 });
  const from = clock.seconds;
  while (clock.seconds < from + 3) {
    const wait = Math.min(turn(), 0.02);
    clock.seconds += wait;
  }
  assert.ok(Math.abs(host.laboratory.step - 30) <= 1, `${host.laboratory.step}`);
  assert.ok(Math.abs(host.laboratory.seconds - 3) < 0.1);
  await tell("pause");
  clock.seconds += 5;
  rest();
  assert.ok(host.laboratory.seconds < 3.2);
});

test("steps are answered when they are taken", async () => {
  const { tell, turn, answer, rest } = await opened();
  const mine = await tell("step", { network: "both", times: 40 });
  turn();
  assert.equal(answer(mine), undefined);
  rest();
  assert.equal(answer(mine).answer.step, 40);
});

test("steps that something else cuts short are answered too", async () => {
  const { tell, turn, answer, rest } = await opened();
  const mine = await tell("step", { network: "d", times: 1000 });
  turn();
  const other = await tell("pause");
  const { step } = answer(mine).answer;
  assert.ok(step > 0 && step < 1000);
  rest();
  assert.equal(answer(other).answer.step, step);
});

test("of two journeys the newer one is arrived at", async () => {
  const { tell, turn, answer, rest, frames } = await opened();
  await tell("step", { network: "both", times: 200 });
  rest();
  const first = await tell("seek", { step: 49 });
  turn();
  const second = await tell("seek", { step: 10 });
  rest();
  assert.ok(answer(first).answer.step < 49);
  assert.equal(answer(second).answer.step, 10);
  assert.deepEqual([frames().at(-1).step, frames().at(-1).newest], [10, 200]);
});

test("back returns the bits, whatever is asked for on the way", async () => {
  const { tell, turn, answer, rest } = await opened();
  await tell("step", { network: "both", times: 60 });
  rest();
  const before = await tell("save");
  await tell("step", { network: "both", times: 100 });
  rest();
  const mine = await tell("back", { steps: 100 });
  turn();
  const after = await tell("save");
  assert.equal(answer(mine).answer.step, 60);
  const bits = (id) => JSON.stringify({ ...answer(id).answer, seconds: 0 });
  assert.equal(bits(after), bits(before));
});

test("live settings are told back where one goes back", async () => {
  const { tell, answer, rest, frames } = await opened();
  await tell("step", { network: "both", times: 5 });
  rest();
  await tell("set", { lr_g: 0.05 });
  await tell("step", { network: "both", times: 5 });
  rest();
  assert.equal(frames().at(-1).live.lr_g, 0.05);
  const mine = await tell("back", { steps: 7 });
  rest();
  assert.equal(answer(mine).answer.live.lr_g, DEFAULTS.lr_g);
  assert.equal(frames().at(-1).live.lr_g, DEFAULTS.lr_g);
});

test("measures take a tenth of the time while it trains, and one is made when it rests", async () => {
  const { tell, turn, frames, clock, host, rest } = await opened({ view: { ...QUIET, measures: true } });
  await tell("play", {});
  let measuring = 0;
  let count = 0;
  let known = null;
  const from = clock.seconds;
  while (clock.seconds < from + 5) {
    const begun = clock.seconds;
    if (host.chores.measure.doing) {
      turn();
      measuring += clock.seconds - begun;
    } else turn();
    if (host.laboratory.measured !== known) count += 1;
    known = host.laboratory.measured;
  }
  assert.ok(count >= 5 && count <= 26, `${count}`);
  assert.ok(measuring / 5 <= 0.12, `${measuring / 5}`);
  await tell("pause");
  rest();
  assert.equal(frames().at(-1).measured_at, host.laboratory.step);
  assert.equal(frames().at(-1).modes.of, 8);
});

test("a measurement that takes long is made so much the more rarely", async () => {
  const { tell, turn, clock, host } = await opened({ view: { ...QUIET, measures: true } });
  let begun = 0;
  host.laboratory.measure = function* slow() {
    begun += 1;
    clock.seconds += 0.5;
    yield;
    clock.seconds += 0.5;
  };
  await tell("play", {});
  const from = clock.seconds;
  while (clock.seconds < from + 45) turn();
  assert.ok(begun >= 4 && begun <= 5, `${begun}`);
});

test("a measurement is of one state: nothing trains while it is made", async () => {
  const { tell, turn, host } = await opened({ view: { ...QUIET, measures: true } });
  await tell("play", {});
  while (!host.chores.measure.doing) turn();
  const { step } = host.laboratory;
  while (host.chores.measure.doing) turn();
  assert.equal(host.laboratory.measured.step, step);
});

test("the best D is found in slices, beside the training", async () => {
  const { tell, turn, frames, host } = await opened({ view: { ...QUIET, best: true } });
  await tell("play", {});
  for (let i = 0; i < 200 && !frames().at(-1)?.best; i++) turn();
  assert.equal(frames().at(-1).best.length, 16);
  await tell("look", { heat: 5 });
  assert.ok(host.stale);
});

test("phases are shown one by one, at their own pace or by hand", async () => {
  const { tell, turn, frames, clock, answer, rest } = await opened();
  await tell("play", { phases: true });
  turn();
  assert.equal(frames().at(-1).phase, "real");
  assert.ok(frames().at(-1).batch.real.length === 16);
  clock.seconds += 3;
  turn();
  assert.equal(frames().at(-1).phase, "noise");
  const mine = await tell("step", { network: "phase", times: 1 });
  rest();
  assert.equal(answer(mine).answer.step, 0);
  assert.equal(frames().at(-1).phase, "generate");
});

test("numbers that are none stop it, and it says so", async () => {
  const { tell, rest, frames, host } = await opened();
  const { law } = host.laboratory.players;
  host.laboratory.players.law = { ...law, sample: (_, n) => new Float32Array(2 * n).fill(Number.NaN) };
  await tell("play", {});
  rest();
  assert.deepEqual([frames().at(-1).diverged, frames().at(-1).playing], [true, false]);
  host.laboratory.players.law = law;
  await tell("back", { steps: 1 });
  rest();
  assert.equal(frames().at(-1).diverged, false);
});

test("what cannot be is refused by a code, and it goes on", async () => {
  const { tell, answer } = await opened();
  assert.equal(answer(await tell("set", { lr_g: -1 })).refusal.code, "setting_number");
  assert.equal(answer(await tell("nonsense")).refusal.code, "lab_failed");
  const { step } = answer(await tell("play", {})).answer;
  assert.equal(answer(await tell("open", { recipe: { dataset: "faces" } })).refusal.code, "lab_data");
  assert.equal(answer(await tell("pause", {})).answer.step, step);
});

test("before anything is open only a table can be read", async () => {
  const posts = [];
  const host = new Host({ post: (message) => posts.push(message), now: () => 0 });
  await host.receive({ id: 1, what: "play" });
  await host.receive({ id: 2, what: "read", question: { csv: new Blob(["0,1\n".repeat(9)]) } });
  assert.equal(posts[0].refusal.code, "lab_not_open");
  assert.equal(posts[1].answer.points.length, 18);
});

test("a training that cannot be leaves the present one, paused and as it was", async () => {
  const { tell, turn, host, rest, frames } = await opened();
  await tell("play", {});
  turn();
  const { laboratory } = host;
  await tell("open", { recipe: { lr_g: -1 } });
  rest();
  assert.equal(host.laboratory, laboratory);
  assert.deepEqual([frames().at(-1).playing, frames().at(-1).step], [false, laboratory.step]);
});

test("while a training opens no frame is sent, and whatever is asked for waits for it", async () => {
  const { tell, turn, host, frames, answer } = await opened();
  turn();
  const before = frames().length;
  const opening = tell("open", { recipe: { ...SMALL, g_width: 6 }, plain: true });
  const looking = tell("look", { points: 4 });
  const setting = tell("set", { lr_g: 0.02 });
  assert.equal(turn(), Number.POSITIVE_INFINITY);
  assert.equal(frames().length, before);
  const ids = await Promise.all([opening, looking, setting]);
  assert.deepEqual(
    ids.map((id) => answer(id).refusal),
    [undefined, undefined, undefined],
  );
  assert.deepEqual([host.laboratory.recipe.g_width, host.laboratory.recipe.lr_g, host.view.points], [6, 0.02, 4]);
});

test("of two trainings that are asked for at once the later one stays", async () => {
  const { tell, host } = await opened();
  const open = (seed) => tell("open", { recipe: { ...SMALL, seed }, plain: true });
  await Promise.all([open(1), open(2)]);
  assert.equal(host.laboratory.recipe.seed, 2);
});

test("steps that are asked for twice are taken twice, each answered when its own are done", async () => {
  const { tell, turn, answer, rest } = await opened();
  const first = await tell("step", { network: "both", times: 100 });
  turn();
  const second = await tell("step", { network: "both", times: 100 });
  const third = await tell("step", { network: "d", times: 3 });
  rest();
  assert.deepEqual(
    [first, second, third].map((id) => answer(id).answer.step),
    [100, 200, 203],
  );
  assert.equal(answer(third).answer.steps, 200);
});

test("it is measured again after a seek to the same step, and after a change in the middle of a measurement", async () => {
  const { tell, turn, rest, frames, host } = await opened({ view: { ...QUIET, measures: true } });
  await tell("step", { network: "both", times: 20 });
  rest();
  assert.ok(frames().at(-1).kl);
  await tell("seek", { step: 20 });
  rest();
  assert.equal(frames().at(-1).measured_at, 20);
  await tell("step", { network: "both", times: 5 });
  while (!host.chores.measure.doing) turn();
  await tell("set", { lr_g: 0.01 });
  rest();
  assert.equal(frames().at(-1).measured_at, 25);
});

test("at the end of a budget it is paused once and says so; it can go on from there", async () => {
  for (const budget of [{ steps: 50 }, { images: 8 * 60 }, { seconds: 2 }]) {
    const { tell, rest, frames, host } = await opened({ recipe: budget });
    await tell("play", {});
    rest();
    const { step, seconds, images, playing, finished } = frames().at(-1);
    assert.deepEqual([playing, finished], [false, true]);
    if (budget.steps) assert.equal(step, 50);
    if (budget.images) assert.equal(images, 480);
    if (budget.seconds) assert.ok(seconds >= 2 && seconds < 2.1, `${seconds}`);
    await tell("step", { network: "both", times: 10 });
    rest();
    assert.equal(host.laboratory.step, step + 10);
  }
});

test("a picture becomes points in the Worker, the same by the same seed", async () => {
  const { tell, answer } = await opened();
  const dark = {
    data: new Uint8ClampedArray(4 * 16).fill(0).map((_, i) => (i % 4 === 3 ? 255 : 0)),
    width: 4,
    height: 4,
  };
  const read = async () => answer(await tell("read", { pixels: dark, count: 10, seed: 3 })).answer.points;
  const points = await read();
  assert.equal(points.length, 20);
  assert.deepEqual(await read(), points);
  assert.equal(answer(await tell("read", { csv: "1,2" })).refusal.code, "lab_few_points");
});

test("questions are answered at once, beside what is under way", async () => {
  const { tell, turn, answer, host } = await opened();
  await tell("play", {});
  turn();
  const value = answer(await tell("value", { x: 1, y: 0 })).answer;
  assert.equal(value.logit, host.laboratory.value({ x: 1, y: 0 }).logit);
  assert.equal(answer(await tell("batch")).answer.batch.fake.length, 8);
  assert.equal(answer(await tell("judge", { points: Float32Array.of(1, 0) })).answer.logits[0], value.logit);
  assert.equal(answer(await tell("generate", { z: new Float32Array(6) })).answer.points.length, 6);
  assert.ok(host.pace.playing);
});

test("the arrays of a frame are handed over, each of them once", async () => {
  const { tell, posts, rest } = await opened();
  await tell("step", { network: "phase", times: 4 });
  rest();
  const { transfer } = posts.filter((post) => post.frame).at(-1);
  assert.equal(new Set(transfer).size, transfer.length);
  assert.ok(transfer.length >= 10);
});
