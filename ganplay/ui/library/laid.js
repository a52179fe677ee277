// Runs laid side by side: what they have in common, what differs, which is best. Nothing here draws.

/**
 * @typedef {object} Measured
 * @property {string} name
 * @property {number | null} value
 * @property {number | null} floor what a perfect generator scores
 * @property {number} n
 * @property {number | null} [real] what real pictures scored in place of the generated ones, where that was kept
 * @property {number | null} [n_floor] real pictures that score it, or the floor of a report; null where nobody knows
 */

/** @typedef {Measured & {better: "lower" | "higher", note: {key: string, gaps: object, text: string}}} Reported */

/**
 * A run, as `compared` in compare.py tells it.
 * @typedef {object} Laid
 * @property {import("./found.js").Row} row
 * @property {Record<string, any>} settings
 * @property {string[]} classes names; none, where it is told none
 * @property {number[]} steps of its checkpoints
 * @property {number} bytes
 * @property {Record<string, (number | null)[]>} curves
 * @property {Record<string, (number | null)[]>} evals
 * @property {Record<string, (number | null)[]>} measures
 * @property {Measured[]} measured
 * @property {{rows: Reported[], step: number, images: number, seconds: number, late: boolean} | null} report
 * @property {string | null} device
 * @property {string | null} precision
 */

const TAKEN = ["crop", "background", "black", "white", "frames"]; // how pictures are, from their files
const PICTURES = ["dataset", "resolution", "channels", "limit", ...TAKEN]; // what was measured against
const NEITHER = ["copies", "nearness"]; // no end of these is good: pictures unlike any other copy nothing
const NAMED = 20; // classes that a sentence names
const CELL = { least: 62, most: 96 }; // CSS pixels of a picture in a strip

/** Curves of what was measured now and then, of which some runs have any. */
export const MEASURED = ["classifier_fd", "coverage", "modes", "high_quality", "point_kl"];

const QUANTITIES = ["diversity", "gap", "accuracy", "loss_d", "loss_g", "rate"];

/** @param {Laid[]} runs @returns {string[]} the quantities of which there are curves */
export const quantitiesOf = (runs) => [
  ...MEASURED.filter((name) => runs.some(({ measures }) => measures[name].some((value) => value !== null))),
  ...QUANTITIES,
];

/** @param {Laid} run @param {string} quantity @returns {Record<string, (number | null)[]>} the columns it is in */
export function columnsOf({ curves, measures, evals }, quantity) {
  if (quantity in curves) return curves;
  return MEASURED.includes(quantity) ? measures : evals;
}

/** @param {Laid[]} runs @returns {string[]} the classes that any of them is told, by their names */
export const classesOf = (runs) => [...new Set(runs.flatMap(({ classes }) => classes))];

/** @param {string[]} classes @returns {string} for a sentence */
export const namesOf = (classes) => (classes.length > NAMED ? [...classes.slice(0, NAMED), "…"] : classes).join(", ");

/** @param {Laid[]} runs @returns {string[]} what was measured of any of them as it trained */
export const measuredNames = (runs) => [...new Set(runs.flatMap(({ measured }) => measured.map(({ name }) => name)))];

/** @param {Laid} run @param {string} name @returns {Measured | undefined} */
export const measuredOf = ({ measured }, name) => measured.find((one) => one.name === name);

/** @param {Measured | undefined} one @returns {number} how far it is from perfect */
export const distance = (one) => (one && one.value !== null ? Math.abs(one.value - one.floor) : Infinity);

/** @param {Laid[]} runs @returns {string[]} what the reports of any of them tell */
export const reportedNames = (runs) => [
  ...new Set(runs.flatMap(({ report }) => (report ? report.rows.map(({ name }) => name) : []))),
];

/** @param {Laid} run @param {string} name @returns {Reported | undefined} */
export const reportedOf = ({ report }, name) => report?.rows.find((one) => one.name === name);

/** Whether what was measured of runs cannot be compared: other pictures, or another n. */
function apart(runs, sizeOf) {
  const kind = (run) => JSON.stringify([PICTURES.map((field) => run.settings[field]), sizeOf(run)]);
  return new Set(runs.map(kind)).size > 1;
}

/**
 * @param {Laid[]} runs
 * @param {string} name of what was measured as they trained
 * @returns {{best: number | null, apart: boolean}} best: the distance from perfect of the nearest
 */
export function bestMeasured(runs, name) {
  const known = runs.filter((run) => distance(measuredOf(run, name)) < Infinity);
  if (known.length < 2) return { best: null, apart: false };
  if (apart(known, (run) => measuredOf(run, name).n)) return { best: null, apart: true };
  const distances = known.map((run) => distance(measuredOf(run, name)));
  return { best: new Set(distances).size > 1 ? Math.min(...distances) : null, apart: false };
}

/**
 * @param {Laid[]} runs
 * @param {string} name
 * @returns {{best: number | null, apart: boolean}} apart: they cannot be compared, as pictures or n differ
 */
export function bestReported(runs, name) {
  const known = runs.filter((run) => (reportedOf(run, name)?.value ?? null) !== null);
  if (known.length < 2) return { best: null, apart: false };
  if (apart(known, (run) => reportedOf(run, name).n)) return { best: null, apart: true };
  const values = known.map((run) => reportedOf(run, name).value);
  if (new Set(values).size === 1 || NEITHER.includes(name)) return { best: null, apart: false };
  const lower = reportedOf(known[0], name).better === "lower";
  return { best: lower ? Math.min(...values) : Math.max(...values), apart: false };
}

/** @param {Laid} run @param {string} name of a setting @returns {string} to be compared with another's */
export const settingOf = ({ settings }, name) => JSON.stringify(settings[name]);

/** @param {Laid[]} runs @param {string} name of a setting @returns {boolean} */
export const differs = (runs, name) => new Set(runs.map((run) => settingOf(run, name))).size > 1;

/** @param {Laid[]} runs @param {boolean} all @returns {string[]} the settings to be shown: those that differ, or all */
export const settingsOf = (runs, all) => Object.keys(runs[0].settings).filter((name) => all || differs(runs, name));

/** @param {Laid[] | null} before @param {Laid[]} now @returns {boolean} a run has another status or more checkpoints */
export function grew(before, now) {
  const stand = (runs) => JSON.stringify(runs.map(({ row, steps }) => [row.status, steps]));
  return !before || stand(before) !== stand(now);
}

/** @param {number} width CSS pixels @returns {{count: number, cell: number}} how many pictures, CSS pixels of each */
export function stripRoom(width) {
  const count = Math.max(4, Math.min(10, Math.floor(width / CELL.least)));
  return { count, cell: Math.min(CELL.most, Math.floor(width / count)) };
}
