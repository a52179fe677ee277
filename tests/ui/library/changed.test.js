import assert from "node:assert/strict";
import { test } from "node:test";
import { changedTo } from "../../../ganplay/ui/library/changed.js";

const rate = { name: "lr_d", kind: "float", choices: [], value: 0.001 };
const size = { name: "resolution", kind: "choice", choices: [28, 32, 64], value: 28 };

test("what is empty or as it was is no change", () => {
  assert.equal(changedTo(rate, ""), undefined);
  assert.equal(changedTo(rate, "0.001"), undefined);
  assert.equal(changedTo(rate, "1e-3"), undefined);
  assert.equal(changedTo(size, "28"), undefined);
});

test("a change has the kind of its setting", () => {
  assert.equal(changedTo(rate, "0.5"), 0.5);
  assert.equal(changedTo(size, "64"), 64);
  assert.equal(changedTo({ ...size, choices: [true, false], value: false }, "true"), true);
});
