// Long work of a tool: its bar, the button that stops it, and what can be pressed meanwhile.
import { button, progress } from "../kit/controls.js";
import { job, orWaiting } from "../kit/job.js";
import { t } from "../kit/words.js";

/**
 * @typedef {object} Hearing
 * @property {(news: any, curve: number[]) => string} words of the bar
 * @property {(news: any, curve: number[]) => void} [heard] at every news, before the bar moves
 * @property {(news: any, curve: number[]) => void} ended at the last ones, also where it was stopped or failed
 */

/**
 * @typedef {object} Task
 * @property {HTMLElement & {show: (fraction: number | null, words?: string) => void}} bar
 * @property {HTMLButtonElement} stop to be pressed
 * @property {() => boolean} running
 * @property {(question: object, hearing: Hearing) => Promise<void>} begin
 * @property {() => void} halt
 */

/**
 * @param {import("./tab.js").App} app
 * @param {string} looking label of the bar
 * @param {(isBusy: boolean) => void} [busy] is told when the work begins and when it has ended
 * @returns {Task}
 */
export function task(app, looking, busy = () => {}) {
  const bar = progress(looking);
  let running = null;
  const halt = () => running?.stop();
  const stop = button(`■ ${t("latent.stop")}`, halt, "quiet", { hidden: "" });
  function settle(isBusy) {
    stop.hidden = !isBusy;
    busy(isBusy);
    if (!isBusy) bar.show(null);
  }
  async function begin(question, { words, heard, ended }) {
    settle(true);
    running = await job(app.server, question, (news, curve) => {
      heard?.(news, curve);
      bar.show(news.done ? null : news.fraction || 0, orWaiting(news, words(news, curve)));
      if (!news.done) return;
      running = null;
      settle(false);
      ended(news, curve);
    });
    if (!running) settle(false);
  }
  return { bar, stop, running: () => running !== null, begin, halt };
}
