import assert from "node:assert/strict";
import { test } from "node:test";
import { BEST_SAMPLES, Best, hasBest } from "../../../../ganplay/ui/kit/engine/best.js";
import { Random } from "../../../../ganplay/ui/kit/engine/random.js";

/** Uniform over the canvas, and over its right half alone with a share. */
function points(random, n, right) {
  const out = new Float32Array(2 * n);
  for (let i = 0; i < n; i++) {
    const x = random.next();
    out[2 * i] = random.next() < right ? x : -x;
    out[2 * i + 1] = 2 * random.next() - 1;
  }
  return out;
}

function found(loss, smoothing = 0) {
  const random = new Random(2);
  const best = new Best(1, 10, 40_000);
  while (best.missing) best.add(points(random, 2500, 0.75), points(random, 2500, 0.5));
  const logits = best.logits(loss, smoothing);
  return { left: logits[52], right: logits[57] };
}

const near = (value, wanted) => assert.ok(Math.abs(value - wanted) < 0.12, `${value}, not ${wanted}`);

test("of a classifier it is the logarithm of the ratio of the densities", () => {
  for (const loss of ["nonsaturating", "minimax", "relativistic"]) {
    near(found(loss).right, Math.log(1.5));
    near(found(loss).left, Math.log(0.5));
  }
});

test("smoothed labels draw it towards not real", () => {
  near(found("nonsaturating", 0.2).right, Math.log((0.8 * 1.5) / (1 + 0.2 * 1.5)));
});

test("of least squares it is the share of the real ones, of hinge the sign of the difference", () => {
  near(found("lsgan").right, 1.5 / 2.5);
  assert.deepEqual(found("hinge"), { left: -1, right: 1 });
});

test("a loss whose best D is no formula of one place has none", () => {
  assert.deepEqual(["wasserstein", "relativistic_average", "toString"].map(hasBest), [false, false, false]);
  assert.ok(hasBest("minimax"));
});

test("where there are no points it is undecided, at the edges nothing is lost", () => {
  const best = new Best(1, 10);
  assert.equal(best.missing, BEST_SAMPLES);
  best.add(Float32Array.of(0.99, 0.99), Float32Array.of(0.99, 0.99));
  assert.ok(best.logits("minimax").every((logit) => logit === 0));
  assert.equal(best.missing, BEST_SAMPLES - 1);
});
