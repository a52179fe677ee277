// The plane of two numbers, against what Mescheder et al. 2018 prove of it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { DIRAC_LOSSES, fate, pathFrom, push, stepped } from "../../../../ganplay/ui/kit/plane/dirac.js";

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
  assert.deepEqual(push({ theta: 1, psi: 0.5 }, { ...RULES, loss: "lsgan" }), { theta: 0.25, psi: -0.5 });
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
