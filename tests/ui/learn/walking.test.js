// Where a walk between two faces stands.
import assert from "node:assert/strict";
import { test } from "node:test";
import { freshWalk, halfway, otherSeed, partOf, scaleOf, visited } from "../../../ganplay/ui/learn/figures/walking.js";

test("half of the way is a frame, and the ends are 0 and 1", () => {
  assert.equal(halfway(33), 16);
  assert.equal(partOf(halfway(33), 33), 0.5);
  assert.deepEqual([partOf(0, 33), partOf(32, 33), partOf(0, 0)], [0, 1, 0]);
});

test("a walk has been from end to end when both were visited, in either order", () => {
  let { seen } = freshWalk({ from: 1, to: 2 });
  for (const frame of [5, 32, 31]) seen = visited(seen, frame, 33);
  assert.equal(seen.size, 1);
  seen = visited(seen, 0, 33);
  assert.equal(seen.size, 2);
  assert.equal(visited(seen, 32, 33).size, 2);
});

test("another seed is neither of the two", () => {
  assert.equal(
    otherSeed({ from: 3, to: 8 }, () => 0.0005),
    5,
  );
  assert.equal(
    otherSeed({ from: 3, to: 4 }, () => 0.00035),
    5,
  );
  assert.equal(
    otherSeed({ from: 9999, to: 0 }, () => 0.99999),
    1,
  );
});

test("every distance that is shown lies within the scale", () => {
  const usual = scaleOf({ distances: [[2], [3]], typical: [4, 6, 10] });
  assert.equal(usual(0), 0);
  assert.ok(usual(2) > 0 && usual(10) < 1 && usual(10) > 0.9);
  const far = scaleOf({ distances: [[2], [40]], typical: [4, 6, 10] });
  assert.ok(far(40) < 1);
});
