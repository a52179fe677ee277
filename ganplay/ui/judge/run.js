// Which run and which moment of it the tab is about, and D on pictures whose origin is known.
import { channel } from "../kit/channel.js";
import { choose } from "../kit/chosen.js";
import { notice } from "../kit/dom.js";
import { owner } from "../kit/owner.js";
import { everyRun } from "../kit/picker.js";
import { bins } from "../kit/ranges.js";
import { refusal } from "../kit/words.js";
import { reals } from "./counts.js";
import { hasGrown, listedAlike, opened } from "./state.js";

// What there is to look at before anybody brings anything.
const PICKED = [
  ["real", 4],
  ["generated", 4],
  ["odd", 12],
];

/**
 * @typedef {object} Run
 * @property {() => {run: string, step: number}} here
 * @property {() => () => boolean} sameRun () => whether the run is still the one that it was at the call
 * @property {() => () => boolean} moved () => whether the run or the moment is another than at the call
 * @property {(run: string, step?: number | null, quietly?: boolean) => Promise<void>} openRun quietly: where it cannot
 *   be opened what was there stays, and nothing is said
 * @property {(step: number) => void} setStep
 * @property {() => Promise<void>} context ask for D on pictures whose origin is known, at this moment
 * @property {() => Promise<void>} refresh what is new: runs in the list, and moments of the open run while it trains
 */

/** @param {import("./state.js").App} app @returns {Run} */
export function runOf(app) {
  const { state, root } = app;
  let generation = 0; // of the run that is shown
  let opening = 0; // of the wish for another

  const here = () => ({ run: state.run, step: state.step });

  function sameRun() {
    const mine = generation;
    return () => mine === generation;
  }

  function moved() {
    const current = sameRun();
    const { step } = state;
    return () => !current() || step !== state.step;
  }

  const contexts = channel(
    async () => {
      const late = moved();
      return { ...(await app.ask("whole", here())), late };
    },
    ({ late, ...answer }) => {
      if (late()) return;
      state.whole = answer;
      state.hist = bins(reals(answer.logits), answer.logits.generated);
      app.tell();
      app.update("whole");
    },
    (words) => {
      notice(words);
      if (!state.whole) state.hist = null; // what is drawn is of another moment
      app.tell();
    },
  );
  const context = () => contexts({});

  async function factsOf(run) {
    try {
      return await app.ask("opened", { run });
    } catch {
      return { error: "offline" };
    }
  }

  function stay(facts) {
    const words = refusal(facts);
    notice(words);
    root.dataset.state = state.facts ? "ready" : "empty";
    if (state.facts) app.side.resetRun();
    else app.build(words);
  }

  async function openRun(run, step = null, quietly = false) {
    app.side.stop();
    opening += 1;
    const wish = opening;
    root.dataset.state = "loading";
    const facts = await factsOf(run);
    if (wish !== opening) return;
    if (facts.error) {
      if (quietly) root.dataset.state = "ready";
      else stay(facts);
      return;
    }
    choose(
      run,
      state.lists.pretrained.some((row) => row.run === run),
    );
    generation += 1;
    const current = sameRun();
    Object.assign(state, opened(state, run, facts, step));
    const kept = state.cards.length > 0;
    root.dataset.state = "ready";
    app.rebuild();
    await context();
    if (kept && current()) await app.bringAll(state.cards);
    for (const [what, count] of kept ? [] : PICKED) if (current()) await app.pick(what, count);
    if (!current()) return;
    state.ready = true;
    app.update("ready");
  }

  function setStep(step) {
    if (step === state.step) return;
    state.step = step;
    root.dataset.step = step;
    state.whole = null;
    app.side.set(step);
    app.judge();
    context();
    app.update("step");
  }

  // The lists, and the facts of the open run where it may have grown; null where they cannot be had just now.
  async function news(before) {
    try {
      const lists = await app.ask("runs", { owner: owner() });
      if (lists.error) return null;
      const row = everyRun(lists).find((one) => one.run === state.run);
      const grown = hasGrown(row, before, state.facts.steps);
      return { lists, facts: grown ? await app.ask("opened", { run: state.run }) : null };
    } catch {
      return null; // asked again soon
    }
  }

  async function refresh() {
    const current = sameRun();
    const found = await news(everyRun(state.lists).find((row) => row.run === state.run));
    if (!found || !current()) return;
    const { lists, facts } = found;
    const other = !listedAlike(everyRun(lists), everyRun(state.lists));
    state.lists = lists;
    if (other) app.side.relist();
    else app.side.tellLists();
    if (!facts || facts.error || String(facts.steps) === String(state.facts.steps)) return;
    state.facts = facts;
    app.side.grow(facts);
    app.update("facts");
  }

  return { here, sameRun, moved, openRun, setStep, context, refresh };
}
