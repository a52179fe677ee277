// Round numbers beside an axis.
import assert from "node:assert/strict";
import { test } from "node:test";
import { digitsOf, ticks } from "../../../ganplay/ui/kit/ticks.js";

test("ticks are round, within the range and few", () => {
  assert.deepEqual(ticks(0, 100), [0, 50, 100]);
  assert.deepEqual(ticks(0, 1), [0, 0.5, 1]);
  assert.deepEqual(ticks(-3.2, 7.9), [0, 5]);
  assert.deepEqual(ticks(0, 1850), [0, 500, 1000, 1500]);
  assert.deepEqual(ticks(-0.31, 0.12), [-0.2, 0]);
  for (const [low, high] of [
    [1e-5, 3e-5],
    [-1234, 99],
    [7, 7.3],
    [0, 3],
    [0.001, 0.083],
    [-0.9, 0.9],
  ]) {
    const found = ticks(low, high);
    assert.ok(found.length >= 2 && found.length <= 6, String(found));
    assert.ok(found.every((one) => one >= low && one <= high));
  }
});

test("one value, or none, has no axis to speak of", () => {
  assert.deepEqual([ticks(4, 4), ticks(NaN, NaN)], [[4], []]);
});

test("ticks are written with as many digits as tell them apart", () => {
  assert.deepEqual([[0, 50], [0, 0.5], [-0.2, 0], [1e-5, 2e-5], [3]].map(digitsOf), [0, 1, 1, 5, 0]);
});
