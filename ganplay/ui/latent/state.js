// What the tab knows: everything that it shows is drawn from this. Nothing here draws.
import { methodsOf } from "./amounts.js";
import { isSeed, seeds } from "./latents.js";

/** @typedef {import("./latents.js").Item} Item */
/** @typedef {import("./latents.js").Latent} Latent */

/**
 * What `open_run` answers; see `facts` in kit/models.py.
 * @typedef {object} Facts
 * @property {string} run
 * @property {string} dataset
 * @property {number[]} steps of its checkpoints
 * @property {number} resolution pixels a side
 * @property {boolean} probability whether D's logit stands for one
 * @property {object} curve its losses
 * @property {import("./numbers.js").Evaluation[]} histograms
 * @property {boolean} attributes whether a classifier can tick pictures
 * @property {{z: string[], w: string[]}} named directions with a name, in each space
 * @property {number} z_dim
 * @property {string[]} classes empty where it is not told the class
 * @property {[] | [number, number]} codes how many categories, how many continuous codes
 * @property {number} inputs of the generator: with more than one, latents can be mixed
 * @property {boolean} w whether it maps z to w
 * @property {boolean} cuts whether its latents are truncated by drawing again what lies far out (BigGAN)
 * @property {string[]} layers that can be mixed
 */

/** @typedef {"z" | "w"} Space */
/** @typedef {{accuracy: number, examples: [number, number], folds: number}} Taught what `teach_direction` answers */

/**
 * @typedef {object} State
 * @property {import("../kit/picker.js").Lists} lists the runs to choose from
 * @property {string | null} run the one that is open
 * @property {number} opening counts the runs that were opened: what was asked for another one is not shown
 * @property {Facts | null} facts
 * @property {number | null} step the moment
 * @property {string} mode the tool that is open, one of MODES
 * @property {Space} space what paths and planes go through
 * @property {number} scale z times this
 * @property {number | null} cut beyond which numbers of seeds are drawn again; null: none are
 * @property {"cut" | "scale"} typical how latents are made more typical, where both can be chosen
 * @property {number} psi truncation, where there is W
 * @property {Latent} base the current latent, before any direction
 * @property {import("./latents.js").Label} label its name, where it has one of its own
 * @property {number | null} kind the class for all; null: each seed its own
 * @property {(number | null)[]} codes c1 (a category), c2 ...; null: each seed its own
 * @property {Latent} shown what the current picture was drawn from
 * @property {number | null} logit of the current picture
 * @property {number | null} passed where on a path it was drawn; null: it is on none
 * @property {number} first seed of the sheet
 * @property {Item[]} shelf what was kept
 * @property {{space: Space, method: string, amounts: number[]}} directions of that space, what is taught, too;
 *   amounts: standard deviations along each
 * @property {Path} path
 * @property {Plane} plane
 * @property {Teach} teach
 * @property {{variation: number, seed: number, line: Item[]}} breed line: the ancestors
 * @property {{rows: Item[], columns: Item[], layers: string}} mix
 * @property {{code: number, rows: Item[]}} walk code: 0 is c1
 */

/**
 * @typedef {object} Path
 * @property {Item[]} keys
 * @property {"slerp" | "lerp"} mode
 * @property {boolean} loop
 * @property {number} position 0 .. 1
 * @property {"" | "key" | "way"} here whether the current picture is a keyframe of it, lies between two, or elsewhere
 * @property {boolean} own whether a visitor has made it
 */

/**
 * @typedef {object} Plane
 * @property {"endless" | "corners"} kind
 * @property {number} x place of the middle picture on the lattice
 * @property {number} y
 * @property {number} zoom
 * @property {number} side pictures a side
 * @property {number} world which endless plane
 * @property {Item[]} corners upper left, upper right, lower left, lower right
 */

/**
 * @typedef {object} Teach
 * @property {number[]} shown seeds ticked as A
 * @property {number[]} not_shown seeds ticked as B
 * @property {number} amount standard deviations along what was learned
 * @property {"A" | "B"} side what a click ticks
 * @property {Taught | null} known
 */

/** The tools, in their groups and their order. */
export const GROUPS = {
  explore: ["seeds", "path", "plane", "walk"],
  edit: ["directions", "teach", "breed", "mix"],
  test: ["picture", "uphill", "copies"],
};
/** All of them. */
export const MODES = Object.values(GROUPS).flat();

/** @returns {State} of a tab that has shown nothing yet */
export const newState = () => ({
  lists: { mine: [], others: [], pretrained: [] },
  run: null,
  opening: 0,
  facts: null,
  step: null,
  mode: "seeds",
  space: "z",
  scale: 1,
  cut: null,
  typical: "scale",
  psi: 1,
  base: 3,
  label: "",
  kind: null,
  codes: [],
  shown: 3,
  logit: null,
  passed: null,
  first: 0,
  shelf: [],
  directions: { space: "z", method: "factorised", amounts: [] },
  path: { keys: seeds(3, 7, 11), mode: "slerp", loop: false, position: 0, here: "", own: false },
  plane: { kind: "endless", x: 0, y: 0, zoom: 1, side: 5, world: 0, corners: seeds(3, 7, 11, 19) },
  teach: { shown: [], not_shown: [], amount: 0, side: "A", known: null },
  breed: { variation: 0.35, seed: 1, line: [] },
  mix: { rows: seeds(2, 5, 8), columns: seeds(3, 7, 11, 19), layers: "coarse" },
  walk: { code: 0, rows: seeds(0, 1, 2, 3, 4, 5, 6, 7) },
});

/** @param {State} state @param {string} mode @returns {boolean} whether the run that is open has this tool */
export function fits(state, mode) {
  if (mode === "mix") return state.facts.inputs > 1;
  if (mode === "walk") return state.codes.length > 0;
  return MODES.includes(mode);
}

/**
 * Another run is open: its last moment is shown, and what belongs to another generator goes.
 * @param {State} state
 * @param {Facts} facts
 * @param {Item[]} shelf what was kept of this run
 */
export function turnTo(state, facts, shelf) {
  const { space, method } = state.directions;
  Object.assign(state, { run: facts.run, facts, step: facts.steps[facts.steps.length - 1], shelf });
  state.space = facts.w ? "w" : "z";
  const { named } = facts;
  through(state, facts.w && (named.w.length || !named.z.length) ? "w" : "z"); // names are worth most
  const methods = methodsOf(state);
  const stays = state.directions.space === space && methods[0] !== "named" && methods.includes(method);
  if (stays) state.directions.method = method;
  if (facts.w)
    state.scale = 1; // its mapping brings every z to one length
  else state.psi = 1;
  Object.assign(state, facts.cuts ? { typical: "cut", scale: 1 } : { typical: "scale" }, { cut: null });
  state.kind = null;
  state.codes = facts.codes.length ? new Array(1 + facts.codes[1]).fill(null) : [];
  state.walk.code = 0;
  Object.assign(state.teach, { shown: [], not_shown: [], amount: 0, known: null });
  state.breed.line = [];
  if (!isSeed(state.base)) Object.assign(state, { base: 0, label: "" });
  for (const items of [state.path.keys, state.plane.corners, state.mix.rows, state.mix.columns, state.walk.rows]) {
    for (const [index, item] of items.entries()) {
      if (item.latent.z || item.latent.w) items[index] = { latent: 3 + 4 * index };
    }
  }
}

/**
 * Make a latent the current one.
 * @param {State} state
 * @param {Latent} latent
 * @param {import("./latents.js").Label} label its name, where it has one of its own
 * @param {boolean} keepAmounts whether it is moved along the directions as the one before was
 */
export function choose(state, latent, label, keepAmounts) {
  Object.assign(state, { base: latent, label });
  state.path.here = "";
  if (!keepAmounts) unmove(state);
}

/**
 * Move along directions of Z or of W from now on: what was moved or learned in the other one is left.
 * @param {State} state
 * @param {Space} space
 */
export function through(state, space) {
  unmove(state);
  state.directions.space = space;
  const [method] = methodsOf(state);
  state.directions.method = method;
  state.teach.known = null;
}

/** A picture that lies in W has no z: it is moved along directions of W. @param {State} state */
export function settle(state) {
  if (state.base.w && state.directions.space === "z") through(state, "w");
}

/** Move the current latent along no direction. @param {State} state */
export function unmove(state) {
  if (state.teach.amount || state.directions.amounts.some(Boolean)) state.path.here = "";
  state.directions.amounts = [];
  state.teach.amount = 0;
}
