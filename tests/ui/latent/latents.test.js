import assert from "node:assert/strict";
import { test } from "node:test";
import {
  fileName,
  firstFrom,
  grown,
  moveItem,
  nameKey,
  plain,
  pushThrough,
  same,
  seedFrom,
  seeds,
} from "../../../ganplay/ui/latent/latents.js";

const CHILD = { seed: 7, births: [0, 1].map((child) => [5, child, 0.35]) };
const PLACE = { z: "AACAPw==" };

test("a latent is called by what leads to it", () => {
  assert.deepEqual(nameKey(0), ["latent.seed.name", { seed: 0 }]);
  assert.deepEqual(nameKey(CHILD), ["latent.child.name", { seed: 7, n: 2 }]);
  assert.deepEqual(nameKey(PLACE), ["latent.point.name"]);
});

test("only a seed is in the name of a file", () => {
  assert.equal(fileName(12), "ganplay-seed12.png");
  assert.equal(fileName(CHILD), "ganplay-latent.png");
});

test("a typed seed is a whole number of 32 bits", () => {
  assert.equal(seedFrom("0"), 0);
  assert.equal(seedFrom("4294967295"), 4294967295);
  for (const text of ["", "-1", "4294967296", "1.5", "seven"]) assert.equal(seedFrom(text), null, text);
});

test("a sheet begins neither before the first seed nor where its last one would not exist", () => {
  assert.equal(firstFrom(-100), 0);
  assert.equal(firstFrom(300), 300);
  assert.equal(firstFrom(4294967200), 4294966295); // as latent/view.py: 2 ** 32 - 1001
});

test("latents are compared by what they are", () => {
  assert.ok(same(CHILD, structuredClone(CHILD)));
  assert.ok(!same(7, CHILD));
});

test("a view names latents without their labels", () => {
  assert.deepEqual(plain([{ latent: 3, label: "mine" }, { latent: PLACE }]), [3, PLACE]);
});

test("a list of a fixed length drops its first", () => {
  const items = seeds(3, 7, 11);
  pushThrough(items, { latent: 5, label: "five", more: "left behind" });
  assert.deepEqual(items, [{ latent: 7 }, { latent: 11 }, { latent: 5, label: "five" }]);
});

test("a keyframe moves both ways", () => {
  const items = seeds(1, 2, 3, 4);
  moveItem(items, 3, 1);
  assert.deepEqual(plain(items), [1, 4, 2, 3]);
  moveItem(items, 0, 2);
  assert.deepEqual(plain(items), [4, 2, 1, 3]);
});

test("a line of ancestors grows at its end and forgets the oldest after sixty", () => {
  const line = seeds(...Array(60).keys());
  const longer = grown(line, { latent: 60 });
  assert.equal(longer.length, 60);
  assert.deepEqual([longer[0].latent, longer[59].latent], [1, 60]);
  assert.equal(line[0].latent, 0);
});
