// Long work on the server: start it, hear of it four times a second, stop it.
import { notice } from "./dom.js";
import { owner } from "./owner.js";
import { refusal, t } from "./words.js";

const HEAR_EVERY = 250; // milliseconds
const PATIENCE = 20; // seconds without an answer

/**
 * @param {import("./channel.js").Server} server with start_work, poll_work and stop_work
 * @param {object} question what to work on
 * @param {(news: any, curve: any[]) => void} heard is called at every news; `place` is that in the line, 0 once it has
 *   begun; the last ones say done, or also failed
 * @returns {Promise<{stop: () => void} | null>} null where it was refused, which is said
 */
export async function job(server, question, heard) {
  let answer = null;
  try {
    answer = await server.start_work({ owner: owner(), ...question });
  } catch {
    answer = null; // nobody answers
  }
  if (!answer || answer.error) {
    notice(answer ? refusal(answer) : t("error.offline"));
    return null;
  }
  const curve = [];
  let failures = 0;
  let ended = false;
  async function listen() {
    let news = null;
    try {
      news = await server.poll_work({ job: answer.job, since: curve.length, owner: owner() });
    } catch {
      news = null;
    }
    if (!news) {
      failures += 1;
      if (failures <= PATIENCE) return setTimeout(listen, 1000);
      ended = true;
      notice(t("error.offline"));
      return heard({ done: true, failed: true }, curve);
    }
    failures = 0;
    curve.push(...(news.curve || []));
    if (news.error) notice(refusal(news));
    ended = Boolean(news.done || news.error);
    heard({ ...news, done: ended, failed: Boolean(news.error) }, curve);
    if (!ended) setTimeout(listen, HEAR_EVERY);
    return undefined;
  }
  listen();
  return {
    stop: () => {
      if (!ended) server.stop_work({ job: answer.job, owner: owner() });
    },
  };
}

/** @param {{place?: number}} news @param {string} words @returns {string} the words, or the place in the line */
export const orWaiting = (news, words) => (news.place ? t("work.place", { n: news.place }) : words);
