import assert from "node:assert/strict";
import { test } from "node:test";
import { FEWEST, readPoints } from "../../../../ganplay/ui/kit/engine/csv.js";

const rows = (count) => Array.from({ length: count }, (_, i) => `${i},${-i / 2}`);
const refused = (text) => {
  try {
    readPoints(text);
  } catch (error) {
    return error;
  }
  return null;
};

test("points stand one a line, after names of columns, comments and blank lines", () => {
  const text = ["\uFEFFx,y", "# drawn by hand", "", ...rows(8)].join("\r\n");
  const { points, bad, first } = readPoints(text);
  assert.deepEqual([bad, first], [0, 0]);
  assert.deepEqual([...points.subarray(0, 6)], [0, 0, 1, -0.5, 2, -1]);
  assert.equal(points.length, 16);
});

test("semicolons, tabs, blanks, quotes and further columns are read too", () => {
  const text = ["1;2,5", "3\t4", "5   6", " 7 , 8 ", "9,10,a", "-1e1,+.5", '"0" "1"', "1,1"].join("\n");
  assert.deepEqual([...readPoints(text).points], [1, 2.5, 3, 4, 5, 6, 7, 8, 9, 10, -10, 0.5, 0, 1, 1, 1]);
});

test("bad rows are counted, and the first ones are named by their lines in the file", () => {
  const text = ["# one", "x;y", ...rows(8), "3", "4,nan", "0x10,1", "1,-inf", "a,b", "c"].join("\n");
  const { points, bad, first, named } = readPoints(text);
  assert.equal(points.length, 16);
  assert.deepEqual([bad, first], [6, 11]);
  const reasons = ["not_two", "not_finite", "not_two", "not_finite", "no_numbers"];
  assert.deepEqual(
    named,
    reasons.map((reason, i) => ({ line: 11 + i, reason })),
  );
});

test("a first line that holds a number is no header", () => {
  assert.deepEqual(readPoints(["1,y", ...rows(8)].join("\n")).first, 1);
});

test("too few rows are refused, with what was found", () => {
  const { code, details } = refused(["x,y", ...rows(7), "no,no"].join("\n"));
  assert.equal(code, "lab_few_points");
  assert.deepEqual(details, { good: 7, fewest: FEWEST, bad: 1, first: 9 });
});

test("points too far from zero, or too near to it, are refused with what to divide by", () => {
  const scaled = (size) => refused(Array.from({ length: 9 }, (_, i) => `${i * size},0`).join("\n"));
  assert.equal(scaled(1e-3), null);
  assert.deepEqual(scaled(1e3).details, { reach: 8000, divide: 5330 });
  assert.equal(scaled(1e-5).code, "lab_reach");
  assert.equal(scaled(0).code, "lab_one_place");
});
