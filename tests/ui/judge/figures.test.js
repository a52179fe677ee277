// How the Discriminator tab writes its numbers.
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  area,
  changed,
  digits,
  farWord,
  levels,
  line,
  rank,
  share,
  signed,
  times,
} from "../../../ganplay/ui/judge/figures.js";

test("small numbers have as many digits as tell them apart, up to six", () => {
  assert.deepEqual([12.345, 0.1, 0].map(digits), ["12.35", "0.10", "0.00"]);
  assert.deepEqual([0.0999, 0.0123, 0.000456].map(digits), ["0.100", "0.012", "0.00046"]);
  assert.equal(digits(1.2e-9), "0.000000");
});

test("a picture is called unlike anything, or familiar, only where that can be told", () => {
  const told = [true, false, null].map((unfamiliar) => farWord({ unfamiliar, far: 2 }));
  assert.deepEqual(told, ["judge.far", "judge.near", "judge.far.few"]);
});

test("a logit has its sign", () => {
  assert.deepEqual([1.5, 0, -0.25, -1234].map(signed), ["+1.50", "+0.00", "\u22120.25", "\u22121,234.00"]);
});

test("what did not change is not written", () => {
  assert.deepEqual([0.5, -0.5, 0].map(changed), ["+0.50", "\u22120.50", ""]);
  assert.equal(changed(-0.001), "\u22120.00");
});

test("grey levels have their sign, 0 has none", () => {
  assert.deepEqual([3, -12, 0, 0.5].map(levels), ["+3", "\u221212", "0", "+0.5"]);
});

test("a share is 100 % of all only, and 0 % of none", () => {
  assert.deepEqual([1, 0.9999, 0.99, 0.991].map(share), ["100\u202f%", "99.9\u202f%", "99\u202f%", "99.1\u202f%"]);
  assert.deepEqual([0, 0.0001, 0.01, NaN].map(share), ["0\u202f%", "0.1\u202f%", "1\u202f%", "–"]);
  assert.deepEqual([0, 0.2, 41.7, 99.6, 100].map(rank), ["0", "0.2", "42", "99.6", "100"]);
});

test("what is not quite the same does not read as 1", () => {
  assert.deepEqual([1, 1.4, 1.004, 0.98, 1234].map(times), ["1.0", "1.4", "1.004", "0.98", "1,234.0"]);
});

test("a threshold has digits where it needs them", () => {
  assert.deepEqual([0, 1, 0.5, -12.345].map(line), ["0", "1", "0.50", "\u221212.35"]);
});

test("an area is 1 of all only", () => {
  assert.deepEqual([1, 0.9999, 0.9994, 0.5].map(area), ["1.000", "0.999", "0.999", "0.500"]);
});
