// Named recipes: their values in a size, the data that they go with, and what differs from them. Nothing here draws.
import { changedTo, UNREADABLE, wrongIn } from "../kit/changed.js";
import { written } from "../kit/wording.js";
import { kindOf } from "./shelf.js";

/** @typedef {import("../kit/changed.js").Field} Field */
/** @typedef {Record<string, any>} Values by the names of the settings */
/** @typedef {"own" | "tiny" | "small" | "full"} Size own: as the recipe has it */

/**
 * @typedef {object} Named a recipe with a name
 * @property {string} kind what its runs are made of
 * @property {string} dataset the one to begin with
 * @property {Size} size the one that the name alone means
 * @property {Record<Size, Values>} sizes what each changes of the plain values
 */

/**
 * @typedef {object} Row a data set of the gallery
 * @property {string} name
 * @property {number} megabytes to download, or 0
 * @property {boolean} pictured whether there is a thumbnail
 */

/**
 * As `facts` in facts.py tells it.
 * @typedef {object} Facts
 * @property {(Field & {group: string, live: boolean})[]} fields in their order
 * @property {Values} plain
 * @property {string[]} beside settings that may differ while a recipe is still called by its name alone
 * @property {Record<string, Named>} recipes
 * @property {Record<string, {data: string[], own: boolean, recipe: string, sizes: number[], channels: number[]}>} kinds
 * @property {Row[]} data the gallery
 */

/**
 * What the form holds: a recipe in a size, and the text of each control that was touched since.
 * @typedef {object} Chosen
 * @property {string} name
 * @property {Size} size
 * @property {Record<string, string>} texts
 * @property {Record<string, string> | null} run what a run of mine that trains has of the settings that act at once:
 *   their controls show and change it, while the form's own values wait below
 */

/** The learning rates that are offered. */
export const RATES = [1e-5, 2e-5, 5e-5, 1e-4, 2e-4, 5e-4, 1e-3, 2e-3, 5e-3, 1e-2];

/** @param {number} rate @param {boolean} up @returns {number | undefined} the next of `RATES` from any number */
export const nextRate = (rate, up) =>
  up ? RATES.find((one) => one > rate) : [...RATES].reverse().find((one) => one < rate);

/** @param {Facts} facts @param {string} name @param {Size} [size] @returns {Chosen} a recipe as it is */
export const choice = ({ recipes }, name, size = recipes[name].size) => ({ name, size, texts: {}, run: null });

/** @param {Facts} facts @param {Chosen} chosen @returns {Values} those of the recipe */
export const valuesOf = ({ plain, recipes }, { name, size }) => ({ ...plain, ...recipes[name].sizes[size] });

/** @param {Facts} facts @param {Chosen} chosen @param {Field} field @returns {string} what its control shows */
export const textOf = (facts, chosen, { name }) =>
  chosen.run?.[name] ?? chosen.texts[name] ?? written(valuesOf(facts, chosen)[name]);

/**
 * A control says something else.
 * @param {Chosen} chosen is changed
 * @param {string} name of the setting
 * @param {string | null} text null: as the recipe has it
 * @param {any} own the value of the recipe
 * @param {boolean} home the form's own value is meant, and not only that of a run of another recipe
 */
export function put(chosen, name, text, own, home) {
  const steered = chosen.run !== null && name in chosen.run;
  if (steered) chosen.run[name] = text ?? written(own);
  if (steered && !home) return;
  if (text === null) delete chosen.texts[name];
  else chosen.texts[name] = text;
}

/** @param {Facts} facts @param {Chosen} chosen @returns {string[]} the settings that are not as the recipe has them */
export function changes(facts, chosen) {
  const values = valuesOf(facts, chosen);
  const touched = facts.fields.filter(({ name }) => name in chosen.texts);
  return touched
    .filter((field) => changedTo({ ...field, value: values[field.name] }, chosen.texts[field.name]) !== undefined)
    .map(({ name }) => name);
}

/** @param {Facts} facts @param {string[]} changed @returns {string[]} those for which the recipe is called changed */
export const called = ({ beside }, changed) => changed.filter((name) => !beside.includes(name));

/** @param {Facts} facts @param {Chosen} chosen @param {Facts["fields"][number]} field @returns {any[]} its choices */
export function choicesOf({ kinds, recipes }, { name }, field) {
  const kind = kinds[recipes[name].kind];
  const there = { resolution: kind.sizes, channels: [0, ...(kind.channels || [])] }[field.name];
  return there ? field.choices.filter((one) => there.includes(one)) : field.choices;
}

/** @param {Facts} facts @param {Chosen} chosen @returns {string[]} the settings that cannot be as they are written */
export const wrong = (facts, chosen) =>
  facts.fields.map(({ name }) => name).filter((name) => wrongAt(facts, chosen, name));

/**
 * @param {Facts} facts
 * @param {Chosen} chosen
 * @param {string} setting
 * @returns {import("../kit/wording.js").Refused | null} why it cannot be as it is written; null where it can
 */
export function wrongAt({ fields }, { texts }, setting) {
  const field = fields.find(({ name }) => name === setting);
  return field && setting in texts ? wrongIn(field, texts[setting]) : null;
}

/** What cannot be shown again is forgotten: it stands in the browser's own control alone. @param {Chosen} chosen */
export function forgetUnreadable({ texts }) {
  for (const name of Object.keys(texts)) if (texts[name] === UNREADABLE) delete texts[name];
}

/** @param {Facts} facts @param {Chosen} chosen @returns {Values} every setting; one that cannot be as it is written */
export function settingsOf(facts, chosen) {
  const values = valuesOf(facts, chosen);
  const value = (field) => {
    const text = chosen.texts[field.name];
    if (text !== undefined && wrongIn(field, text)) return text;
    return changedTo({ ...field, value: values[field.name] }, text ?? "") ?? values[field.name];
  };
  return Object.fromEntries(facts.fields.map((field) => [field.name, value(field)]));
}

/** @param {Facts} facts @param {string} dataset a name, or one's own @param {string} name of a recipe */
function fits({ kinds, recipes }, dataset, name) {
  const known = Object.values(kinds).some(({ data }) => data.includes(dataset));
  const kind = kinds[recipes[name].kind];
  return known ? kind === kindOf({ kinds }, dataset) : kind.own;
}

/**
 * @param {Facts} facts
 * @param {string} dataset
 * @param {string} name of a recipe
 * @returns {string} it, or one for such data
 */
export const recipeFor = (facts, dataset, name) => (fits(facts, dataset, name) ? name : kindOf(facts, dataset).recipe);

/**
 * @param {Facts} facts
 * @param {string} name of a recipe
 * @param {string} dataset
 * @returns {string} it, or what the recipe can have
 */
export const dataFor = (facts, name, dataset) => (fits(facts, dataset, name) ? dataset : facts.recipes[name].dataset);

/**
 * Settings in an order for two columns: the two of one kind, of G and of D, stand in one row.
 * @template {{name: string}} Named
 * @param {Named[]} fields
 * @returns {Named[]}
 */
export function paired(fields) {
  const twin = ({ name }) => fields.find((one) => one.name === name.replace(/^g_/, "d_").replace(/_g$/, "_d"));
  const twins = fields.filter((field) => twin(field) !== field && twin(field));
  const others = fields.filter((field) => !twins.includes(field) && !twins.some((one) => twin(one) === field));
  const rows = [];
  for (const field of fields) {
    if (twins.includes(field)) {
      if (rows.length % 2 && others.length) rows.push(others.shift());
      rows.push(field, twin(field));
    } else if (others[0] === field) rows.push(others.shift());
  }
  return rows;
}
