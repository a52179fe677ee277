// The course of a training: play, pause, steps, time. What is asked for is done one after another, and what a link asks
// for is gone through first. Nothing here draws.
import { lockstep } from "./lockstep.js";
import { SPEEDS } from "./state.js";

/**
 * @param {import("./bench.js").App} app
 * @param {(act: (fight: any, index: number) => Promise<any>) => Promise<any[] | null>} each null: it was refused
 */
export function courseOf(app, each) {
  const { state } = app;
  let round = 0; // what was asked for before is dropped where it has not begun
  let queue = Promise.resolve(/** @type {any} */ (null));
  let at = 0; // the step of the last answer
  const pair = lockstep(asked, rest);
  const two = () => app.fights.length > 1;

  async function asked(act) {
    const answers = await each(act);
    if (Number.isFinite(answers?.[0]?.step)) at = answers[0].step;
    return answers;
  }
  function rest() {
    state.playing = false;
    app.tell("state");
  }
  const halt = () => (two() ? pair.pause() : asked(({ engine }) => engine.pause()));

  function play() {
    round += 1;
    state.playing = true;
    app.tell("state");
    return state.replay.length ? replay() : run();
  }
  async function run() {
    const rate = SPEEDS[state.speed];
    if (!rate) app.average(false);
    const mine = round;
    if (two()) {
      await queue;
      if (mine !== round) return;
      state.journal.cut(at);
      await pair.play(rate);
    } else {
      await asked(({ engine }) => engine.play(rate ? { rate } : { phases: true }));
      if (mine === round) state.journal.cut(at);
    }
  }
  async function pause() {
    round += 1;
    rest();
    await halt();
    if (two()) await queue;
  }
  function step(network, times = 1) {
    if (state.playing) {
      round += 1;
      rest();
      queue = queue.then(halt);
    }
    state.replay = [];
    const mine = round;
    queue = queue.then(() => (mine === round ? take(network, times) : null));
    return queue;
  }
  async function take(network, times) {
    if (times === 1) app.average(false);
    const from = at;
    const answers = await asked(({ engine }) => engine.step(network, times));
    if (answers?.[0]) state.journal.did(from, network, answers[0].step - from);
    return answers;
  }
  /** Go through time: what is live is then as it was. */
  async function travel(act) {
    round += 1;
    state.replay = [];
    if (state.playing) {
      rest();
      await halt();
    }
    if (two()) await queue;
    const [answer] = (await asked(act)) || [];
    if (answer) Object.assign(state.recipe, answer.live);
    app.tell("state");
  }

  /** Go the way of a link; where it is interrupted, the rest waits for the next play. */
  async function replay() {
    const mine = round;
    while (state.replay.length && mine === round) {
      const [act] = state.replay;
      const left = "name" in act ? await change(act) : await go(act);
      if (state.replay[0] !== act) break;
      if (left === null) state.replay = [];
      else if (left) act.times = left;
      else state.replay.shift();
    }
    if (mine === round) rest();
  }
  /** @returns {Promise<number | null>} steps that are left of it; null: there is no going on */
  async function go(act) {
    const from = at;
    const mine = round;
    const answers = await asked(({ engine }) => engine.step(act.move, act.times));
    if (!answers?.[0]) return null;
    const taken = answers[0].step - from;
    state.journal.did(from, act.move, taken);
    const stuck = answers[0].diverged || (taken < act.times && mine === round);
    return stuck ? null : act.times - taken;
  }
  async function change({ name, value }) {
    state.recipe[name] = value;
    return (await set(name, value)) ? 0 : null;
  }
  /** Change a live setting. @returns {Promise<any[] | null>} */
  async function set(name, value) {
    const { other } = state;
    const valueIn = (index) => (index && other?.name === name ? other.value : value);
    const answers = await asked(({ engine }, index) => engine.set({ [name]: valueIn(index) }));
    if (answers?.[0]) state.journal.changed(answers[0].step, name, value);
    app.tell("state");
    return answers;
  }

  return {
    play,
    pause,
    step,
    set,
    back: (steps) => travel(({ engine }) => engine.back(steps)),
    seek: (to) => travel(({ engine }) => engine.seek(to)),
    /** Nothing goes on any more, for another training begins at a step; whether it is to play is left as it is. */
    abandon(reached = 0) {
      round += 1;
      pair.pause();
      at = reached;
    },
  };
}
