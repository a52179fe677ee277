// Where charts and histograms reach, and what is counted where.
import assert from "node:assert/strict";
import { test } from "node:test";
import { bins, extent, frameOf, logarithmic, nearest, reach, stepped } from "../../../ganplay/ui/kit/ranges.js";

test("a chart reaches over all values of all lines; what is no number is left out", () => {
  const found = extent([
    { x: [0, 1, 2], y: [3, null, -1] },
    { x: [5, 6], y: [Number.NaN, 9] },
  ]);
  assert.deepEqual(found.low, { x: 0, y: -1 });
  assert.deepEqual(found.high, { x: 6, y: 9 });
  assert.deepEqual(found.known, [
    [
      [0, 3],
      [2, -1],
    ],
    [[6, 9]],
  ]);
});

test("a band widens a chart, and from and to say where it begins and ends", () => {
  const line = { x: [4, 8], y: [0.4, 0.6] };
  const { low, high } = extent([line], { band: [0, 1], from: 0, to: 10 });
  assert.deepEqual(
    [low, high],
    [
      { x: 0, y: 0 },
      { x: 10, y: 1 },
    ],
  );
  assert.equal(extent([{ x: [1], y: [null] }], { band: [0, 1] }), null);
});

test("bins share their edges, count every value once, and the largest falls into the last", () => {
  const found = bins([0, 1, 1.9, 4], [2, 2, 4], 4);
  assert.deepEqual(found.edges, [0, 1, 2, 3, 4]);
  assert.deepEqual(found.real, [1, 2, 0, 1]);
  assert.deepEqual(found.fake, [0, 0, 2, 1]);
});

test("equal values stand in the middle of a bin's width, and nothing has no bins", () => {
  assert.deepEqual(bins([3, 3], [3], 2), { edges: [2.5, 3, 3.5], real: [0, 2], fake: [0, 1] });
  assert.equal(bins([], []), null);
});

test("a histogram reaches to the picture's logit, but at most half as far out again", () => {
  assert.deepEqual(reach([-2, 0, 2], 3, null), [-2, 3]);
  assert.deepEqual(reach([-2, 0, 2], 100, null), [-2, 4]);
  assert.deepEqual(reach([-2, 0, 2], -100, null), [-4, 2]);
  assert.deepEqual(reach([1, 2], undefined, 5), [0, 5]); // 0 is where D is of two minds
});

test("the nearest of several values, the first of equals", () => {
  assert.equal(nearest([0, 10, 20], 14), 10);
  assert.equal(nearest([0, 10, 20], 15), 10);
  assert.equal(nearest([0, 10, 20], 99), 20);
});

test("a logarithmic axis has a handful of ticks, whatever it spans", () => {
  const ticks = (...values) => logarithmic(values).dtick;
  assert.equal(ticks(3, 5), undefined);
  assert.equal(ticks(2.4, 70), "D2");
  assert.equal(ticks(0.01, 100), 1);
  assert.equal(ticks(1e-6, 1e6), 3);
  assert.equal(ticks(null, 0, -1), undefined);
  assert.equal(logarithmic([1, null, undefined, 1000]).tickformat, ",~r");
});

test("the frame of a replay holds all of its values", () => {
  assert.deepEqual(frameOf([0, null, 100, undefined], false, false), [-6, 106]);
  assert.deepEqual(frameOf([50, 100], false, true), [0, 106]);
  assert.deepEqual(frameOf([2, 2], false, false), [1.5, 2.5]);
  const [low, high] = frameOf([10, 0, 1000], true, true);
  assert.ok(low < 1 && low > 0.8 && high > 3 && high < 3.2);
  assert.equal(frameOf([null, 0], true, false), undefined);
});

test("a slider of a few places goes from one to the next by keys", () => {
  const places = [0, 5, 100, 2000];
  const from5 = (key) => stepped(places, 5, key);
  assert.deepEqual(["ArrowRight", "ArrowUp", "ArrowLeft", "ArrowDown"].map(from5), [100, 100, 0, 0]);
  assert.deepEqual(["Home", "End", "PageUp", "PageDown"].map(from5), [0, 2000, 2000, 0]);
  assert.equal(stepped(places, 2000, "ArrowRight"), 2000);
  assert.equal(from5("Tab"), undefined);
});
