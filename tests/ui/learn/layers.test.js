// The layers of a network.
import assert from "node:assert/strict";
import { test } from "node:test";
import { countedFrom, largest, nextOf, shapeOf, totalOf } from "../../../ganplay/ui/learn/figures/layers.js";

const layers = [896, 0, 18496, 0, 3137].map((parameters) => ({ parameters }));

test("shapes are written out, and sums of them", () => {
  assert.equal(shapeOf([32, 28, 28]), "32 × 28 × 28");
  assert.equal(shapeOf([3136]), "3,136");
  assert.equal(countedFrom([[64, 32, 3, 3], [64]]), "64 × 32 × 3 × 3 + 64");
  assert.equal(countedFrom([]), "");
});

test("the layer with most parameters is found, of equals the first", () => {
  assert.equal(totalOf(layers), 22529);
  assert.equal(largest(layers), 2);
  assert.equal(largest([{ parameters: 5 }, { parameters: 5 }]), 0);
});

test("layers are opened in their order until all are", () => {
  assert.equal(nextOf(3, new Set()), 0);
  assert.equal(nextOf(3, new Set([0, 2])), 1);
  assert.equal(nextOf(3, new Set([0, 1, 2])), -1);
});
