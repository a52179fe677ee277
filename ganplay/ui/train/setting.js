// One setting of the form: its name, its control, what it says of it, and the way back to what the recipe has.
import { changedTo, UNREADABLE, wrongIn } from "../kit/changed.js";
import { button } from "../kit/controls.js";
import { make } from "../kit/dom.js";
import { fieldWord, valueWord } from "../kit/settings.js";
import { written } from "../kit/wording.js";
import { refusal, t } from "../kit/words.js";
import { radios, select } from "./pieces.js";
import { nextRate, RATES } from "./recipes.js";

/** @typedef {import("./recipes.js").Facts["fields"][number]} Field */

/**
 * @typedef {object} Given
 * @property {string} text what the control shows
 * @property {any} own the value of the recipe
 * @property {any[]} choices those that such a recipe has
 * @property {() => boolean} foreign whether it shows what a run of another recipe has
 * @property {(text: string) => void} typed while it is being written
 * @property {(text: string | null) => void} changed once it is; null: back to the recipe's
 */

const SEGMENTED = ["resolution"];
const TYPED = ["lr_g", "lr_d"]; // with a choice of usual values

/** @param {string} name of a setting @returns {string} the id of its place */
export const idOf = (name) => `gp-${name.replaceAll("_", "-")}`;

/** A number, or a rate with the usual ones to choose from. */
function numeric(field, id, text) {
  const { name, kind, low, high } = field;
  if (!TYPED.includes(name)) {
    const limits = { class: "gp-control", step: kind === "int" ? 1 : "any", min: low, max: high };
    return make("input", { id, type: "number", ...limits, value: text, "data-focus": id });
  }
  const attributes = {
    class: "gp-control",
    type: "text",
    inputmode: "decimal",
    autocomplete: "off",
    spellcheck: "false",
  };
  const input = make("input", { id, ...attributes, value: text, "data-focus": id });
  const set = (rate) => {
    input.value = written(rate);
    input.dispatchEvent(new Event("change", { bubbles: true }));
  };
  input.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowUp" && event.key !== "ArrowDown") return;
    event.preventDefault();
    const next = nextRate(Number(input.value), event.key === "ArrowUp");
    if (next) set(next);
  });
  const usual = select(
    RATES.map((rate) => [rate, written(rate)]),
    "",
    {
      class: "gp-control gp-usual",
      "aria-label": t("train.rates", { setting: fieldWord(name) }),
      tabindex: -1, // its arrow keys would choose at once; those of the number step through the same rates
      "data-focus": `${id} usual`,
    },
  );
  usual.addEventListener("change", (event) => {
    event.stopPropagation();
    set(Number(usual.value));
    usual.value = "";
    input.focus(); // where its arrow keys step
  });
  return make("div", { class: "gp-rate" }, input, usual);
}

/** @returns {{element: HTMLElement, input: HTMLElement | null}} input: the one control that there is; null: radios */
function control(field, id, { text, choices, typed, changed }) {
  const words = (choices || []).map((one) => [one, valueWord(field.name, one)]);
  if (SEGMENTED.includes(field.name)) {
    return { element: radios(id, words, text, changed, { "aria-labelledby": `${id}-name` }), input: null };
  }
  const element =
    field.kind === "choice"
      ? select(words, text, { id, class: "gp-control", "data-focus": id })
      : numeric(field, id, text);
  const input = element.matches("input, select") ? element : element.querySelector("input");
  const read = () => (input.validity.badInput ? UNREADABLE : input.value);
  input.addEventListener("input", () => typed(read()));
  input.addEventListener("change", () => changed(read()));
  return { element, input };
}

/**
 * @param {Field} field
 * @param {Given} given
 * @param {boolean} informed whether it says in a line what it is
 * @returns {HTMLElement & {show: (text: string) => void, write: (text: string) => void}} show: whether a text differs
 *   and what is wrong with it; write: the text in the control as well
 */
export function setting(field, given, informed) {
  const { name } = field;
  const id = `${idOf(name)}-value`;
  const { element, input } = control(field, id, given);
  const title = t(field.live ? "train.live" : "train.new");
  const word = `${fieldWord(name)} ${field.live ? "●" : "○"}`;
  const label = make(input ? "label" : "span", { class: "name", id: `${id}-name`, for: input && id, title }, word);
  const info = informed ? [make("p", { class: "info", id: `${id}-info` }, t(`field.${name}.info`))] : [];
  const back = button(
    t("train.back", { value: valueWord(name, given.own) }),
    () => {
      given.changed(null);
      (input || element.querySelector("input:checked"))?.focus();
    },
    "gp-back",
    { "aria-label": t("train.back.label", { setting: fieldWord(name), value: valueWord(name, given.own) }) },
  );
  const wrong = make("p", { class: "gp-wrong", id: `${id}-wrong`, role: "alert" });
  const kind = input ? "control" : "control gp-segmented";
  const place = make("div", { class: kind }, element, wrong, back);
  const root = make("div", { id: idOf(name), class: "gp-setting", "data-name": name }, label, ...info, place);

  function show(text) {
    const refused = wrongIn(field, text);
    const differs = changedTo({ ...field, value: given.own }, text) !== undefined;
    root.classList.toggle("changed", differs && !given.foreign());
    root.classList.toggle("wrong", Boolean(refused));
    const said = refused ? refusal(refused) : "";
    if (wrong.textContent !== said) wrong.textContent = said;
    input?.setAttribute("aria-invalid", String(Boolean(refused)));
    const told = [informed && `${id}-info`, refused && `${id}-wrong`].filter(Boolean).join(" ");
    if (told) input?.setAttribute("aria-describedby", told);
    else input?.removeAttribute("aria-describedby");
  }
  function write(text) {
    if (input) input.value = text;
    else for (const one of element.querySelectorAll("input")) one.checked = one.value === text;
    show(text);
  }
  if (input) input.placeholder = t("train.empty", { value: written(given.own) });
  show(given.text);
  return Object.assign(root, { show, write });
}
