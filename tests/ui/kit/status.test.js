import assert from "node:assert/strict";
import { test } from "node:test";
import { going, tone } from "../../../ganplay/ui/kit/status.js";

test("a paused or waiting run goes on, one that has ended does not", () => {
  const all = ["starting", "queued", "preparing", "running", "paused", "stopped", "finished", "interrupted", "failed"];
  assert.deepEqual(all.filter(going), ["starting", "queued", "preparing", "running", "paused"]);
  assert.equal(going("replay"), false);
});

test("what is not judged yet has no tone", () => {
  assert.deepEqual(["learning", "oscillating", "collapsed", "starting"].map(tone), ["good", "warn", "bad", ""]);
});
