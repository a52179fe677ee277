// The plane of two numbers, against what Mescheder et al. 2018 prove of it.
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  DIRAC_LOSSES,
  fate,
  pathFrom,
  push,
  radiusOf,
  stepped,
  turnsOf,
} from "../../../../ganplay/ui/kit/plane/dirac.js";

const RULES = { loss: "wasserstein", gamma: 0, rate: 0.1 };
const FROM = { theta: 1, psi: 1 };

test("every loss stands still at the equilibrium and pushes elsewhere", () => {
  for (const loss of DIRAC_LOSSES) {
    const still = push({ theta: 0, psi: 0 }, { ...RULES, loss });
    assert.ok(Math.hypot(still.theta, still.psi) < 1e-12, loss);
    const pushed = push({ theta: 0.5, psi: 0.5 }, { ...RULES, loss });
    assert.ok(Math.hypot(pushed.theta, pushed.psi) > 0.1, loss);
  }
});

test("fields at known places", () => {
  const at = { theta: 2, psi: 0.5 };
  assert.deepEqual(push(at, RULES), { theta: 0.5, psi: -2 });
  const p = 1 / (1 + Math.exp(-1));
  const minimax = push(at, { ...RULES, loss: "minimax" });
  assert.ok(Math.abs(minimax.theta - 0.5 * p) < 1e-12 && Math.abs(minimax.psi + 2 * p) < 1e-12);
  const other = push(at, { ...RULES, loss: "nonsaturating" });
  assert.ok(Math.abs(other.theta - 0.5 * (1 - p)) < 1e-12 && Math.abs(other.psi + 2 * p) < 1e-12);
  assert.deepEqual(push(at, { ...RULES, loss: "lsgan" }), { theta: -0.25, psi: -3 });
  assert.deepEqual(push({ theta: -4, psi: 0.5 }, { ...RULES, loss: "hinge" }), { theta: 0.5, psi: 0 });
  assert.equal(push(at, { ...RULES, gamma: 3 }).psi, -2 - 1.5);
});

test("the field of the minimax loss has no part towards the middle: it goes round", () => {
  const { theta, psi } = push(FROM, { ...RULES, loss: "minimax" });
  assert.ok(Math.abs(theta * FROM.theta + psi * FROM.psi) < 1e-12);
});

test("D moves first, and G answers where D is then", () => {
  assert.deepEqual(stepped({ theta: 1, psi: 0 }, { ...RULES, rate: 0.5 }), { theta: 0.75, psi: -0.5 });
});

test("Wasserstein alone circles for ever, R1 makes it settle", () => {
  assert.equal(fate(pathFrom(FROM, RULES, 2000)), "circles");
  assert.equal(fate(pathFrom(FROM, { ...RULES, gamma: 1 }, 500)), "settles");
});

test("with R1 it comes closer at the rate of its eigenvalue, -gamma/2", () => {
  const rules = { loss: "wasserstein", gamma: 1, rate: 0.001 };
  const path = pathFrom(FROM, rules, 10_000);
  const radius = ({ theta, psi }) => Math.hypot(theta, psi);
  const measured = Math.log(radius(path[10_000]) / radius(path[0])) / 10;
  assert.ok(Math.abs(measured + 0.5) < 0.05, measured);
});

test("at the equilibrium it is settled, and beyond all bounds it has left", () => {
  assert.equal(fate(pathFrom({ theta: 0, psi: 0 }, RULES, 900)), "settles");
  assert.equal(fate([FROM, { theta: Number.NaN, psi: 0 }]), "leaves");
  assert.equal(fate([FROM, { theta: Number.POSITIVE_INFINITY, psi: 0 }]), "leaves");
});

test("the non-saturating loss creeps inwards ever more slowly", () => {
  assert.equal(fate(pathFrom(FROM, { ...RULES, loss: "nonsaturating" }, 900)), "creeps");
  assert.equal(fate([FROM, { theta: 9, psi: 9 }]), "leaves");
});

test("a path with a clipped slope never leans farther, and comes to go round at that distance", () => {
  const path = pathFrom({ theta: 2, psi: 0.5 }, { ...RULES, clip: 1 }, 2000);
  assert.ok(path.every(({ psi }) => Math.abs(psi) <= 1));
  assert.ok(Math.abs(radiusOf(path[2000]) - 1) < 0.1, String(radiusOf(path[2000])));
});

test("a gradient penalty does not let it rest at the equilibrium, R1 and R2 do", () => {
  const end = (more) => radiusOf(pathFrom(FROM, { ...RULES, gamma: 0.1, ...more }, 2000)[2000]);
  assert.ok(end({ penalty: "gp" }) > 1);
  assert.ok(end({ loss: "relativistic", penalty: "r1r2" }) < 0.001);
});

test("rounds are counted either way, in parts of one", () => {
  const circle = (rounds) =>
    Array.from({ length: 101 }, (_, i) => {
      const angle = (2 * Math.PI * rounds * i) / 100;
      return { theta: 2 * Math.cos(angle), psi: 2 * Math.sin(angle) };
    });
  for (const rounds of [3.25, -3.25]) assert.ok(Math.abs(turnsOf(circle(rounds)) - 3.25) < 1e-9);
  assert.equal(turnsOf([FROM]), 0);
  const path = pathFrom({ theta: 0.01, psi: 0 }, { ...RULES, loss: "minimax", rate: 0.01 }, 12_566);
  assert.ok(Math.abs(turnsOf(path) - 10) < 0.01, "4 pi over the rate is one round near the middle");
});
