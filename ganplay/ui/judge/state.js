// What the Discriminator tab knows: its runs, the moment, the pictures that were brought. Nothing here draws or asks.

/** @typedef {import("../kit/picker.js").Lists} Lists */
/** @typedef {{step: number[], loss_d: number[], loss_g: number[]}} Curve */

/**
 * What questions.py tells of a run (`opened`).
 * @typedef {object} Facts
 * @property {string} run
 * @property {string} title
 * @property {string} name of the recipe
 * @property {string} dataset
 * @property {number[]} steps of its checkpoints, rising
 * @property {number} resolution pixels a side
 * @property {number} channels
 * @property {string} loss
 * @property {"crop" | "fit"} crop how the run took its own pictures
 * @property {boolean} calibratable its loss has probabilities
 * @property {string} sign which rule says real: a word's key without "judge."
 * @property {Curve} curve
 */

/**
 * What ../kit/bench.py says of a picture (`Bench.rows`).
 * @typedef {object} Judged
 * @property {number} step of the moment that said it
 * @property {number} threshold the logit above which D calls a picture real
 * @property {number} logit
 * @property {number} real percentile among real pictures, 0 .. 100
 * @property {number} generated percentile among generated ones
 * @property {number | null} probability null of a critic
 * @property {number | null} far how many times as far from what D was trained on as all but the farthest hundredth of
 *   real pictures are, or, where unfamiliar is null, as the farthest that was held out
 * @property {boolean | null} unfamiliar it lies beyond them; null where too few were held out to say so
 */

/**
 * A picture on the table.
 * @typedef {object} Card
 * @property {number} id
 * @property {"file" | "pad" | "camera" | "real" | "generated" | "odd"} kind
 * @property {string} name of its file; "" where it has none
 * @property {string} [word] key of its name, where that is said in the language of the page
 * @property {object} [gaps] of that word
 * @property {string | null} png a data URL of the exact pixels that D sees; null until they are there
 * @property {Judged | null} row
 * @property {import("../kit/wording.js").Refused | null} error why its file cannot be used
 * @property {Blob} [file] that was brought
 * @property {number} [number] of the drawing, the seed or the picture
 * @property {number} [asked] counts what was asked of its file: an older answer is not for it any more
 */

/** @typedef {{held_out: number[], training: number[], generated: number[]}} Logits of pictures whose origin is known */

/**
 * How well one side of `Logits` is told from generated pictures (`ganplay.scoring.separability`).
 * @typedef {object} Separability
 * @property {number} auc
 * @property {number} ap
 * @property {number} recall
 * @property {{fpr: number[], tpr: number[]}} roc
 * @property {{precision: number[], recall: number[]}} pr
 */

/**
 * @typedef {object} Calibration from logits to probabilities
 * @property {number} ece its error, 0 .. 1
 * @property {number} ece_floor the error that chance alone would leave
 * @property {number} n_real
 * @property {number} n_generated
 * @property {[number, number, number][]} bins said, true share, how many
 */

/**
 * D on pictures whose origin is known (`whole` of questions.py).
 * @typedef {object} Whole
 * @property {number} step
 * @property {number} threshold
 * @property {Logits} logits
 * @property {Separability} held_out
 * @property {Separability} training
 * @property {Calibration | null} calibration null of a critic, and where pictures are too few
 */

/** @typedef {{colour: string, width: number, points: [number, number][]}} Stroke */

/**
 * @typedef {object} Drawing
 * @property {Stroke[]} strokes
 * @property {string} colour of the next one
 * @property {number} width of the next one, in pixels of the pad
 * @property {number | null} card its id; null until there is one
 */

/**
 * @typedef {object} State
 * @property {Lists} lists
 * @property {string | null} run
 * @property {Facts | null} facts of it
 * @property {number | null} step the moment
 * @property {string} mode what is asked: a name of page.js's MODES
 * @property {Card[]} cards
 * @property {number | null} chosen id of the selected one
 * @property {Whole | null} whole of this moment; null until it is known
 * @property {import("../kit/ranges.js").Histogram | null} [hist] of its logits
 * @property {{real: number, generated: number}} first which ones are picked next
 * @property {"crop" | "fit"} crop how files become square
 * @property {boolean} invert
 * @property {boolean} centre
 * @property {"pad" | "camera" | null} panel what is open above the cards
 * @property {Drawing | null} pad
 * @property {boolean} ready what there is to look at is on the table
 * @property {string | null} game id of the game that is being played
 * @property {boolean} eager a game is to begin as soon as its question is opened
 */

/**
 * The tab as its parts see it: the functions of table.js, run.js and page.js, and these.
 * @typedef {object} Own
 * @property {State} state
 * @property {HTMLElement} root
 * @property {import("../kit/channel.js").Server} server
 * @property {(what: string, question: object) => Promise<any>} ask throws where nobody answers
 * @property {(what: string, question: object) => Promise<any>} fetch says what went wrong and answers null
 */

/** @typedef {Own & import("./table.js").Table & import("./run.js").Run & import("./page.js").Page} App */

/**
 * One question of the tab. update(what) says what is new: "open", "ready" (the first pictures are on the table),
 * "cards", "step", "whole", "facts", "theme" or "size".
 * @typedef {object} Mode
 * @property {() => HTMLElement[]} build
 * @property {(what: string) => void} update
 * @property {() => void} [leave] it is not shown any more
 */

/** @param {string | null} game which the page's address asks for @returns {State} */
export const freshState = (game) => ({
  lists: { mine: [], others: [], pretrained: [] },
  run: null,
  facts: null,
  step: null,
  mode: "cards",
  cards: [],
  chosen: null,
  whole: null,
  first: { real: 0, generated: 0 },
  crop: "crop",
  invert: false,
  centre: false,
  panel: null,
  pad: null,
  ready: false,
  game,
  eager: false,
});

/** @param {number[]} steps @returns {number} the last one */
const last = (steps) => steps[steps.length - 1];

/**
 * What changes of the state when a run is opened. Files stay on the table, to be judged anew; picked pictures belong to
 * the run they come from, and so does a game.
 * @param {State} state
 * @param {string} run
 * @param {Facts} facts
 * @param {number | null} step the moment that is wished for; the last one where there is no such
 * @returns {Partial<State>}
 */
export function opened(state, run, facts, step) {
  const kept = state.cards.filter((card) => card.file);
  return {
    run,
    facts,
    step: facts.steps.includes(step) ? step : last(facts.steps),
    ready: false,
    whole: null,
    hist: null,
    first: { real: 0, generated: 0 },
    crop: facts.crop,
    centre: false,
    invert: false,
    cards: kept.map((card) => ({ ...card, row: null, png: null })),
    game: run === state.run || state.run === null ? state.game : null,
  };
}

/**
 * Whether a run may have more moments than are known.
 * @param {{step: number} | undefined} row of the list
 * @param {{step: number} | undefined} before the same row when the list was last read
 * @param {number[]} steps that are known
 * @returns {boolean}
 */
export function hasGrown(row, before, steps) {
  if (!row) return false;
  return !before || row.step !== before.step || row.step > last(steps);
}

/** @param {object[]} rows of a list @param {object[]} others @returns {boolean} the same runs under the same names */
export function listedAlike(rows, others) {
  const names = (all) => JSON.stringify(all.map((row) => [row.run, row.title]));
  return names(rows) === names(others);
}
