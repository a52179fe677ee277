import assert from "node:assert/strict";
import { test } from "node:test";
import {
  choose,
  fits,
  GROUPS,
  MODES,
  newState,
  settle,
  through,
  turnTo,
  unmove,
} from "../../../ganplay/ui/latent/state.js";
import { factsOf } from "./facts.js";

function opened(more, before = () => {}) {
  const state = newState();
  before(state);
  turnTo(state, factsOf(more), []);
  return state;
}

test("two tabs share nothing", () => {
  const [one, other] = [newState(), newState()];
  one.path.keys.push({ latent: 1 });
  one.teach.shown.push(1);
  assert.equal(other.path.keys.length, 3);
  assert.deepEqual(other.teach.shown, []);
});

test("a run opens at its last moment, with what was kept of it", () => {
  const state = newState();
  const shelf = [{ latent: 9 }];
  turnTo(state, factsOf({ run: "another" }), shelf);
  assert.deepEqual([state.run, state.step, state.shelf], ["another", 100, shelf]);
});

test("directions with names come first where there are any, and go with the run that has them", () => {
  const named = { z: ["smile"], w: [] };
  assert.equal(opened({ named }).directions.method, "named");
  const { space, method } = opened({ named, w: true }).directions;
  assert.deepEqual([space, method], ["z", "named"]); // though paths go through W
  assert.equal(opened({ named: { z: [], w: ["smile"] }, w: true }).directions.method, "named");
  const before = (by) => (state) => {
    Object.assign(state.directions, { method: by, amounts: [2] });
  };
  assert.deepEqual(opened({}, before("named")).directions, { space: "z", method: "factorised", amounts: [] });
  assert.deepEqual(opened({}, before("random")).directions, { space: "z", method: "random", amounts: [] });
});

test("where there is W psi stays and the scale is 1; elsewhere the other way round", () => {
  const before = (state) => Object.assign(state, { scale: 0.5, psi: 0.7 });
  const mapped = opened({ w: true }, before);
  assert.deepEqual([mapped.scale, mapped.psi], [1, 0.7]);
  const straight = opened({}, before);
  assert.deepEqual([straight.scale, straight.psi], [0.5, 1]);
});

test("a run with W is walked through in W, any other in Z", () => {
  const first = opened({ w: true });
  assert.deepEqual([first.space, first.directions.space, first.directions.method], ["w", "w", "principal"]);
  const again = opened({ w: true });
  turnTo(again, factsOf({}), []);
  assert.deepEqual([again.space, again.directions.space, again.directions.method], ["z", "z", "factorised"]);
});

test("what was moved or learned in one space is left when the other is chosen", () => {
  const state = opened({ w: true });
  Object.assign(state.directions, { method: "random", amounts: [2] });
  Object.assign(state.teach, { shown: [1], amount: 1, known: { accuracy: 1 } });
  through(state, "z");
  assert.deepEqual(state.directions, { space: "z", method: "factorised", amounts: [] });
  assert.deepEqual([state.space, state.teach.amount, state.teach.known, state.teach.shown], ["w", 0, null, [1]]);
});

test("a picture that lies in W is moved along directions of W", () => {
  const state = opened({ named: { z: ["smile"], w: [] }, w: true });
  settle(state);
  assert.equal(state.directions.space, "z");
  state.base = { w: "AAAA" };
  settle(state);
  assert.deepEqual([state.directions.space, state.directions.method], ["w", "principal"]);
});

test("a run whose far numbers are drawn again begins so, and leaves the scale", () => {
  const before = (state) => Object.assign(state, { scale: 0.5, cut: 0.4 });
  const cutting = opened({ cuts: true }, before);
  assert.deepEqual([cutting.typical, cutting.cut, cutting.scale], ["cut", null, 1]);
  const other = opened({}, before);
  assert.deepEqual([other.typical, other.cut, other.scale], ["scale", null, 0.5]);
});

test("every code is each seed's own at first", () => {
  assert.deepEqual(opened({ codes: [10, 2] }).codes, [null, null, null]);
  assert.deepEqual(opened({}).codes, []);
});

test("what was learned, bred and fixed belonged to the other run", () => {
  const state = opened({}, (fresh) => {
    fresh.kind = 3;
    fresh.walk.code = 2;
    fresh.breed.line = [{ latent: 1 }];
    Object.assign(fresh.teach, { shown: [1], not_shown: [2], amount: 1, known: { accuracy: 1 } });
  });
  assert.deepEqual([state.kind, state.walk.code, state.breed.line], [null, 0, []]);
  assert.deepEqual(state.teach, { shown: [], not_shown: [], amount: 0, side: "A", known: null });
});

test("seeds and lineages go with the visitor, numbers stay with their generator", () => {
  const child = { seed: 5, births: [[1, 2, 0.3]] };
  const state = opened({}, (fresh) => {
    fresh.path.keys = [{ latent: child, label: "child" }, { latent: { z: "AAAA" } }, { latent: { w: "AAAA" } }];
    fresh.walk.rows[0] = { latent: { z: "AAAA" }, label: "a place" };
  });
  assert.deepEqual(state.path.keys, [{ latent: child, label: "child" }, { latent: 7 }, { latent: 11 }]);
  assert.deepEqual(state.walk.rows[0], { latent: 3 });
});

test("the current latent stays where it is a seed alone", () => {
  const before = (base) => (state) => choose(state, base, "mine", false);
  const seed = opened({}, before(12));
  assert.deepEqual([seed.base, seed.label], [12, "mine"]);
  const place = opened({}, before({ z: "AAAA" }));
  assert.deepEqual([place.base, place.label], [0, ""]);
});

test("only generators with several inputs mix, and only those with codes walk through them", () => {
  const toolsOf = (more) => MODES.filter((mode) => fits(opened(more), mode));
  const always = MODES.filter((mode) => !["mix", "walk"].includes(mode));
  assert.equal(always.length, 9);
  assert.deepEqual(toolsOf({}), always);
  assert.ok(toolsOf({ inputs: 2 }).includes("mix"));
  assert.ok(toolsOf({ codes: [10, 0] }).includes("walk"));
  assert.equal(fits(opened({}), "no such tool"), false);
});

test("a new current latent is not moved along directions, unless it is to be", () => {
  const state = newState();
  state.directions.amounts = [1, 2];
  state.teach.amount = 3;
  choose(state, 5, "", true);
  assert.deepEqual([state.base, state.directions.amounts, state.teach.amount], [5, [1, 2], 3]);
  choose(state, 6, "six", false);
  assert.deepEqual([state.base, state.label, state.directions.amounts, state.teach.amount], [6, "six", [], 0]);
});

test("there are three groups of tools, and each tool is in one", () => {
  assert.deepEqual(Object.keys(GROUPS), ["explore", "edit", "test"]);
  assert.equal(new Set(MODES).size, MODES.length);
});

test("the current picture is no place of a path once another is chosen, or it was moved", () => {
  const state = newState();
  state.path.here = "way";
  unmove(state);
  assert.equal(state.path.here, "way");
  state.directions.amounts = [0, 1];
  unmove(state);
  assert.equal(state.path.here, "");
  state.path.here = "key";
  choose(state, 5, "", true);
  assert.equal(state.path.here, "");
});
