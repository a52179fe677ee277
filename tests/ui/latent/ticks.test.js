import assert from "node:assert/strict";
import { test } from "node:test";
import { enough, otherSide, tick, tickAll, ticked } from "../../../ganplay/ui/latent/ticks.js";

const teaching = (shown = [], notShown = []) => ({ shown, not_shown: notShown, known: { accuracy: 1 }, amount: 2 });

test("a click ticks, a second one takes the tick away", () => {
  const teach = teaching();
  tick(teach, 7, "A");
  assert.deepEqual([teach.shown, teach.not_shown, ticked(teach, 7)], [[7], [], "a"]);
  tick(teach, 7, "A");
  assert.deepEqual([teach.shown, ticked(teach, 7)], [[], ""]);
});

test("a seed is ticked on one side alone", () => {
  const teach = teaching([7, 8], [9]);
  tick(teach, 7, "B");
  assert.deepEqual([teach.shown, teach.not_shown], [[8], [9, 7]]);
  assert.equal(ticked(teach, 7), "b");
});

test("a seed that a link ticked on both sides loses both ticks", () => {
  const teach = teaching([7], [7]);
  tick(teach, 7, "B");
  assert.deepEqual([teach.shown, teach.not_shown], [[], []]);
});

test("other ticks have taught nothing yet", () => {
  const teach = teaching();
  tick(teach, 1, "A");
  assert.equal(teach.known, null);
  const again = teaching([1], [2]);
  tickAll(again, [3, 4], [5]);
  assert.deepEqual(again, { shown: [3, 4], not_shown: [5], known: null, amount: 2 });
  tickAll(again);
  assert.deepEqual([again.shown, again.not_shown], [[], []]);
});

test("five of each are enough", () => {
  const five = [1, 2, 3, 4, 5];
  assert.equal(enough(teaching(five, five)), true);
  assert.equal(enough(teaching(five, [1, 2, 3, 4])), false);
  assert.equal(enough(teaching([1, 2, 3, 4], five)), false);
});

test("shift ticks the other side", () => {
  assert.deepEqual([otherSide("A"), otherSide("B")], ["B", "A"]);
});
