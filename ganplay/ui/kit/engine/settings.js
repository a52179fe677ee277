// The settings that the engine takes, by the core's names, and what it refuses; the rest of a recipe is left alone.

/** What the engine will not do: a code of the page's own words, and what fills their gaps. */
export class Refusal extends Error {
  /** @param {string} code @param {Record<string, any>} [details] */
  constructor(code, details = {}) {
    super(code);
    [this.name, this.code, this.details] = ["Refusal", code, details];
  }
}

const whole = (low, high, value) => ({ kind: "whole", low, high, value });
const number = (low, high, value) => ({ kind: "number", low, high, value });
const choice = (value, ...others) => ({ kind: "choice", choices: [value, ...others], value });

/** Each setting with its limits and its default, as ganplay/recipe/fields.py and settings.py have them. */
export const SETTINGS = {
  z_dim: whole(1, 512, 64),
  g_width: whole(1, 1024, 32),
  d_width: whole(1, 1024, 32),
  g_layers: whole(0, 5, 4),
  d_layers: whole(0, 5, 4),
  activation: choice("family", "relu", "leaky_relu", "tanh"),
  noise: choice("gaussian", "uniform"),
  packing: whole(1, 8, 1),
  loss: choice("nonsaturating", "minimax", "lsgan", "wasserstein", "hinge", "relativistic", "relativistic_average"),
  smoothing: number(0, 0.3, 0),
  clip: number(0, 1, 0),
  penalty: choice("none", "gp", "r1", "r2", "r1r2"),
  gamma: number(0, 1000, 10),
  gamma_end: number(0, 1000, 0),
  penalty_every: whole(1, 64, 1),
  drift: number(0, 1, 0),
  optimizer: choice("adam", "rmsprop", "sgd"),
  lr_g: number(1e-6, 0.1, 2e-4),
  lr_d: number(1e-6, 0.1, 2e-4),
  beta1: number(0, 0.999, 0.5),
  beta2: number(0, 0.9999, 0.999),
  beta2_end: number(0, 0.9999, 0),
  decay: choice("constant", "linear", "whole", "cosine"),
  lr_end: number(0, 1, 0.02),
  n_dis: whole(1, 10, 1),
  n_gen: whole(1, 10, 1),
  freeze: choice("none", "g", "d"),
  batch: whole(4, 512, 64),
  ema: number(0, 0.99999, 0.999),
  ema_rampup: choice("off", "on"),
  burn_in: whole(0, 1_000_000_000, 0),
  seed: whole(0, 2 ** 31 - 1, 0),
  steps: whole(0, 10_000_000, 0),
  images: whole(0, 1_000_000_000, 0),
  seconds: number(0, 1_000_000, 0),
};

/** The settings that may change while it trains. */
export const LIVE = ["lr_g", "lr_d", "n_dis", "n_gen", "freeze"];

const [FAMILY, NORMS] = ["points", "norm_d=family / norm_d=none"];

// What the core's points can have and the engine has not: off, or refused.
const OFF = {
  lecam: 0,
  path_length: 0,
  orthogonal: 0,
  historical: 0,
  feature_matching: "off",
  topk: 1,
  unroll: 0,
  style_mixing: 0,
  instance_noise: 0,
  norm_g: "family",
  upsampling: "family",
};

/**
 * A recipe of the points family with all of the engine's settings, checked.
 * @param {Record<string, any>} recipe
 * @returns {Record<string, any>}
 * @throws {Refusal}
 */
export function checked(recipe) {
  const full = { ...recipe };
  for (const [name, field] of Object.entries(SETTINGS)) full[name] = taken(name, field, recipe[name] ?? field.value);
  if ((recipe.family ?? FAMILY) !== FAMILY) throw new Refusal("engine_family", { family: recipe.family });
  const wrong = impossible(full).find(([found]) => found);
  if (wrong) throw new Refusal(wrong[1], wrong[2]);
  for (const [name, off] of Object.entries(OFF)) {
    if ((recipe[name] ?? off) !== off) throw new Refusal("engine_setting", { setting: name, value: off });
  }
  return full;
}

function taken(setting, field, given) {
  if (field.kind === "choice") {
    if (field.choices.includes(given)) return given;
    throw new Refusal("setting_choice", { setting, value: String(given), choices: field.choices.join(", ") });
  }
  const { kind, low, high } = field;
  const good = typeof given === "number" && given >= low && given <= high && (kind === "number" || given % 1 === 0);
  if (!good) throw new Refusal(`setting_${kind}`, { setting, value: String(given), low, high });
  return given;
}

/** What follows the burn-in or the budget: whether it is on, and how the core says so. */
const FOLLOWING = [
  [({ decay }) => decay === "cosine", "The cosine of the rates follows", "decay=cosine", "decay=constant"],
  [({ gamma_end }) => gamma_end, "The weight of the penalty follows", "gamma_end", "gamma_end=0"],
  [({ beta2_end }) => beta2_end, "beta2 follows", "beta2_end", "beta2_end=0"],
  [({ ema_rampup }) => ema_rampup === "on", "The half-life of the average follows", "ema_rampup=on", "ema_rampup=off"],
];
const NEITHER = "the burn-in or the budget, and there is neither: set for example seconds=60 or burn_in=100000";

/** Settings that cannot go together, with the core's codes, in the order of its checks (ganplay/recipe/pairs.py). */
function impossible(recipe) {
  const { packing, batch, loss, clip, penalty, smoothing, gamma_end, beta2_end, optimizer } = recipe;
  const labelled = loss === "nonsaturating" || loss === "minimax";
  const endless = !(recipe.burn_in || recipe.steps || recipe.images || recipe.seconds);
  return [
    [(recipe.resolution ?? 1) !== 1 || ![0, 2].includes(recipe.channels ?? 0), "pair_points_size", {}],
    [recipe.precision === "bf16", "pair_points_bf16", {}],
    [(recipe.augment ?? "none") !== "none", "pair_points_augment", {}],
    [recipe.flip === "on", "pair_points_flip", {}],
    [recipe.labels === "on", "pair_untold", { family: FAMILY }],
    [packing > 1 && batch % packing, "pair_pack_batch", { batch, packing }],
    [clip && labelled, "pair_clip_loss", { loss }],
    [loss === "wasserstein" && !clip && penalty === "none", "pair_unbounded", {}],
    [clip && penalty !== "none", "pair_bound_twice", {}],
    [
      !["family", "none"].includes(recipe.norm_d ?? "family"),
      "pair_norm_missing",
      { family: FAMILY, norm: recipe.norm_d, norms: NORMS },
    ],
    [smoothing && !labelled, "pair_no_labels", { loss }],
    [gamma_end && penalty === "none", "pair_no_penalty", {}],
    [beta2_end && optimizer !== "adam", "pair_beta2_adam", {}],
    ...FOLLOWING.map(([on, what, setting, remedy]) => [
      endless && on(recipe),
      "pair_no_burn_in",
      { setting, remedy, sentence: `${what} ${NEITHER}, or ${remedy}.` },
    ]),
  ];
}
