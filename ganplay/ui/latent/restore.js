// From a view, of a link or a file, back to what the tab shows. Nothing here draws.

import { through } from "./state.js";

/** @typedef {import("./state.js").State} State */
/** @typedef {import("./views.js").View} View */

/** Which tool of the page shows which tool of a view. */
const MODE_OF = {
  seeds: "seeds",
  path: "path",
  plane: "plane",
  endless: "plane",
  directions: "directions",
  teach: "teach",
  mixing: "mix",
  codes: "walk",
  breeding: "breed",
  inversion: "picture",
  uphill: "uphill",
  neighbours: "copies",
  time: "seeds",
};

/** What a tool alone has in a view; where something is left out, it stands at its default. */
const RESTORERS = {
  path(state, view, keys) {
    const { mode = "slerp", loop = false, position = 0 } = view;
    Object.assign(state.path, { keys, mode, loop, position, here: "way", own: true });
  },
  plane(state, { side = 5 }, corners) {
    Object.assign(state.plane, { kind: "corners", corners, side });
  },
  endless(state, view) {
    const { x = 0, y = 0, zoom = 1, side = 5, world = 0 } = view;
    Object.assign(state.plane, { kind: "endless", x, y, zoom, side, world });
  },
  directions(state, { method = "factorised", amounts = [] }) {
    Object.assign(state.directions, { method, amounts });
  },
  teach(state, view) {
    const { shown = [], not_shown = [], amounts = [0] } = view;
    Object.assign(state.teach, { shown, not_shown, amount: amounts[0] });
  },
  mixing(state, { columns = [], layers = "coarse" }, rows) {
    Object.assign(state.mix, { rows, columns: itemsOf(columns), layers });
  },
  codes(state, { walked = 0 }, rows) {
    if (state.codes.length > walked) Object.assign(state.walk, { rows, code: walked });
  },
};
const HEADED = ["path", "plane", "mixing", "codes"]; // their keyframes are theirs, the current latent is another

const WAYS = ["path", "plane", "endless"]; // go through Z, or W where the view says so
const DIRECTED = ["directions", "teach"]; // and these move along directions there

const itemsOf = (latents) => latents.map((latent) => ({ latent }));

/**
 * Bring a view back, as far as the run that is open has what it asks for.
 * @param {State} state of which the run has been opened
 * @param {View} view as `read_view` answers it
 */
export function restore(state, view) {
  const { facts } = state;
  const { tool = "seeds", step, label, scale = 1, cut = null, psi = 1, codes = [], first = 0 } = view;
  const keys = itemsOf(view.keyframes || []);
  if (facts.steps.includes(step)) state.step = step;
  state.scale = facts.w ? 1 : scale;
  state.psi = facts.w ? psi : 1;
  state.cut = facts.cuts ? cut : null;
  if (facts.cuts) state.typical = scale === 1 ? "cut" : "scale";
  if (facts.w && WAYS.includes(tool)) state.space = view.space ?? "z";
  if (facts.w && DIRECTED.includes(tool)) through(state, view.space ?? "z");
  state.kind = label !== undefined && label < facts.classes.length ? label : null;
  state.codes = state.codes.map((_, code) => codes[code] ?? null);
  state.mode = MODE_OF[tool];
  if (keys.length && !HEADED.includes(tool)) Object.assign(state, { base: keys[0].latent, label: "" });
  RESTORERS[tool]?.(state, view, keys);
  state.first = first;
}
