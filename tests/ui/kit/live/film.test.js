import assert from "node:assert/strict";
import { test } from "node:test";
import { due, film, restart } from "../../../../ganplay/ui/kit/live/film.js";

const grids = (count) => Array.from({ length: count }, (_, index) => [index + 1, 10 * index]);

test("a short history is shown sheet by sheet, a long one evenly and with its last sheet", () => {
  assert.deepEqual(film(grids(3), 0, false).order, grids(3));
  const { order } = film(grids(200), 0, false);
  assert.equal(order.length, 65);
  assert.deepEqual(
    [order[0], order[1], order[64]],
    [
      [1, 0],
      [4, 30],
      [200, 1990],
    ],
  );
  assert.deepEqual(film([], 0, false), { order: [], start: 0, at: 0 });
});

test("where nothing is to move the last sheet stands", () => {
  assert.equal(film(grids(3), 5, true).at, 2);
  assert.equal(film(grids(3), 5, false).at, 0);
});

test("26 seconds from the first sheet to the last, three more on it, and again", () => {
  const shown = { ...film(grids(13), 1000, false), start: 1000 };
  const at = (seconds, speed = 1) => due(shown, 1000 + 1000 * seconds, speed);
  assert.deepEqual(
    [0, 1.9, 2, 25, 26, 28.9, 29, 31].map((seconds) => at(seconds)),
    [0, 0, 1, 12, 12, 12, 0, 1],
  );
  assert.equal(at(1, 4), 2);
});

test("the second sheet comes after half the time, whatever their number", () => {
  for (const count of [2, 13, 36]) {
    const shown = film(grids(count), 1000, false);
    const sheet = 26_000 / count;
    assert.deepEqual([due(shown, 1000 + 0.49 * sheet, 1), due(shown, 1001 + 0.5 * sheet, 1)], [0, 1]);
  }
});

test("at another speed it goes on from where it is", () => {
  const shown = { ...film(grids(13), 1000, false), start: 1000 };
  shown.start = restart(shown.start, 9000, 1, 4);
  assert.equal(due(shown, 9000, 4), 4);
  assert.equal(due(shown, 9500, 4), 5);
});
