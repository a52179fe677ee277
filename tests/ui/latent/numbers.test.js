import assert from "node:assert/strict";
import { test } from "node:test";
import {
  copyGaps,
  copyWord,
  errorWord,
  logitText,
  nearestInTime,
  probability,
  sigma,
  signed,
} from "../../../ganplay/ui/latent/numbers.js";

test("a sign stands before what is not zero, and it is a minus, not a hyphen", () => {
  assert.deepEqual([1.5, -0.25, 0].map(signed), ["+1.50", "\u22120.25", "0.00"]);
  assert.equal(sigma(-2), "\u22122.00 σ");
});

test("a logit has a sign even at zero", () => {
  assert.deepEqual([0, 3.456, -3.456].map(logitText), ["+0.00", "+3.46", "\u22123.46"]);
});

test("a logit of zero is undecided", () => {
  assert.equal(probability(0), 0.5);
  assert.ok(Math.abs(probability(Math.log(3)) - 0.75) < 1e-12);
  assert.equal(probability(-1000), 0);
});

test("the scores are those of the nearest evaluation, of two equals the later one", () => {
  const evaluations = [0, 100, 200].map((step) => ({ step }));
  assert.equal(nearestInTime(evaluations, 120).step, 100);
  assert.equal(nearestInTime(evaluations, 150).step, 200);
  assert.equal(nearestInTime(evaluations, 9999).step, 200);
  assert.equal(nearestInTime([], 5), null);
});

test("a search that found nothing like it is called poor, also without a number", () => {
  assert.deepEqual([0.049, 0.05, 0.119, 0.12, undefined].map(errorWord), ["good", "fair", "fair", "poor", "poor"]);
});

test("nearer than all but five in a hundred is close", () => {
  assert.deepEqual([0, 4.9, 5, 60].map(copyWord), ["close", "close", "normal", "normal"]);
});

test("a verdict on copies names the nearest, and how near is normal", () => {
  const found = { distances: [1.234, 2], typical: [1, 2, 3], percentile: 4, compared: 1000, total: 2000 };
  const gaps = { d: "1.23", p: "4", typical: "2.00", low: "1.00", high: "3.00", n: "1,000", total: "2,000" };
  assert.deepEqual(copyGaps(found), gaps);
});
