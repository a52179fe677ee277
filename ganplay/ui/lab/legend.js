// The legend: each entry shows its layer or takes it away.
import { segments } from "../kit/controls.js";
import { make, shape } from "../kit/dom.js";
import { hasBest } from "../kit/engine/best.js";
import { LAYERS } from "../kit/plane/plot.js";
import { t } from "../kit/words.js";
import { infoOf } from "./info.js";

// Signs of 18 x 14 units, in the colours of what they stand for.
const SIGNS = {
  belief: [
    ["rect", { x: 0, y: 2, width: 9, height: 10, class: "fake soft" }],
    ["rect", { x: 9, y: 2, width: 9, height: 10, class: "real soft" }],
  ],
  line: [["path", { d: "M1 11C6 11 8 3 17 3", class: "ink open" }]],
  real: [
    ["circle", { cx: 5, cy: 9, r: 3, class: "real" }],
    ["circle", { cx: 13, cy: 5, r: 3, class: "real" }],
  ],
  fake: [["path", { d: "M5 5l4 4-4 4-4-4zM13 1l4 4-4 4-4-4z", class: "fake" }]],
  lattice: [["path", { d: "M1 2h16v10H1zM6 2v10M12 2v10M1 7h16", class: "g open" }]],
  arrows: [["path", { d: "M2 11L15 4M10 3l5 1-2 5", class: "ink open" }]],
  paths: [["path", { d: "M1 10C5 2 9 14 17 3", class: "g open" }]],
  best: [["path", { d: "M1 11C6 11 8 3 17 3", class: "d open dash" }]],
  averaged: [
    ["path", { d: "M2 8l3-3 3 3-3 3zM10 8l3-3 3 3-3 3z", class: "fake soft" }],
    ["path", { d: "M6 8l3-3 3 3-3 3z", class: "fake" }],
  ],
};

/** @param {string} name of a layer @returns {SVGElement} */
function sign(name) {
  const svg = shape("svg", { viewBox: "0 0 18 14", width: 18, height: 14, "aria-hidden": "true" });
  for (const [tag, attributes] of SIGNS[name]) svg.append(shape(tag, attributes));
  return svg;
}

/** @param {import("./bench.js").App} app @returns {import("./page.js").Part} */
export function legendOf(app) {
  const { state } = app;
  const entryOf = (name, key, onclick) => {
    const info = t(`lab.layer.${name}.info`);
    const entry = make("button", {
      type: "button",
      class: "lab-entry",
      "data-layer": name,
      "data-focus": `layer-${name}`,
      title: key ? `${info} (${key})` : info,
      "aria-keyshortcuts": key,
      onclick,
    });
    entry.append(sign(name), make("span", {}, t(`lab.layer.${name}`)));
    return entry;
  };
  const entries = LAYERS.map((name, i) => entryOf(name, i + 1, () => app.layer(name)));
  const averaged = entryOf("averaged", null, () => app.average(!state.averaged));
  const whose = segments(
    [
      ["g", "G"],
      ["d", "D"],
    ],
    state.arrows,
    app.arrows,
    t("lab.arrows.whose"),
  );
  whose.classList.add("lab-whose");
  const explained = [...LAYERS, "averaged"].map((name) => `${t(`lab.layer.${name}`)}: ${t(`lab.layer.${name}.info`)}`);
  const scale = make(
    "div",
    { class: "lab-scale" },
    make("span", {}, t("lab.scale.fake")),
    make("i", {}),
    make("span", {}, t("lab.scale.real")),
  );
  const help = infoOf(t("lab.legend.name"), explained.join("\n"));
  const best = make("p", { class: "gp-note", hidden: "" });
  const list = make(
    "div",
    { class: "lab-legend", role: "group", "aria-label": t("lab.legend") },
    scale,
    help,
    ...entries,
  );
  list.querySelector("[data-layer=arrows]").after(whose);
  list.append(averaged, best);
  list.hidden = state.hidden.has("legend");
  function tell(what) {
    if (what === "numbers" || what === "state") {
      const n = app.main?.frame?.best_n;
      best.hidden = !state.layers.has("best") || Boolean(n);
      best.textContent = t(hasBest(state.recipe.loss) ? "lab.best.counting" : "lab.best.none");
    }
    if (what !== "state") return;
    for (const entry of entries) entry.setAttribute("aria-pressed", state.layers.has(entry.dataset.layer));
    averaged.setAttribute("aria-pressed", state.averaged);
    whose.hidden = !state.layers.has("arrows");
    whose.press(state.arrows);
  }
  return { element: list, tell };
}
