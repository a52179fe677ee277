// What a visitor has steered so far.
import assert from "node:assert/strict";
import { test } from "node:test";
import { freshSteer, mostOf, movedFar, steered } from "../../../ganplay/ui/learn/figures/steering.js";

const ten = new Set(Array.from({ length: 10 }, (_, index) => index));
const classes = { names: [] };
const codes = { continuous: 2 };

test("a code counts as moved when it was moved far, and stays so", () => {
  const { moved } = freshSteer();
  assert.equal(movedFar(moved, 1, 0.9).size, 0);
  const once = movedFar(moved, 1, -1);
  assert.deepEqual([...movedFar(once, 1, 0)], [1]);
  assert.deepEqual([...movedFar(once, 2, 2)], [1, 2]);
  assert.equal(moved.size, 0);
});

test("all is steered when every class was seen and every continuous code was moved, of what there is", () => {
  const state = { ...freshSteer(), runs: { classes, codes } };
  assert.ok(!steered(state));
  assert.ok(!steered({ ...state, labels: ten }));
  assert.ok(!steered({ ...state, labels: ten, moved: new Set([1]) }));
  assert.ok(steered({ ...state, labels: ten, moved: new Set([1, 2]) }));
  assert.ok(steered({ ...state, runs: { classes, codes: null }, labels: ten }));
  assert.ok(steered({ ...state, runs: { classes: null, codes }, moved: new Set([1, 2]) }));
  assert.ok(!steered({ ...state, runs: { classes: null, codes: null } }));
});

test("what a category draws most is told with its share", () => {
  assert.deepEqual(mostOf([0, 30, 70, 0]), { digit: 2, share: 0.7 });
  assert.deepEqual(mostOf([5, 5]), { digit: 0, share: 0.5 });
  assert.deepEqual(mostOf([0, 0]), { digit: 0, share: 0 });
});
