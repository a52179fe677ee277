import assert from "node:assert/strict";
import { test } from "node:test";
import * as book from "../../../ganplay/ui/train/shelf.js";

const record = (recipe, dataset, minutes, distance, more = {}) => ({
  recipe,
  dataset,
  minutes,
  size: "small",
  resolution: 28,
  metrics: { classifier_fd: [distance, 2, 1000] },
  minute: null,
  samples: `${recipe}.webp`,
  ...more,
});
const facts = {
  recipes: ["quick", "dcgan", "sngan", "points"].map((name) => ({
    name,
    source: name,
    kind: name === "points" ? "points" : "pictures",
  })),
  kinds: {
    pictures: { name: "pictures", data: ["mnist", "faces"], compared: ["classifier_fd", "precision", "recall"] },
    points: { name: "points", data: ["ring", "grid"], compared: ["modes", "high_quality"] },
  },
  long: 10,
  records: [
    record("points", "grid", 2, null, { resolution: 1, metrics: { modes: [25, 25, 5000] } }),
    record("quick", "mnist", 2, 30),
    record("dcgan", "mnist", 2, 20, { resolution: 32, metrics: { classifier_fd: [20, 3, 1000] } }),
    record("quick", "mnist", 10, 9, { minute: { seconds: 61, classifier_fd: [40, 2, 1000] } }),
    record("dcgan", "mnist", 10, 8),
    { recipe: "sngan", dataset: "mnist", minutes: 10, size: "small", refused: "It cannot." },
  ],
};

test("data sets in the order of their kinds, and what of each can be compared", () => {
  assert.deepEqual(book.datasets(facts), ["mnist", "grid"]);
  assert.deepEqual(book.budgets(facts, "mnist"), ["first", 2, 10]);
  assert.deepEqual(book.budgets(facts, "grid"), [2]);
  assert.deepEqual(book.compared(facts, "grid", 2), ["modes", "high_quality"]);
  assert.deepEqual(book.compared(facts, "mnist", "first"), ["classifier_fd"]);
  assert.equal(book.compared(facts, "mnist", 2).length, 3);
});

test("the first minute is of the long runs that were measured in it; the rest says why it has no number", () => {
  const shelf = book.shelf(facts, "mnist", "first");
  assert.deepEqual(
    shelf.map(({ recipe }) => recipe),
    ["quick", "sngan"],
  );
  assert.deepEqual([shelf[0].metrics, shelf[0].samples], [{ classifier_fd: [40, 2, 1000] }, null]);
  assert.equal(facts.records[3].samples, "quick.webp");
});

test("the nearest stands first, and every other recipe for such data below", () => {
  const { ranked, rest } = book.ranking(facts, "mnist", book.shelf(facts, "mnist", 2));
  assert.deepEqual(
    ranked.map(({ recipe }) => recipe),
    ["dcgan", "quick"],
  );
  assert.deepEqual(rest, [{ recipe: "sngan" }]);
  const long = book.ranking(facts, "mnist", book.shelf(facts, "mnist", 10));
  assert.equal(long.rest[0].refused, "It cannot.");
  assert.equal(book.quickPlace(facts, ranked, "mnist", 2), 2);
  assert.equal(book.quickPlace(facts, ranked, "mnist", "first"), null);
  const points = book.ranking(facts, "grid", book.shelf(facts, "grid", 2));
  assert.deepEqual([points.ranked.length, points.rest], [1, []]);
  assert.equal(book.quickPlace(facts, points.ranked, "grid", 2), null);
});

test("a floor is of its resolution", () => {
  const { ranked } = book.ranking(facts, "mnist", book.shelf(facts, "mnist", 2));
  assert.deepEqual(book.resolutions(ranked), [28, 32]);
  assert.deepEqual(
    [28, 32, 64].map((px) => book.floorOf(ranked, px, "classifier_fd")),
    [2, 3, undefined],
  );
  assert.deepEqual(book.metric(ranked[0], "recall"), [null, null, 0]);
});

test("machines have letters where there are several", () => {
  assert.equal(book.letters(["one", "one"]).size, 0);
  assert.deepEqual(
    [...book.letters(["one", "two", "one"])],
    [
      ["one", "a"],
      ["two", "b"],
    ],
  );
});

test("the size at which a recipe was trained, tiny where it was not", () => {
  assert.equal(book.sizeOf(facts, "dcgan"), "small");
  assert.equal(book.sizeOf(facts, "r3gan"), "tiny");
});
