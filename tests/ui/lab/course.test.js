// The course of trainings without a page: engines are played by plain objects that count their steps.
import assert from "node:assert/strict";
import { test } from "node:test";
import { LAWS } from "../../../ganplay/ui/kit/engine/data.js";
import { DEFAULTS, SUITED } from "../../../ganplay/ui/kit/engine/presets.js";
import { Refusal } from "../../../ganplay/ui/kit/engine/settings.js";
import { Fight } from "../../../ganplay/ui/kit/plane/fight.js";
import { choicesOf } from "../../../ganplay/ui/lab/choices.js";
import { courseOf } from "../../../ganplay/ui/lab/course.js";
import { Film } from "../../../ganplay/ui/lab/film.js";
import { keysOf } from "../../../ganplay/ui/lab/keys.js";
import { lockstep } from "../../../ganplay/ui/lab/lockstep.js";
import { openingOf } from "../../../ganplay/ui/lab/opening.js";
import { newState } from "../../../ganplay/ui/lab/state.js";
import { followStory, triesOf } from "../../../ganplay/ui/lab/tries.js";

const START = {
  recipe: DEFAULTS,
  suited: SUITED,
  fields: {
    loss: { kind: "choice", choices: ["nonsaturating", "hinge"] },
    lr_g: { kind: "float", low: 1e-6, high: 0.1, live: true },
  },
  data: Object.keys(LAWS),
  layers: ["belief", "real", "fake"],
};
const frameAt = (step) => ({ step, extent: 1, fake: new Float32Array(8), history: [] });

/** Answers as an engine does: steps are answered once `finish` is called, or short where they are interrupted. */
class Played {
  step_at = 0;
  asked = [];
  waiting = null;
  taken = 0; // steps of those that are under way when it is paused
  refusing = null;

  where = () => ({ step: this.step_at, live: { lr_g: 0.5 }, diverged: false });

  note(what) {
    this.asked.push(what);
    return this.refusing ? Promise.reject(this.refusing) : Promise.resolve(this.where());
  }

  async open({ recipe }) {
    await this.note("open");
    this.step_at = 0;
    return { recipe, kernels: "plain" };
  }

  play = () => this.note("play");
  set = (live) => this.note(live);
  look = () => this.note("look");

  pause() {
    this.finish(this.taken);
    return this.note("pause");
  }

  step(network, times) {
    this.finish(0);
    this.asked.push(`${network}${times}`);
    if (this.refusing) return Promise.reject(this.refusing);
    return new Promise((resolve) => {
      this.waiting = { resolve, times };
    });
  }

  finish(taken = this.waiting?.times) {
    if (!this.waiting) return;
    this.step_at += taken;
    this.waiting.resolve(this.where());
    this.waiting = null;
  }

  close() {}
}

/** Everything but what draws. */
function bench(link = null) {
  const state = newState(START, link, null);
  const engines = [];
  const said = [];
  const app = { state, start: START, fights: [], tell() {}, build() {}, repaint() {}, fetch: async () => null };
  Object.defineProperty(app, "main", { get: () => app.fights[0] });
  const each = async (act) => {
    try {
      return await Promise.all(app.fights.map(act));
    } catch (error) {
      said.push(error.code);
      return null;
    }
  };
  const begin = () => {
    engines.push(new Played());
    const engine = engines[engines.length - 1];
    const one = { engine, frame: frameAt(0), recipe: {}, look() {}, close() {} };
    return Object.assign(one, { open: (question) => engine.open(question) });
  };
  const course = courseOf(app, each);
  const opening = openingOf(app, { course, begin, refused: ({ code }) => code });
  Object.assign(app, { ...course, ...opening, ...choicesOf(app, course, opening), ...triesOf(app, course, opening) });
  return { app, state, course, opening, engines, said };
}
const settled = async () => {
  for (let i = 0; i < 30; i++) await Promise.resolve();
};

test("two quick presses of a hundred steps are two hundred steps", async () => {
  const { app, state, engines } = bench();
  state.playing = false;
  await app.open();
  app.step("both", 100);
  app.step("both", 100);
  await settled();
  engines[0].finish();
  await settled();
  engines[0].finish();
  await settled();
  assert.equal(engines[0].step_at, 200);
});

test("a single step is seen in G itself, a hundred are not", async () => {
  const { app, state, engines } = bench();
  state.playing = false;
  await app.open();
  assert.equal(state.averaged, true);
  app.step("both", 100);
  await settled();
  engines[0].finish();
  assert.equal(state.averaged, true);
  app.step("g");
  await settled();
  assert.equal(state.averaged, false);
  app.average(true);
  app.pace(0);
  app.play();
  await settled();
  assert.equal(state.averaged, false);
});

test("what a link asks for goes on where it was interrupted, and counts as playing", async () => {
  const { app, state, engines } = bench("ring~way.b40-d2-lr_g_0.01-b10");
  assert.equal(state.playing, false);
  await app.open();
  await settled();
  const [engine] = engines;
  assert.deepEqual([state.playing, engine.asked.at(-1)], [true, "both40"]);
  engine.taken = 15;
  await app.pause(); // another tab
  await settled();
  assert.equal(state.playing, false);
  app.play();
  await settled();
  for (let i = 0; i < 4; i++) {
    engine.finish();
    await settled();
  }
  assert.deepEqual(engine.asked.filter((one) => one.lr_g).length, 1);
  assert.deepEqual([state.replay, state.playing, state.recipe.lr_g], [[], false, 0.01]);
  assert.deepEqual(
    engine.asked.filter((one) => /^(both|d)\d/.test(one)),
    ["both40", "both25", "d2", "both10"],
  );
});

test("a pair that is refused stops, and says so once", async () => {
  const { app, state, engines, said } = bench("ring~mode.pair~other.loss-hinge");
  await app.open();
  engines[1].refusing = new Refusal("lab_failed");
  await settled();
  engines[0].finish();
  await settled();
  engines[0].finish();
  await settled();
  assert.deepEqual(said, ["lab_failed"]);
  assert.equal(state.playing, false);
});

test("both of a pair are waited for, and a pause lets them take as many steps", async () => {
  let rounds = 0;
  const pair = lockstep(
    async () => {
      rounds += 1;
      return [];
    },
    () => assert.fail("nothing was refused"),
  );
  pair.play(Number.POSITIVE_INFINITY);
  await settled();
  await pair.pause();
  const before = rounds;
  await settled();
  assert.ok(before > 0 && rounds === before);
});

test("turning to the plane and back, and a run that cannot be had, keep what was trained", async () => {
  const { app, engines } = bench();
  await app.open();
  app.turn("plane");
  await settled();
  app.turn("one");
  await settled();
  await app.bring("nothing");
  assert.equal(engines[0].asked.filter((one) => one === "open").length, 1);
  assert.equal(engines[0].asked.at(-1), "play");
  app.turn("pair");
  await settled();
  app.turn("one");
  await settled();
  assert.equal(engines[0].asked.filter((one) => one === "open").length, 2);
  assert.equal(app.fights.length, 1);
});

test("a run that is brought keeps all of its settings", async () => {
  const { app, state } = bench();
  const recipe = { ...DEFAULTS, decay: "cosine", burn_in: 9000, lecam: 0 };
  app.fetch = async () => ({ state: { recipe, step: 7, points: null }, steps: [7] });
  await app.bring("a run");
  assert.deepEqual([state.recipe.decay, state.recipe.burn_in, state.recipe.lecam], ["cosine", 9000, 0]);
});

test("a setting is not set while another training is opened: it begins with it", async () => {
  const { app, engines } = bench();
  const first = app.open();
  app.set("lr_g", 0.02);
  await first;
  await settled();
  assert.deepEqual(engines[0].asked.slice(0, 2), ["open", "open"]);
  assert.ok(!engines[0].asked.some((one) => one.lr_g));
});

test("a preset is told by frames of its own training alone", async () => {
  const { app, state } = bench();
  await app.open();
  app.begin("collapse");
  state.story.answer = 0;
  state.refused = "it cannot be";
  app.fights[0].frame = { ...frameAt(9000), kl: { value: 1 }, modes: { covered: 1, of: 8 }, numbers: {} };
  followStory(app);
  assert.equal(state.story.seen.length, 0);
});

test("a training that is refused leaves the one before as it is", async () => {
  const engine = new Played();
  const seen = [];
  const fight = new Fight(({ frame }) => seen.push(frame.step), engine);
  await fight.open({ recipe: { z_dim: 1 } }, {});
  engine.onframe({ ...frameAt(1), history: [[1]] });
  engine.refusing = new Refusal("pair_unbounded");
  fight.look({ averaged: true }); // is refused, and that is nobody's to hear
  await assert.rejects(fight.open({ recipe: { z_dim: 2 } }, {}), { code: "pair_unbounded" });
  engine.onframe(frameAt(2));
  assert.deepEqual([seen, fight.recipe.z_dim, fight.history.rows.length], [[1, 2], 1, 1]);
});

test("the end of a budget is told once", () => {
  const ends = [];
  const engine = new Played();
  new Fight(({ ended }) => ends.push(ended), engine);
  for (const finished of [false, true, true]) engine.onframe({ ...frameAt(ends.length), finished });
  assert.deepEqual(ends, [false, true, false]);
});

test("keys of controls that a teacher took away do nothing", () => {
  const pressed = [];
  let listener = null;
  globalThis.document = {
    addEventListener: (_, given) => {
      listener = given;
    },
  };
  const state = newState(START, null, "pace");
  const app = { state, root: { clientWidth: 9 }, main: {}, toggle: () => pressed.push("play") };
  Object.assign(app, { step: (network) => pressed.push(network), layer: (name) => pressed.push(name) });
  keysOf(app);
  const press = (key) => listener({ key, target: {}, preventDefault() {} });
  for (const key of [" ", "d", "1"]) press(key);
  assert.deepEqual(pressed, ["belief"]);
  state.hidden = new Set(["legend"]);
  for (const key of ["d", "1"]) press(key);
  assert.deepEqual(pressed, ["belief", "d"]);
});

test("a film that begins anew leaves no other going", () => {
  const cleared = [];
  const before = globalThis.clearInterval;
  globalThis.document = { createElement: () => ({ getContext: () => ({}) }) };
  globalThis.clearInterval = (timer) => {
    cleared.push(timer);
    before(timer);
  };
  try {
    const film = new Film({ side: 4, frames: 9 }, () => {});
    film.start(
      () => null,
      () => {},
    );
    const first = film.timer;
    film.start(
      () => null,
      () => {},
    );
    assert.ok(cleared.includes(first));
    film.stop();
    assert.equal(film.taking, false);
  } finally {
    globalThis.clearInterval = before;
  }
});
