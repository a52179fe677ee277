// A verdict and the ranks beside it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { standing } from "../../../ganplay/ui/judge/standing.js";

const told = (logit, real, generated) => standing({ logit, threshold: 0.5, real, generated });

test("what is called generated is explained where it ranks high", () => {
  assert.equal(told(0.4, 2, 100), "short");
  assert.equal(told(0.5, 2, 95), "short"); // on the line is not above it
  assert.equal(told(0.4, 60, 100), "strict");
  assert.equal(told(0.4, 60, 40), "strict");
  assert.equal(told(-3, 0, 40), null);
});

test("what is called real is explained where it ranks low", () => {
  assert.equal(told(0.6, 3, 99), "barely");
  assert.equal(told(0.6, 3, 30), "taken");
  assert.equal(told(0.6, 70, 30), "taken");
  assert.equal(told(4, 70, 100), null);
});
