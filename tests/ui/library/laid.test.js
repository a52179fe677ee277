import assert from "node:assert/strict";
import { test } from "node:test";
import * as laid from "../../../ganplay/ui/library/laid.js";

function run(more = {}) {
  const none = Object.fromEntries(laid.MEASURED.map((name) => [name, [null]]));
  return {
    row: { status: "running" },
    settings: { dataset: "mnist", resolution: 28, lr_d: 0.001, betas: [0, 0.9] },
    classes: [],
    steps: [0, 10],
    curves: { step: [1], loss_d: [1], loss_g: [1], rate: [1] },
    evals: { step: [1], diversity: [1] },
    measures: { step: [1], ...none },
    measured: [{ name: "accuracy", value: 0.7, floor: 0.5, n: 100 }],
    report: null,
    ...more,
  };
}
const reported = (name, value, better = "lower", n = 1000) => run({ report: { rows: [{ name, value, n, better }] } });

test("a sentence names twenty classes at most", () => {
  assert.equal(laid.namesOf(["0", "1", "10"]), "0, 1, 10");
  assert.ok(laid.namesOf([..."abcdefghijklmnopqrstu"]).endsWith("s, t, …"));
});

test("curves of what was measured are offered where some run has any", () => {
  const measured = run({ measures: { step: [1], ...run().measures, coverage: [null, 0.5] } });
  assert.deepEqual(laid.quantitiesOf([run()]), ["diversity", "gap", "accuracy", "loss_d", "loss_g", "rate"]);
  assert.equal(laid.quantitiesOf([run(), measured])[0], "coverage");
});

test("each quantity is found in its columns", () => {
  const one = run();
  assert.equal(laid.columnsOf(one, "loss_g"), one.curves);
  assert.equal(laid.columnsOf(one, "modes"), one.measures);
  assert.equal(laid.columnsOf(one, "diversity"), one.evals);
});

test("how far a number is from perfect", () => {
  assert.ok(Math.abs(laid.distance(laid.measuredOf(run(), "accuracy")) - 0.2) < 1e-12);
  assert.equal(laid.distance({ value: null, floor: 0 }), Infinity);
  assert.equal(laid.distance(undefined), Infinity);
});

test("the nearest to perfect is the best of what was measured, never across data sets or n", () => {
  const accuracy = (value, n = 100) => run({ measured: [{ name: "accuracy", value, floor: 0.5, n }] });
  const best = (...runs) => laid.bestMeasured(runs, "accuracy");
  const near = best(accuracy(0.75), accuracy(0.5), run({ measured: [] }));
  assert.deepEqual(near, { best: 0, apart: false });
  assert.deepEqual(best(accuracy(0.75), accuracy(0.75)), { best: null, apart: false });
  assert.deepEqual(best(accuracy(0.75)), { best: null, apart: false });
  const other = { ...accuracy(0.5), settings: { ...run().settings, dataset: "faces" } };
  assert.deepEqual(best(accuracy(0.75), other), { best: null, apart: true });
  assert.deepEqual(best(accuracy(0.75), accuracy(0.5, 50)), { best: null, apart: true });
});

test("the best of a row, the lower or the higher", () => {
  assert.deepEqual(laid.bestReported([reported("fd", 3), reported("fd", 2)], "fd"), { best: 2, apart: false });
  const higher = [reported("recall", 0.2, "higher"), reported("recall", 0.6, "higher"), run()];
  assert.deepEqual(laid.bestReported(higher, "recall"), { best: 0.6, apart: false });
});

test("none is best of one, of equals, of copies, or where pictures or n differ", () => {
  const none = { best: null, apart: false };
  assert.deepEqual(laid.bestReported([reported("fd", 3), reported("fd", null), run()], "fd"), none);
  assert.deepEqual(laid.bestReported([reported("fd", 3), reported("fd", 3)], "fd"), none);
  assert.deepEqual(laid.bestReported([reported("copies", 0.1), reported("copies", 0)], "copies"), none);
  const fewer = reported("fd", 2, "lower", 500);
  assert.deepEqual(laid.bestReported([reported("fd", 3), fewer], "fd"), { best: null, apart: true });
  const other = { ...reported("fd", 2), settings: { ...run().settings, dataset: "faces" } };
  assert.deepEqual(laid.bestReported([reported("fd", 3), other], "fd"), { best: null, apart: true });
});

test("settings that differ, lists by what is in them", () => {
  const other = run({ settings: { ...run().settings, lr_d: 0.002, betas: [0, 0.9] } });
  assert.deepEqual(laid.settingsOf([run(), other], false), ["lr_d"]);
  assert.deepEqual(laid.settingsOf([run(), other], true), ["dataset", "resolution", "lr_d", "betas"]);
});

test("a comparison is built again where a run has grown", () => {
  assert.equal(laid.grew(null, [run()]), true);
  assert.equal(laid.grew([run()], [run({ evals: {} })]), false);
  assert.equal(laid.grew([run()], [run({ steps: [0, 10, 20] })]), true);
  assert.equal(laid.grew([run()], [run({ row: { status: "finished" } })]), true);
});

test("four to ten pictures in a strip", () => {
  assert.deepEqual(laid.stripRoom(150), { count: 4, cell: 37 });
  assert.deepEqual(laid.stripRoom(500), { count: 8, cell: 62 });
  assert.deepEqual(laid.stripRoom(2000), { count: 10, cell: 96 });
});

test("classes of any of the runs, each once", () => {
  assert.deepEqual(laid.classesOf([run(), run({ classes: ["0", "1"] }), run({ classes: ["1", "2"] })]), [
    "0",
    "1",
    "2",
  ]);
});
