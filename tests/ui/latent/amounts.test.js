import assert from "node:assert/strict";
import { test } from "node:test";
import { methodsOf, scaled, withAmount, withKept } from "../../../ganplay/ui/latent/amounts.js";

test("directions by name are offered first where the space has any, and in W its components are before the rest", () => {
  const offered = (space, named) => methodsOf({ directions: { space }, facts: { named: { z: [], w: [], ...named } } });
  const [inZ, inW] = [
    ["factorised", "principal", "visible", "random"],
    ["principal", "factorised", "random"],
  ];
  assert.deepEqual(offered("z", {}), inZ);
  assert.deepEqual(offered("z", { z: ["smile"] }), ["named", ...inZ]);
  assert.deepEqual(offered("w", { z: ["smile"] }), inW);
  assert.deepEqual(offered("w", { w: ["smile"] }), ["named", ...inW]);
});

test("one slider moves, the others stay, and each direction has an amount", () => {
  const before = [1, 2];
  assert.deepEqual(withAmount(before, 4, 3, -1), [1, 2, 0, -1]);
  assert.deepEqual(withAmount(before, 4, 0, 5), [5, 2, 0, 0]);
  assert.deepEqual(withAmount([1, 2, 3], 2, 1, 9), [1, 9, 3]);
  assert.deepEqual(before, [1, 2]);
});

test("a kept direction is followed both ways, no farther than can be drawn", () => {
  assert.deepEqual(scaled([2, -3], -0.5), [-1, 1.5]);
  assert.deepEqual(scaled([8, -8, 1], 1.5), [10, -10, 1.5]);
});

test("the twenty newest directions are kept", () => {
  const kept = Array.from({ length: 20 }, (_, index) => ({ name: String(index) }));
  const more = withKept(kept, { name: "new" });
  assert.deepEqual([more.length, more[0].name, more[19].name], [20, "1", "new"]);
});
