import assert from "node:assert/strict";
import { test } from "node:test";
import { evenly, FRAMES, filmFrames, onPath, positionOf, shellBand } from "../../../ganplay/ui/latent/frames.js";

test("the strip goes from end to end; of a loop its last frame is one before the first", () => {
  assert.deepEqual([positionOf(0, false), positionOf(FRAMES - 1, false)], [0, 1]);
  assert.deepEqual([positionOf(0, true), positionOf(FRAMES - 1, true)], [0, 15 / 16]);
  assert.equal(positionOf(8, true), 0.5);
});

test("a film has forty frames from keyframe to keyframe, and fifty at least", () => {
  assert.equal(filmFrames(2, false), 50);
  assert.equal(filmFrames(2, true), 80);
  assert.equal(filmFrames(3, false), 80);
  assert.equal(filmFrames(8, true), 320);
});

test("positions lie evenly, both ends included", () => {
  assert.deepEqual(evenly(5), [0, 0.25, 0.5, 0.75, 1]);
});

test("the slider stays on the path", () => {
  assert.deepEqual([-0.1, 0.3, 1.7].map(onPath), [0, 0.3, 1]);
});

test("seeds lie within two deviations of the mean norm", () => {
  assert.deepEqual(shellBand([8, 0.5]), [7, 9]);
});
