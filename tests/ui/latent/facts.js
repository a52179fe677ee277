// What `open_run` answers of runs that the tests make up.

/** @param {object} more @returns {import("../../../ganplay/ui/latent/state.js").Facts} */
export const factsOf = (more = {}) => ({
  run: "one",
  dataset: "digits",
  steps: [0, 50, 100],
  named: { z: [], w: [] },
  classes: [],
  codes: [],
  inputs: 1,
  w: false,
  cuts: false,
  layers: [],
  histograms: [],
  ...more,
});
