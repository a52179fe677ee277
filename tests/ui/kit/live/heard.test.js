import assert from "node:assert/strict";
import { test } from "node:test";
import { learn, nothing, remember } from "../../../../ganplay/ui/kit/live/heard.js";

const story = {
  reset: true,
  seq: 4,
  status: "running",
  reported: 0,
  points: { step: [1, 2] },
  grids: [[3, 2]],
  grid: { seq: 3, jpeg: "three" },
};

test("the first news are the whole story, later ones are added to it", () => {
  const heard = nothing();
  assert.deepEqual(learn(heard, story), { rewound: false, reported: true });
  assert.deepEqual(learn(heard, { seq: 6, status: "paused", reported: 0, points: { step: [3] } }), {
    rewound: false,
    reported: false,
  });
  assert.deepEqual(heard.points.step, [1, 2, 3]);
  assert.equal(heard.head.status, "paused");
  assert.equal(heard.frame, 3);
  assert.equal(heard.frames.get(3), "three");
  assert.equal(heard.head.points, undefined);
});

test("after a roll back what came later no longer happened", () => {
  const heard = nothing();
  learn(heard, { ...story, hist: { edges: [] } });
  const rolled = {
    reset: true,
    seq: 2,
    reported: 0,
    points: { step: [1] },
    grids: [[1, 0]],
    grid: { seq: 1, jpeg: "one" },
  };
  assert.deepEqual(learn(heard, rolled), { rewound: true, reported: false });
  assert.deepEqual(heard.points.step, [1]);
  assert.deepEqual([...heard.frames.keys()], [1]);
  assert.equal(heard.hist, null);
});

test("a code and a progress are of one answer alone, other facts stay", () => {
  const heard = nothing();
  learn(heard, { ...story, shape: [1, 28, 28], code: "gpu", progress: { stage: "data" } });
  learn(heard, { seq: 5, status: "running", reported: 0 });
  assert.deepEqual([heard.head.code, heard.head.progress, heard.head.shape], [null, null, [1, 28, 28]]);
});

test("another report is told", () => {
  const heard = nothing();
  learn(heard, story);
  assert.equal(learn(heard, { seq: 5, reported: 1700000000000 }).reported, true);
});

test("three hundred pictures are kept, the first goes first", () => {
  const heard = nothing();
  for (let seq = 1; seq <= 301; seq += 1) remember(heard, seq, String(seq), seq === 301 ? { edges: [] } : undefined);
  assert.equal(heard.frames.size, 300);
  assert.equal(heard.frames.has(1), false);
  assert.deepEqual([...heard.hists.keys()], [301]);
});
