// The list of pictures on the table.
import assert from "node:assert/strict";
import { test } from "node:test";
import { beside, byLogit, neighbour, nextDrawing, scoredBeside, usable } from "../../../ganplay/ui/judge/deck.js";

const card = (id, more = {}) => ({ id, png: `png ${id}`, row: null, kind: "file", ...more });
const blank = (id) => card(id, { png: null });

test("only a card whose pixels are there can be selected", () => {
  const cards = [card(1), blank(2)];
  assert.equal(usable(cards, 1), cards[0]);
  assert.equal(usable(cards, 2), null);
  assert.equal(usable(cards, null), null);
});

test("the next card with pixels is selected instead of one, else the nearest before it", () => {
  const cards = [card(1), card(2), blank(3), card(4), blank(5)];
  assert.equal(neighbour(cards, 2), 4);
  assert.equal(neighbour(cards, 1), 2);
  assert.equal(neighbour(cards, 4), 2);
  assert.equal(neighbour([card(1), blank(2), card(3)], 3), 1);
  assert.equal(neighbour([blank(1), card(2)], 2), null);
  assert.equal(neighbour([], null), null);
});

test("the keyboard goes to the card behind, or before the last one", () => {
  const cards = [card(1), blank(2), card(3)];
  assert.equal(beside(cards, 1).id, 2);
  assert.equal(beside(cards, 3).id, 2);
  assert.equal(beside([card(1)], 1), undefined);
});

test("the highest logit comes first, what has none last, and equals keep their order", () => {
  const cards = [card(1), card(2, { row: { logit: -3 } }), card(3, { row: { logit: 2 } }), card(4), card(5)];
  cards.push(card(6, { row: { logit: 2 } }));
  assert.deepEqual(
    cards.sort(byLogit).map(({ id }) => id),
    [3, 6, 2, 1, 4, 5],
  );
});

test("drawings are numbered on from the highest", () => {
  assert.equal(nextDrawing([card(1, { number: 9 })]), 1);
  assert.equal(nextDrawing([card(1, { kind: "pad", number: 1 }), card(2, { kind: "pad", number: 4 })]), 5);
});

test("scores stand beside that of the shown card, its own does not", () => {
  const shown = card(1, { row: { logit: 1 } });
  const cards = [shown, card(2), card(3, { row: { logit: 0 } })];
  assert.deepEqual(
    cards.filter((one) => scoredBeside(one, shown)).map(({ id }) => id),
    [3],
  );
});
