// What a control of a setting says: whether it changes it, and whether it can be. Nothing here draws.
import { written } from "./wording.js";

/** The text of a control that holds no number: what a browser tells of what was written there. */
export const UNREADABLE = "?";

/**
 * A setting, as ganplay/recipe/fields.py tells it.
 * @typedef {object} Field
 * @property {string} name
 * @property {"choice" | "int" | "float"} kind
 * @property {number} low
 * @property {number} high
 * @property {any[]} choices
 * @property {any} value that it has, unless its control says otherwise
 * @property {boolean} [stays] a branch cannot change it
 */

/** @param {Field} field @param {string} text of its control @returns {any} undefined where it is as it was */
export function changedTo({ kind, choices, value }, text) {
  if (text === "" || text === String(value)) return undefined;
  if (kind === "choice") return choices.find((one) => String(one) === text);
  return Number(text) === value ? undefined : Number(text);
}

/**
 * @param {Field} field
 * @param {string} text of its control
 * @returns {import("./wording.js").Refused | null} the refusal that the server would answer with; null where it can be
 */
export function wrongIn({ name, kind, low, high }, text) {
  if (kind === "choice" || text === "") return null;
  const number = Number(text);
  const whole = kind === "int";
  const limits = { setting: name, low: written(low), high: written(high) };
  if (text === UNREADABLE) return { error: "setting_unreadable", details: limits };
  if (number >= low && number <= high && (!whole || Number.isInteger(number))) return null;
  const error = whole ? "setting_whole" : "setting_number";
  return { error, details: { ...limits, value: text } };
}
