// The records of the recipe book, found and put in order. Nothing here draws.

/** @typedef {[number | null, number | null, number, number | null]} Metric value, floor, n, n of the floor */

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
 * @property {Minute | null} [minute] what was measured next to its 60th second
 * @property {Minute} [missed] the same, where it was too far from it for a table of the first minute
 * @property {{seconds: number[], loss_d: number[], loss_g: number[], judged: number[], diversity: number[]}} [curve]
 * @property {Record<string, any>} [machine]
 * @property {string} [command]
 * @property {string} [measure]
 * @property {string | null} [samples] their address
 */

/**
 * @typedef {object} Minute
 * @property {number} seconds when
 * @property {[number, number]} [between] seconds of two measures, where it is interpolated
 * @property {Metric} classifier_fd
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
 * @property {{name: string, kind: string}[]} recipes
 * @property {Record<string, Kind>} kinds those with data of their own behind the first
 * @property {Trained[]} records
 * @property {string[]} metrics in the order in which they are told
 * @property {number} long minutes of the long runs
 * @property {[number, number]} minute seconds, between which a figure is one of the first minute
 */

/** In place of minutes: what a training measured next to its 60th second, in the long runs. */
export const FIRST = "first";

const DISTANCE = "classifier_fd"; // by which recipes of one size are ranked, as times what real pictures score there
const TIMES = "times"; // that, which no record holds

const ascending = (values) => [...new Set(values)].sort((one, other) => one - other);

/** @param {Book} facts @param {string} name @returns {Trained[]} of that recipe */
export const recordsOf = ({ records }, name) => records.filter(({ recipe }) => recipe === name);

/** @param {Book} facts @param {string} name @returns {string} the size at which that recipe was trained */
export const sizeOf = (facts, name) => recordsOf(facts, name)[0]?.size ?? "tiny";

/** @param {Trained} record @param {string} name @returns {Metric} */
export function metric({ metrics }, name) {
  if (name !== TIMES) return metrics[name] || [null, null, 0, null];
  const [value, floor, ...sizes] = metrics[DISTANCE] || [null, null, 0, null];
  return value !== null && floor ? [value / floor, 1, ...sizes] : [null, null, 0, null];
}

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
  const all = kindOf(facts, dataset).compared;
  const names = minutes === FIRST ? all.filter((name) => name === DISTANCE) : all;
  return names.flatMap((name) => (name === DISTANCE ? [DISTANCE, TIMES] : [name]));
}

/** @param {Book} facts @param {string} dataset @param {number | "first"} minutes @returns {Trained[]} */
export function shelf({ records, long, minute: [low, high] }, dataset, minutes) {
  const after = minutes === FIRST ? long : minutes;
  const found = records.filter((record) => record.dataset === dataset && record.minutes === after);
  if (minutes !== FIRST) return found;
  const early = ({ metrics, samples, ...record }) => {
    const { minute } = record;
    if (minute.seconds < low || minute.seconds > high) return { ...record, missed: minute };
    return { ...record, metrics: { [DISTANCE]: minute.classifier_fd }, samples: null };
  };
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
 * @returns {{ranked: Trained[], rest: (Trained | {recipe: string})[]}} the larger size first, and of a size the nearest
 *   to real pictures of it; and every other recipe for such data
 */
export function ranking(facts, dataset, known) {
  const times = (record) => metric(record, TIMES)[0] ?? Infinity;
  const order = (one, other) => other.resolution - one.resolution || times(one) - times(other) || 0;
  const ranked = known.filter(({ metrics }) => metrics).sort(order);
  const { name: kind } = kindOf(facts, dataset);
  const names = facts.recipes.filter((recipe) => recipe.kind === kind).map(({ name }) => name);
  const rest = names
    .filter((name) => !ranked.some(({ recipe }) => recipe === name))
    .map((name) => known.find(({ recipe }) => recipe === name) || { recipe: name });
  return { ranked, rest };
}

/** @param {Trained[]} ranked @returns {[number, Trained[]][]} each resolution with its records, in their order */
export function bySize(ranked) {
  const sizes = [...new Set(ranked.map(({ resolution }) => resolution))];
  return sizes.map((px) => [px, ranked.filter(({ resolution }) => resolution === px)]);
}

/**
 * @param {Trained[]} alike of one resolution
 * @param {string} name
 * @returns {{floor: number | undefined, few: number | null}} what other real pictures reach; few: how many, where they
 *   are not as many as the generated ones
 */
export function floorOf(alike, name) {
  const [, floor, n, ofFloor] =
    alike.map((record) => metric(record, name)).find(([, one]) => Number.isFinite(one)) || [];
  return { floor, few: ofFloor !== n ? (ofFloor ?? null) : null };
}

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
 * @returns {number | null} the place of "quick" in its size from 1, 0 without it; null: no ranking to speak of
 */
export function quickPlace(facts, ranked, dataset, minutes) {
  const measured = kindOf(facts, dataset).compared.includes(DISTANCE);
  if (!ranked.length || !measured || minutes === FIRST) return null;
  const places = bySize(ranked).map(([, alike]) => alike.findIndex(({ recipe }) => recipe === "quick") + 1);
  return Math.max(...places);
}
