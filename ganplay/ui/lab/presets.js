// Presets: what is asked first, and when it is told by the numbers of the frames. Nothing here draws.
import { PRESETS as MEASURED } from "../kit/engine/presets.js";
import { verdict } from "../kit/engine/verdicts.js";

/** @typedef {import("./frames.js").Seen} Seen */

/**
 * A preset; its words are lab.try.NAME, .ask, .a0 .. (the answers) and .c0 .. (what came of it).
 * @typedef {object} Preset
 * @property {string} name
 * @property {Record<string, any>} settings beside those that the laboratory begins with, its data set among them
 * @property {string[]} layers
 * @property {number} steps after which it is told
 * @property {number} answers
 * @property {Record<string, Record<string, any>>} remedies by their names: lab.try.remedy.NAME
 */

/** @typedef {{preset: Preset, answer: number | null, remedy: string, came: number | null, seen: Seen[]}} Story */

const SEEN = ["belief", "line", "real", "fake"];

// How each is shown and asked; what it sets, how long it takes, what mends it and how it is told is the engine's.
const TOLD = [
  { name: "ring", layers: SEEN, answers: 3 },
  { name: "collapse", layers: SEEN, answers: 2 },
  { name: "chase", layers: [...SEEN, "paths"], answers: 2 },
  { name: "vanishing", layers: [...SEEN, "arrows"], answers: 2 },
  { name: "overpowered", layers: [...SEEN, "arrows"], answers: 2 },
  { name: "frozen", layers: [...SEEN, "best"], answers: 2 },
  { name: "packing", layers: SEEN, answers: 2 },
];

/** @type {Preset[]} */
export const PRESETS = TOLD.map((told) => ({ ...told, ...MEASURED[told.name] }));

/**
 * @param {Preset} preset
 * @returns {Story} one that has just begun
 */
export const begun = (preset) => ({ preset, answer: null, remedy: "", came: null, seen: [] });

/**
 * Follow a story by a frame.
 * @param {Story} story
 * @param {Seen} seen
 * @returns {boolean} whether it has just come to its end
 */
export function follow(story, seen) {
  if (story.answer === null || story.came !== null) return false;
  const { length } = story.seen;
  if (!length || seen.step > story.seen[length - 1].step) story.seen.push(seen);
  if (seen.step < story.preset.steps || story.seen.length < 2 || !Number.isFinite(seen.kl)) return false;
  const { outcome, value } = verdict(story.preset.name, story.seen);
  if (!Number.isFinite(value)) return false; // what tells it is not known yet
  story.came = outcome;
  return true;
}
