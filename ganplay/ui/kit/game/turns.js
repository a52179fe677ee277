// The guess game's turns and its score. Nothing here draws or asks.

/** @typedef {{called: boolean, real: boolean, logit: number, d: boolean}} Guess called by the player, d by D */
/** @typedef {{you: number, d: number}} Right how many of the answered pictures the player and D had right */
/** @typedef {{tpr: number, fpr: number, right: number}} Spot of somebody on the ROC */
/** @typedef {{fpr: number[], tpr: number[], auc: number}} Roc */
/** @typedef {{real: boolean, logit: number, d: boolean, said_real: number}} Shown a picture, for who is through */

/**
 * What `Games.standing` in game.py tells a player; what follows `right` only one who is through.
 * @typedef {object} Standing
 * @property {string} run
 * @property {number} step of the checkpoint that is played against
 * @property {number} count of pictures
 * @property {number} players how many began
 * @property {number} finished how many are through
 * @property {Record<string, Guess>} mine by the index of the picture
 * @property {Right} right
 * @property {Shown[]} [pictures]
 * @property {Spot[]} [people]
 * @property {Spot} [d]
 * @property {Roc | null} [roc_d] null where all pictures are of one kind
 * @property {Roc | null} [roc_class] null also until two are through
 */

/**
 * @typedef {object} Turns
 * @property {number} count of pictures
 * @property {number[]} order indices of the pictures that were unanswered when the game was opened
 * @property {number} at how many of these have been guessed at since
 * @property {Record<string, Guess>} mine those that the server has answered
 */

/** @param {{count: number, mine: Record<string, Guess>}} standing @returns {Turns} as the game is opened */
export function turnsOf({ count, mine }) {
  const order = Array.from({ length: count }, (_, index) => index).filter((index) => !(index in mine));
  return { count, order, at: 0, mine };
}

/** @param {Turns} turns @returns {number | undefined} index of the picture to be guessed; undefined: that was all */
export const current = ({ order, at }) => order[at];

/** @param {Turns} turns @returns {number} which one it is, counted from 1 and with those answered before a reload */
export const ordinal = ({ count, order, at }) => Math.min(count, count - order.length + at + 1);

/** @param {Turns} turns @returns {Turns} the next picture is to be guessed: the answer to the last may take its time */
export const guessed = (turns) => ({ ...turns, at: turns.at + 1 });

/** @param {Turns} turns @param {number} index @param {Guess} guess @returns {Turns} after the answer to a guess */
export const answered = (turns, index, guess) => ({ ...turns, mine: { ...turns.mine, [index]: guess } });

/** @param {Turns} turns @returns {number[]} indices of the pictures that were guessed at and not answered yet */
export const waiting = ({ order, at, mine }) => order.slice(0, at).filter((index) => !(index in mine));

/** @param {Turns} turns @returns {Turns} back at the first picture that was not answered: no guess after it counted */
export function takenBack(turns) {
  const [first] = waiting(turns);
  return first === undefined ? turns : { ...turns, at: turns.order.indexOf(first) };
}

/**
 * How each picture went, in the order in which they are shown: what was answered before a reload comes first.
 * @param {Turns} turns
 * @returns {("good" | "bad" | "sent" | "now" | "")[]}
 */
export function marks(turns) {
  const { order, at, mine } = turns;
  const before = Object.keys(mine)
    .map(Number)
    .filter((index) => !order.includes(index));
  return [...before, ...order].map((index) => {
    if (index in mine) return mine[index].called === mine[index].real ? "good" : "bad";
    if (index === current(turns)) return "now";
    return order.indexOf(index) < at ? "sent" : "";
  });
}

/**
 * How many play and are through, as it is told to who is through.
 * @param {{players: number, finished: number}} standing
 * @returns {"alone" | "first" | "some" | "all"}
 */
export function company({ players, finished }) {
  if (players === 1) return "alone";
  if (finished === 1) return "first";
  return finished < players ? "some" : "all";
}

/** @param {string} key of the keyboard @returns {boolean | null} called real, called generated, or no guess */
export function guessOf(key) {
  if (["r", "R", "ArrowLeft"].includes(key)) return true;
  if (["g", "G", "ArrowRight"].includes(key)) return false;
  return null;
}

/**
 * Where the player's yes and no stand on the ROC.
 * @param {Shown[]} pictures
 * @param {Record<string, Guess>} mine
 * @returns {{tpr: number, fpr: number}} the shares of real and of generated pictures that were called real
 */
export function spotOf(pictures, mine) {
  const share = (real) => {
    const indices = [...pictures.keys()].filter((index) => pictures[index].real === real);
    return indices.length ? indices.filter((index) => mine[index].called).length / indices.length : 0;
  };
  return { tpr: share(true), fpr: share(false) };
}

/**
 * @param {boolean} you the player was right
 * @param {boolean} d D was right
 * @returns {"nobody" | "both" | "only_d" | "only_you"} whom a picture fooled
 */
export function fooled(you, d) {
  if (you) return d ? "nobody" : "only_d";
  return d ? "only_you" : "both";
}

/** @param {number} you @param {number} d how many were right @returns {"won" | "lost" | "even"} */
export function outcome(you, d) {
  if (you === d) return "even";
  return you > d ? "won" : "lost";
}
