import assert from "node:assert/strict";
import { test } from "node:test";
import { steers } from "../../../ganplay/ui/train/steered.js";

const head = { live: { lr_g: 0.1 }, recipe_name: "mode-collapse", changed: [], dataset: "digits" };
const seen = { run: "a", kind: "run", mine: true, status: "running", head };

test("the form steers a run of mine while it trains or waits, and no other", () => {
  const told = { run: "a", recipe: "mode-collapse", changed: [], dataset: "digits", live: { lr_g: 0.1 } };
  assert.deepEqual(steers(seen), told);
  assert.deepEqual(steers({ ...seen, status: "paused" }), told);
  for (const other of [
    { mine: false },
    { status: "finished" },
    { status: "stopped" },
    { kind: "replay" },
    { run: null },
    { head: {} },
  ]) {
    assert.equal(steers({ ...seen, ...other }), null);
  }
});
