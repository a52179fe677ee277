// What the Discriminator tab knows, and how opening a run changes it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { freshState, hasGrown, listedAlike, opened } from "../../../ganplay/ui/judge/state.js";

const facts = { steps: [0, 50, 100], crop: "fit" };

test("the last moment is opened unless another one is wished for and there", () => {
  const state = freshState(null);
  assert.equal(opened(state, "a", facts, null).step, 100);
  assert.equal(opened(state, "a", facts, 0).step, 0);
  assert.equal(opened(state, "a", facts, 60).step, 100);
});

test("files stay on the table to be judged anew, picked pictures go with their run", () => {
  const state = freshState(null);
  const file = { id: 1, kind: "file", file: {}, png: "old", row: { logit: 1 }, name: "mine.png" };
  state.cards = [{ id: 2, kind: "real", png: "x", row: null }, file];
  const { cards } = opened(state, "a", facts, null);
  assert.deepEqual(cards, [{ ...file, png: null, row: null }]);
  assert.equal(file.png, "old");
});

test("what was chosen for files starts as the run took its own pictures", () => {
  const state = { ...freshState(null), invert: true, centre: true, ready: true, whole: {}, hist: {} };
  assert.deepEqual(state.first, { real: 0, generated: 0 });
  state.first = { real: 8, generated: 16 };
  const after = { ...state, ...opened(state, "a", facts, null) };
  assert.deepEqual([after.crop, after.invert, after.centre], ["fit", false, false]);
  assert.deepEqual([after.ready, after.whole, after.hist], [false, null, null]);
  assert.deepEqual(after.first, { real: 0, generated: 0 });
});

test("a game belongs to its run", () => {
  const state = freshState("game");
  assert.equal(opened(state, "a", facts, null).game, "game"); // the first run is that of the game
  state.run = "a";
  assert.equal(opened(state, "a", facts, null).game, "game");
  assert.equal(opened(state, "b", facts, null).game, null);
});

test("a run has grown where its list says so, or knows more than the page", () => {
  assert.equal(hasGrown(undefined, undefined, [0, 8]), false);
  assert.equal(hasGrown({ step: 8 }, undefined, [0, 8]), true);
  assert.equal(hasGrown({ step: 8 }, { step: 8 }, [0, 8]), false);
  assert.equal(hasGrown({ step: 9 }, { step: 8 }, [0, 9]), true);
  assert.equal(hasGrown({ step: 9 }, { step: 9 }, [0, 8]), true);
});

test("lists differ by runs and their names, not by how far these are", () => {
  const row = { run: "a", title: "one", step: 1 };
  assert.ok(listedAlike([row], [{ ...row, step: 2 }]));
  assert.ok(!listedAlike([row], [{ ...row, title: "two" }]));
  assert.ok(!listedAlike([row], []));
});
