// Two runs side by side.
import assert from "node:assert/strict";
import { test } from "node:test";
import { boundsOf } from "../../../ganplay/ui/learn/figures/tworuns.js";

const run = (loss_d, loss_g) => ({ step: loss_d.map((_, at) => at), loss_d, loss_g, equilibrium: {} });

test("both runs are drawn over one range, which holds zero and every loss", () => {
  assert.deepEqual(boundsOf({ a: run([1.4, 1.3], [0.7, 0.6]), b: run([0.1, 3.5], [2, 4.2]) }), [0, 4.2]);
  assert.deepEqual(boundsOf({ a: run([0.5], [-1.5]) }), [-1.5, 0.5]);
  assert.deepEqual(boundsOf({ a: run([Number.NaN, 2], [null, 1]) }), [0, 2]);
  assert.deepEqual(boundsOf({}), [0, 0]);
});
