// What trials of a few labelled digits came to.

/** @typedef {{alone: number, shipped: number, own: number}} Trial accuracies, 0 .. 1 */

/** What was added to the same fifty. */
export const ADDED = ["alone", "shipped", "own"];

/** @param {number[]} values @returns {number} */
export const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** @param {number[]} values at least two @returns {number} the standard deviation of what they were drawn from */
export function spread(values) {
  const middle = mean(values);
  return Math.sqrt(values.reduce((sum, value) => sum + (value - middle) ** 2, 0) / (values.length - 1));
}

/**
 * The numbers of the page's text: per cent, and points for the spread of the fifty alone.
 * @param {Trial[]} trials
 * @returns {{alone: number, with: number, own: number, trials: number, spread: number}} trials: how many
 */
export function numbersOf(trials) {
  const of = (name) => trials.map((trial) => 100 * trial[name]);
  const means = { alone: mean(of("alone")), with: mean(of("shipped")), own: mean(of("own")) };
  return { ...means, trials: trials.length, spread: spread(of("alone")) };
}

/**
 * Which answer of the prediction came out: 0 clearly more, 1 hardly or not, 2 half as many.
 * @param {Trial[]} trials
 * @returns {number}
 */
export function outcomeOf(trials) {
  const told = numbersOf(trials);
  if (told.with < 0.6 * told.alone) return 2;
  return told.with - told.alone > 2 * told.spread ? 0 : 1;
}

/**
 * Of a detector: how often it is right about the generator that it knows, and what it catches of one that it does not.
 * @param {{known: string, accuracy: number, groups: {name: string, caught: number}[]}} told by the server
 * @param {string} other the run that is named, unless it is the one that is known
 * @returns {{name: string, detector: number, unseen: number}} name: of the other; per cent
 */
export function caughtOf({ known, accuracy, groups }, other) {
  const unknown = groups.filter(({ name }) => name !== "real" && name !== known);
  const asked = unknown.find(({ name }) => name === other) || unknown[0];
  return { name: asked.name, detector: 100 * accuracy, unseen: 100 * asked.caught };
}
