// What a run is doing and what is thought of it, by the server's names. Nothing here knows the page.

/**
 * "starting" is the page's own: Train was pressed, and the server has not yet told of the run.
 * @typedef {"starting" | "queued" | "preparing" | "running" | "paused" | "stopped" | "finished" | "interrupted"
 *   | "diverged" | "failed"} Status
 */

const GOING = ["starting", "queued", "preparing", "running", "paused"];
const TONES = {
  learning: "good",
  d_too_strong: "warn",
  g_not_learning: "warn",
  collapsed: "bad",
  oscillating: "warn",
  diverged: "bad",
};

/** @param {string} status @returns {boolean} whether it trains, or will without anybody doing anything */
export const going = (status) => GOING.includes(status);

/** @param {string} verdict a code @returns {"good" | "warn" | "bad" | ""} */
export const tone = (verdict) => TONES[verdict] || "";
