import assert from "node:assert/strict";
import { test } from "node:test";
import { DEFAULTS } from "../../../../ganplay/ui/kit/engine/presets.js";
import { Random } from "../../../../ganplay/ui/kit/engine/random.js";
import { softplus, termsOf } from "../../../../ganplay/ui/kit/engine/terms.js";
import { Trainer } from "../../../../ganplay/ui/kit/engine/trainer.js";

const N = 8;
const LOSSES = ["nonsaturating", "minimax", "lsgan", "wasserstein", "hinge", "relativistic", "relativistic_average"];

test("softplus neither overflows nor loses what is small", () => {
  assert.equal(softplus(1000), 1000);
  assert.ok(Math.abs(softplus(-30) / Math.exp(-30) - 1) < 1e-9);
});

for (const loss of LOSSES) {
  test(`${loss}: the terms of a batch are the losses that the trainer learns by`, async () => {
    await Trainer.kernels({ plain: true });
    const random = new Random(4);
    const bound = loss === "wasserstein" ? { clip: 0.5, penalty: "none" } : {};
    const labels = loss === "minimax" ? { smoothing: 0.2 } : {};
    const recipe = { ...DEFAULTS, g_width: 4, d_width: 4, batch: N, loss, ...bound, ...labels };
    const trainer = new Trainer(recipe, { random });
    const [real, z] = [random.normals(new Float32Array(2 * N)), random.normals(new Float32Array(2 * N))];
    const terms = () => {
      const [onReal, onFake] = [trainer.judge(real, N), trainer.judge(trainer.generate(z, N), N)];
      return termsOf(loss, onReal, onFake, recipe.smoothing);
    };
    const before = terms();
    assert.ok(Math.abs(before.real + before.fake - before.loss_d) < 1e-12);
    assert.ok(Math.abs(before.loss_d - trainer.stepD(real, z).loss_d) < 1e-5);
    const after = terms();
    assert.ok(Math.abs(after.loss_g - trainer.stepG(z, real).loss_g) < 1e-5);
  });
}
