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

test("semicolons, tabs, blanks and further columns are read too", () => {
  const text = ["1;2", "3\t4", "5   6", " 7 , 8 ", "9,10,a", "-1e1,+.5", "0 0", "1,1"].join("\n");
  assert.deepEqual([...readPoints(text).points], [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, -10, 0.5, 0, 0, 1, 1]);
});

test("bad rows are counted, and the first is named by its line in the file", () => {
  const text = ["# one", "x;y", ...rows(8), "3", "4,nan", "0x10,1", "1e99,2", "a,b"].join("\n");
  const { points, bad, first } = readPoints(text);
  assert.equal(points.length, 16);
  assert.deepEqual([bad, first], [5, 11]);
});

test("a first line that holds a number is no header", () => {
  assert.deepEqual(readPoints(["1,y", ...rows(8)].join("\n")).first, 1);
});

test("too few rows are refused, with what was found", () => {
  const { code, details } = refused(["x,y", ...rows(7), "no,no"].join("\n"));
  assert.equal(code, "lab_few_points");
  assert.deepEqual(details, { good: 7, fewest: FEWEST, bad: 1, first: 9 });
});
