// Settings that the laboratory begins with, and those of its presets: plain data, by the recipe's own names.

/** Every setting of the laboratory; those of the core that are not here are as the core has them. */
export const DEFAULTS = {
  name: "points",
  family: "points",
  dataset: "ring",
  resolution: 1,
  channels: 0,
  precision: "fp32",
  z_dim: 2,
  noise: "gaussian",
  g_layers: 3,
  d_layers: 3,
  g_width: 32,
  d_width: 32,
  activation: "family",
  packing: 1,
  loss: "nonsaturating",
  smoothing: 0,
  clip: 0,
  penalty: "r1",
  gamma: 0.05,
  gamma_end: 0,
  penalty_every: 1,
  drift: 0,
  optimizer: "adam",
  lr_g: 2e-3,
  lr_d: 2e-3,
  beta1: 0,
  beta2: 0.9,
  decay: "constant",
  burn_in: 0,
  lr_end: 0.02,
  n_dis: 1,
  n_gen: 1,
  freeze: "none",
  batch: 128,
  ema: 0.999,
  seed: 0,
  steps: 0,
  images: 0,
  seconds: 0,
  metrics: 0,
};

/**
 * On curves G tends to lie too thin: a D that learns twice a step sees it, and rates that fall let both settle there.
 * They fall over the burn-in and stay low, so that the training has no end.
 */
const CURVE = {
  gamma: 0.01,
  lr_d: 4e-3,
  beta2: 0.99,
  n_dis: 2,
  decay: "cosine",
  burn_in: 1_500_000,
  lr_end: 0.01,
};
const WIDE = { gamma: 0.5 }; // slopes are the smaller, the farther points lie apart

/** By data set, what suits it better than the defaults. @type {Record<string, Record<string, any>>} */
export const SUITED = {
  grid: WIDE,
  blobs: WIDE,
  line: CURVE,
  swiss_roll: CURVE,
  two_moons: CURVE,
  spiral: CURVE,
};

const UNTAMED = { g_layers: 2, d_layers: 2, penalty: "none", beta1: 0.5, beta2: 0.99, ema: 0 };

const COLLAPSE = { ...UNTAMED, dataset: "ring", lr_g: 5e-3, lr_d: 5e-4, beta1: 0.8 };

/**
 * @typedef {object} Preset
 * @property {Record<string, any>} settings beside the defaults
 * @property {number} steps that it takes to show
 * @property {number} comes the outcome that it is there to show, see `verdict`
 * @property {Record<string, Record<string, any>>} remedies what mends it
 */

/** Every preset; measured by benchmarks/lab_converges.js. @type {Record<string, Preset>} */
export const PRESETS = {
  ring: { settings: { dataset: "ring" }, steps: 6000, comes: 0, remedies: {} },
  // G learns ten times as fast as D: all of its points lie where D believes for the moment.
  collapse: {
    settings: COLLAPSE,
    steps: 2500,
    comes: 1,
    remedies: { rates: { lr_g: 1e-3, lr_d: 5e-3 }, packing: { packing: 2 } },
  },
  // A little slower than that, and D drives them from place to place.
  chase: {
    settings: { ...UNTAMED, dataset: "ring", lr_g: 5e-3, lr_d: 1e-3, beta1: 0.65 },
    steps: 2500,
    comes: 1,
    remedies: { r1: { penalty: "r1", gamma: 1 } },
  },
  // Plain descent, because Adam makes whole steps of the smallest gradient.
  vanishing: {
    settings: { ...UNTAMED, dataset: "blobs", loss: "minimax", optimizer: "sgd", n_dis: 5, lr_g: 1e-3, lr_d: 0.1 },
    steps: 1600,
    comes: 1,
    remedies: { wasserstein: { loss: "wasserstein", penalty: "gp", gamma: 1 } },
  },
  overpowered: {
    settings: { ...UNTAMED, dataset: "ring", loss: "minimax", n_dis: 10, d_width: 48, lr_g: 5e-4, lr_d: 1e-2 },
    steps: 1000,
    comes: 1,
    remedies: { r1: { penalty: "r1", gamma: 0.1 } },
  },
  frozen: {
    settings: { ...UNTAMED, dataset: "two_gaussians", freeze: "g", lr_d: 5e-3 },
    steps: 2000,
    comes: 1,
    remedies: { free: { freeze: "none" } },
  },
  packing: {
    settings: { ...COLLAPSE, packing: 2 },
    steps: 2500,
    comes: 0,
    remedies: { unpacked: { packing: 1 } },
  },
};
