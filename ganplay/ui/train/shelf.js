// The records of the recipe book, found and put in order. Nothing here draws.

/** @typedef {[number | null, number | null, number]} Metric value, floor, n */

/**
 * What a recipe reached on some data in some minutes, as `records` in recipe/book.py tells it.
 * @typedef {object} Trained
 * @property {string} recipe
 * @property {string} kind
 * @property {string} size
 * @property {string} dataset
 * @property {number} minutes
 * @property {string} [refused] the sentence why it cannot be trained
 * @property {string} [same_as] the recipe that it is to the last bit on these data
 * @property {string} [status]
 * @property {number} [resolution]
 * @property {boolean} [conditional]
 * @property {number} [images]
 * @property {Record<string, Metric>} [metrics]
 * @property {{seconds: number, classifier_fd: Metric} | null} [minute] what was measured next to its 60th second
 * @property {{seconds: number[], loss_d: number[], loss_g: number[], judged: number[], diversity: number[]}} [curve]
 * @property {Record<string, any>} [machine]
 * @property {string} [command]
 * @property {string} [measure]
 * @property {string | null} [samples] their address
 */

/**
 * @typedef {object} Kind what a run is made of
 * @property {string} name
 * @property {string[]} data the data sets with a name
 * @property {string[]} compared the metrics of a table
 * @property {string} reached the key of the words of what a run has seen
 */

/**
 * @typedef {object} Book as read_book tells them
 * @property {{name: string, source: string, kind: string}[]} recipes
 * @property {Record<string, Kind>} kinds those with data of their own behind the first
 * @property {Trained[]} records
 * @property {string[]} metrics in the order in which they are told
 * @property {number} long minutes of the long runs
 */

/** In place of minutes: what a training measured next to its 60th second, in the long runs. */
export const FIRST = "first";

const DISTANCE = "classifier_fd"; // by which recipes are ranked

const ascending = (values) => [...new Set(values)].sort((one, other) => one - other);

/** @param {Book} facts @param {string} name @returns {Trained[]} of that recipe */
export const recordsOf = ({ records }, name) => records.filter(({ recipe }) => recipe === name);

/** @param {Book} facts @param {string} name @returns {string} the size at which that recipe was trained */
export const sizeOf = (facts, name) => recordsOf(facts, name)[0]?.size ?? "tiny";

/** @param {Trained} record @param {string} name @returns {Metric} */
export const metric = (record, name) => record.metrics[name] || [null, null, 0];

/** @param {Book} facts @param {string} dataset @returns {Kind} of the data; of what has no name: the first kind */
export function kindOf({ kinds }, dataset) {
  const known = Object.values(kinds);
  return known.find(({ data }) => data.includes(dataset)) || known[0];
}

/** @param {Book} facts @returns {string[]} every data set, in the order of their kinds */
export function datasets(facts) {
  const kinds = Object.values(facts.kinds);
  const place = (dataset) => kinds.indexOf(kindOf(facts, dataset));
  return [...new Set(facts.records.map(({ dataset }) => dataset))].sort((one, other) => place(one) - place(other));
}

/**
 * @param {Book} facts
 * @param {string} dataset
 * @param {number | "first"} minutes
 * @returns {string[]} the names of the columns
 */
export function compared(facts, dataset, minutes) {
  const names = kindOf(facts, dataset).compared;
  return minutes === FIRST ? names.filter((name) => name === DISTANCE) : names;
}

/** @param {Book} facts @param {string} dataset @param {number | "first"} minutes @returns {Trained[]} */
export function shelf({ records, long }, dataset, minutes) {
  const after = minutes === FIRST ? long : minutes;
  const found = records.filter((record) => record.dataset === dataset && record.minutes === after);
  if (minutes !== FIRST) return found;
  const early = (record) => ({ ...record, metrics: { classifier_fd: record.minute.classifier_fd }, samples: null });
  return found.filter(({ minute, metrics }) => minute || !metrics).map((one) => (one.metrics ? early(one) : one));
}

/**
 * @param {Book} facts
 * @param {string} dataset
 * @returns {(number | "first")[]} what of it can be compared: the first minute of the long runs, and minutes
 */
export function budgets(facts, dataset) {
  const early = shelf(facts, dataset, FIRST).some(({ metrics }) => metrics);
  const minutes = facts.records.filter((record) => record.dataset === dataset).map((record) => record.minutes);
  return [...(early ? [FIRST] : []), ...ascending(minutes)];
}

/**
 * @param {Book} facts
 * @param {string} dataset
 * @param {Trained[]} known of the shelf
 * @returns {{ranked: Trained[], rest: (Trained | {recipe: string})[]}} the nearest first; and every other recipe for
 *   such data
 */
export function ranking(facts, dataset, known) {
  const distance = (record) => metric(record, DISTANCE)[0] ?? Infinity;
  const ranked = known.filter(({ metrics }) => metrics).sort((one, other) => distance(one) - distance(other) || 0);
  const { name: kind } = kindOf(facts, dataset);
  const names = facts.recipes.filter((recipe) => recipe.kind === kind).map(({ name }) => name);
  const rest = names
    .filter((name) => !ranked.some(({ recipe }) => recipe === name))
    .map((name) => known.find(({ recipe }) => recipe === name) || { recipe: name });
  return { ranked, rest };
}

/** @param {Trained[]} ranked @returns {number[]} the resolutions among them, ascending */
export const resolutions = (ranked) => ascending(ranked.map(({ resolution }) => resolution));

/**
 * @param {Trained[]} ranked
 * @param {number} resolution
 * @param {string} name
 * @returns {number | undefined} what other real pictures reach
 */
export const floorOf = (ranked, resolution, name) =>
  ranked
    .filter((record) => record.resolution === resolution)
    .map((record) => metric(record, name)[1])
    .find(Number.isFinite);

/**
 * @param {string[]} machines in words, of each record
 * @returns {Map<string, string>} the letter of each machine; none where there is only one
 */
export function letters(machines) {
  const names = [...new Set(machines)];
  if (names.length < 2) return new Map();
  return new Map(names.map((name, index) => [name, String.fromCharCode(97 + index)]));
}

/**
 * @param {Book} facts
 * @param {Trained[]} ranked
 * @param {string} dataset
 * @param {number | "first"} minutes
 * @returns {number | null} the place of "quick" from 1, 0 where it is not among them; null: no ranking to speak of
 */
export function quickPlace(facts, ranked, dataset, minutes) {
  const measured = kindOf(facts, dataset).compared.includes(DISTANCE);
  if (!ranked.length || !measured || minutes === FIRST) return null;
  return ranked.findIndex(({ recipe }) => recipe === "quick") + 1;
}
