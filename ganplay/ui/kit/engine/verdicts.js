// How each preset came out, by what was seen of its training: one table for the page that tells it and for the
// benchmark that counts it over seeds.

/** Steps between two looks: those that come sooner are left out, so that no figure hangs on how many there were. */
export const LOOKS = 50;

/**
 * What is seen of a training at a step; a number that is not known is NaN.
 * @typedef {object} Look
 * @property {number} step
 * @property {number} x of the middle of the generated points
 * @property {number} y
 * @property {number} extent of the canvas
 * @property {number} covered modes
 * @property {number} of modes there are
 * @property {number} accuracy of D over its batch
 * @property {number} apart mean difference of the beliefs of D and of the best D there could be
 */

/**
 * @typedef {object} Verdict
 * @property {string} figure what is measured
 * @property {(looks: Look[]) => number} of the looks at the second half of a training
 * @property {(value: number) => number} outcome by its number, as the page's answers are numbered
 */

/** Modes counted less than this, of the ring's eight, in the mean of the second half: they are given up. */
const FEW = 4.5;
const MODES = {
  figure: "mean modes covered",
  of: (looks) => mean(looks.map(({ covered }) => covered)),
  outcome: (value) => (value >= FEW ? 0 : 1),
};

/** Of each preset, how it is told. @type {Record<string, Verdict>} */
export const VERDICTS = {
  ring: {
    figure: "share of modes covered at the end",
    of: (looks) => last(looks).covered / last(looks).of,
    outcome: (value) => (value === 1 ? 0 : value > 0.3 ? 1 : 2),
  },
  collapse: MODES,
  packing: MODES,
  chase: {
    figure: "way of the middle from look to look, in half canvases",
    of: travelled,
    outcome: (value) => (value > 0.16 ? 1 : 0),
  },
  vanishing: { ...MODES, outcome: (value) => (value >= 1.5 ? 0 : 1) }, // of the two blobs
  overpowered: {
    figure: "D's mean accuracy",
    of: (looks) => mean(looks.map(({ accuracy }) => accuracy)),
    outcome: (value) => (value <= 0.9 ? 0 : 1),
  },
  frozen: {
    figure: "mean difference of D's belief from the best at the end",
    of: (looks) => last(looks).apart,
    outcome: (value) => (value < 0.2 ? 1 : 0),
  },
};

/**
 * How a preset came out.
 * @param {string} name
 * @param {Look[]} looks at a training from its first step on, two or more
 * @returns {{outcome: number, value: number}} and the figure that tells
 */
export function verdict(name, looks) {
  const { of, outcome } = VERDICTS[name];
  const value = of(spaced(looks.filter(({ step }) => 2 * step >= last(looks).step)));
  return { outcome: outcome(value), value };
}

/** Looks at least LOOKS steps apart, the last of all among them. @param {Look[]} looks */
function spaced(looks) {
  const kept = [];
  for (const look of looks.toReversed()) {
    if (!kept.length || last(kept).step - look.step >= LOOKS) kept.push(look);
  }
  return kept.reverse();
}

const last = (list) => list[list.length - 1];

function mean(values) {
  const known = values.filter(Number.isFinite);
  return known.reduce((sum, value) => sum + value, 0) / known.length;
}

/** How far the middle of the generated points goes from look to look. @param {Look[]} looks */
function travelled(looks) {
  const ways = looks.slice(1).map(({ x, y }, i) => Math.hypot(x - looks[i].x, y - looks[i].y));
  return mean(ways) / looks[0].extent;
}
