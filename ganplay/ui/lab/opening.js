// Beginning a training: anew, from a saved state, or from a run of the server. What is there stays until it is taken.
import { unpacked } from "../kit/engine/codec.js";
import { Journal } from "./journal.js";
import { askedOf, liveIn, viewOf } from "./state.js";

/**
 * @param {import("./bench.js").App} app
 * @param {object} tools
 * @param {ReturnType<import("./course.js").courseOf>} tools.course
 * @param {() => import("../kit/plane/fight.js").Fight} tools.begin one more engine
 * @param {(error: any) => string} tools.refused a refusal in words
 */
export function openingOf(app, { course, begin, refused }) {
  const { state, start } = app;
  let turn = 0;
  let under = 0; // how many openings are under way

  function fightsFor(count) {
    while (app.fights.length > count) app.fights.pop().close();
    while (app.fights.length < count) app.fights.push(begin());
  }
  async function open(saved = null) {
    if (state.mode === "plane") return; // it begins when it is turned to
    const mine = ++turn;
    course.abandon(saved?.step ?? 0);
    state.refused = "";
    if (!saved) state.came = null; // it begins from its seed
    state.journal = new Journal(state.recipe, liveIn(start.fields));
    fightsFor(state.mode === "pair" ? 2 : 1);
    app.tell("state");
    const wanted = (i) => (saved ? { state: saved } : askedOf(state, i > 0));
    under += 1;
    const ends = await Promise.allSettled(app.fights.map((fight, i) => fight.open(wanted(i), viewOf(state))));
    under -= 1;
    if (mine !== turn) return;
    const failed = ends.find(({ status }) => status === "rejected");
    if (failed) state.refused = refused(failed.reason);
    else if (state.replay.length || state.playing) course.play();
    app.tell("state");
  }
  async function bring(run, step = null) {
    const answer = await app.fetch("from_run", { run, step });
    if (!answer) {
      if (!app.fights.length) await open();
      return;
    }
    const saved = answer.state;
    const points = saved.points ? unpacked(saved.points) : null;
    Object.assign(state, {
      mode: "one",
      points,
      scale: null,
      data: points ? "own" : saved.recipe.dataset,
      story: null,
      run: "",
      came: { run, at: saved.step, steps: answer.steps },
      playing: false,
      replay: [],
    });
    state.recipe = { ...start.recipe, ...saved.recipe };
    app.build();
    await open(saved);
  }

  return {
    open,
    bring,
    fightsFor,
    /** Begin anew by what is chosen now. */
    restart() {
      state.replay = [];
      return open();
    },
    get busy() {
      return under > 0;
    },
  };
}
