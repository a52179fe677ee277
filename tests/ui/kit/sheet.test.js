// How large the pictures of a sheet are, and how many stand in a row.
import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { columns, crisp } from "../../../ganplay/ui/kit/sheet.js";

afterEach(() => {
  delete globalThis.devicePixelRatio;
});

test("a cell is a whole multiple of its picture's pixels on the screen", () => {
  assert.equal(crisp(32, 100), 96);
  assert.equal(crisp(32, 20), 32); // never smaller than the picture
  globalThis.devicePixelRatio = 1.5;
  assert.equal(crisp(32, 100), (4 * 32) / 1.5);
});

test("as many in a row as can be looked at, three to ten", () => {
  assert.equal(columns(32, 640), 10);
  assert.equal(columns(32, 400), 6);
  assert.equal(columns(32, 60), 3);
  globalThis.devicePixelRatio = 2;
  assert.equal(columns(32, 400), 8); // 96 pixels of the screen are 48 of the page
});
