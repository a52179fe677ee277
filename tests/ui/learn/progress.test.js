import assert from "node:assert/strict";
import { test } from "node:test";
import { EMPTY, figures, readProgress, rightOf, stand, told } from "../../../ganplay/ui/learn/progress.js";

const PAGES = [
  { name: "judge", figure: true },
  { name: "noise", figure: true },
  { name: "uses", figure: false },
];

test("what was kept is read as far as it is one", () => {
  for (const odd of [null, undefined, 3, "x", [], {}, { pages: null }, { pages: 7, last: 3 }])
    assert.deepEqual(readProgress(odd), EMPTY);
  const kept = { pages: { judge: { done: true }, noise: 5 }, last: "judge" };
  assert.deepEqual(readProgress(kept), { pages: { judge: { done: true } }, last: "judge" });
});

test("what is told of a page is added to what was known of it, and nothing is changed in place", () => {
  const first = told(EMPTY, "noise", { predicted: 1 });
  const next = told(first, "noise", { done: true });
  assert.deepEqual(next.pages.noise, { predicted: 1, done: true });
  assert.deepEqual(first.pages.noise, { predicted: 1 });
  assert.deepEqual(EMPTY.pages, {});
});

test("the right answer is the page's, or else what the figure told", () => {
  assert.equal(rightOf({ right: 0 }, { outcome: 2 }), 0);
  assert.equal(rightOf({ right: null }, { outcome: 2 }), 2);
  assert.equal(rightOf({ right: null }, {}), null);
});

test("reading counts for nothing, and the next page is the first that is not done", () => {
  assert.deepEqual(stand(PAGES, EMPTY), { done: 0, of: 2, next: "judge" });
  const one = told(told(EMPTY, "judge", { done: true }), "uses", { done: true });
  assert.deepEqual(stand(PAGES, one), { done: 1, of: 2, next: "noise" });
  assert.deepEqual(stand(PAGES, told(one, "noise", { done: true })), { done: 2, of: 2, next: "judge" });
});

test("numbers are said with the digits that count", () => {
  const said = [
    0,
    8,
    1234,
    12345.6,
    Math.LN2,
    2 * Math.LN2,
    87.44,
    123.4,
    0.0123,
    -0.5,
    "A",
    null,
    Number.NaN,
    undefined,
  ];
  assert.deepEqual(said.map(figures), [
    "0",
    "8",
    "1,234",
    "12,346",
    "0.693",
    "1.39",
    "87.4",
    "123",
    "0.012",
    "−0.5",
    "A",
    "–",
    "–",
    "–",
  ]);
});
