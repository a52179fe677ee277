import assert from "node:assert/strict";
import { test } from "node:test";
import {
  ARROWS,
  dragged,
  lag,
  middle,
  moved,
  offMiddle,
  wheelTimes,
  zoomed,
} from "../../../ganplay/ui/latent/lattice.js";

test("the middle picture is off the middle by nothing", () => {
  for (const side of [3, 5, 11]) assert.deepEqual(offMiddle(middle(side), side), [0, 0]);
  assert.equal(middle(5), 12);
});

test("pictures are counted in rows from the upper left", () => {
  assert.deepEqual(offMiddle(0, 5), [-2, -2]);
  assert.deepEqual(offMiddle(3, 5), [1, -2]);
  assert.deepEqual(offMiddle(24, 5), [2, 2]);
});

test("pictures lie half a unit apart, nearer where the plane is enlarged", () => {
  assert.deepEqual(moved({ x: 1, y: 1 }, [2, -1], 1), { x: 2, y: 0.5 });
  assert.deepEqual(moved({ x: 1, y: 1 }, [2, -1], 4), { x: 1.25, y: 0.875 });
});

test("arrows move by one picture, the way they point", () => {
  const to = (key) => moved({ x: 1, y: 1 }, ARROWS[key], 1);
  assert.deepEqual(
    [to("ArrowLeft"), to("ArrowRight")],
    [
      { x: 0.5, y: 1 },
      { x: 1.5, y: 1 },
    ],
  );
  assert.deepEqual(
    [to("ArrowUp"), to("ArrowDown")],
    [
      { x: 1, y: 0.5 },
      { x: 1, y: 1.5 },
    ],
  );
});

test("the plane goes with the hand: to the left means on to the right", () => {
  const to = dragged({ x: 10, y: 10 }, { x: -64, y: 32 }, 64, 1);
  assert.deepEqual(to, { x: 10.5, y: 9.75 });
  assert.deepEqual(dragged({ x: 10, y: 10 }, { x: -64, y: 0 }, 64, 2), { x: 10.25, y: 10 });
});

test("the plane ends where the server cannot draw any more", () => {
  assert.deepEqual(dragged({ x: 1e6, y: -1e6 }, { x: -500, y: 500 }, 10, 0.1), { x: 1e6, y: -1e6 });
});

test("the sheet is moved by just what the server lacks", () => {
  const from = { x: 3, y: -2 };
  const hand = { x: 37, y: -11 };
  const { x, y } = lag(from, dragged(from, hand, 48, 2), 48, 2);
  assert.ok(Math.abs(x - hand.x) < 1e-9 && Math.abs(y - hand.y) < 1e-9);
  assert.deepEqual(lag(from, from, 48, 2), { x: 0, y: 0 });
});

test("zoom ends at 100 and at a tenth", () => {
  assert.equal(zoomed(2, 1.5), 3);
  assert.equal(zoomed(90, 1.4), 100);
  assert.equal(zoomed(0.1, 0.5), 0.1);
});

test("a wheel turned up comes nearer, and back to where it was", () => {
  assert.ok(wheelTimes(-100) > 1);
  assert.equal(wheelTimes(0), 1);
  assert.ok(Math.abs(wheelTimes(120) * wheelTimes(-120) - 1) < 1e-12);
  assert.ok(Math.abs(wheelTimes(-400) - Math.E) < 1e-12);
});
