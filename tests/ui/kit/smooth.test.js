import assert from "node:assert/strict";
import { test } from "node:test";
import { smoothed, smooths } from "../../../ganplay/ui/kit/smooth.js";

const counted = (count, of) => Array.from({ length: count }, (_, index) => of(index));
const spread = (values) => Math.max(...values) - Math.min(...values);

test("a level stays where it is, and a slope goes on through its middle", () => {
  assert.deepEqual(
    smoothed(counted(100, () => 3)),
    counted(100, () => 3),
  );
  const slope = smoothed(counted(101, (index) => index));
  assert.ok(Math.abs(slope[50] - 50) < 1e-9 && slope[0] > 0 && slope[100] < 100);
});

test("what leaps up and down becomes a line near its mean", () => {
  const noise = smoothed(counted(400, (index) => 5 + (index % 2 ? 2 : -2)));
  assert.ok(spread(noise) < 0.5);
  assert.ok(noise.every((value) => Math.abs(value - 5) < 0.5));
});

test("a gap is bridged by its neighbours, and nothing is made of nothing", () => {
  const gaps = counted(100, (index) => (index % 3 ? 4 : null));
  assert.ok(smoothed(gaps).every((value) => Math.abs(value - 4) < 1e-9));
  assert.ok(smoothed(counted(100, () => null)).every((value) => value === null));
});

test("a few numbers are shown as they are", () => {
  assert.deepEqual([smooths(counted(39, () => 1)), smooths(counted(40, () => 1)), smooths([])], [false, true, false]);
});
