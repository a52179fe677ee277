// How a run that has ended may go on. Nothing here draws.

const LEAST = 30; // seconds that a finished run is trained on for
const USUAL = 60; // seconds, where it had no budget of its own
const ENDED = ["stopped", "interrupted", "finished", "diverged"];

/**
 * @param {{mine: boolean, status: string, head: Record<string, any>}} seen
 * @param {number} lent seconds of a GPU that is lent call by call; 0 where none is
 * @returns {{hidden: boolean, word: string, more: number}} word: its key; more: seconds to train on for, 0 where the
 *   run goes on as it was meant to
 */
export function offered({ mine, status, head }, lent) {
  const { kind, value } = head.budget || {};
  const finished = status === "finished";
  const hidden = !mine || !head.resumable || !ENDED.includes(status) || (finished && kind !== "seconds");
  if (status === "diverged") return { hidden, word: "live.control.rollback", more: 0 };
  if (!finished) return { hidden, word: "live.control.resume", more: 0 };
  const more = lent || Math.max(LEAST, Math.round(value || USUAL));
  return { hidden, word: "live.control.more", more: kind === "seconds" ? more : 0 };
}
