// In what the form differs from its recipe, below the recipe's name, and the way back of all of it.
import { button } from "../kit/controls.js";
import { make } from "../kit/dom.js";
import { fieldWord, recipeWord } from "../kit/settings.js";
import { t } from "../kit/words.js";
import { facts } from "./facts.js";
import { called } from "./recipes.js";

const MOST = 4; // settings that are named

function listed(names) {
  const settings = names.slice(0, MOST).map(fieldWord).join(", ");
  const n = names.length - MOST;
  return n > 0 ? t("train.changed.more", { settings, n }) : settings;
}

/**
 * @param {HTMLOptionElement} option that says the recipe's name
 * @param {() => void} back
 * @returns {{element: HTMLElement, show: (changed: string[]) => void}} show: the settings that differ
 */
export function difference(option, back) {
  const [plain, name] = [option.textContent, option.value];
  const words = make("span", {});
  const all = button(t("train.changed.all"), back, "gp-back", { "data-focus": "all back" });
  const element = make("p", { id: "gp-difference", role: "status" }, words, " ", all);

  function show(changed) {
    const recipe = plain.replace(name, recipeWord({ recipe: name, changed: called(facts, changed) }));
    const settings = listed(changed);
    if (option.textContent !== recipe) option.textContent = recipe;
    const said = t("train.changed.which", { settings });
    if (words.textContent !== said) words.textContent = said;
    element.hidden = !changed.length;
  }
  return { element, show };
}
