import assert from "node:assert/strict";
import { test } from "node:test";
import { Pace, PHASE_SECONDS } from "../../../../ganplay/ui/kit/engine/pace.js";

test("at rest nothing is due, for ever", () => {
  const pace = new Pace();
  assert.equal(pace.due(5), null);
  assert.equal(pace.wait(5), Number.POSITIVE_INFINITY);
  assert.equal(pace.playing, false);
});

test("at a rate the first step is due at once, the next after its time", () => {
  const pace = new Pace();
  pace.play({ rate: 4 }, 10);
  assert.deepEqual(pace.due(10), { unit: "both", count: 1 });
  pace.did(1, 10);
  assert.equal(pace.due(10.2), null);
  assert.ok(Math.abs(pace.wait(10.2) - 0.05) < 1e-9);
  assert.deepEqual(pace.due(10.25), { unit: "both", count: 1 });
});

test("a rate is held over many turns, whenever they come", () => {
  const pace = new Pace();
  pace.play({ rate: 100 }, 0);
  let done = 0;
  for (let turn = 0; turn < 500; turn++) {
    const now = turn * 0.013;
    const due = pace.due(now);
    if (!due) continue;
    pace.did(due.count, now);
    done += due.count;
  }
  assert.ok(Math.abs(done - 650) <= 2, `${done}`);
});

test("what is later than a moment is dropped and never made up for", () => {
  const pace = new Pace();
  pace.play({ rate: 100 }, 0);
  pace.did(1, 0);
  assert.equal(pace.due(5).count, 500);
  pace.did(20, 5);
  assert.equal(pace.due(5).count, 10);
});

test("flat out there is no end, and no waiting", () => {
  const pace = new Pace();
  pace.play({}, 0);
  assert.deepEqual(pace.due(0), { unit: "both", count: Number.POSITIVE_INFINITY });
  pace.did(1000, 1);
  assert.equal(pace.wait(1), 0);
  assert.ok(pace.playing);
});

test("a phase takes three seconds unless told otherwise", () => {
  const pace = new Pace();
  pace.play({ phases: true }, 0);
  assert.deepEqual(pace.due(0), { unit: "phase", count: 1 });
  pace.did(1, 0);
  assert.ok(Math.abs(pace.wait(1) - (PHASE_SECONDS - 1)) < 1e-9);
  pace.play({ phases: true, rate: 1 }, 1);
  assert.ok(pace.wait(1) > 0.6 && pace.wait(1) < 0.7, "a third of a phase has passed");
});

test("a slider that is drawn along brings no steps of its own", () => {
  const pace = new Pace();
  pace.play({ rate: 1 }, 0);
  pace.did(1, 0);
  for (let i = 1; i <= 50; i++) pace.play({ rate: 1 + i / 100 }, i / 1000);
  assert.equal(pace.due(0.05), null);
  pace.play({ phases: true }, 0.05);
  assert.equal(pace.due(0.05).unit, "phase");
});

test("steps that are asked for are due at once, and then it rests", () => {
  const pace = new Pace();
  pace.play({ rate: 1 }, 0);
  pace.ask("d", 3);
  assert.deepEqual(pace.due(0), { unit: "d", count: 3 });
  pace.did(2, 0);
  assert.deepEqual(pace.due(0), { unit: "d", count: 1 });
  assert.equal(pace.playing, false);
  pace.did(1, 0);
  assert.equal(pace.mode, "paused");
  pace.ask("g", 0);
  assert.equal(pace.due(0), null);
});

test("steps that are asked for one after the other wait for each other", () => {
  const pace = new Pace();
  pace.ask("both", 100);
  pace.did(40, 0);
  pace.ask("both", 100);
  pace.ask("g", 2);
  assert.deepEqual(pace.due(0), { unit: "both", count: 60 });
  pace.did(60, 0);
  assert.deepEqual(pace.due(0), { unit: "both", count: 100 });
  pace.did(100, 0);
  assert.deepEqual(pace.due(0), { unit: "g", count: 2 });
  pace.did(2, 0);
  assert.equal(pace.mode, "paused");
});

test("a rate of none is a rest that calls itself playing", () => {
  const pace = new Pace();
  pace.play({ rate: 0 }, 0);
  assert.equal(pace.due(9), null);
  assert.equal(pace.wait(9), Number.POSITIVE_INFINITY);
});
