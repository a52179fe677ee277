import assert from "node:assert/strict";
import { test } from "node:test";
import { Log, Snapshots } from "../../../../ganplay/ui/kit/engine/past.js";

test("the nearest snapshot before a step is found, and one is wanted now and then", () => {
  const kept = new Snapshots({ every: 10 });
  assert.ok(kept.wanted(5));
  for (const step of [5, 15, 25]) kept.add(step, 1, `at ${step}`);
  assert.deepEqual([kept.wanted(34), kept.wanted(35)], [false, true]);
  assert.equal(kept.before(24).what, "at 15");
  assert.equal(kept.before(25).what, "at 25");
  assert.equal(kept.before(999).what, "at 25");
});

test("bytes are bounded: long ago grows thin, the last ones stay, then the oldest go", () => {
  const kept = new Snapshots({ bytes: 1000, every: 10, widest: 80 });
  for (let step = 0; step <= 500; step += 10) kept.add(step, 50, step);
  assert.ok(kept.bytes <= 1000);
  assert.equal(kept.bytes, 50 * kept.all.length);
  assert.equal(kept.oldest, 0);
  const recent = kept.all.slice(-8).map(({ step }) => step);
  assert.deepEqual(recent, [430, 440, 450, 460, 470, 480, 490, 500]);
  for (let step = 510; step <= 5000; step += 10) kept.add(step, 50, step);
  assert.ok(kept.oldest > 0);
  const gaps = kept.all.slice(1).map(({ step }, i) => step - kept.all[i].step);
  assert.ok(Math.max(...gaps) <= 80, `${gaps}`);
});

test("a single snapshot stays, however large", () => {
  const kept = new Snapshots({ bytes: 10 });
  kept.add(0, 100, "a");
  kept.add(50, 100, "b");
  assert.deepEqual([kept.all.length, kept.oldest, kept.bytes], [1, 50, 100]);
});

test("cutting forgets what came later, and never the first", () => {
  const kept = new Snapshots({ every: 10 });
  for (const step of [0, 10, 20]) kept.add(step, 1, step);
  kept.cut(15);
  assert.deepEqual([kept.all.length, kept.bytes], [2, 2]);
  kept.cut(-1);
  assert.equal(kept.oldest, 0);
});

test("the log knows how each step was made and what was set before it", () => {
  const log = new Log(100);
  log.moved("both");
  log.moved("both");
  log.changed({ lr_g: 1, lr_d: 2 });
  log.changed({ lr_g: 3 });
  log.moved("d");
  log.moved("both");
  assert.deepEqual(
    [100, 101, 102, 103].map((step) => log.moveAt(step)),
    ["both", "both", "d", "both"],
  );
  assert.equal(log.moves.length, 3);
  assert.equal(log.changes.size, 1, "what is set at one step is one change");
  assert.deepEqual(log.setAt(102), { lr_g: 3, lr_d: 2 });
  assert.deepEqual(log.setAt(101), {});
  assert.equal(log.newest, 104);
});

test("a log that is cut goes on from there", () => {
  const log = new Log(0);
  for (const move of ["both", "d", "both"]) log.moved(move);
  log.changed({ n_dis: 2 });
  log.cut(2);
  assert.equal(log.newest, 2);
  assert.deepEqual(log.setAt(3), {});
  log.moved("g");
  assert.deepEqual(
    [0, 1, 2].map((step) => log.moveAt(step)),
    ["both", "d", "g"],
  );
  log.cut(9);
  assert.equal(log.newest, 3);
});
