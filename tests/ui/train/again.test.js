import assert from "node:assert/strict";
import { test } from "node:test";
import { offered } from "../../../ganplay/ui/train/again.js";

const seen = { mine: true, status: "stopped", head: { resumable: true, budget: { kind: "seconds", value: 120 } } };

test("a run that was stopped goes on as it was meant to", () => {
  assert.deepEqual(offered(seen, 0), { hidden: false, word: "live.control.resume", more: 0 });
});

test("a finished run trains on for as long again, half a minute at least, or for what is lent", () => {
  const finished = { ...seen, status: "finished" };
  assert.deepEqual(offered(finished, 0), { hidden: false, word: "live.control.more", more: 120 });
  assert.equal(offered(finished, 55).more, 55);
  assert.equal(offered({ ...finished, head: { resumable: true, budget: { kind: "seconds", value: 5 } } }, 0).more, 30);
  assert.equal(
    offered({ ...finished, head: { resumable: true, budget: { kind: "steps", value: 9 } } }, 0).hidden,
    true,
  );
});

test("a run that diverged is rolled back", () => {
  assert.equal(offered({ ...seen, status: "diverged" }, 0).word, "live.control.rollback");
});

test("nothing is offered of what is not mine, trains, or was not kept whole", () => {
  assert.equal(offered({ ...seen, mine: false }, 0).hidden, true);
  assert.equal(offered({ ...seen, status: "running" }, 0).hidden, true);
  assert.equal(offered({ ...seen, head: { resumable: false } }, 0).hidden, true);
});
