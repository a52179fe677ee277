import assert from "node:assert/strict";
import { test } from "node:test";
import { newState, turnTo } from "../../../ganplay/ui/latent/state.js";
import {
  linkTo,
  mainView,
  pathView,
  seedsView,
  shownView,
  viewOf,
  wholeView,
} from "../../../ganplay/ui/latent/views.js";
import { factsOf } from "./facts.js";

const HERE = { run: "one", step: 100, scale: 1, psi: 1 };

function opened(change = {}, facts = {}) {
  const state = newState();
  turnTo(state, factsOf(facts), []);
  return Object.assign(state, { base: 5, shown: 6, ...change });
}

test("a view says where it is, and of class and codes only what is fixed", () => {
  assert.deepEqual(viewOf(opened(), {}), HERE);
  assert.deepEqual(viewOf(opened({ kind: 0, codes: [null, null] }), {}), { ...HERE, label: 0 });
  assert.deepEqual(viewOf(opened({ codes: [null, 1.5] }), { tool: "time" }), {
    ...HERE,
    codes: [null, 1.5],
    tool: "time",
  });
});

test("only what goes through W says so, and only what is cut", () => {
  const state = opened({ mode: "path", cut: 0.5 }, { w: true });
  assert.equal(pathView(state, 8).space, "w");
  assert.equal(pathView({ ...state, space: "z" }, 8).space, undefined);
  assert.equal(mainView({ ...state, mode: "seeds" }).space, undefined);
  const directions = { space: "w", method: "random", amounts: [1] };
  assert.equal(mainView({ ...state, space: "z", directions }).space, "w");
  assert.equal(mainView({ ...state, directions: { ...directions, space: "z" } }).space, undefined);
  const teach = { shown: [1], not_shown: [2], amount: 1, known: { accuracy: 1 } };
  assert.equal(mainView({ ...state, space: "z", mode: "teach", teach }).space, "w");
  assert.equal(viewOf(state, {}).cut, 0.5);
  assert.ok(!("cut" in viewOf(opened(), {})));
});

test("a view keeps the codes of its moment", () => {
  const state = opened({ codes: [4] });
  const view = viewOf(state, {});
  state.codes[0] = 5;
  assert.deepEqual(view.codes, [4]);
});

test("the current picture is the seed's own, or where directions lead from it", () => {
  assert.deepEqual(mainView(opened()), { ...HERE, tool: "time", keyframes: [5] });
  const moved = { method: "random", amounts: [0, 2] };
  assert.deepEqual(mainView(opened({ directions: moved })), {
    ...HERE,
    tool: "directions",
    keyframes: [5],
    ...moved,
  });
  const still = { method: "random", amounts: [0, 0] };
  assert.equal(mainView(opened({ directions: still })).tool, "time");
});

test("what was taught moves the picture only in its tool, and once it is learned", () => {
  const teach = { shown: [1], not_shown: [2], amount: 1.5, known: { accuracy: 1 } };
  const taught = { ...HERE, tool: "teach", keyframes: [5], shown: [1], not_shown: [2], amounts: [1.5] };
  assert.deepEqual(mainView(opened({ mode: "teach", teach })), taught);
  assert.equal(mainView(opened({ mode: "seeds", teach })).tool, "time");
  assert.equal(mainView(opened({ mode: "teach", teach: { ...teach, known: null } })).tool, "time");
  assert.equal(mainView(opened({ mode: "teach", teach: { ...teach, amount: 0 } })).tool, "time");
});

test("the sheet of seeds is shared with the picture beside it, unless directions move that", () => {
  const seeds = { ...HERE, tool: "seeds", first: 300, count: 100 };
  assert.deepEqual(seedsView(opened({ first: 300 })), seeds);
  assert.deepEqual(wholeView(opened({ first: 300 })), { ...seeds, keyframes: [6] });
  const directions = { method: "random", amounts: [1] };
  assert.equal(wholeView(opened({ directions })).tool, "directions");
});

test("a path is shared in the frames of a film, the strip has its own", () => {
  const path = { keys: [{ latent: 1, label: "one" }, { latent: 2 }], mode: "lerp", loop: true, position: 0.25 };
  const shared = { ...HERE, tool: "path", keyframes: [1, 2], mode: "lerp", loop: true, position: 0.25, frames: 60 };
  const state = opened({ mode: "path", path });
  assert.deepEqual(wholeView(state), shared);
  assert.deepEqual(pathView(state, 16), { ...shared, frames: 16 });
});

test("a path of one keyframe is none: the current picture is shared", () => {
  const path = { keys: [{ latent: 1 }], mode: "slerp", loop: false, position: 0 };
  assert.equal(wholeView(opened({ mode: "path", path })).tool, "time");
});

test("a plane is shared by its corners, or by its place and the picture beside it", () => {
  const place = { x: 1.5, y: -2, zoom: 3, side: 7, world: 9 };
  const corners = [1, 2, 3, 4].map((latent) => ({ latent }));
  const endless = opened({ mode: "plane", plane: { kind: "endless", ...place, corners } });
  assert.deepEqual(wholeView(endless), { ...HERE, tool: "endless", ...place, keyframes: [6] });
  const between = opened({ mode: "plane", plane: { kind: "corners", ...place, corners } });
  assert.deepEqual(wholeView(between), { ...HERE, tool: "plane", keyframes: [1, 2, 3, 4], side: 7 });
});

test("mixtures and walks are shared where the run has them", () => {
  const mixed = wholeView(opened({ mode: "mix" }, { inputs: 2 }));
  const mixing = { tool: "mixing", keyframes: [2, 5, 8], columns: [3, 7, 11, 19], layers: "coarse" };
  assert.deepEqual(mixed, { ...HERE, ...mixing });
  assert.equal(wholeView(opened({ mode: "mix" })).tool, "time");
  assert.equal(wholeView(opened({ mode: "walk" })).tool, "time");
  const walk = { code: 2, rows: [{ latent: 4 }] };
  const walked = wholeView(opened({ mode: "walk", walk, codes: [null, null, null] }));
  assert.deepEqual(walked, { ...HERE, tool: "codes", keyframes: [4], walked: 2, side: 9 });
});

test("searches are shared by the picture that they start from", () => {
  const tools = { breed: "breeding", picture: "inversion", uphill: "uphill", copies: "neighbours" };
  for (const [mode, tool] of Object.entries(tools)) {
    assert.deepEqual(wholeView(opened({ mode })), { ...HERE, tool, keyframes: [6] });
  }
});

test("a link has nothing but the run and the view, whatever the address had", () => {
  const link = linkTo("http://here:7860/page?run=old&lang=zh", "a b&c", "eyJ-_x");
  assert.equal(link, "http://here:7860/page?run=a%20b%26c&view=eyJ-_x");
});

test("the large picture is where a path stands between its keyframes, and else the current one", () => {
  const path = { keys: [{ latent: 1 }, { latent: 2 }], mode: "slerp", loop: false, position: 0.3, here: "way" };
  const state = opened({ mode: "path", path });
  assert.equal(shownView(state).tool, "path");
  assert.equal(shownView(state).position, 0.3);
  for (const change of [
    { mode: "seeds" },
    { path: { ...path, here: "key" } },
    { path: { ...path, keys: [{ latent: 1 }] } },
  ]) {
    assert.deepEqual(shownView({ ...state, ...change }), mainView(state));
  }
});
