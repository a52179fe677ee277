// Buttons, sliders, rows of choices, progress.
import { make } from "./dom.js";
import { number } from "./words.js";

/**
 * @param {string} word
 * @param {(event: Event) => void} onclick
 * @param {string} kind its classes
 * @param {Record<string, any>} extra more attributes
 * @returns {HTMLButtonElement}
 */
export const button = (word, onclick, kind = "quiet", extra = {}) =>
  make("button", { type: "button", class: kind, onclick, ...extra }, word);

/**
 * A slider with its name and its value; the element has set(value).
 * @param {object} options
 * @param {string} options.word
 * @param {number} options.min
 * @param {number} options.max
 * @param {number} options.step
 * @param {number} options.value
 * @param {(value: number) => string} [options.say] the value in words
 * @param {(value: number) => void} options.change while it moves
 * @param {(value: number) => void} [options.done] when it is let go
 * @returns {HTMLElement & {set: (value: number) => void}}
 */
export function slider({ word, min, max, step, value, say, change, done }) {
  const output = make("output", {});
  const input = make("input", { type: "range", min, max, step, value, "aria-label": word });
  const tell = () => {
    output.textContent = say ? say(Number(input.value)) : number(Number(input.value), 2);
  };
  input.addEventListener("input", () => {
    tell();
    change(Number(input.value));
  });
  if (done) input.addEventListener("change", () => done(Number(input.value)));
  tell();
  const element = make("label", { class: "ll-slider" }, make("span", {}, word), output, input);
  const set = (next) => {
    if (Number(input.value) !== next) input.value = next;
    tell();
  };
  return Object.assign(element, { set });
}

/**
 * A row of choices, one of them pressed; the element has press(value).
 * @param {[any, string][]} choices value and word of each
 * @param {any} value the one that is pressed
 * @param {(value: any) => void} choose
 * @param {string} [label]
 * @returns {HTMLElement & {press: (value: any) => void}}
 */
export function segments(choices, value, choose, label) {
  const row = make("div", { class: "ll-segments", role: "group", "aria-label": label || "" });
  const press = (chosen) => {
    for (const one of row.children) one.setAttribute("aria-pressed", one.dataset.value === String(chosen));
  };
  const choice = ([name, word]) => {
    const pressed = () => {
      press(name);
      choose(name);
    };
    return button(word, pressed, "", { "data-value": name, "data-focus": `choice-${name}` });
  };
  row.append(...choices.map(choice));
  press(value);
  return Object.assign(row, { press });
}

/**
 * A bar; the element has show(fraction 0 .. 1 or null to hide it, words).
 * @param {string} word its label
 * @returns {HTMLElement & {show: (fraction: number | null, words?: string) => void}}
 */
export function progress(word) {
  const bar = make("i");
  const text = make("span");
  const element = make("div", { class: "gp-progress", role: "progressbar", "aria-label": word, hidden: "" }, bar, text);
  const show = (fraction, words) => {
    element.hidden = fraction === null;
    bar.style.width = `${Math.round(100 * (fraction || 0))}%`;
    text.textContent = words || "";
  };
  return Object.assign(element, { show });
}
