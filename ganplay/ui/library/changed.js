// What a control of the dialogs of branch and twin says. Nothing here draws.

/**
 * A setting of a run, as `settings` in settings.py tells it.
 * @typedef {object} Field
 * @property {string} name
 * @property {"choice" | "int" | "float"} kind
 * @property {number} low
 * @property {number} high
 * @property {any[]} choices
 * @property {any} value
 * @property {boolean} stays a branch cannot change it
 */

/** @param {Field} field @param {string} text of its control @returns {any} undefined where it is as it was */
export function changedTo({ kind, choices, value }, text) {
  if (text === "" || text === String(value)) return undefined;
  if (kind === "choice") return choices.find((one) => String(one) === text);
  return Number(text) === value ? undefined : Number(text);
}
