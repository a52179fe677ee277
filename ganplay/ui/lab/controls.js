// The controls: six in sight, the rest behind Advanced. Each says whether it acts at once or begins again.
import { make } from "../kit/dom.js";
import { keep, kept } from "../kit/storage.js";
import { t } from "../kit/words.js";
import { fieldOf } from "./fields.js";
import { netOf } from "./nets.js";

const IN_SIGHT = ["loss", "penalty", "gamma", "lr_g", "lr_d"];
const NOISE = ["z_dim", "noise"];
/** Settings behind Advanced. */
export const ADVANCED = [
  "n_dis",
  "n_gen",
  "freeze",
  "optimizer",
  "beta1",
  "beta2",
  "decay",
  "burn_in",
  "lr_end",
  "batch",
  "activation",
  "packing",
  "smoothing",
  "clip",
  "penalty_every",
  "drift",
  "seed",
];
const OPEN = "lab.advanced";

/** @param {import("./bench.js").App} app @returns {import("./page.js").Part} */
export function controlsOf(app) {
  const { state } = app;
  const parts = {};
  const seen = (name) => {
    parts[name] = name === "g" || name === "d" ? netOf(app, name) : fieldOf(app, name);
    parts[name].element.hidden = state.hidden.has(name);
    return parts[name].element;
  };
  const rest = ADVANCED.filter((name) => !state.hidden.has(name));
  const fold = make(
    "details",
    { class: "lab-advanced", "data-control": "advanced" },
    make("summary", {}, t("lab.advanced")),
    ...rest.map(seen),
  );
  fold.open = kept(OPEN, false);
  fold.addEventListener("toggle", () => keep(OPEN, fold.open));
  fold.hidden = !rest.length || state.hidden.has("advanced");
  const marks = make(
    "p",
    { class: "gp-note lab-marks" },
    make("span", {}, t("lab.live")),
    make("span", {}, t("lab.restart")),
  );
  const rates = make("div", { class: "lab-rates" }, seen("lr_g"), seen("lr_d"));
  const noise = make("div", { class: "lab-noiserow" }, ...NOISE.map(seen));
  const [loss, penalty, gamma] = IN_SIGHT.map((name) => (name.startsWith("lr") ? null : seen(name)));
  const element = make(
    "section",
    { class: "lab-controls" },
    loss,
    seen("g"),
    seen("d"),
    rates,
    noise,
    penalty,
    gamma,
    fold,
    marks,
  );

  function tell(what) {
    for (const part of Object.values(parts)) part.tell(what);
    if (what !== "state") return;
    gamma.hidden = state.recipe.penalty === "none" || state.hidden.has("gamma");
  }
  return { element, tell };
}
