// Presets: what to set, what is asked first, and what came of it, told by the numbers of the frames. Nothing here draws.

/** @typedef {import("./frames.js").Seen} Seen */

/**
 * A preset; its words are lab.try.NAME, .ask, .a0 .. (the answers) and .c0 .. (what came of it).
 * @typedef {object} Preset
 * @property {string} name
 * @property {string} data
 * @property {Record<string, any>} settings beside those that the laboratory begins with
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

/** @type {Preset[]} */
export const PRESETS = [
  {
    name: "ring",
    data: "ring",
    settings: {},
    layers: SEEN,
    steps: 3000,
    answers: 3,
    came: (seen) => (covered(seen) === 1 ? 0 : covered(seen) > 0.3 ? 1 : 2),
    remedies: {},
  },
  {
    name: "collapse",
    data: "ring",
    settings: { loss: "minimax", penalty: "none", g_layers: 2, lr_d: 2e-3, lr_g: 2e-3 },
    layers: SEEN,
    steps: 3000,
    answers: 2,
    came: (seen) => (covered(seen) > 0.6 ? 0 : 1),
    remedies: { r1: { penalty: "r1" } },
  },
  {
    name: "chase",
    data: "ring",
    settings: { penalty: "none", optimizer: "rmsprop", lr_g: 3e-3, lr_d: 1e-3 },
    layers: [...SEEN, "paths"],
    steps: 4000,
    answers: 2,
    came: (seen) => (travelled(half(seen)) > 2 ? 1 : 0),
    remedies: { r1: { penalty: "r1" } },
  },
  {
    name: "vanishing",
    data: "blobs",
    settings: { loss: "minimax", penalty: "none", n_dis: 5 },
    layers: [...SEEN, "arrows"],
    steps: 1000,
    answers: 2,
    came: (seen) => (last(seen).quality > 0.3 ? 0 : 1),
    remedies: { wasserstein: { loss: "wasserstein", penalty: "gp", gamma: 1 }, r1: { penalty: "r1" } },
  },
  {
    name: "strong",
    data: "two_moons",
    settings: { penalty: "none", n_dis: 10, d_width: 64, d_layers: 4, lr_d: 5e-3, lr_g: 2e-4 },
    layers: [...SEEN, "arrows"],
    steps: 1500,
    answers: 2,
    came: (seen) => (last(seen).kl - last(seen).floor < 0.5 ? 0 : 1),
    remedies: { r1: { penalty: "r1" } },
  },
  {
    name: "frozen",
    data: "two_gaussians",
    settings: { freeze: "g", penalty: "none" },
    layers: [...SEEN, "best"],
    steps: 1500,
    answers: 2,
    came: (seen) => (last(seen).apart < 0.2 ? 1 : 0),
    remedies: { free: { freeze: "none" } },
  },
  {
    name: "packing",
    data: "ring",
    settings: { loss: "minimax", penalty: "none", lr_d: 2e-3, lr_g: 2e-3, packing: 4 },
    layers: SEEN,
    steps: 3000,
    answers: 2,
    came: (seen) => (covered(seen) > 0.6 ? 0 : 1),
    remedies: { unpacked: { packing: 1 } },
  },
];

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
