// The list of pictures on the table. Nothing here draws or asks.

/** @typedef {import("./state.js").Card} Card */

/** How many pictures the table holds. */
export const MOST = 64;

/**
 * @param {Card[]} cards
 * @param {number | null} id
 * @returns {Card | null} the card of that id, if D can see it
 */
export const usable = (cards, id) => cards.find((card) => card.id === id && card.png) || null;

/**
 * Which card is selected instead of one: the next whose pixels are there, else the nearest before it.
 * @param {Card[]} cards
 * @param {number | null} id
 * @returns {number | null} its id; null where there is none
 */
export function neighbour(cards, id) {
  const at = cards.findIndex((card) => card.id === id);
  const visible = (card) => card.png;
  const found = cards.slice(at + 1).find(visible) || cards.slice(0, at).reverse().find(visible);
  return found ? found.id : null;
}

/**
 * @param {Card[]} cards
 * @param {number} id
 * @returns {Card | undefined} the one behind it, or else the one before
 */
export function beside(cards, id) {
  const at = cards.findIndex((card) => card.id === id);
  return cards[at + 1] || cards[at - 1];
}

/**
 * To sort by: the highest logit first, those without one last.
 * @param {Card} one
 * @param {Card} other
 * @returns {number}
 */
export function byLogit(one, other) {
  const logit = (card) => (card.row ? card.row.logit : -1e9);
  return logit(other) - logit(one);
}

/** @param {Card[]} cards @returns {number} of the next drawing, from 1 */
export function nextDrawing(cards) {
  const drawings = cards.filter((card) => card.kind === "pad");
  return 1 + Math.max(0, ...drawings.map((card) => card.number));
}

/** @param {Card} card @param {Card} shown @returns {boolean} a score to be marked beside that of the shown one */
export const scoredBeside = (card, shown) => Boolean(card.row) && card !== shown;
