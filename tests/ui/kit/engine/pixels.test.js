import assert from "node:assert/strict";
import { test } from "node:test";
import { pointsOfPixels } from "../../../../ganplay/ui/kit/engine/pixels.js";
import { Random } from "../../../../ganplay/ui/kit/engine/random.js";

/** A white picture, 4 wide and 2 high, with given pixels of (index, grey, alpha). */
function picture(...dots) {
  const data = new Uint8ClampedArray(4 * 8).fill(255);
  for (const [index, grey, alpha = 255] of dots) data.set([grey, grey, grey, alpha], 4 * index);
  return { data, width: 4, height: 2 };
}

test("points lie where it is dark: the longer side fills the canvas, and y points up", () => {
  const points = pointsOfPixels(picture([3, 0]), 500, new Random(1), 2);
  const xs = points.filter((_, i) => i % 2 === 0);
  const ys = points.filter((_, i) => i % 2 === 1);
  assert.ok(xs.every((x) => x >= 1 && x <= 2));
  assert.ok(ys.every((y) => y >= 0 && y <= 1));
  assert.ok(Math.max(...xs) > 1.98 && Math.min(...xs) < 1.02);
});

test("darker places get more of them, what is transparent none", () => {
  const points = pointsOfPixels(picture([0, 0], [3, 170], [5, 0, 0]), 8000, new Random(1));
  const left = points.filter((x, i) => i % 2 === 0 && x < 0).length;
  assert.ok(Math.abs(left / 8000 - 0.75) < 0.03, `${left}`);
  assert.ok(points.every((y, i) => i % 2 === 0 || y > 0));
});

test("a white picture has no points", () => {
  assert.equal(pointsOfPixels(picture(), 10, new Random(1)).length, 0);
});
