// Asking the server.
import { notice } from "./dom.js";
import { newest } from "./newest.js";
import { owner } from "./owner.js";
import { refusal, t } from "./words.js";

/** @typedef {Record<string, (question: object) => Promise<any>>} Server the server functions of a component */
/** @typedef {(what: string, question: object) => Promise<any>} Asking `what` names a server function */

/**
 * At most one question in flight; while it is, only the newest wish is kept, and it is always asked in the end.
 * @param {(question: any) => Promise<any>} ask
 * @param {(answer: any, question: any, last: boolean) => any} show
 * @param {(sentence: string, question: any) => void} fail
 * @returns {(question: any) => Promise<void>}
 */
export function channel(ask, show, fail) {
  return newest(
    ask,
    (answer, question, last) => {
      if (!answer.error) return show(answer, question, last);
      return last ? fail(refusal(answer), question) : undefined;
    },
    (question) => fail(t("error.offline"), question),
  );
}

/**
 * A question that is sent to an address of our own.
 * @param {string} path as "live/news"
 * @returns {(question: object) => Promise<any>} news, or a refusal with its code; throws where there is neither
 */
export function posting(path) {
  return async (question) => {
    const headers = { "content-type": "application/json" };
    const body = JSON.stringify(question);
    const answer = await fetch(new URL(path, document.baseURI), { method: "POST", headers, body });
    const told = await answer.json();
    if (!answer.ok && !told?.error) throw new Error(`${path}: ${answer.status}`);
    return told;
  };
}

/**
 * Ask a server function: `ask` throws where nobody answers, `fetch` says what went wrong and answers null.
 * @param {Server} server
 * @returns {{ask: Asking, fetch: Asking}}
 */
export function asker(server) {
  async function ask(what, question) {
    const answer = await server[what]({ owner: owner(), ...question });
    if (!answer || typeof answer !== "object") throw new Error("offline");
    return answer;
  }
  async function fetch(what, question) {
    try {
      const answer = await ask(what, question);
      if (!answer.error) return answer;
      notice(refusal(answer));
    } catch {
      notice(t("error.offline"));
    }
    return null;
  }
  return { ask, fetch };
}
