import assert from "node:assert/strict";
import { test } from "node:test";
import * as book from "../../../ganplay/ui/train/shelf.js";

const record = (recipe, dataset, minutes, distance, more = {}) => ({
  recipe,
  dataset,
  minutes,
  size: "small",
  resolution: 28,
  metrics: { classifier_fd: [distance, 2, 1000, 1000] },
  minute: null,
  samples: `${recipe}.webp`,
  ...more,
});
const facts = {
  recipes: ["quick", "dcgan", "sngan", "points"].map((name) => ({
    name,
    kind: name === "points" ? "points" : "pictures",
  })),
  kinds: {
    pictures: { name: "pictures", data: ["mnist", "faces"], compared: ["classifier_fd", "precision", "recall"] },
    points: { name: "points", data: ["ring", "grid"], compared: ["modes", "high_quality"] },
  },
  long: 10,
  minute: [55, 65],
  records: [
    record("points", "grid", 2, null, { resolution: 1, metrics: { modes: [25, 25, 5000, 5000] } }),
    record("quick", "mnist", 2, 30),
    record("dcgan", "mnist", 2, 20, { resolution: 32, metrics: { classifier_fd: [20, 3, 1000, 256] } }),
    record("quick", "mnist", 10, 9, { minute: { seconds: 61, classifier_fd: [40, 2, 1000, 1000] } }),
    record("dcgan", "mnist", 10, 8),
    { recipe: "sngan", dataset: "mnist", minutes: 10, size: "small", refused: "It cannot." },
  ],
};

test("data sets in the order of their kinds, and what of each can be compared", () => {
  assert.deepEqual(book.datasets(facts), ["mnist", "grid"]);
  assert.deepEqual(book.budgets(facts, "mnist"), ["first", 2, 10]);
  assert.deepEqual(book.budgets(facts, "grid"), [2]);
  assert.deepEqual(book.compared(facts, "grid", 2), ["modes", "high_quality"]);
  assert.deepEqual(book.compared(facts, "mnist", "first"), ["classifier_fd", "times"]);
  assert.deepEqual(book.compared(facts, "mnist", 2), ["classifier_fd", "times", "precision", "recall"]);
});

test("the first minute is of the long runs that were measured in it; the rest says why it has no number", () => {
  const shelf = book.shelf(facts, "mnist", "first");
  assert.deepEqual(
    shelf.map(({ recipe }) => recipe),
    ["quick", "sngan"],
  );
  assert.deepEqual([shelf[0].metrics, shelf[0].samples], [{ classifier_fd: [40, 2, 1000, 1000] }, null]);
  assert.equal(facts.records[3].samples, "quick.webp");
});

test("what was measured too early or too late is not ranked with the first minute, and says when it was", () => {
  const minute = (seconds) => ({ seconds, classifier_fd: [1, 2, 500, 500] });
  const records = [54, 55, 65, 66].map((seconds) => record("quick", "mnist", 10, 9, { minute: minute(seconds) }));
  const found = book.shelf({ ...facts, records }, "mnist", "first");
  assert.deepEqual(
    found.map(({ metrics }) => Boolean(metrics)),
    [false, true, true, false],
  );
  assert.deepEqual([found[0].missed.seconds, found[1].missed], [54, undefined]);
});

test("recipes are ranked within a size, by how many times its floor a distance is", () => {
  const sized = (recipe, resolution, distance, floor) =>
    record(recipe, "mnist", 2, distance, { resolution, metrics: { classifier_fd: [distance, floor, 9, 9] } });
  const records = [sized("quick", 28, 1, 0.1), sized("dcgan", 32, 4, 1), sized("sngan", 28, 0.5, 0.01)];
  const { ranked } = book.ranking({ ...facts, records }, "mnist", records);
  assert.deepEqual(
    ranked.map(({ recipe }) => recipe),
    ["dcgan", "quick", "sngan"],
  );
  assert.deepEqual(
    book.bySize(ranked).map(([px, alike]) => [px, alike.length]),
    [
      [32, 1],
      [28, 2],
    ],
  );
  assert.deepEqual(
    ranked.map((one) => book.metric(one, "times")[0]),
    [4, 10, 50],
  );
  assert.equal(book.quickPlace(facts, ranked, "mnist", 2), 1);
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
  assert.equal(book.quickPlace(facts, ranked, "mnist", 2), 1); // the other one is of another size
  assert.equal(book.quickPlace(facts, ranked, "mnist", "first"), null);
  const points = book.ranking(facts, "grid", book.shelf(facts, "grid", 2));
  assert.deepEqual([points.ranked.length, points.rest], [1, []]);
  assert.equal(book.quickPlace(facts, points.ranked, "grid", 2), null);
});

test("a floor is of its resolution, and says of how many pictures, where they are not n", () => {
  const { ranked } = book.ranking(facts, "mnist", book.shelf(facts, "mnist", 2));
  const floors = book.bySize(ranked).map(([px, alike]) => [px, book.floorOf(alike, "classifier_fd")]);
  assert.deepEqual(floors, [
    [32, { floor: 3, few: 256 }],
    [28, { floor: 2, few: null }],
  ]);
  assert.deepEqual(book.floorOf(ranked, "recall"), { floor: undefined, few: null });
  assert.deepEqual(book.metric(ranked[0], "recall"), [null, null, 0, null]);
  assert.equal(book.metric({ metrics: { classifier_fd: [null, 2, 9, 9] } }, "times")[0], null);
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
