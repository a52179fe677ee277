// The arithmetic of single questions: maps, steadiness, moments, favourites, cross-play.
import assert from "node:assert/strict";
import { test } from "node:test";
import { costCurve, costOf } from "../../../ganplay/ui/judge/acceptance.js";
import { coloured, rgb, unpacked } from "../../../ganplay/ui/judge/maps.js";
import { logits, percentiles } from "../../../ganplay/ui/judge/moments.js";
import { few, means, mixed } from "../../../ganplay/ui/judge/players.js";
import { flips, track } from "../../../ganplay/ui/judge/steadiness.js";

test("a map is unpacked from bytes around 128", () => {
  const data = Buffer.from([128, 255, 1, 129]).toString("base64");
  assert.deepEqual(unpacked({ scale: 254, data }), [0, 254, -254, 2]);
});

test("a map's colours go from paper to those of real and generated", () => {
  const colours = { real: [0, 100, 200], fake: [200, 100, 0], paper: [100, 100, 100] };
  const pixels = coloured([0, 1, -2, -4], 2, colours);
  assert.deepEqual(
    [...pixels],
    [...[100, 100, 100, 255], ...[50, 100, 150, 255], ...[200, 100, 0, 255], ...[200, 100, 0, 255]],
  );
  assert.deepEqual([...coloured([0], 0, colours)], [100, 100, 100, 255]); // a map of nothing
  assert.deepEqual(rgb("#2563a8"), [0x25, 0x63, 0xa8]);
});

test("flips are changes that D calls otherwise than the picture itself", () => {
  const rows = (...values) => values.map((logit) => ({ logit }));
  assert.equal(flips(rows(1, 2, -1, 0), 0), 2);
  assert.equal(flips(rows(-1, 2, -1, 0), 0), 1);
  assert.equal(flips(rows(1, 2, 0.9), 0.5), 0);
  assert.equal(flips(rows(0, 0.5), 0), 1); // what lies on the threshold is called generated
});

test("a track goes from the least to the largest value", () => {
  assert.deepEqual([-1, 0, 3].map(track([0, 3, -1])), [0, 25, 100]);
  assert.equal(track([2, 2])(2), 0);
});

const MOMENTS = [
  { step: 0, logits: [1, 2], percentiles_real: [10, 20], real_mean: 5, generated_mean: -5 },
  { step: 9, logits: [3, 4], percentiles_real: [30, 40], real_mean: 6, generated_mean: -6 },
];

test("the selected picture's line is drawn last", () => {
  const first = { x: [0, 9], y: [10, 30] };
  const second = { x: [0, 9], y: [20, 40] };
  assert.deepEqual(percentiles(MOMENTS, 2, 0), [
    { ...second, class: "faint" },
    { ...first, class: "d on" },
  ]);
  assert.deepEqual(percentiles(MOMENTS, 2, -1), [
    { ...first, class: "faint" },
    { ...second, class: "faint" },
  ]);
});

test("its logit stands between the means of real and generated pictures", () => {
  assert.deepEqual(logits(MOMENTS, 1), [
    { x: [0, 9], y: [5, 6], class: "real" },
    { x: [0, 9], y: [-5, -6], class: "fake" },
    { x: [0, 9], y: [2, 4], class: "d on" },
  ]);
});

const KEPT = [1, 0.75, 0.5, 0.25].map((share, index) => ({ share, n: index, diversity: index || null, gap: -index }));

test("the cost is that of the nearest share, beside that of keeping all", () => {
  assert.deepEqual(costOf(KEPT, 0.6), { kept: KEPT[2], all: KEPT[0] });
  assert.deepEqual(costOf([...KEPT].reverse(), 0), { kept: KEPT[3], all: KEPT[0] });
});

test("a curve of the cost leaves out what is not known", () => {
  assert.deepEqual(costCurve(KEPT, "diversity"), { x: [0.75, 0.5, 0.25], y: [1, 2, 3], low: 1, high: 3 });
});

test("a cross-play begins with four moments, evenly, the last among them", () => {
  assert.deepEqual(few([0, 5, 9]), [0, 5, 9]);
  assert.deepEqual(few([0, 10, 20, 30, 40, 50, 60, 70, 80]), [20, 40, 60, 80]);
  assert.deepEqual(few([0, 1, 2, 3, 4]), [1, 2, 3, 4]);
});

test("sides are mixed where any player is of another run", () => {
  const sides = (...runs) => ({ generators: [{ run: runs[0] }, { run: runs[1] }], discriminators: [{ run: runs[2] }] });
  assert.equal(mixed(sides("a", "a", "a")), false);
  assert.equal(mixed(sides("a", "b", "a")), true);
  assert.equal(mixed(sides("a", "a", "b")), true);
});

test("means are those of rows and of columns", () => {
  const wins = [
    [0, 0.5, 1],
    [1, 0.5, 0],
  ];
  assert.deepEqual(means(wins), { rows: [0.5, 0.5], columns: [0.5, 0.5, 0.5] });
  assert.deepEqual(means([[0.25, 0.75]]), { rows: [0.5], columns: [0.25, 0.75] });
});
