import assert from "node:assert/strict";
import { test } from "node:test";
import { pause } from "../../../../ganplay/ui/kit/live/waiting.js";

const seen = { failures: 0, away: false, kind: "run", status: "running" };

test("a run that trains is asked often, one that has ended seldom", () => {
  assert.equal(pause(seen), 330);
  assert.equal(pause({ ...seen, status: "queued" }), 1000);
  assert.equal(pause({ ...seen, status: "finished" }), 2500);
});

test("after failures it waits twice as long each time, eight seconds at most", () => {
  assert.deepEqual(
    [1, 2, 3, 4, 9].map((failures) => pause({ ...seen, failures })),
    [1000, 2000, 4000, 8000, 8000],
  );
  assert.equal(pause({ ...seen, failures: 1, away: true }), 1000);
});

test("nobody looks, or it is replayed", () => {
  assert.equal(pause({ ...seen, away: true }), 3000);
  assert.equal(pause({ ...seen, kind: "replay", status: "replay" }), 3600000);
  assert.equal(pause({ ...seen, kind: "replay", status: "replay", away: true }), 3000);
});
