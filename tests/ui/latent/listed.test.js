import assert from "node:assert/strict";
import { test } from "node:test";
import { grew, sameRuns } from "../../../ganplay/ui/latent/listed.js";

const row = (run, step = 10, status = "running") => ({ run, step, status });

test("a list is drawn again for another run, another order, one that is gone; not for another step", () => {
  const rows = [row("a"), row("b")];
  assert.equal(sameRuns(rows, [row("a", 20), row("b", 10, "finished")]), true);
  assert.equal(sameRuns(rows, [row("b"), row("a")]), false);
  assert.equal(sameRuns(rows, [row("a")]), false);
  assert.equal(sameRuns(rows, [row("a"), row("b"), row("c")]), false);
});

test("a run may have more once its step or its status is another", () => {
  const before = [row("a"), row("b")];
  assert.equal(grew(before, [row("a"), row("b", 20)], "a"), false);
  assert.equal(grew(before, [row("a", 20)], "a"), true);
  assert.equal(grew(before, [row("a", 10, "finished")], "a"), true);
});

test("a run that is not listed may grow at any time, and so may one that was not listed before", () => {
  assert.equal(grew([row("a")], [row("a")], "hidden"), true);
  assert.equal(grew([], [row("a")], "a"), true);
});
