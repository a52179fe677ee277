import assert from "node:assert/strict";
import { test } from "node:test";
import { restore } from "../../../ganplay/ui/latent/restore.js";
import { newState, turnTo } from "../../../ganplay/ui/latent/state.js";
import { viewOf, wholeView } from "../../../ganplay/ui/latent/views.js";
import { factsOf } from "./facts.js";

const EVERYTHING = { inputs: 4, codes: [10, 2], classes: ["cat", "dog"], layers: ["coarse", "fine"] };

function opened(facts = EVERYTHING) {
  const state = newState();
  turnTo(state, factsOf(facts), []);
  return state;
}

/** What is shared, brought back into a tab that has the same run open. */
function broughtBack(state) {
  const other = opened();
  restore(other, structuredClone(wholeView(state)));
  other.shown = other.base; // once it is drawn
  return other;
}

const SHARED = {
  seeds: (state) => {
    state.first = 500;
  },
  path: (state) => {
    Object.assign(state.path, { keys: [{ latent: 1 }, { latent: 2 }], mode: "lerp", loop: true, position: 0.75 });
  },
  directions: (state) => {
    Object.assign(state.directions, { method: "principal", amounts: [1, 0, -2] });
  },
  plane: (state) => Object.assign(state.plane, { x: -3.5, y: 8, zoom: 2, side: 9, world: 4 }),
  mix: (state) => Object.assign(state.mix, { rows: [{ latent: 8 }], columns: [{ latent: 9 }], layers: "fine" }),
  walk: (state) => Object.assign(state.walk, { code: 1, rows: [{ latent: 30 }, { latent: 31 }] }),
  breed: () => {},
  picture: () => {},
  uphill: () => {},
  copies: () => {},
};

for (const [mode, change] of Object.entries(SHARED)) {
  test(`what ${mode} shares comes back as it was`, () => {
    const state = opened();
    Object.assign(state, { mode, base: 12, shown: 12, step: 50, kind: 1, codes: [3, null, -1.5], scale: 0.8 });
    change(state);
    const other = broughtBack(state);
    assert.equal(other.mode, mode);
    const headed = ["path", "mix", "walk"].includes(mode);
    if (headed) Object.assign(other, { base: 12, shown: 12 }); // these share no current latent
    assert.deepEqual(wholeView(other), wholeView(state));
  });
}

test("a plane between corners comes back", () => {
  const state = opened();
  const corners = [1, 2, 3, { z: "AAAA" }].map((latent) => ({ latent }));
  Object.assign(state, { mode: "plane" });
  Object.assign(state.plane, { kind: "corners", corners, side: 3 });
  const { plane } = broughtBack(state);
  assert.deepEqual([plane.kind, plane.corners, plane.side], ["corners", corners, 3]);
});

test("a taught direction comes back with its ticks and its amount, to be learned again", () => {
  const state = opened();
  restore(state, viewOf(opened(), { tool: "teach", keyframes: [4], shown: [1], not_shown: [2], amounts: [1.25] }));
  assert.equal(state.base, 4);
  assert.deepEqual(state.teach, { shown: [1], not_shown: [2], amount: 1.25, side: "A", known: null });
});

test("what a view leaves out stands at its default", () => {
  const state = opened();
  Object.assign(state, { scale: 2, first: 300, base: 9, label: "nine", mode: "mix" });
  restore(state, { run: "one" });
  const { mode, scale, psi, kind, codes, first, base, label, step } = state;
  assert.deepEqual([mode, scale, psi, kind, first, base, label, step], ["seeds", 1, 1, null, 0, 9, "nine", 100]);
  assert.deepEqual(codes, [null, null, null]);
  restore(state, { run: "one", tool: "path", keyframes: [1, 2] });
  const { position, loop, mode: bend } = state.path;
  assert.deepEqual([bend, loop, position], ["slerp", false, 0]);
  restore(state, { run: "one", tool: "endless" });
  const { x, y, zoom, side, world } = state.plane;
  assert.deepEqual([x, y, zoom, side, world], [0, 0, 1, 5, 0]);
  state.plane.side = 9;
  restore(state, { run: "one", tool: "plane", keyframes: [1, 2, 3, 4] });
  assert.equal(state.plane.side, 5);
  state.teach.amount = 2;
  restore(state, { run: "one", tool: "teach", keyframes: [1] });
  assert.deepEqual([state.teach.shown, state.teach.not_shown, state.teach.amount], [[], [], 0]);
  state.walk.code = 2;
  restore(state, { run: "one", tool: "codes", keyframes: [1] });
  assert.deepEqual(state.walk, { code: 0, rows: [{ latent: 1 }] });
});

test("what this run does not have is left out", () => {
  const state = opened({});
  restore(state, { run: "one", tool: "codes", keyframes: [4], walked: 1, step: 51, label: 0, codes: [3], psi: 0.5 });
  assert.deepEqual([state.step, state.kind, state.codes, state.psi], [100, null, [], 1]);
  assert.equal(state.walk.code, 0);
  assert.equal(state.walk.rows.length, 8);
  const coded = opened({ codes: [10, 1] });
  restore(coded, { run: "one", tool: "codes", keyframes: [4], walked: 2 }); // it has c1 and c2
  assert.equal(coded.walk.code, 0);
});

test("a link from before W was walked through means Z, and a new one says W", () => {
  const state = opened({ w: true });
  restore(state, { run: "one", tool: "path", keyframes: [1, 2] });
  assert.equal(state.space, "z");
  restore(state, { run: "one", tool: "directions", keyframes: [1], method: "random", amounts: [1], space: "w" });
  assert.deepEqual(state.directions, { space: "w", method: "random", amounts: [1] });
  restore(state, { run: "one", tool: "directions", keyframes: [1], method: "random", amounts: [1] });
  assert.deepEqual(state.directions, { space: "z", method: "random", amounts: [1] });
  const other = opened({ w: true });
  restore(other, { run: "one", tool: "time", keyframes: [1] }); // goes through neither
  assert.deepEqual([other.space, other.directions.space], ["w", "w"]);
  const straight = opened({});
  restore(straight, { run: "one", tool: "path", keyframes: [1, 2], space: "w" }); // it has no W
  assert.equal(straight.space, "z");
});

test("what goes through W is shared so, and comes back so", () => {
  const shared = opened({ w: true });
  for (const mode of ["path", "plane"]) {
    shared.mode = mode;
    const other = opened({ w: true });
    other.space = "z";
    restore(other, structuredClone(wholeView(shared)));
    assert.equal(other.space, "w", mode);
  }
});

test("where far numbers are drawn again a view says so, and an old one its scale", () => {
  const state = opened({ cuts: true });
  restore(state, { run: "one", cut: 0.5 });
  assert.deepEqual([state.cut, state.scale, state.typical], [0.5, 1, "cut"]);
  restore(state, { run: "one", scale: 0.7 });
  assert.deepEqual([state.cut, state.scale, state.typical], [null, 0.7, "scale"]);
});

test("a run with W takes psi from a view and no scale", () => {
  const state = opened({ w: true });
  restore(state, { run: "one", scale: 1.5, psi: 0.5 });
  assert.deepEqual([state.scale, state.psi], [1, 0.5]);
  restore(state, { run: "one" });
  assert.equal(state.psi, 1);
});

test("keyframes of a path are not the current latent", () => {
  const state = opened();
  state.base = 9;
  restore(state, { run: "one", tool: "path", keyframes: [1, 2] });
  assert.equal(state.base, 9);
  assert.deepEqual(state.path.keys, [{ latent: 1 }, { latent: 2 }]);
});
