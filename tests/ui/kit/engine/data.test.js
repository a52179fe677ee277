import assert from "node:assert/strict";
import { test } from "node:test";
import { LAWS, lawOf, ownLaw } from "../../../../ganplay/ui/kit/engine/data.js";
import { Random } from "../../../../ganplay/ui/kit/engine/random.js";

const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;

for (const law of Object.values(LAWS)) {
  test(`${law.name}: its mean is zero, nearly all of it lies on its canvas, a seed repeats it`, () => {
    const points = law.sample(new Random(3), 20_000);
    for (const axis of [0, 1]) {
      const values = points.filter((_, i) => i % 2 === axis);
      const error = Math.sqrt(mean(values.map((value) => value * value)) / values.length);
      assert.ok(Math.abs(mean(values)) < 5 * error, `${mean(values)}`);
    }
    assert.ok(points.filter((value) => Math.abs(value) > law.extent).length <= 2);
    assert.deepEqual(law.sample(new Random(3), 20_000), points);
  });
}

test("a law fills the array that it is given", () => {
  const out = new Float32Array(8);
  assert.equal(LAWS.ring.sample(new Random(0), 4, out), out);
  assert.ok(out.every((value) => value !== 0));
});

test("one's own points are drawn again and again, each as likely", () => {
  const law = ownLaw(Float32Array.of(1, 2, -3, 4));
  assert.ok(Math.abs(law.extent - 4.4) < 1e-12);
  const drawn = law.sample(new Random(0), 1000);
  let first = 0;
  for (let i = 0; i < drawn.length; i += 2) {
    assert.ok((drawn[i] === 1 && drawn[i + 1] === 2) || (drawn[i] === -3 && drawn[i + 1] === 4));
    first += drawn[i] === 1 ? 1 : 0;
  }
  assert.ok(first > 400 && first < 600);
});

test("what is no set of points is refused", () => {
  const codes = (...asked) => {
    try {
      lawOf(...asked);
    } catch (error) {
      return error.code;
    }
    return "";
  };
  assert.equal(codes("ring"), "");
  assert.equal(codes("faces"), "lab_data");
  assert.equal(codes("toString"), "lab_data");
  assert.equal(codes("ring", new Float32Array(0)), "lab_points");
  assert.equal(codes("ring", Float32Array.of(1, Number.NaN)), "lab_points");
  assert.equal(codes("ring", Float32Array.of(1, 2)), "");
});
