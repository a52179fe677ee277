import assert from "node:assert/strict";
import { test } from "node:test";
import { changedTo, wrongIn } from "../../../ganplay/ui/kit/changed.js";

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

test("what cannot be is refused as the server does, and what is empty or at a limit can be", () => {
  const batch = { name: "batch", kind: "int", low: 4, high: 512 };
  for (const text of ["4", "512", "32.0", "", "1e2"]) assert.equal(wrongIn(batch, text), null, text);
  for (const value of ["3", "513", "4.5", "four", "-", "Infinity"]) {
    const details = { setting: "batch", value, low: "4", high: "512" };
    assert.deepEqual(wrongIn(batch, value), { error: "setting_whole", details });
  }
  assert.equal(wrongIn({ ...rate, low: 1e-6, high: 0.1 }, "0.2").error, "setting_number");
  assert.equal(wrongIn({ ...rate, low: 1e-6, high: 0.1 }, "0.1"), null);
  assert.equal(wrongIn(size, "64"), null);
});
