// What is told: the state in a link, formulas, presets and what came of them, the lines of PyTorch.
import assert from "node:assert/strict";
import { test } from "node:test";
import { LAWS, ownLaw } from "../../../ganplay/ui/kit/engine/data.js";
import { DEFAULTS, SUITED } from "../../../ganplay/ui/kit/engine/presets.js";
import { checked } from "../../../ganplay/ui/kit/engine/settings.js";
import { lossOfG as lossOf, termsOfD } from "../../../ganplay/ui/kit/engine/terms.js";
import { crc32, marked } from "../../../ganplay/ui/kit/png.js";
import { columns } from "../../../ganplay/ui/lab/columns.js";
import { equilibrium, lossOfD, lossOfG } from "../../../ganplay/ui/lab/formula.js";
import { seenIn } from "../../../ganplay/ui/lab/frames.js";
import { Journal } from "../../../ganplay/ui/lab/journal.js";
import { placeOf, powerOf } from "../../../ganplay/ui/lab/powers.js";
import { begun, follow, PRESETS } from "../../../ganplay/ui/lab/presets.js";
import {
  askedOf,
  centred,
  inOwnNumbers,
  linkOf,
  lostIn,
  newState,
  recipeFor,
  shownAs,
  viewOf,
} from "../../../ganplay/ui/lab/state.js";
import { torchLines } from "../../../ganplay/ui/lab/torch.js";

const FIELDS = {
  loss: { kind: "choice", choices: ["nonsaturating", "hinge", "lsgan"] },
  lr_g: { kind: "float", low: 1e-6, high: 0.1, live: true },
  seed: { kind: "int", low: 0, high: 99 },
};
const START = {
  recipe: DEFAULTS,
  suited: SUITED,
  fields: FIELDS,
  data: Object.keys(LAWS),
  layers: ["belief", "line", "real", "fake", "arrows"],
};

test("a link holds all of the state, and an empty one none", () => {
  const state = newState(START, null, null);
  assert.equal(linkOf(state, START, 0), "ring");
  Object.assign(state, {
    data: "spiral",
    mode: "pair",
    other: { name: "loss", value: "hinge" },
    speed: 8,
    arrows: "d",
  });
  state.recipe.seed = 7;
  state.layers.add("arrows");
  const back = newState(START, linkOf(state, START, 1200), "loss,seed");
  for (const name of ["data", "mode", "other", "speed", "arrows", "layers"]) assert.deepEqual(back[name], state[name]);
  assert.equal(back.recipe.seed, 7);
  assert.deepEqual(back.replay, [{ move: "both", times: 1200 }]);
  assert.deepEqual([back.playing, [...back.hidden]], [false, ["loss", "seed"]]);
  state.layers.clear();
  assert.equal(newState(START, linkOf(state, START, 0), null).layers.size, 0);
});

test("a link says what is shown, the plane, the preset, and the numbers of one's own points", () => {
  const state = newState(START, null, null);
  assert.deepEqual([state.averaged, viewOf(state).averaged, state.speed], [true, true, 8]);
  state.averaged = false;
  state.dirac = { loss: "hinge", gamma: 0.5, rate: 0.2, from: { theta: -1.25, psi: 0.5 } };
  Object.assign(state, { data: "own", points: Float32Array.of(1, 0, -1, 0.5) });
  state.scale = { middle: [-12.5, 3], reach: 40 };
  const back = newState(START, linkOf(state, START, 0), null);
  for (const name of ["averaged", "dirac", "scale"]) assert.deepEqual(back[name], state[name]);
  assert.equal(newState(START, "ring~speed.0", null).averaged, false);
  assert.equal(newState(START, "ring~dirac.magic_1_1_1_1", null).dirac.loss, "nonsaturating");
  state.story = begun(PRESETS[1]);
  const asks = newState(START, linkOf(state, START, 900), null);
  assert.deepEqual([asks.story.preset.name, asks.story.answer, asks.playing], ["collapse", null, false]);
  assert.deepEqual(asks.replay, []);
});

test("a link goes the way that was gone, from the settings with which it began", () => {
  const state = newState(START, null, null);
  state.journal = new Journal(state.recipe, ["lr_g"]);
  state.journal.did(0, "d", 3);
  state.journal.changed(10, "lr_g", 0.05);
  state.recipe.lr_g = 0.05;
  const back = newState(START, linkOf(state, START, 20), null);
  assert.equal(back.recipe.lr_g, DEFAULTS.lr_g);
  assert.deepEqual(back.replay, state.journal.plan(20));
  assert.equal(back.playing, false);
});

test("a link goes so far and no farther, and what it leaves out is said", () => {
  const state = newState(START, "ring~step.999999999", null);
  assert.deepEqual(state.replay, [{ move: "both", times: 100_000 }]);
  assert.deepEqual(lostIn(state, 50, 600), []);
  assert.deepEqual(lostIn(state, 100_001, 600), ["far"]);
  state.came = { run: "a", at: 40, steps: [] };
  assert.deepEqual(lostIn(state, 41, 600), ["trained"]);
  assert.deepEqual(lostIn({ ...state, points: new Float32Array(2000) }, 40, 600), ["points"]);
});

test("what is shown elsewhere is what the laboratory begins with, whatever was there", () => {
  const state = newState(START, "spiral~mode.pair~step.40~lr_g.0.05~layers.arrows", null);
  Object.assign(state, { story: begun(PRESETS[0]), came: { run: "a", at: 1, steps: [] }, run: "a" });
  const points = Float32Array.of(1, 0, -1, 0.5);
  Object.assign(state, shownAs(START, { recipe: { seed: 7, dataset: "own" }, points, layers: ["real", "magic"] }));
  assert.deepEqual([state.data, state.mode, state.run, state.came, state.story], ["own", "one", "", null, null]);
  assert.deepEqual([state.recipe.seed, state.recipe.lr_g, state.recipe.dataset], [7, DEFAULTS.lr_g, "own"]);
  assert.deepEqual([[...state.layers], state.replay, state.playing], [["real"], [], true]);
  assert.equal(state.points.length, 4);
  const back = newState(START, linkOf(state, START, 0), null);
  assert.deepEqual([back.recipe, back.points], [state.recipe, state.points]);
  const grid = shownAs(START, { recipe: { dataset: "grid" }, mode: "pair" });
  assert.deepEqual([grid.recipe.gamma, grid.other.value, grid.layers.size], [SUITED.grid.gamma, "hinge", 4]);
  assert.equal(shownAs(START, { recipe: { dataset: "magic" } }).data, START.recipe.dataset);
  assert.equal(shownAs(START, { mode: "plane", dirac: { gamma: 0.3 } }).dirac.gamma, 0.3);
});

test("other points begin with what suits them, but what was changed stays", () => {
  const state = newState(START, "spiral", null);
  assert.equal(state.recipe.lr_d, SUITED.spiral.lr_d);
  assert.equal(linkOf(state, START, 0), "spiral");
  state.recipe.loss = "hinge";
  const next = recipeFor(START, state, "ring");
  assert.deepEqual([next.loss, next.lr_d, next.dataset], ["hinge", DEFAULTS.lr_d, "ring"]);
});

test("points of one's own travel in the link and go to the engine", () => {
  const state = newState(START, null, null);
  Object.assign(state, { data: "own", points: Float32Array.of(1, 0, -1, 0.5) });
  const back = newState(START, linkOf(state, START, 0), null);
  assert.equal(back.data, "own");
  assert.equal(askedOf(back).points.length, 4);
});

test("a link from elsewhere opens what can be opened", () => {
  const state = newState(START, "nowhere~speed.99999999999~mode.all~layers.x-real~other.loss-magic~step.-3", null);
  assert.deepEqual([state.data, state.mode, state.other, state.replay], ["ring", "one", null, []]);
  assert.deepEqual([...state.layers], ["real"]);
});

test("the second of two differs in one setting", () => {
  const state = newState(START, "ring~other.seed-3", null);
  assert.equal(askedOf(state).recipe.seed, 0);
  assert.equal(askedOf(state, true).recipe.seed, 3);
  assert.equal(askedOf(state, true).recipe.dataset, "ring");
});

test("only layers that are seen are asked for", () => {
  const state = newState(START, "ring~layers.real-arrows~arrows.d", null);
  const { lattice, arrows, best } = viewOf(state);
  assert.deepEqual([lattice, arrows, best], [0, "d", false]);
});

test("points of one's own are put in the middle, with 1 as the farthest", () => {
  const { points, scale } = centred(Float32Array.of(100, 5, 104, 7));
  assert.deepEqual([...points], [-1, -0.5, 1, 0.5]);
  assert.deepEqual([...inOwnNumbers(points, scale)], [100, 5, 104, 7]);
  const same = Float32Array.of(3, 3, 3, 3);
  assert.deepEqual(centred(same), { points: same, scale: null });
  assert.equal(centred(Float32Array.of(-1, -1, 1, 1)).scale, null);
});

test("the numbers in a formula add up to the loss that the engine has", () => {
  const [real, fake] = [Float32Array.of(0.3, -1), Float32Array.of(2, 0.1)];
  for (const loss of [
    "nonsaturating",
    "minimax",
    "lsgan",
    "wasserstein",
    "hinge",
    "relativistic",
    "relativistic_average",
  ]) {
    const termsOf = (logits) => ({ ...termsOfD(loss, logits), loss_g: lossOf(loss, logits) });
    const terms = termsOf({ real, fake });
    const { parts, sum } = lossOfD({ loss }, terms, 0.25);
    const value = (text) => Number(text.replace("−", "-"));
    assert.ok(Math.abs(parts.reduce((total, part) => total + value(part.value), 0) - value(sum)) < 0.003, loss);
    assert.ok(Math.abs(value(lossOfG({ loss }, terms).sum) - terms.loss_g) < 0.001, loss);
    const zero = termsOf({ real: Float32Array.of(0), fake: Float32Array.of(0) });
    const [d, g] = equilibrium(loss);
    if (loss === "lsgan") continue; // undecided is a half, not zero
    if (d !== null) assert.ok(Math.abs(zero.loss_d - d) < 1e-6, loss);
    if (g !== null) assert.ok(Math.abs(zero.loss_g - g) < 1e-6, loss);
  }
});

test("a network is drawn by a few dots of each layer", () => {
  assert.deepEqual(columns(2, 1, 64, 1), [
    { dots: 2, more: false },
    { dots: 6, more: true },
    { dots: 1, more: false },
  ]);
  assert.equal(columns(1, 0, 8, 2).length, 2);
});

test("rates lie on a scale of powers of ten, in two digits", () => {
  assert.equal(powerOf(placeOf(0.001)), 0.001);
  assert.equal(powerOf(placeOf(0.002)), 0.002);
  assert.equal(powerOf(-47), 0.0045);
});

const FRAME = {
  step: 10,
  extent: 2,
  fake: Float32Array.of(1, 0, 0, 1),
  heat: Float32Array.of(0, 0, 0, 0),
  best: Float32Array.of(0, 0, 2, 2),
  numbers: {},
  modes: { covered: 3, of: 8, quality: 0.5 },
  kl: { value: 0.4, floor: 0.1 },
};

test("a frame in a few numbers", () => {
  const seen = seenIn(FRAME, "nonsaturating");
  assert.deepEqual([seen.x, seen.y, seen.covered, seen.kl], [0.5, 0.5, 3, 0.4]);
  assert.ok(Math.abs(seen.apart - Math.tanh(1)) < 1e-6); // where there is a best
  const floating = { ...FRAME, best: Float32Array.of(0, 0, 1, -1), numbers: { d_real: 5, d_fake: 5 } };
  floating.heat = floating.best.map((value) => value + 5); // D is defined up to a constant, the best is not moved
  assert.ok(seenIn(floating, "relativistic").apart < 1e-6);
  assert.ok(Number.isNaN(seenIn({ ...FRAME, best: null, modes: null, kl: null }, "hinge").kl));
});

test("every preset is one that the engine takes, with its remedies", () => {
  for (const { settings, remedies } of PRESETS) {
    for (const remedy of [{}, ...Object.values(remedies)]) checked({ ...DEFAULTS, ...settings, ...remedy });
  }
});

test("a story is told once it is predicted and played", () => {
  const story = begun(PRESETS.find(({ name }) => name === "collapse"));
  const seen = (step, covered) => ({ step, x: 0, y: 0, extent: 1, covered, of: 8, kl: 1, floor: 0 });
  assert.equal(follow(story, seen(5000, 8)), false); // not predicted yet
  story.answer = 1;
  assert.equal(follow(story, seen(100, 8)), false);
  assert.equal(follow(story, seen(story.preset.steps, 1)), true);
  assert.equal(story.came, 1);
  assert.equal(follow(story, seen(story.preset.steps + 1, 8)), false);
  assert.equal(story.came, 1);
});

test("a story is not told before what tells it is known", () => {
  const story = begun(PRESETS.find(({ name }) => name === "frozen"));
  story.answer = 0;
  const seen = (step, apart) => ({ step, x: 0, y: 0, extent: 1, covered: 1, of: 2, kl: 1, apart });
  follow(story, seen(100, Number.NaN));
  assert.equal(follow(story, seen(story.preset.steps, Number.NaN)), false);
  assert.equal(follow(story, seen(story.preset.steps + 10, 0.1)), true);
  assert.equal(story.came, 1);
});

test("a picture says where it is from, and stays a picture", () => {
  assert.equal(crc32(new TextEncoder().encode("IEND")), 0xae426082);
  const png = Uint8Array.from({ length: 60 }, (_, i) => i);
  const out = marked(png, "<xmp>é</xmp>");
  assert.deepEqual([...out.slice(0, 33)], [...png.slice(0, 33)]);
  assert.deepEqual([...out.slice(-27)], [...png.slice(33)]);
  const view = new DataView(out.buffer);
  const length = view.getUint32(33);
  assert.equal(out.length, png.length + 12 + length);
  assert.equal(view.getUint32(33 + 8 + length), crc32(out.slice(37, 41 + length)));
  assert.match(new TextDecoder().decode(out.slice(37, 41 + length)), /^iTXtXML:com\.adobe\.xmp\0+<xmp>é<\/xmp>$/);
});

test("PyTorch is told what the recipe says", () => {
  const lines = torchLines({ ...DEFAULTS, loss: "hinge", penalty: "r1", penalty_every: 4, gamma: 0.1 }, LAWS.ring, 9);
  assert.match(lines, /F\.relu\(1 - on_real\)/);
  assert.match(lines, /if d_steps % 4 == 0:/);
  assert.match(lines, /loss_d \+ 0\.2 \* slope/);
  assert.match(lines, /range\(9\)/);
  assert.match(lines, /d_steps \+= 1/);
  assert.match(lines, /mean\.lerp_\(weight, share\)/);
  assert.doesNotMatch(torchLines({ ...DEFAULTS, ema: 0 }, LAWS.ring, 9), /averaged/);
  const scaled = torchLines(DEFAULTS, ownLaw(Float32Array.of(1, 2)), 1, { middle: [100, -5], reach: 4 });
  assert.match(scaled, /torch\.tensor\(\[100, -5\]\), 4/);
  assert.match(torchLines(DEFAULTS, ownLaw(Float32Array.of(1, 2)), 1), /points\.csv/);
});
