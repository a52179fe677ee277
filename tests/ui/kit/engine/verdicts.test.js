import assert from "node:assert/strict";
import { test } from "node:test";
import { PRESETS } from "../../../../ganplay/ui/kit/engine/presets.js";
import { LOOKS, VERDICTS, verdict } from "../../../../ganplay/ui/kit/engine/verdicts.js";

/** Looks every so many steps up to step 1000. */
const seen = (every, of) =>
  Array.from({ length: 1000 / every + 1 }, (_, i) => ({ step: i * every, extent: 1.5, of: 8, ...of(i * every) }));

test("every preset has a verdict, and comes to an outcome of it", () => {
  assert.deepEqual(Object.keys(VERDICTS).sort(), Object.keys(PRESETS).sort());
});

test("modes are those of the second half, what is not known left out", () => {
  const late = seen(LOOKS, (step) => ({ covered: step < 500 ? 0 : step === 700 ? Number.NaN : 8 }));
  assert.deepEqual(verdict("packing", late), { outcome: 0, value: 8 });
  const lost = seen(LOOKS, (step) => ({ covered: step < 500 ? 8 : 1 }));
  assert.deepEqual(verdict("collapse", lost), { outcome: 1, value: 1 });
  assert.equal(verdict("ring", lost).outcome, 2);
  assert.equal(verdict("ring", late).outcome, 0);
});

test("a chase is told alike from many looks and from few", () => {
  const round = (step) => ({ x: Math.cos(step / 100), y: Math.sin(step / 100) });
  const [many, few] = [5, LOOKS].map((every) => verdict("chase", seen(every, round)));
  assert.equal(many.outcome, 1);
  assert.ok(Math.abs(many.value - few.value) < 1e-9);
  assert.equal(
    verdict(
      "chase",
      seen(5, () => ({ x: 0.1, y: 0 })),
    ).outcome,
    0,
  );
});

test("a D that is too strong, and one that is the best there could be", () => {
  assert.deepEqual(
    [0.99, 0.7].map(
      (accuracy) =>
        verdict(
          "overpowered",
          seen(LOOKS, () => ({ accuracy })),
        ).outcome,
    ),
    [1, 0],
  );
  assert.deepEqual(
    [0.1, 0.6, Number.NaN].map(
      (apart) =>
        verdict(
          "frozen",
          seen(LOOKS, () => ({ apart })),
        ).outcome,
    ),
    [1, 0, 0],
  );
});
