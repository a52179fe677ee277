// What the page on going round shows: which cure brings the pair of numbers in, from any beginning in sight.
import assert from "node:assert/strict";
import { test } from "node:test";
import { radiusOf } from "../../../ganplay/ui/kit/plane/dirac.js";
import { CURES, NEAR, pathOf, rulesOf, STEPS } from "../../../ganplay/ui/learn/figures/cures.js";

const GAMMA = 0.1; // that the page begins with
const BEGINNINGS = [
  { theta: 1.2, psi: 0.8 },
  { theta: -0.6, psi: 0.3 },
  { theta: 2.2, psi: -1.5 },
];

test("they stand in the order of history", () => {
  const years = CURES.map(({ year }) => year);
  assert.deepEqual(
    years,
    [...years].sort((a, b) => a - b),
  );
});

test("without a penalty it goes round at the distance where it began", () => {
  for (const from of BEGINNINGS) {
    const { fate, turns, radius, path } = pathOf("none", from, GAMMA);
    assert.equal(path.length, STEPS + 1);
    assert.equal(fate, "circles");
    assert.ok(turns > 1 && Math.abs(radius / radiusOf(from) - 1) < 0.15, `${turns} ${radius}`);
  }
});

test("with R1, and with R1 and R2, it arrives from anywhere", () => {
  for (const name of ["r1", "r3gan"]) {
    for (const from of BEGINNINGS) assert.ok(pathOf(name, from, GAMMA).radius <= NEAR, name);
  }
});

test("smoothing changes no step of the path", () => {
  const [plain, smoothed] = ["none", "smoothing"].map((name) => pathOf(name, BEGINNINGS[0], GAMMA).path);
  assert.deepEqual(smoothed, plain);
});

test("least squares creep, a clipped critic goes round at its bound, one with a gradient penalty does not arrive", () => {
  assert.equal(pathOf("lsgan", BEGINNINGS[0], GAMMA).fate, "creeps");
  assert.ok(Math.abs(pathOf("clip", BEGINNINGS[0], GAMMA).radius - 1) < 0.05);
  for (const gamma of [0.02, 0.1, 0.3, 0.6]) assert.ok(pathOf("gp", BEGINNINGS[0], gamma).radius > 0.5, String(gamma));
});

test("only what has a weight is given one", () => {
  assert.equal(rulesOf("clip", 0.5).gamma, 0);
  assert.equal(rulesOf("r1", 0.5).gamma, 0.5);
});
