// Which runs of the list are shown, in what order; what is ticked and tagged. Nothing here draws.

/**
 * A run, as `Shelf.rows` tells it.
 * @typedef {object} Row
 * @property {string} run
 * @property {string} title
 * @property {string} note
 * @property {string[]} tags
 * @property {string} recipe
 * @property {string[]} changed its settings that are not as the recipe of that name has them
 * @property {string} dataset
 * @property {boolean} [at_home] whether its data stay here where it leaves
 * @property {boolean} [lost] whether they are nowhere here
 * @property {number} resolution pixels
 * @property {import("../kit/status.js").Status} status
 * @property {number} [position] in the queue
 * @property {string} verdict a code, or ""
 * @property {boolean} mine
 * @property {boolean} pretrained it came with ganplay
 * @property {boolean} resumable
 * @property {number} created seconds since 1970
 * @property {number} step
 * @property {number} images
 * @property {number} seconds of training
 * @property {number} bytes
 * @property {number[]} steps of its checkpoints
 * @property {number} grid seq of its last sheet, or 0
 * @property {boolean} card it has a model card
 * @property {Parent | null} parent
 */

/**
 * @typedef {object} Parent where a run came from
 * @property {string} run
 * @property {string} title
 * @property {number | null} step of the checkpoint of a branch; null for a twin
 * @property {Record<string, [any, any]>} changes settings: was, is
 */

/** @typedef {{by: string, down: boolean}} Sort */

/** How many runs are compared at least and at most, as in compare.py. */
export const [FEWEST, MOST] = [2, 6];

/** The columns that a list can be sorted by. */
export const SORTS = ["created", "title", "status", "step", "images", "seconds", "bytes"];

const ASCENDING = ["title", "status"]; // the others begin with the largest

/**
 * @param {Row[]} rows
 * @param {{search: string, tag: string}} wanted
 * @param {(row: Row) => string} textOf what is searched
 * @returns {Row[]} those that have the tag, and every word somewhere
 */
export function found(rows, { search, tag }, textOf) {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const fits = (row) => {
    const text = textOf(row).toLowerCase();
    return words.every((word) => text.includes(word));
  };
  return rows.filter((row) => (!tag || row.tags.includes(tag)) && fits(row));
}

/**
 * @param {Row[]} rows
 * @param {Sort} sort
 * @param {(row: Row, by: string) => string | number} keyOf
 * @returns {Row[]}
 */
export function sorted(rows, { by, down }, keyOf) {
  const order = (one, other) => {
    const [value, next] = [keyOf(one, by), keyOf(other, by)];
    return (value < next ? -1 : value > next ? 1 : 0) * (down ? -1 : 1);
  };
  return [...rows].sort(order);
}

/** @param {Sort} sort @param {string} by the column that was pressed @returns {Sort} */
export const nextSort = (sort, by) => ({ by, down: sort.by === by ? !sort.down : !ASCENDING.includes(by) });

/** @param {Row[]} rows @returns {string[]} every tag once */
export const tagsOf = (rows) => [...new Set(rows.flatMap(({ tags }) => tags))].sort();

/** @param {string} text as "homework, first" @returns {string[]} */
export function tagsIn(text) {
  const tags = text.split(/[,，、]/).map((tag) => tag.trim());
  return [...new Set(tags.filter(Boolean))];
}

/**
 * @param {string[]} ticked
 * @param {string[]} runs
 * @param {boolean} on
 * @returns {string[]} what is ticked then
 */
export function withTicks(ticked, runs, on) {
  const others = ticked.filter((one) => !runs.includes(one));
  return on ? [...others, ...runs] : others;
}

/** Whose runs they are, in the order in which they are listed. */
export const GROUPS = ["mine", "nobody", "shipped"];

/** @param {Row} row @returns {string} one of GROUPS */
export function groupOf({ mine, pretrained }) {
  if (pretrained) return "shipped";
  return mine ? "mine" : "nobody";
}

/** @param {number} count of ticked runs @returns {"few" | "most" | ""} why they cannot be compared, if they cannot */
export function notCompared(count) {
  if (count < FEWEST) return "few";
  return count > MOST ? "most" : "";
}

/** @param {Row} row @returns {boolean} whether this browser may change it */
export const isMine = ({ mine, pretrained }) => mine && !pretrained;

/** @param {Row[]} rows @returns {number} bytes */
export const bytesOf = (rows) => rows.reduce((sum, { bytes }) => sum + bytes, 0);

/** @param {number} count of checkpoints @returns {number[]} to how many they can be thinned */
export const thinnings = (count) => [2, 3, 4, 6, 8, 12, 16].filter((n) => n < count);
