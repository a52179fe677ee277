// Latents as the page keeps them, and lists of them. Nothing here draws.

/**
 * A seed; a seed with the births that lead from it; or, where no seed leads there, the numbers of a latent in Z or W.
 * @typedef {number | {seed: number, births: [number, number, number][]} | {z: string, seed?: number}
 *   | {w: string, seed?: number}} Latent
 */

/**
 * What a latent is called where it has a name of its own: words that a visitor's browser has kept, or the key of its
 * words, and what fills their gaps.
 * @typedef {string | [string, Record<string, any>?]} Label
 */

/** @typedef {{latent: Latent, label?: Label}} Item */

/** As latent/keyframes.py takes them. */
export const LARGEST_SEED = 4294967295;
/** Seeds on a sheet. */
export const PAGE = 100;
const LAST_FIRST = LARGEST_SEED - 1000; // the last seed with which a sheet may begin, as in latent/view.py
const MOST_ANCESTORS = 60;

/** @param {...number} numbers @returns {Item[]} */
export const seeds = (...numbers) => numbers.map((seed) => ({ latent: seed }));

/** @param {Item[]} items @returns {Latent[]} as a view names them */
export const plain = (items) => items.map((item) => item.latent);

/** @param {Latent} latent @returns {boolean} */
export const isSeed = (latent) => Number.isInteger(latent);

/** @param {Latent} one @param {Latent} other @returns {boolean} */
export const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

/** @param {Latent} latent @returns {[string, Record<string, number>?]} the key of its name, and what fills the gaps */
export function nameKey(latent) {
  if (isSeed(latent)) return ["latent.seed.name", { seed: latent }];
  if (latent.births) return ["latent.child.name", { seed: latent.seed, n: latent.births.length }];
  return ["latent.point.name"];
}

/** @param {Latent} latent @returns {string} the file in which its picture is saved */
export const fileName = (latent) => `ganplay-${isSeed(latent) ? `seed${latent}` : "latent"}.png`;

/** @param {string} text that somebody typed @returns {number | null} the seed; null: it is none */
export function seedFrom(text) {
  const seed = Number(text);
  return text !== "" && Number.isInteger(seed) && seed >= 0 && seed <= LARGEST_SEED ? seed : null;
}

/** @param {number} first @returns {number} the nearest seed with which a sheet may begin */
export const firstFrom = (first) => Math.min(LAST_FIRST, Math.max(0, first));

/**
 * A list of a fixed length takes one more: the first goes.
 * @param {Item[]} items are changed
 * @param {Item} item
 */
export function pushThrough(items, { latent, label }) {
  items.push({ latent, label });
  items.shift();
}

/** Move one of a list to another place. @param {Item[]} items are changed @param {number} from @param {number} to */
export function moveItem(items, from, to) {
  items.splice(to, 0, ...items.splice(from, 1));
}

/** @param {Item[]} line of ancestors @param {Item} parent @returns {Item[]} the line one generation on */
export const grown = (line, parent) => [...line, parent].slice(-MOST_ANCESTORS);
