import assert from "node:assert/strict";
import { test } from "node:test";
import {
  evenly,
  filmFrames,
  keyAt,
  MOST_FRAMES,
  onPath,
  positionOf,
  positionOfKey,
  scoresAlong,
  shellBand,
  stripFrames,
} from "../../../ganplay/ui/latent/frames.js";

test("the strip goes from end to end; of a loop its last frame is one before the first", () => {
  assert.deepEqual([positionOf(0, 17, false), positionOf(16, 17, false)], [0, 1]);
  assert.deepEqual([positionOf(0, 16, true), positionOf(15, 16, true)], [0, 15 / 16]);
  assert.equal(positionOf(8, 16, true), 0.5);
});

test("every keyframe is a frame of the strip, and where there is room for few each has one still", () => {
  for (const loop of [false, true]) {
    for (let keys = 2; keys <= 8; keys += 1) {
      for (const room of [3, 8, MOST_FRAMES, 100]) {
        const frames = stripFrames(keys, loop, room);
        const places = Array.from({ length: frames }, (_, index) => positionOf(index, frames, loop));
        for (let key = 0; key < keys; key += 1) assert.ok(places.includes(positionOfKey(key, keys, loop)));
        assert.ok(frames <= Math.max(keys, Math.min(room, MOST_FRAMES)));
      }
    }
  }
  assert.equal(stripFrames(3, false), 17);
});

test("the keyframe that stands at a place is found, and none between two", () => {
  assert.deepEqual(
    [0, 0.5, 0.4995, 1, 0.49].map((at) => keyAt(at, 3, false)),
    [0, 1, 1, 2, null],
  );
  assert.deepEqual(
    [0, 1 / 3, 1].map((at) => keyAt(at, 3, true)),
    [0, 1, 0],
  );
  assert.equal(keyAt(0, 1, false), 0);
});

test("the scores of a path are those of its frames and of every place that was looked at", () => {
  const seen = new Map([
    [0.25, 9],
    [1, 4],
  ]);
  assert.deepEqual(scoresAlong([1, 2, 3], seen, false), { x: [0, 0.25, 0.5, 1], y: [1, 9, 2, 4] });
  assert.deepEqual(scoresAlong([1, 2], new Map(), true), { x: [0, 0.5], y: [1, 2] });
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
