// What the live view asks the server: what is new about a run, an earlier sheet, the report; and what it commands.
import { asker } from "../channel.js";
import { notice } from "../dom.js";
import { lent } from "../lent.js";
import { owner } from "../owner.js";
import { refusal, t } from "../words.js";
import { learn, remember } from "./heard.js";
import { meaning } from "./polled.js";
import { pause } from "./waiting.js";

/** @typedef {import("./moment.js").Viewed} Viewed */

/**
 * Answers that come after the view was turned to something else are dropped: `state.turn` counts its turns.
 * @param {import("../channel.js").Server} server with the functions of live.py, and `news`
 * @param {Viewed & {turn: number}} state
 * @param {object} on
 * @param {(news: object, rewound: boolean) => void} on.learned something new is in `state.heard`
 * @param {(refused: object) => void} on.lost there is no such run any more
 * @param {(missed: number) => void} on.missed polls without news, one after the other; 0 after news
 * @param {() => void} on.changed there is more to show
 * @param {() => {away: boolean, status: string}} on.look
 */
export function talk(server, state, on) {
  const { ask } = asker(server);
  let timer = 0;
  let failures = 0;
  let fetching = null; // seq of the sheet that is asked for
  let wanted = null; // seq of the sheet that is wished for

  async function poll() {
    const { turn, run } = state;
    const since = state.heard.seq;
    clearTimeout(timer);
    if (!run) return;
    try {
      const news = await ask("news", { run, since, frame: state.heard.frame, owner: owner() });
      if (turn !== state.turn) return;
      const found = meaning(news);
      if (found === "missed") throw new Error(news.error);
      missed(0);
      if (found === "lost") return on.lost(news);
      if (since === state.heard.seq) heard(news); // else another poll, asked at the same time, was answered first
    } catch {
      if (turn !== state.turn) return;
      missed(failures + 1);
    }
    if (turn === state.turn) timer = setTimeout(poll, pause({ failures, kind: state.kind, ...on.look() }));
  }

  function missed(count) {
    failures = count;
    on.missed(count);
  }

  function heard(news) {
    const { rewound, reported } = learn(state.heard, news);
    if (reported) fetchReport(news.reported);
    on.learned(news, rewound);
  }

  async function fetchReport(reported) {
    const { turn, run, heard: known } = state;
    if (!reported) {
      known.report = null;
      return;
    }
    try {
      const { report } = await ask("report", { run });
      if (turn !== state.turn) return;
      known.report = report || null;
      on.changed();
    } catch {
      known.head.reported = 0; // the next poll asks again
    }
  }

  /** An earlier sheet, for `state.heard`; the newest wish wins. @param {number} seq */
  async function frame(seq) {
    wanted = seq;
    if (fetching || state.heard.frames.has(seq)) return;
    const { turn } = state;
    fetching = seq;
    try {
      if (await fetched(seq, turn)) on.changed();
    } catch {
      /* the next wish tries again */
    }
    if (turn !== state.turn) return;
    fetching = null;
    if (wanted !== seq && !state.heard.frames.has(wanted)) frame(wanted);
  }

  async function fetched(seq, turn) {
    const got = await ask("frame", { run: state.run, seq });
    if (turn !== state.turn || !got.jpeg) return false;
    remember(state.heard, seq, got.jpeg, got.hist);
    return true;
  }

  /** Sheets of a replay, one after the other. @param {import("./film.js").Grid[]} order */
  async function ahead(order) {
    const { turn } = state;
    for (const [seq] of order) {
      if (turn !== state.turn) return;
      if (state.heard.frames.has(seq)) continue;
      try {
        await fetched(seq, turn);
      } catch {
        return;
      }
    }
  }

  /** The view is turned to something else: what was asked for is no longer waited for. */
  function drop() {
    fetching = null;
    wanted = null;
  }

  async function commanded(run, verb, args) {
    try {
      const answer = await ask("command", { run, owner: owner(), verb, args });
      if (answer.error) notice(refusal(answer));
      return !answer.error;
    } catch {
      notice(t("error.offline"));
      return false;
    }
  }

  /**
   * Steer the run that is shown.
   * @param {string} verb
   * @param {object} [args]
   * @returns {Promise<boolean>} false where it was refused, which is said
   */
  async function command(verb, args = {}) {
    if (verb === "resume" && lent) return lent.resume(state.run, args);
    const done = await commanded(state.run, verb, args);
    if (done) poll();
    return done;
  }

  /** Let any run of mine go on. @param {string} run @returns {Promise<boolean>} false: it was refused, which is said */
  async function resume(run) {
    return lent ? lent.resume(run) : commanded(run, "resume", {});
  }

  return { ask, poll, frame, ahead, drop, command, resume };
}
