import assert from "node:assert/strict";
import { test } from "node:test";
import { cells, fitted } from "../../../../ganplay/ui/kit/live/fitting.js";

test("the largest whole multiple of the pixels that leaves room for enough pictures", () => {
  assert.deepEqual(cells(28, 600, 400, 1, 5), { cell: 56, columns: 8, rows: 7 });
  assert.deepEqual(cells(28, 600, 400, 2, 5), { cell: 70, columns: 8, rows: 5 }); // five pixels of the screen
  assert.deepEqual(cells(64, 300, 300, 1, 4), { cell: 64, columns: 4, rows: 4 });
});

test("one picture at least, however large its pixels make it", () => {
  assert.deepEqual(cells(128, 600, 400, 1, 5), { cell: 128, columns: 4, rows: 3 });
  assert.deepEqual(cells(64, 50, 50, 1, 4), { cell: 64, columns: 1, rows: 1 });
});

test("a wide screen puts real pictures and the verdict beside the generated ones", () => {
  const wide = fitted({ size: 28, room: 960, height: 768, ratio: 1 });
  assert.deepEqual(wide, { wide: true, cell: 56, columns: 8, rows: 7, reals: 3, realRows: 7, chart: 150 });
  const narrow = fitted({ size: 28, room: 360, height: 800, ratio: 1 });
  assert.deepEqual(narrow, { wide: false, cell: 84, columns: 4, rows: 4, reals: 4, realRows: 1, chart: 190 });
});

test("points are one picture, shown whole", () => {
  const points = fitted({ size: 1, whole: true, room: 960, height: 768, ratio: 1 });
  assert.deepEqual([points.columns, points.rows, points.reals, points.realRows], [8, 8, 8, 8]);
  assert.equal(points.cell, 41);
});
