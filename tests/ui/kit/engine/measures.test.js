import assert from "node:assert/strict";
import { test } from "node:test";
import { LAWS } from "../../../../ganplay/ui/kit/engine/data.js";
import { CELLS, countModes, divergences, Histogram, Ruler } from "../../../../ganplay/ui/kit/engine/measures.js";
import { Random } from "../../../../ganplay/ui/kit/engine/random.js";

test("modes are counted within three standard deviations of the nearest centre", () => {
  const centres = [
    [0, 0],
    [1, 0],
    [9, 9],
  ];
  const points = Float32Array.of(0, 0.29, 0.31, 0, 1, 0, 1, 0.1, Number.NaN, 0, Number.POSITIVE_INFINITY, 0);
  assert.deepEqual(countModes(points, centres, 0.1), { covered: 2, of: 3, quality: 3 / 6, n: 6 });
});

test("what lies outside of the canvas, or is no number, has a cell of its own; row 0 is on top", () => {
  const counted = new Histogram(1, 2).add(Float32Array.of(-0.5, 0.5, 0.5, -0.5, 3, 0, 0, -1.01, Number.NaN, 0));
  assert.deepEqual([...counted.counts], [1, 0, 0, 1, 3]);
  assert.equal(counted.n, 5);
});

test("divergences are those of the shares, half a count added to each cell", () => {
  const real = new Histogram(1, 1).add(Float32Array.of(0, 0, 0, 0, 0, 0));
  const fake = new Histogram(1, 1).add(Float32Array.of(0, 0, 5, 5, 5, 5));
  const [p, q] = [3.5 / 4, 1.5 / 4];
  const kl = (a, b) => a * Math.log(a / b) + (1 - a) * Math.log((1 - a) / (1 - b));
  const found = divergences(real, fake);
  assert.ok(Math.abs(found.kl - kl(p, q)) < 1e-12);
  assert.ok(Math.abs(found.kl_reverse - kl(q, p)) < 1e-12);
  const middle = (p + q) / 2;
  assert.ok(Math.abs(found.js - (kl(p, middle) + kl(q, middle)) / 2) < 1e-12);
});

for (const law of Object.values(LAWS)) {
  test(`${law.name}: a perfect generator sits at the floor`, () => {
    const found = new Ruler(law, new Random(5)).measure(law.sample(new Random(6), 10_000));
    for (const name of ["kl", "kl_reverse", "js"]) {
      const { value, floor, n } = found[name];
      assert.equal(n, 10_000);
      assert.ok(value > 0 && Math.abs(value - floor) < 0.25 * floor, `${name}: ${value}, floor ${floor}`);
    }
    assert.equal(found.modes?.covered, law.centres?.length);
    if (law.centres) assert.ok(found.modes.quality > 0.975 && found.modes.n === 2500);
  });
}

test("a missing mode shows in KL(real || generated), a mode too many in KL(generated || real)", () => {
  const ruler = new Ruler(LAWS.two_gaussians, new Random(5));
  const all = LAWS.two_gaussians.sample(new Random(6), 10_000);
  const half = all.map((value, i) => (i % 2 ? Math.abs(value) : -Math.abs(value)));
  const missing = ruler.measure(half);
  assert.deepEqual([missing.modes.covered, missing.modes.of], [1, 2]);
  assert.ok(missing.kl.value > 1 && missing.kl.value > 2 * missing.kl_reverse.value);
  const more = ruler.measure(all.map((value, i) => (i % 4 === 0 ? value + 1.2 : value)));
  assert.ok(more.kl_reverse.value > 1 && more.kl_reverse.value > 1.5 * more.kl.value);
  assert.ok(missing.js.value < Math.LN2);
});

test("cells are as many as the histograms of the core have", () => {
  assert.equal(new Histogram(1).counts.length, CELLS * CELLS + 1);
});
