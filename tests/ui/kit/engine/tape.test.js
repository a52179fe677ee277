// Gradients of a tape are slopes, those of gradients too; numbers lie where they were told to.
import assert from "node:assert/strict";
import { test } from "node:test";
import { prepare, TANH } from "../../../../ganplay/ui/kit/engine/kernels.js";
import { Memory } from "../../../../ganplay/ui/kit/engine/memory.js";
import {
  add,
  affine,
  divide,
  linear,
  mean,
  multiply,
  product,
  rectified,
  reshaped,
  root,
  sigmoid,
  softplus,
  spread,
  square,
  subtract,
  sum,
  summed,
  times,
} from "../../../../ganplay/ui/kit/engine/ops.js";
import { Random } from "../../../../ganplay/ui/kit/engine/random.js";
import { Tape } from "../../../../ganplay/ui/kit/engine/tape.js";

await prepare();

/** A scalar of one (5, 6) matrix by each operation. */
const SCALARS = {
  add: (a) => sum(square(add(a, a))),
  subtract: (a) => sum(square(subtract(square(a), a))),
  multiply: (a) => sum(multiply(square(a), a)),
  divide: (a) => sum(divide(a, affine(square(a), 1, 2))),
  affine: (a) => mean(square(affine(a, 3, -1))),
  times: (a) => sum(times(square(a), mean(a))),
  softplus: (a) => sum(softplus(affine(a, 4))),
  sigmoid: (a) => sum(sigmoid(affine(a, 3))),
  root: (a) => sum(root(affine(square(a), 1, 0.5))),
  rectified: (a) => sum(square(rectified(a))),
  spread: (a) => sum(multiply(spread(mean(square(a)), 5, 6), a)),
  summed: (a) => sum(square(summed(a))),
  reshaped: (a) => sum(square(summed(reshaped(a, 10, 3)))),
  "a b": (a) => sum(square(product(a, reshaped(a, 6, 5)))),
  "a' b": (a) => sum(square(product(a, a, "left"))),
  "a b'": (a) => sum(square(product(a, a, "right"))),
  linear: (a) => sum(square(linear(reshaped(a, 10, 3), reshaped(a, 10, 3), summed(reshaped(a, 3, 10)), TANH))),
  "linear, leaking": (a) => sum(square(linear(a, a, summed(reshaped(a, 6, 5)), 0.2))),
};

const values = () => new Random(3).normals(new Float32Array(30)).map((x) => 0.5 * x + (x > 0 ? 0.2 : -0.2));

/** Central differences of `value` at `x`, number by number. */
function differences(value, x, step = 1e-2) {
  return x.map((_, i) => {
    const moved = (by) => value(x.map((v, j) => (i === j ? v + by : v)));
    return (moved(step) - moved(-step)) / (2 * step);
  });
}

function close(found, expected, within) {
  const scale = Math.max(...expected.map(Math.abs));
  const apart = found.map((v, i) => Math.abs(v - expected[i]));
  assert.ok(Math.max(...apart) <= within * scale, `${Math.max(...apart)} of ${scale}`);
}

for (const [name, scalar] of Object.entries(SCALARS)) {
  test(`the slope of ${name}, and the slope of the square of that slope`, () => {
    const memory = new Memory();
    const tape = new Tape(memory);
    const a = tape.leaf(5, 6);
    const of = scalar(a);
    const [slope] = tape.gradients(of, [a]);
    const squares = sum(square(slope));
    const [second] = tape.gradients(squares, [a]);
    tape.settle();
    const at = (node) => (numbers) => {
      memory.view(a.at, 30).set(numbers);
      tape.run();
      return memory.floats[node.at >>> 2];
    };
    const x = values();
    const first = differences(at(of), [...x]);
    at(of)(x);
    close([...memory.view(slope.at, 30)], first, 0.02);
    const later = differences(at(squares), [...x]);
    at(of)(x);
    close([...memory.view(second.at, 30)], later, 0.02);
  });
}

test("what does not depend on a matrix has no slope by it, and slopes lie where they were asked for", () => {
  const memory = new Memory();
  const tape = new Tape(memory);
  const [a, b] = [tape.constant(2, 2, 3), tape.constant(2, 2, 5)];
  const into = [memory.take(4), memory.take(4)];
  const [byA, byB] = tape.gradients(sum(square(a)), [a, b], into);
  tape.settle();
  tape.run();
  assert.equal(byB, null);
  assert.equal(byA.at, into[0]);
  assert.deepEqual([...memory.view(into[0], 4)], [6, 6, 6, 6]);
});

for (const plain of [false, true]) {
  test(`memory grows without losing what stands in it, and gives back what was taken last; plain: ${plain}`, async () => {
    await prepare({ plain });
    const memory = new Memory();
    await prepare();
    const first = memory.take(3);
    memory.view(first, 3).set([1, 2, 3]);
    const mark = memory.mark();
    const large = memory.take(3_000_000);
    assert.equal(large % 16, 0);
    memory.view(large, 3_000_000).fill(7);
    assert.deepEqual([...memory.view(first, 3)], [1, 2, 3]);
    memory.release(mark);
    assert.equal(memory.take(2), large);
    assert.deepEqual([...memory.view(large, 4)], [0, 0, 0, 0]);
  });
}
