import assert from "node:assert/strict";
import { test } from "node:test";
import { Noise, normalQuantile } from "../../../../ganplay/ui/kit/engine/noise.js";
import { Random } from "../../../../ganplay/ui/kit/engine/random.js";

test("quantiles of the normal law", () => {
  const known = [
    [0.5, 0],
    [0.975, 1.959963985],
    [0.01, -2.326347874],
    [0.999, 3.090232306],
    [0.3, -0.524400513],
  ];
  for (const [u, z] of known) assert.ok(Math.abs(normalQuantile(u) - z) < 1e-7, `${u}`);
});

test("noise is Gaussian, or uniform on [-1, 1]", () => {
  const variance = (noise) => noise.sample(new Random(1), 20_000).reduce((sum, z) => sum + z * z, 0) / 40_000;
  assert.ok(Math.abs(variance(new Noise("gaussian", 2)) - 1) < 0.03);
  assert.ok(Math.abs(variance(new Noise("uniform", 2)) - 1 / 3) < 0.01);
  assert.ok(new Noise("uniform", 2).sample(new Random(1), 1000).every((z) => z >= -1 && z < 1));
});

test("a lattice has its cells equally likely, row 0 on top", () => {
  const nodes = new Noise("uniform", 2).lattice(2);
  assert.deepEqual([...nodes], [-1, 1, 0, 1, 1, 1, -1, 0, 0, 0, 1, 0, -1, -1, 0, -1, 1, -1]);
  const columns = [...new Noise("gaussian", 2).lattice(4)].filter((_, i) => i % 2 === 0).slice(0, 5);
  assert.ok(Math.abs(columns[0] + columns[4]) < 1e-6 && Math.abs(columns[2]) < 1e-6);
  assert.ok(Math.abs(columns[0] - normalQuantile(0.005)) < 1e-6);
});

test("one dimension is a line, and further ones are zero", () => {
  const line = new Noise("uniform", 1).lattice(4);
  assert.equal(line.length, 25);
  assert.ok(line.every((z, i) => Math.abs(z - (i / 12 - 1)) < 1e-6));
  const three = new Noise("uniform", 3).lattice(1);
  assert.deepEqual([...three], [-1, 1, 0, 1, 1, 0, -1, -1, 0, 1, -1, 0]);
});
