import assert from "node:assert/strict";
import { test } from "node:test";
import * as told from "../../../../ganplay/ui/kit/breaking/story.js";

const NAME = "exploding";
const seen = (changes = {}) => ({
  run: "b",
  kind: "run",
  status: "running",
  mine: true,
  head: { recipe_name: NAME },
  ...changes,
});
const ended = { run: "b", status: "finished", seed: 0, value: 3, fails: true };

function predicted(answer = 2) {
  return Object.assign(told.begin(), { on: true, name: NAME, answer });
}

test("what was predicted is of the run that Train then starts", () => {
  const story = predicted();
  assert.deepEqual(told.follow(story, seen(), NAME), { changed: true, answered: 2 });
  assert.deepEqual([story.run, story.status, story.answer, story.mine], ["b", "running", null, true]);
  assert.deepEqual(told.follow(story, seen(), NAME), { changed: false, answered: null });
  assert.equal(told.follow(story, seen({ status: "finished" }), NAME).changed, true);
});

test("but it is not of another failure, of somebody else's run, or of a replay", () => {
  assert.equal(told.follow(predicted(), seen(), "checkerboard").answered, null);
  assert.equal(told.follow(predicted(), seen({ mine: false }), NAME).answered, null);
  const replay = seen({ kind: "replay", status: "replay", head: { recipe_name: NAME, status: "finished" } });
  const story = predicted();
  assert.equal(told.follow(story, replay, NAME).answered, null);
  assert.equal(story.status, "finished");
});

test("a run that the visitor has turned away from stays away until it is opened anew", () => {
  const story = Object.assign(told.begin(), { left: "b" });
  assert.equal(told.follow(story, seen(), NAME).changed, false);
  told.follow(story, seen({ head: {} }), null); // opened: its recipe is not known yet
  assert.equal(story.left, null);
  assert.equal(told.follow(story, seen(), NAME).changed, true);
  assert.equal(story.on, true);
});

test("another run on the screen takes its place, one that is only being opened does not yet", () => {
  const story = predicted();
  told.follow(story, seen(), NAME);
  assert.equal(told.follow(story, seen({ run: "other", head: {} }), null).changed, false);
  assert.equal(story.run, "b");
  assert.equal(told.follow(story, seen({ run: "other", head: { recipe_name: "quick" } }), null).changed, true);
  assert.deepEqual([story.run, story.pair, story.name], [null, null, NAME]);
});

test("the remedy that was asked for keeps what came of its twin", () => {
  const story = predicted();
  told.follow(story, seen({ status: "finished" }), NAME);
  story.pair = { failure: NAME, broken: ended, mended: null };
  story.wish = "b";
  told.follow(story, seen({ run: "m", status: "queued" }), NAME);
  assert.deepEqual([story.run, story.wish, story.pair.broken], ["m", "", ended]);
  assert.equal(told.asked(story), "b");
  told.follow(story, seen({ run: "third" }), NAME);
  assert.equal(story.pair, null);
});

test("an outcome counts once the server and the live view both say that the run has ended", () => {
  const story = Object.assign(predicted(), { run: "b", status: "running", pair: { broken: ended, mended: null } });
  assert.deepEqual([told.ended(story, ended), told.told(story), told.open(story)], [false, false, true]);
  story.status = "finished";
  assert.deepEqual([told.measured(story, ended), told.told(story)], [true, true]);
  assert.equal(told.measured(story, { ...ended, run: "m" }), true);
  assert.equal(told.ended(story, null), false);
});

test("the server is asked until the remedy has ended, or there is nothing to mend", () => {
  const pair = { broken: ended, mended: null };
  const story = Object.assign(predicted(), { run: "b", status: "finished", pair });
  assert.equal(told.open(story), true); // somebody may train the remedy
  pair.mended = { run: "m", status: "running", seed: 0 };
  assert.equal(told.open(story), true);
  pair.mended = { run: "m", status: "finished", seed: 0, value: 1, fails: false };
  assert.equal(told.open(story), false);
  const { value, ...without } = ended;
  Object.assign(pair, { broken: { ...without, error: "failure" }, mended: null });
  assert.deepEqual([told.unmeasured(story, pair.broken), told.open(story)], [true, false]);
  assert.equal(value, 3);
});

test("sides of a pair", () => {
  const story = { ...told.begin(), pair: { broken: ended, mended: { run: "m" } }, run: "m" };
  assert.deepEqual(
    ["b", "m", "x"].map((run) => told.sideOf(story, run)),
    ["broken", "mended", undefined],
  );
  assert.equal(told.told(story), true); // a remedy is shown beside its twin at once
  assert.equal(told.sideOf(told.begin(), "b"), undefined);
});
