// What an answer to a poll means. Nothing here knows the page.

const LOST = "unknown_run"; // the run was deleted, or never was

/**
 * A fault of the server, a page that asks for a login again, a sentence of a proxy: all that may pass is a poll missed.
 * @param {any} answer the news of a run, or a refusal with its code at `error`
 * @returns {"heard" | "lost" | "missed"} lost: nobody need ask again
 */
export function meaning(answer) {
  if (!answer || typeof answer !== "object") return "missed";
  if (!answer.error) return "heard";
  return answer.error === LOST ? "lost" : "missed";
}
