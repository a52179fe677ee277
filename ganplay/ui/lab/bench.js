// The laboratory at work: its state, one or two engines, what a control does, and when what is drawn again.
import { asker } from "../kit/channel.js";
import { notice } from "../kit/dom.js";
import { unpacked } from "../kit/engine/codec.js";
import { asked } from "../kit/facts.js";
import { onTheme } from "../kit/theme.js";
import { refusal, t } from "../kit/words.js";
import { palette } from "./canvas.js";
import { Fight } from "./fight.js";
import { seenIn } from "./frames.js";
import { LAYERS, shadesOf } from "./plot.js";
import { begun, follow, PRESETS } from "./presets.js";
import { askedOf, newState, recipeFor, SPEEDS, viewOf } from "./state.js";

const NUMBERS_EVERY = 250; // milliseconds between two readings of numbers and charts
const LOCKSTEP = 50; // milliseconds of training between two frames of a pair that runs flat out
const MOST_STEPS = 200; // of a pair at once

/**
 * What the parts of the laboratory ask of each other.
 * @typedef {object} App
 * @property {HTMLElement} root
 * @property {import("./state.js").State} state
 * @property {import("./state.js").Start} start
 * @property {Fight[]} fights one, or two side by side
 * @property {Fight} main the first of them
 * @property {{palette: import("./plot.js").Palette, shades: Uint8ClampedArray}} paint
 * @property {import("../kit/channel.js").Asking} ask
 * @property {import("../kit/channel.js").Asking} fetch
 * @property {(state?: object | null) => Promise<void>} open begin anew: with the same seed, or from a saved state
 * @property {(name: string, value: any) => void} set change a setting
 * @property {(run: string, step?: number | null) => Promise<void>} bring a run of the server here
 * @property {(data: string, points?: Float32Array | null, word?: string) => void} data change the points
 * @property {(mode: string) => void} turn to one, two side by side, or the plane of two numbers
 * @property {(other: {name: string, value: any} | null) => void} differ how the second differs
 * @property {() => void} toggle play or pause
 * @property {(speed: number) => void} pace
 * @property {(network: "d" | "g" | "both", times?: number) => void} step
 * @property {(steps: number) => void} back
 * @property {(step: number) => void} seek
 * @property {(layer: string) => void} layer show it or not
 * @property {(whose: "g" | "d") => void} arrows
 * @property {(name: string) => void} begin a preset
 * @property {(answer: number) => void} answer what it asks
 * @property {(remedy: string) => void} mend it
 * @property {() => void} leave the preset
 * @property {() => void} build all of the page again
 * @property {() => void} repaint what is drawn
 * @property {(what: string) => void} tell the page that something changed: "state", "frame" or "numbers"
 */

/**
 * @param {HTMLElement} root
 * @param {import("./state.js").Start} given
 * @param {import("../kit/channel.js").Server} server
 * @returns {App}
 */
export function benchOf(root, given, server) {
  const start = { ...given, layers: LAYERS };
  const state = newState(start, asked("lab"), asked("hide"));
  if (matchMedia("(prefers-reduced-motion: reduce)").matches) state.playing = false;
  /** @type {any} */
  const app = { root, state, start, server, ...asker(server), fights: [], paint: paintOf() };
  const drawing = drawn(app);
  let opening = 0;

  Object.defineProperty(app, "main", { get: () => app.fights[0] });

  function seen(fight) {
    if (fight === app.main) {
      if (fight.frame.diverged && state.playing) app.pause();
      followStory(app);
    }
    drawing.frame();
    return drawing.done();
  }
  function fightsFor(count) {
    while (app.fights.length > count) app.fights.pop().close();
    while (app.fights.length < count) app.fights.push(new Fight(seen));
  }
  async function open(saved = null) {
    const turn = ++opening;
    const wanted = (i) => (saved ? { state: saved } : askedOf(state, i > 0));
    pair.pause();
    state.refused = "";
    if (!saved) state.came = null; // it begins from its seed
    fightsFor(state.mode === "pair" ? 2 : 1);
    try {
      await Promise.all(app.fights.map((fight, i) => fight.open(wanted(i), viewOf(state))));
    } catch (error) {
      if (turn === opening) state.refused = refused(error);
    }
    if (turn !== opening) return;
    const { step } = state; // as far as the link says
    if (step && !state.refused) await each(({ engine }) => engine.step("both", step));
    state.step = 0;
    if (state.playing && !state.refused) play();
    app.tell("state");
  }
  /** @returns {Promise<any[] | null>} null: it was refused, and that is said */
  async function each(act) {
    try {
      return await Promise.all(app.fights.map(act));
    } catch (error) {
      notice(refused(error));
      return null;
    }
  }
  /** Go through time: what is live is then as it was. */
  async function travel(act) {
    if (state.playing) await pause();
    const [answer] = (await each(act)) || [];
    if (answer) Object.assign(state.recipe, answer.live);
    app.tell("state");
  }
  async function bring(run, step = null) {
    const answer = await app.fetch("from_run", { run, step });
    if (!answer) {
      await open();
      return;
    }
    const saved = answer.state;
    const points = saved.points ? unpacked(saved.points) : null;
    const known = Object.keys(start.recipe).filter((name) => name in saved.recipe);
    const recipe = Object.fromEntries(known.map((name) => [name, saved.recipe[name]]));
    Object.assign(state, {
      mode: "one",
      points,
      data: points ? "own" : saved.recipe.dataset,
      story: null,
      run: "",
      came: { run, at: saved.step, steps: answer.steps },
      playing: false,
    });
    state.recipe = { ...start.recipe, ...recipe };
    app.build();
    await open(saved);
  }
  const pair = lockstep(each);

  function play() {
    state.playing = true;
    const rate = SPEEDS[state.speed];
    if (app.fights.length > 1) pair.play(rate);
    else each(({ engine }) => engine.play(rate ? { rate } : { phases: true }));
    app.tell("state");
  }
  function pause() {
    state.playing = false;
    const done = pair.pause();
    app.tell("state");
    return app.fights.length > 1 ? done : each(({ engine }) => engine.pause());
  }

  Object.assign(app, {
    open,
    play,
    pause,
    toggle: () => (state.playing ? pause() : play()),
    pace(speed) {
      state.speed = speed;
      if (state.playing) play();
      app.tell("state");
    },
    async step(network, times = 1) {
      await pause();
      await each(({ engine }) => engine.step(network, times));
    },
    back: (steps) => travel(({ engine }) => engine.back(steps)),
    seek: (step) => travel(({ engine }) => engine.seek(step)),
    bring,
    set(name, value) {
      state.recipe[name] = value;
      if (start.fields[name].live && !state.refused) each(({ engine }, i) => engine.set(liveFor(i, name, value)));
      else open();
      app.tell("state");
    },
    data(data, points = null, word = "") {
      Object.assign(state, { recipe: recipeFor(start, state, data), data, points, word, story: null });
      open();
      app.build();
    },
    turn(mode) {
      if (state.mode === "plane" && mode !== "plane" && !app.fights.length) state.playing = true;
      state.mode = mode;
      if (mode === "plane") pause();
      if (mode === "pair") state.other ??= { name: "loss", value: state.recipe.loss === "hinge" ? "lsgan" : "hinge" };
      app.build();
      if (mode !== "plane") open();
    },
    differ(other) {
      state.other = other;
      open();
      app.tell("state");
    },
    layer(name) {
      if (!state.layers.delete(name)) state.layers.add(name);
      app.look();
    },
    arrows(whose) {
      state.arrows = whose;
      app.look();
    },
    look() {
      for (const fight of app.fights) fight.look(viewOf(state));
      app.repaint();
      app.tell("state");
    },
    repaint: drawing.frame,
    ...presetsOf(app, { open, play, pause }),
  });

  function liveFor(index, name, value) {
    const { other } = state;
    return { [name]: index && other?.name === name ? other.value : value };
  }
  onTheme(() => {
    app.paint = paintOf();
    app.tell("theme");
    app.repaint();
  });
  return app;
}

function paintOf() {
  const colours = palette();
  return { palette: colours, shades: shadesOf(colours) };
}

/** @param {any} error @returns {string} in words */
function refused(error) {
  return error?.code ? refusal({ error: error.code, text: "", details: error.details }) : t("error.other");
}

/** Frames are drawn once each time the screen is, numbers now and then; the engine waits for that. */
function drawn(app) {
  let wanted = false;
  let last = 0;
  /** @type {(() => void)[]} */
  const waiting = [];
  function draw(now) {
    wanted = false;
    app.tell("frame");
    if (now - last > NUMBERS_EVERY) {
      last = now;
      app.tell("numbers");
    }
    for (const resolve of waiting.splice(0)) resolve();
  }
  let later = 0;
  return {
    frame() {
      if (!wanted) requestAnimationFrame(draw);
      wanted = true;
      clearTimeout(later);
      later = setTimeout(() => app.tell("numbers"), NUMBERS_EVERY); // the last ones are read, too
    },
    /** @returns {Promise<void>} once what came is drawn */
    done: () => new Promise((resolve) => waiting.push(resolve)),
  };
}

/** Two engines at one pace: each takes as many steps, then both are waited for. */
function lockstep(each) {
  let turn = 0;
  let going = Promise.resolve();
  async function run(mine, rate) {
    await going; // steps that were asked for are never cut short: both would not have taken as many
    let steps = 1;
    while (mine === turn) {
      const begin = performance.now();
      going = each(({ engine }) => engine.step("both", steps));
      await going;
      const took = performance.now() - begin;
      if (rate < Number.POSITIVE_INFINITY) {
        await new Promise((resolve) => setTimeout(resolve, Math.max(0, (1000 * steps) / rate - took)));
        steps = Math.max(1, Math.round((rate * LOCKSTEP) / 1000));
      } else steps = Math.max(1, Math.min(MOST_STEPS, Math.round((steps * LOCKSTEP) / Math.max(took, 1))));
    }
  }
  return {
    play: (rate) => run(++turn, rate || 1 / 3),
    /** @returns {Promise<any>} once both have taken as many steps */
    pause: () => {
      turn += 1;
      return going;
    },
  };
}

function followStory(app) {
  const { story } = app.state;
  const { frame, recipe } = app.main;
  if (!story || !frame) return;
  if (follow(story, seenIn(frame, recipe.loss))) {
    app.pause();
    app.tell("story");
  }
}

function presetsOf(app, { open, play, pause }) {
  const { state, start } = app;
  function set(preset, more = {}) {
    const { seed } = state.recipe;
    Object.assign(state, {
      data: preset.settings.dataset,
      points: null,
      word: "",
      mode: "one",
      layers: new Set(preset.layers),
    });
    state.recipe = { ...start.recipe, seed, ...preset.settings, ...more };
  }
  return {
    begin(name) {
      const preset = PRESETS.find((one) => one.name === name);
      pause();
      set(preset);
      state.story = begun(preset);
      app.build();
      open();
    },
    answer(answer) {
      state.story.answer = answer;
      state.speed = Math.max(state.speed, SPEEDS.indexOf(300));
      app.tell("story");
      play();
    },
    mend(remedy) {
      const { preset, answer } = state.story;
      state.playing = true;
      set(preset, preset.remedies[remedy]);
      state.story = { ...begun(preset), answer, remedy };
      app.build();
      open();
    },
    leave() {
      state.story = null;
      app.tell("story");
    },
  };
}
