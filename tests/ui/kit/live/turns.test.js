import assert from "node:assert/strict";
import { test } from "node:test";
import { LIT } from "../../../../ganplay/ui/kit/flow.js";
import { phasesOf, turns } from "../../../../ganplay/ui/kit/live/turns.js";

const BOTH = ["generate", "judge", "d_step", "g_generate", "g_judge", "g_step"];
const shown = (turn, count) => Array.from({ length: count }, () => turn.next());

test("a step is D's, then G's; of a single step only what it trains moves", () => {
  assert.deepEqual(phasesOf("both"), BOTH);
  assert.deepEqual([phasesOf("d"), phasesOf("g")], [BOTH.slice(0, 3), BOTH.slice(3)]);
  assert.ok(BOTH.every((phase) => LIT[phase].length > 1));
});

test("nothing moves before a step is heard of, and a step that began is shown to its end", () => {
  const turn = turns();
  turn.heard(40, "both"); // what was reached before this page looked
  assert.equal(turn.next(), "");
  turn.heard(41, "both");
  assert.deepEqual(shown(turn, 7), [...BOTH, ""]);
});

test("steps heard of meanwhile are one more, and the same step told again is none", () => {
  const turn = turns();
  for (const step of [0, 1]) turn.heard(step, "both");
  assert.equal(turn.next(), "generate");
  for (const step of [2, 3, 4, 4]) turn.heard(step, "d");
  assert.deepEqual(shown(turn, 9), [...BOTH.slice(1), ...BOTH.slice(0, 3), ""]);
  turn.heard(4, "g");
  assert.equal(turn.next(), "");
});

test("a replay that begins again, and another run, train nothing by going back", () => {
  const turn = turns();
  for (const step of [0, 100, 0]) turn.heard(step, "both");
  shown(turn, 6);
  assert.equal(turn.next(), "");
  turn.heard(500, "g");
  turn.begin();
  assert.equal(turn.next(), "");
  turn.heard(7, "both");
  assert.equal(turn.next(), "");
});
