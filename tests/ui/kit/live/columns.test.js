import assert from "node:assert/strict";
import { test } from "node:test";
import { empty, end, extend, first, has, hundred, last, upTo } from "../../../../ganplay/ui/kit/live/columns.js";

test("rows are added, and a column that begins or ends midway is filled with nothing", () => {
  const columns = empty();
  extend(columns, { step: [1, 2], loss: [0.5, 0.4] });
  extend(columns, { step: [3], ada_p: [0.1] });
  assert.deepEqual(columns, { step: [1, 2, 3], loss: [0.5, 0.4, null], ada_p: [null, null, 0.1] });
  extend(columns, null);
  extend(columns, {});
  assert.deepEqual(columns.step, [1, 2, 3]);
});

test("a long run is thinned in its first half alone, in every column", () => {
  const columns = empty();
  const step = Array.from({ length: 11 }, (_, index) => index);
  extend(columns, { step, loss: step.map((value) => -value) }, 10);
  assert.deepEqual(columns.step, [0, 2, 4, 6, 7, 8, 9, 10]);
  assert.deepEqual(columns.loss, [-0, -2, -4, -6, -7, -8, -9, -10]);
  const short = empty();
  extend(short, { step: step.slice(1) }, 10);
  assert.equal(short.step.length, 10);
});

test("rows up to a step, itself included", () => {
  const columns = { step: [10, 20, 20, 30] };
  assert.deepEqual(
    [5, 10, 19, 20, 30, Infinity].map((step) => upTo(columns, step)),
    [0, 1, 1, 3, 4, 4],
  );
  assert.equal(upTo(empty(), 3), 0);
  assert.deepEqual(first({ step: [1, 2], loss: [3, 4] }, 1), { step: [1], loss: [3] });
});

test("gaps are no numbers", () => {
  const columns = { step: [1, 2, 3], coverage: [0.1, 0.2, null], modes: [null, null, null] };
  assert.equal(has(columns, "coverage"), true);
  assert.equal(has(columns, "modes"), false);
  assert.equal(has(columns, "absent"), false);
  assert.equal(last(columns, "coverage"), 0.2);
  assert.equal(last(columns, "modes"), undefined);
  assert.deepEqual(hundred([0.25, null]), [25, null]);
  assert.deepEqual(hundred(undefined), []);
  assert.deepEqual([end(columns), end(empty())], [3, 1]);
});
