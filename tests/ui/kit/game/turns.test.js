// The guess game's turns and its score.
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  answered,
  company,
  current,
  fooled,
  guessed,
  guessOf,
  marks,
  ordinal,
  outcome,
  spotOf,
  takenBack,
  turnsOf,
  waiting,
} from "../../../../ganplay/ui/kit/game/turns.js";

const right = { called: true, real: true, logit: 1, d: true };
const wrong = { called: true, real: false, logit: 1, d: true };

test("a game that was begun goes on with the pictures that are left", () => {
  const turns = turnsOf({ count: 5, mine: { 1: right, 3: wrong } });
  assert.deepEqual(turns.order, [0, 2, 4]);
  assert.equal(current(turns), 0);
  assert.equal(ordinal(turns), 3);
});

test("the strip shows what was answered before a reload first, then the order of play", () => {
  let turns = turnsOf({ count: 5, mine: { 3: wrong, 1: right } });
  assert.deepEqual(marks(turns), ["good", "bad", "now", "", ""]);
  turns = answered(guessed(turns), 0, wrong);
  assert.deepEqual(marks(turns), ["good", "bad", "bad", "now", ""]);
  assert.equal(ordinal(turns), 4);
});

test("a guess leaves the turns before it as they were, and the last one ends the game", () => {
  const before = turnsOf({ count: 2, mine: {} });
  const after = answered(guessed(before), 0, right);
  assert.deepEqual([before.at, before.mine, current(before)], [0, {}, 0]);
  assert.deepEqual([after.at, after.mine, current(after)], [1, { 0: right }, 1]);
  const through = answered(guessed(after), 1, wrong);
  assert.equal(current(through), undefined);
  assert.equal(ordinal(through), 2);
  assert.deepEqual([marks(through), waiting(through)], [["good", "bad"], []]);
});

test("the next picture waits for no answer, and a guess that never arrived is taken back with those after it", () => {
  const sent = guessed(guessed(guessed(turnsOf({ count: 5, mine: { 1: right } }))));
  assert.deepEqual([current(sent), waiting(sent)], [4, [0, 2, 3]]);
  assert.deepEqual(marks(sent), ["good", "sent", "sent", "sent", "now"]);
  const one = answered(sent, 0, wrong);
  assert.deepEqual(
    [marks(one), waiting(one)],
    [
      ["good", "bad", "sent", "sent", "now"],
      [2, 3],
    ],
  );
  const back = takenBack(one);
  assert.deepEqual([current(back), marks(back)], [2, ["good", "bad", "now", "", ""]]);
  assert.equal(takenBack(back), back);
});

test("who is through is told of the others as many as there are", () => {
  const told = (players, finished) => company({ players, finished });
  assert.deepEqual([told(1, 1), told(2, 1), told(30, 1)], ["alone", "first", "first"]);
  assert.deepEqual([told(30, 2), told(2, 2)], ["some", "all"]);
});

test("keys guess, whatever the case, and others do not", () => {
  assert.deepEqual(["r", "R", "ArrowLeft"].map(guessOf), [true, true, true]);
  assert.deepEqual(["g", "G", "ArrowRight"].map(guessOf), [false, false, false]);
  assert.deepEqual(["Enter", "x", " "].map(guessOf), [null, null, null]);
});

test("a player's place on the ROC is what was called real of both kinds", () => {
  const pictures = [true, true, true, true, false, false].map((real) => ({ real }));
  const called = [true, false, true, true, true, false];
  const mine = Object.fromEntries(called.map((one, index) => [index, { called: one }]));
  assert.deepEqual(spotOf(pictures, mine), { tpr: 0.75, fpr: 0.5 });
  assert.deepEqual(spotOf(pictures.slice(0, 2), mine), { tpr: 0.5, fpr: 0 });
});

test("a picture fooled whoever was wrong", () => {
  assert.equal(fooled(true, true), "nobody");
  assert.equal(fooled(true, false), "only_d");
  assert.equal(fooled(false, true), "only_you");
  assert.equal(fooled(false, false), "both");
});

test("more right guesses win", () => {
  assert.deepEqual([outcome(12, 11), outcome(11, 12), outcome(12, 12)], ["won", "lost", "even"]);
});
