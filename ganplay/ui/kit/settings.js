// A setting of a recipe and its value, in words where there are any.
import { written } from "./wording.js";
import { t } from "./words.js";

/**
 * What a run trains, as rows and facts of runs tell it.
 * @typedef {object} Trained
 * @property {string} recipe its name
 * @property {string[]} [changed] the settings that are not as the recipe of that name has them
 * @property {string} dataset
 */

/** @param {Trained} trained @returns {string} the name of the recipe, and whether it is changed */
export const recipeWord = ({ recipe, changed }) => (changed?.length ? t("recipe.changed", { recipe }) : recipe);

/** @param {Trained} trained @returns {string} what is trained on what */
export const trainedWord = (trained) =>
  t("runs.row", { recipe: recipeWord(trained), dataset: t(`data.${trained.dataset}`) });

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
