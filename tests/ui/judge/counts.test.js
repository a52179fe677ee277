// What D gets right of pictures whose origin is known.
import assert from "node:assert/strict";
import { test } from "node:test";
import { counted, cumulative, overfitting, reals, span } from "../../../ganplay/ui/judge/counts.js";

const LOGITS = { held_out: [1, 2, 3, -1], training: [5, 6], generated: [-2, -3, 2.5] };

test("D is measured on pictures that were held out, or else on those it was trained on", () => {
  assert.deepEqual(reals(LOGITS), [1, 2, 3, -1]);
  assert.deepEqual(reals({ ...LOGITS, held_out: [] }), [5, 6]);
});

test("a threshold divides both kinds", () => {
  const counts = counted(LOGITS, 0);
  assert.deepEqual([counts.tp, counts.fn, counts.fp, counts.tn], [3, 1, 1, 2]);
  assert.deepEqual([counts.recall, counts.fpr], [0.75, 1 / 3]);
});

test("both kinds weigh the same, however many there are of each", () => {
  const counts = counted(LOGITS, 0);
  assert.equal(counts.accuracy, (3 / 4 + 2 / 3) / 2);
  assert.equal(counts.precision, 3 / 4 / (3 / 4 + 1 / 3));
  const { generated } = LOGITS;
  const more = counted({ ...LOGITS, generated: [...generated, ...generated, ...generated] }, 0);
  for (const name of ["accuracy", "precision", "recall", "f1", "fpr"])
    assert.ok(Math.abs(more[name] - counts[name]) < 1e-12, name);
  const blind = counted({ held_out: [1], training: [], generated: [1, 1, 1] }, 0); // it calls everything real
  assert.deepEqual([blind.accuracy, blind.precision], [0.5, 0.5]);
});

test("what lies on the threshold is called generated", () => {
  assert.equal(counted(LOGITS, 3).tp, 0);
  assert.equal(counted(LOGITS, 2).tp, 1);
});

test("where nothing is called real there is no precision, and no division by nothing", () => {
  const none = counted(LOGITS, 10);
  assert.deepEqual([none.precision, none.recall, none.f1, none.fpr], [0, 0, 0, 0]);
  const empty = counted({ held_out: [], training: [], generated: [] }, 0);
  assert.deepEqual([empty.accuracy, empty.recall, empty.fpr], [0, 0, 0]); // nothing was right
});

test("a threshold moves a little beyond all that is known, itself too", () => {
  assert.deepEqual(span({ held_out: [0, 1], training: [99], generated: [-4] }, 0), [-4.01, 1.01]);
  assert.deepEqual(span({ held_out: [0], training: [], generated: [0] }, 5), [-0.01, 5.01]);
});

test("D knows its pictures by heart where they score higher than others, beyond chance", () => {
  const many = (value, noise) => Array.from({ length: 100 }, (_, index) => value + (index % 2 ? noise : -noise));
  const told = overfitting({ training: many(3, 0.5), held_out: many(1, 0.5), generated: many(-1, 0.5) });
  assert.deepEqual(told, { train: 3, held: 1, fake: -1, verdict: "yes" });
});

test("a gap is none that is small beside that to generated pictures, or that chance would leave", () => {
  const verdict = (training, held, generated) => overfitting({ training, held_out: held, generated }).verdict;
  assert.equal(verdict([1.4, 1.4], [1, 1], [-1, -1]), "no"); // 0.4 of 2
  assert.equal(verdict([1.6, 1.6], [1, 1], [-1, -1]), "yes");
  assert.equal(verdict([5.6, -2.4], [5, -3], [-1, -1]), "no"); // means of two pictures each
  assert.equal(verdict([0, 0], [1, 1], [-1, -1]), "no"); // the other way round
});

test("where nothing was held out nothing can be said", () => {
  assert.deepEqual(overfitting({ training: [2], held_out: [], generated: [0] }), {
    train: 2,
    held: 0,
    fake: 0,
    verdict: "none",
  });
});

test("a cumulative curve rises to 1", () => {
  const values = [3, 10, -1, 3];
  assert.deepEqual(cumulative(values), { x: [-1, 3, 3, 10], y: [0.25, 0.5, 0.75, 1] });
  assert.deepEqual(values, [3, 10, -1, 3]);
});
