import assert from "node:assert/strict";
import { test } from "node:test";
import { bounded, dragged, placed, placeOf, wholeOf, zoomed } from "../../../ganplay/ui/latent/crop.js";

const WIDE = { width: 400, height: 200 };

test("at first it is the largest square, in the middle", () => {
  assert.deepEqual(wholeOf(WIDE), { side: 200, x: 100, y: 0 });
  assert.deepEqual(wholeOf({ width: 100, height: 300 }), { side: 100, x: 0, y: 100 });
});

test("zooming keeps the middle, in both directions", () => {
  const near = zoomed(wholeOf(WIDE), WIDE, 2);
  assert.deepEqual(near, { side: 100, x: 150, y: 50 });
  assert.deepEqual(zoomed(near, WIDE, 1), { side: 200, x: 100, y: 0 });
});

test("zooming out at an edge stays in the picture", () => {
  assert.deepEqual(zoomed({ side: 50, x: 350, y: 150 }, WIDE, 1), { side: 200, x: 200, y: 0 });
});

test("it is dragged against the hand, in pixels of the picture, up to the edges", () => {
  const from = { side: 100, x: 150, y: 50 };
  assert.deepEqual(dragged(from, WIDE, { x: 30, y: -15 }, 150), { side: 100, x: 130, y: 60 });
  assert.deepEqual(dragged(from, WIDE, { x: 9999, y: -9999 }, 150), { side: 100, x: 0, y: 100 });
});

test("it has eight pixels a side at least, and of a smaller picture begins at its corner", () => {
  assert.equal(zoomed(wholeOf({ width: 20, height: 20 }), { width: 20, height: 20 }, 6).side, 8);
  assert.deepEqual(bounded({ side: 5, x: 3, y: 3 }, { width: 5, height: 5 }), { side: 8, x: 0, y: 0 });
});

test("what a hand drags can be put there by a number, and where there is one place alone there is none to say", () => {
  assert.deepEqual(placeOf(wholeOf(WIDE), WIDE), { across: 0.5, down: null });
  const near = zoomed(wholeOf(WIDE), WIDE, 2);
  assert.deepEqual(placed(near, WIDE, { across: 1 }), { side: 100, x: 300, y: 50 });
  assert.deepEqual(placed(near, WIDE, { down: 0 }), { side: 100, x: 150, y: 0 });
  assert.deepEqual(placeOf(placed(near, WIDE, { across: 0.25, down: 0.75 }), WIDE), { across: 0.25, down: 0.75 });
});
