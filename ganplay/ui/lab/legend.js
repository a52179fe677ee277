// The legend: each entry shows its layer or takes it away.
import { segments } from "../kit/controls.js";
import { make } from "../kit/dom.js";
import { hasBest } from "../kit/engine/best.js";
import { LAYERS } from "../kit/plane/plot.js";
import { sign } from "../kit/plane/signs.js";
import { colon, t } from "../kit/words.js";
import { infoOf } from "./info.js";

/** @param {import("./bench.js").App} app @returns {import("./page.js").Part} */
export function legendOf(app) {
  const { state } = app;
  const entryOf = (name, key, onclick) => {
    const info = t(`lab.layer.${name}.info`);
    const entry = make("button", {
      type: "button",
      class: "pl-entry",
      "data-layer": name,
      "data-focus": `layer-${name}`,
      title: key ? `${info} (${key})` : info,
      "aria-keyshortcuts": key,
      onclick,
    });
    entry.append(sign(name), make("span", {}, t(`plane.layer.${name}`)));
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
  const explained = [...LAYERS, "averaged"].map((name) => colon(t(`plane.layer.${name}`), t(`lab.layer.${name}.info`)));
  const scale = make(
    "div",
    { class: "lab-scale" },
    make("span", {}, t("plane.scale.fake")),
    make("i", {}),
    make("span", {}, t("plane.scale.real")),
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
