// Two side by side: what each of them is, and the one setting in which the second differs.
import { make } from "../kit/dom.js";
import { fieldWord, valueWord } from "../kit/settings.js";
import { colon, t } from "../kit/words.js";
import { ADVANCED } from "./controls.js";

// biome-ignore format: a list
const DIFFERING = [
  "loss", "penalty", "gamma", "lr_d", "lr_g", "d_layers", "g_layers", "d_width", "g_width", "noise", "z_dim",
  "n_dis", "n_gen", "optimizer", "batch", "packing", "clip", "activation", "freeze", "beta1", "seed",
];
const PARENTS = { g_layers: "g", g_width: "g", d_layers: "d", d_width: "d" }; // one control has both
const SCALES = {
  lr_d: [1e-4, 3e-4, 1e-3, 3e-3, 1e-2, 3e-2],
  lr_g: [1e-4, 3e-4, 1e-3, 3e-3, 1e-2, 3e-2],
  gamma: [0.001, 0.01, 0.1, 1, 10],
  d_width: [2, 4, 8, 16, 32, 64],
  g_width: [2, 4, 8, 16, 32, 64],
  batch: [16, 32, 64, 128, 256, 512],
  packing: [1, 2, 4],
  clip: [0, 0.01, 0.1, 0.5],
  beta1: [0, 0.5, 0.9],
  seed: [0, 1, 2, 3, 4, 5, 6, 7],
};

/**
 * @param {import("./bench.js").App} app
 * @param {number} index of the engine
 * @returns {import("./page.js").Part}
 */
export function differenceOf(app, index) {
  const { state, start } = app;
  if (!index) {
    const title = make("b", {});
    const element = make("div", { class: "lab-difference" }, make("span", {}, t("lab.pair.first")), title);
    return {
      element,
      tell(what) {
        if (what !== "state" || !state.other) return;
        const { name } = state.other;
        title.textContent = colon(fieldWord(name), valueWord(name, state.recipe[name]));
      },
    };
  }
  const folded = (one) => state.hidden.has("advanced") && ADVANCED.includes(one);
  const hidden = (one) => state.hidden.has(one) || state.hidden.has(PARENTS[one]) || folded(one);
  const names = DIFFERING.filter((one) => start.fields[one] && (!hidden(one) || one === state.other?.name));
  const name = make(
    "select",
    { "aria-label": t("lab.pair.setting"), "data-focus": "other-name" },
    ...names.map(option),
  );
  const value = make("select", { "aria-label": t("lab.pair.value"), "data-focus": "other-value" });
  const element = make("div", { class: "lab-difference" }, make("span", {}, t("lab.pair.second")), name, value);

  function valuesOf(chosen) {
    const { choices, low, high } = start.fields[chosen];
    const all = choices || SCALES[chosen] || Array.from({ length: Math.min(12, high - low + 1) }, (_, i) => low + i);
    return all.filter((one) => one !== state.recipe[chosen]);
  }
  name.addEventListener("change", () => app.differ({ name: name.value, value: valuesOf(name.value)[0] }));
  value.addEventListener("change", () => {
    const found = valuesOf(name.value).find((one) => String(one) === value.value);
    app.differ({ name: name.value, value: found });
  });
  return {
    element,
    tell(what) {
      if (what !== "state" || !state.other) return;
      name.value = state.other.name;
      const all = valuesOf(state.other.name);
      if (!all.includes(state.other.value)) all.push(state.other.value);
      value.replaceChildren(...all.map((one) => make("option", { value: one }, valueWord(state.other.name, one))));
      value.value = state.other.value;
    },
  };
}

const option = (name) => make("option", { value: name }, fieldWord(name));
