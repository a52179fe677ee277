// Pieces of the form: headings, rows of choices, lists to choose from.
import { make } from "../kit/dom.js";
import { t } from "../kit/words.js";

/** @param {"one" | "two" | "three"} number of the part @param {string} word its key @returns {HTMLElement} */
export const heading = (number, word) => make("div", { class: `gp-heading ${number}` }, make("p", {}, t(word)));

/**
 * A row of choices, one of them pressed.
 * @param {string} name of the group
 * @param {[any, string][]} choices value and word of each
 * @param {string} value the one that is pressed
 * @param {(value: string) => void} choose
 * @param {Record<string, string>} label aria-label or aria-labelledby
 * @returns {HTMLElement}
 */
export function radios(name, choices, value, choose, label) {
  const choice = ([one, word]) => {
    const input = make("input", { type: "radio", name, value: one, "data-focus": `${name} ${one}` });
    input.checked = String(one) === value;
    return make("label", {}, input, make("span", {}, word));
  };
  const row = make("div", { class: "wrap", role: "radiogroup", ...label }, ...choices.map(choice));
  row.addEventListener("change", (event) => choose(event.target.value));
  return row;
}

/** @param {[any, string][]} choices @param {string} value @param {Record<string, any>} attributes */
export function select(choices, value, attributes) {
  const options = choices.map(([one, word]) => make("option", { value: one }, word));
  const element = make("select", attributes, ...options);
  element.value = value;
  return element;
}
