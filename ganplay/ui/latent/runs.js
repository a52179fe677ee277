// Which run is open: the first one, another one, and what a run that trains has more of each time.

import { choose, chosen, firstRun } from "../kit/chosen.js";
import { notice } from "../kit/dom.js";
import { asked } from "../kit/facts.js";
import { owner } from "../kit/owner.js";
import { everyRun } from "../kit/picker.js";
import { refusal } from "../kit/words.js";
import { grew, sameRuns } from "./listed.js";
import { restore } from "./restore.js";
import { shelfOf } from "./shelf.js";
import { turnTo } from "./state.js";

/** @typedef {import("./views.js").View} View */

const AGAIN = 2000; // milliseconds until a server that did not answer is asked again
const LOOK_EVERY = 10000; // milliseconds

/**
 * @typedef {object} Runs
 * @property {() => Promise<void>} begin open the first run, unless that was done
 * @property {() => boolean} begun
 * @property {() => Promise<void>} follow open the run that was chosen on another tab meanwhile, where it can be
 * @property {(run: string, view?: View) => Promise<void>} open
 * @property {() => void} watch look every now and then whether there is more
 */

/**
 * @param {import("./tab.js").App} app
 * @param {object} page
 * @param {(problem?: string) => void} page.build
 * @param {() => void} page.loading
 * @param {import("./side.js").Side} page.side
 * @returns {Runs}
 */
export function runsOf(app, { build, loading, side }) {
  const { state, root } = app;
  let begun = false;

  async function open(run, view, quietly = false) {
    side.stop();
    state.opening += 1;
    const { opening } = state;
    root.dataset.state = "loading";
    const facts = await factsOf(run);
    if (opening !== state.opening) return;
    if (facts.error) {
      if (quietly) root.dataset.state = "ready";
      else stay(refusal(facts));
      return;
    }
    turnTo(state, facts, shelfOf(run));
    choose(
      run,
      state.lists.pretrained.some((row) => row.run === run),
    );
    if (view) restore(state, view);
    root.dataset.state = "ready";
    build();
  }
  async function factsOf(run) {
    try {
      return await app.ask("open_run", { run });
    } catch {
      return { error: "offline" };
    }
  }
  /** What was there stays. @param {string} problem */
  function stay(problem) {
    notice(problem);
    root.dataset.state = state.facts ? "ready" : "empty";
    if (state.facts) side.tellRun();
    else build(problem);
  }

  async function follow() {
    const run = chosen()?.run;
    if (state.facts && run && run !== state.run) await open(run, undefined, true); // it may have nothing to show yet
  }

  async function begin() {
    if (begun || !root.clientWidth) return;
    begun = true;
    loading();
    const lists = await listed();
    if (!lists) {
      begun = false;
      setTimeout(begin, AGAIN);
      return;
    }
    state.lists = lists;
    app.server.ready({});
    const text = asked("view");
    const shared = text ? await app.fetch("read_view", { text }) : null;
    const run = firstRun(everyRun(state.lists), { shared: shared?.view.run, asked: asked("run") });
    if (run) {
      open(run, shared?.view);
      return;
    }
    begun = false;
    build();
  }

  /** The runs to choose from; null: nobody answered, or refused to. */
  async function listed() {
    try {
      const lists = await app.ask("runs", { owner: owner() });
      return lists.error ? null : lists;
    } catch {
      return null;
    }
  }
  async function look() {
    if (document.hidden || !root.clientWidth || !state.facts || side.choosing()) return;
    const lists = await listed();
    if (!lists) return;
    try {
      const [before, now] = [state.lists, lists].map(everyRun);
      state.lists = lists;
      if (sameRuns(before, now)) side.tellLists();
      else side.listAgain();
      if (grew(before, now, state.run)) await grow();
    } catch {
      /* asked again soon */
    }
  }
  async function grow() {
    const { opening, run } = state;
    const more = await app.ask("look_again", { run });
    if (more.error || opening !== state.opening || run !== state.run) return;
    Object.assign(state.facts, more);
    side.grow(more);
  }
  return { begin, begun: () => begun, follow, open, watch: () => setInterval(look, LOOK_EVERY) };
}
