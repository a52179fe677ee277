// Presets: what is asked first, and what came of it, told by the numbers of the frames. Nothing here draws.
import { PRESETS as MEASURED } from "../kit/engine/presets.js";

/** @typedef {import("./frames.js").Seen} Seen */

/**
 * A preset; its words are lab.try.NAME, .ask, .a0 .. (the answers) and .c0 .. (what came of it).
 * @typedef {object} Preset
 * @property {string} name
 * @property {Record<string, any>} settings beside those that the laboratory begins with, its data set among them
 * @property {string[]} layers
 * @property {number} steps after which it is told
 * @property {number} answers
 * @property {(seen: Seen[]) => number} came which of the answers was right
 * @property {Record<string, Record<string, any>>} remedies by their names: lab.try.remedy.NAME
 */

/** @typedef {{preset: Preset, answer: number | null, remedy: string, came: number | null, seen: Seen[]}} Story */

const SEEN = ["belief", "line", "real", "fake"];

/** How far the middle of the generated points went, beside half of the picture. */
function travelled(seen) {
  let sum = 0;
  for (let i = 1; i < seen.length; i++) {
    sum += Math.hypot(seen[i].x - seen[i - 1].x, seen[i].y - seen[i - 1].y);
  }
  return sum / seen[0].extent;
}

const last = (seen) => seen[seen.length - 1];
const half = (seen) => seen.slice(Math.floor(seen.length / 2));
const covered = (seen) => last(seen).covered / last(seen).of;

// How each is shown, asked and told; what it sets, how long it takes and what mends it is the engine's.
const TOLD = [
  { name: "ring", layers: SEEN, answers: 3, came: (seen) => (covered(seen) === 1 ? 0 : covered(seen) > 0.3 ? 1 : 2) },
  { name: "collapse", layers: SEEN, answers: 2, came: (seen) => (covered(seen) > 0.6 ? 0 : 1) },
  { name: "chase", layers: [...SEEN, "paths"], answers: 2, came: (seen) => (travelled(half(seen)) > 2 ? 1 : 0) },
  { name: "vanishing", layers: [...SEEN, "arrows"], answers: 2, came: (seen) => (last(seen).quality > 0.3 ? 0 : 1) },
  { name: "overpowered", layers: [...SEEN, "arrows"], answers: 2, came: (seen) => (covered(seen) > 0.6 ? 0 : 1) },
  { name: "frozen", layers: [...SEEN, "best"], answers: 2, came: (seen) => (last(seen).apart < 0.2 ? 1 : 0) },
  { name: "packing", layers: SEEN, answers: 2, came: (seen) => (covered(seen) > 0.6 ? 0 : 1) },
];

/** What packing mends is the collapse. */
function packed() {
  const { settings, steps, remedies } = MEASURED.collapse;
  return { settings: { ...settings, ...remedies.packing }, steps, remedies: { unpacked: { packing: 1 } } };
}

/** @type {Preset[]} */
export const PRESETS = TOLD.map((told) => ({ ...told, ...(MEASURED[told.name] ?? packed()) }));

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
  story.came = story.preset.came(story.seen);
  return true;
}
