// A control for a setting of the recipe, as its field says: a choice, a number, a rate on a scale of powers of ten.
import { make } from "../kit/dom.js";
import { fieldWord, valueWord } from "../kit/settings.js";
import { t } from "../kit/words.js";
import { infoOf } from "./info.js";
import { GRAIN, placeOf, powerOf } from "./powers.js";

const POWERS = { lr_g: [-4.5, -1], lr_d: [-4.5, -1], gamma: [-3, 2] }; // of ten, from where to where
// Terms of the field, which a newcomer may not know.
const EXPLAINED = new Set(["penalty", "packing", "clip", "smoothing", "drift", "penalty_every"]);

/**
 * @param {import("./bench.js").App} app
 * @param {string} name of a setting
 * @returns {import("./page.js").Part}
 */
export function fieldOf(app, name) {
  const field = app.start.fields[name];
  const made = field.kind === "choice" ? choice(app, name) : POWERS[name] ? power(app, name) : whole(app, name);
  const title = t(field.live ? "lab.live" : "lab.restart");
  const mark = make("i", { class: "mark", title }, field.live ? "●" : "○");
  const [word, text] = [nameOf(name), wordsOf(name)];
  const info = EXPLAINED.has(name) ? [infoOf(word, text)] : [];
  const element = make(
    "label",
    { class: `lab-field ${made.kind}`, "data-control": name, title: text },
    mark,
    make("span", { class: "name" }, word, ...info),
    ...made.parts,
  );
  return {
    element,
    tell(what) {
      if (what === "state") made.tell(app.state.recipe[name]);
    },
  };
}

function nameOf(name) {
  const own = t(`lab.name.${name}`);
  return own.startsWith("lab.") ? fieldWord(name) : own;
}

function wordsOf(name) {
  const own = t(`lab.info.${name}`);
  return own.startsWith("lab.") ? t(`field.${name}.info`) : own;
}

function choice(app, name) {
  const { choices } = app.start.fields[name];
  const select = make(
    "select",
    { "data-focus": name, "aria-label": fieldWord(name) },
    ...choices.map((value) => make("option", { value }, valueWord(name, value))),
  );
  select.addEventListener("change", () =>
    app.set(
      name,
      choices.find((value) => String(value) === select.value),
    ),
  );
  return {
    kind: "choice",
    parts: [select],
    tell: (value) => {
      select.value = value;
    },
  };
}

function power(app, name) {
  const [low, high] = POWERS[name].map((value) => value * GRAIN);
  const output = make("output", {});
  const input = make("input", {
    type: "range",
    min: low,
    max: high,
    step: 1,
    "data-focus": name,
    "aria-label": fieldWord(name),
  });
  const { live } = app.start.fields[name];
  const told = () => {
    output.textContent = powerOf(Number(input.value));
  };
  input.addEventListener("input", () => {
    told();
    if (live) app.set(name, powerOf(Number(input.value)));
  });
  if (!live) input.addEventListener("change", () => app.set(name, powerOf(Number(input.value))));
  return {
    kind: "power",
    parts: [input, output],
    tell(value) {
      input.value = placeOf(value);
      output.textContent = value;
    },
  };
}

function whole(app, name) {
  const { low, high, kind } = app.start.fields[name];
  const input = make("input", {
    type: "number",
    min: low,
    max: high,
    step: kind === "int" ? 1 : "any",
    "data-focus": name,
  });
  input.addEventListener("change", () => {
    const value = Number(input.value);
    const good = input.value !== "" && value >= low && value <= high && (kind !== "int" || Number.isInteger(value));
    if (good) app.set(name, value);
    else input.value = app.state.recipe[name];
  });
  return {
    kind: "number",
    parts: [input],
    tell(value) {
      input.value = value;
    },
  };
}
