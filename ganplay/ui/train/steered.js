// Whether the form steers a run. Nothing here draws.
import { going } from "../kit/status.js";

/**
 * A run of mine that trains: the form's settings that act at once show and change what it has.
 * @typedef {object} Steered
 * @property {string} run
 * @property {string} recipe its name
 * @property {string[]} changed settings of the recipe
 * @property {string} dataset
 * @property {Record<string, any>} live what it has of the settings that act at once
 */

/**
 * @param {import("../kit/live/moment.js").Seen} seen
 * @returns {Steered | null} null where there is none
 */
export function steers({ run, kind, mine, status, head }) {
  if (kind !== "run" || !run || !mine || !going(status) || !head.live || !head.recipe_name) return null;
  return { run, recipe: head.recipe_name, changed: head.changed, dataset: head.dataset, live: head.live };
}
