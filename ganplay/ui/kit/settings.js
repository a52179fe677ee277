// A setting of a recipe and its value, in words where there are any.
import { written } from "./wording.js";
import { t } from "./words.js";

/** @param {string} name of a setting @returns {string} */
export function fieldWord(name) {
  const word = t(`field.${name}`);
  return word.startsWith("field.") ? name.replace(/_/g, " ") : word;
}

/** @param {string} name of a setting @param {unknown} value @returns {string} */
export function valueWord(name, value) {
  if (name === "dataset") return t(`data.${value}`);
  const word = t(`choice.${name}.${value}`);
  if (!word.startsWith("choice.")) return word;
  return written(typeof value === "number" && !Number.isInteger(value) ? Number(value.toPrecision(6)) : value);
}
