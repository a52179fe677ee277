import assert from "node:assert/strict";
import { test } from "node:test";
import { scored } from "../../../../ganplay/ui/kit/live/floors.js";

const measures = {
  step: [10, 20],
  n: [500, 500],
  classifier_fd: [9, 2],
  floor_classifier_fd: [2.4, 2.4],
  copies: [0, 0.01],
  floor_copies: [0.0117, 0.0117],
  floor_n_copies: [512, 512],
};
const row = (name, value, floor, more = {}) => ({ name, value, floor, n: 2000, n_floor: 2000, ...more });
const report = {
  step: 30,
  rows: [row("classifier_fd", 1.75, 0.606), row("copies", 0.0065, 0.0117, { n_floor: null })],
};

test("the curve and the report of more pictures have each a floor of their own", () => {
  const { curve, end } = scored({ measures, report }, "classifier_fd");
  assert.deepEqual(curve, { value: 2, floor: 2.4, n: 500, ofFloor: 500 });
  assert.deepEqual(end, { value: 1.75, floor: 0.606, n: 2000, ofFloor: 2000 });
});

test("a floor of other pictures than n says of how many, where that is known", () => {
  const { curve, end } = scored({ measures, report }, "copies");
  assert.deepEqual([curve.n, curve.ofFloor, end.n, end.ofFloor], [500, 512, 2000, null]);
});

test("what was not measured has neither", () => {
  assert.deepEqual(scored({ measures: { step: [] }, report: null }, "classifier_fd"), { curve: null, end: null });
  assert.equal(scored({ measures, report: { rows: [row("modes", null, 8)] } }, "modes").end, null);
  const older = scored({ measures: { step: [1], n: [500], recall: [0.5] }, report: null }, "recall").curve;
  assert.equal(older.floor, null);
});
