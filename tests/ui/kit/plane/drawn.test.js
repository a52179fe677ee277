// What is drawn, before it is drawn: places, colours of belief, its line, the image of the noise grid, paths, histories.
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  belief,
  bestBelief,
  colourOf,
  isProbability,
  paint,
  shades,
  undecided,
} from "../../../../ganplay/ui/kit/plane/belief.js";
import { contour } from "../../../../ganplay/ui/kit/plane/contour.js";
import { COLUMNS, History } from "../../../../ganplay/ui/kit/plane/history.js";
import { densities } from "../../../../ganplay/ui/kit/plane/lattice.js";
import { across, down, nearestPoint, pushed, valueAt, xAt, yAt } from "../../../../ganplay/ui/kit/plane/scale.js";
import { Trail } from "../../../../ganplay/ui/kit/plane/trail.js";

const PLANE = { size: 200, extent: 2 };
const near = (found, wanted) => assert.ok(Math.abs(found - wanted) < 1e-6, `${found} is not ${wanted}`);

test("zero is in the middle, and y points up", () => {
  assert.deepEqual([across(PLANE, 0), down(PLANE, 0)], [100, 100]);
  assert.deepEqual([across(PLANE, 2), down(PLANE, 2)], [200, 0]);
  near(xAt(PLANE, across(PLANE, 0.7)), 0.7);
  near(yAt(PLANE, down(PLANE, -1.3)), -1.3);
});

test("the nearest point within reach, in a plane and on a line", () => {
  const points = Float32Array.of(0, 0, 1, 1, -1, 0.5);
  assert.equal(nearestPoint(points, 0.9, 0.8), 1);
  assert.equal(nearestPoint(points, 5, 5, 1), -1);
  assert.equal(nearestPoint(Float32Array.of(0, 9, 0.5, 0), 0, 0), 1);
  assert.equal(nearestPoint(Float32Array.of(0, 1, 5, 2), 4, 99, 2, 1), 2);
  assert.equal(nearestPoint(Float32Array.of(0, 0, 9, 1, 1, 0, 0, 5, 0), 1, 1, 9, 3), 1);
});

test("a field is read at the middles of its cells, and evenly between them", () => {
  const field = Float32Array.of(1, 2, 3, 4); // row 0 on top
  near(valueAt(field, 1, -0.5, 0.5), 1);
  near(valueAt(field, 1, 0.5, -0.5), 4);
  near(valueAt(field, 1, 0, 0), 2.5);
  near(valueAt(field, 1, 9, 9), 2);
});

test("belief is a probability's where there is one, and clipped by its targets elsewhere", () => {
  const means = { d_real: 3, d_fake: -1 };
  near(belief("nonsaturating", Float32Array.of(Math.log(3)), means)[0], 0.5);
  assert.deepEqual([...belief("lsgan", Float32Array.of(0.5, 1, 9, -9), means)], [0, 1, 1, -1]);
  assert.deepEqual([...belief("hinge", Float32Array.of(0, 2, -0.5), means)], [0, 1, -0.5]);
  assert.ok(isProbability("minimax") && !isProbability("hinge"));
});

test("a critic is undecided between the means of its batch, whatever constant it has added to it", () => {
  const field = Float32Array.of(0, 1, 2, 3);
  const moved = field.map((value) => value + 100);
  const found = belief("wasserstein", field, { d_real: 3, d_fake: 0 });
  assert.equal(undecided("wasserstein", { d_real: 3, d_fake: 0 }), 1.5);
  belief("wasserstein", moved, { d_real: 103, d_fake: 100 }).forEach((value, i) => {
    near(value, found[i]);
  });
  assert.ok(found[0] < -0.5 && found[3] > 0.5 && found[1] < 0 && found[2] > 0);
  const flat = belief("relativistic", Float32Array.of(0, 1e-4), { d_real: 0, d_fake: 0 });
  assert.ok(Math.abs(flat[1]) < 0.01);
});

test("the best D is seen as it is, whatever the batch's means are", () => {
  const best = Float32Array.of(-1, 0, 1);
  const seen = bestBelief("relativistic", best);
  assert.ok(seen[0] < 0 && seen[1] === 0 && seen[2] > 0);
  assert.deepEqual([...bestBelief("lsgan", Float32Array.of(0.5, 1))], [0, 1]);
});

test("an arrow of 1 is a tenth of half the picture, whatever its extent; long ones are cut, not dropped", () => {
  for (const extent of [0.5, 2, 40]) assert.deepEqual(pushed({ size: 400, extent }, 1, -1), [20, 20]);
  const [dx, dy] = pushed({ size: 400, extent: 2 }, 300, 400);
  near(Math.hypot(dx, dy), 400);
  near(dx / dy, -0.75);
  assert.deepEqual(pushed({ size: 400, extent: 2 }, Number.NaN, 1), [0, 0]);
});

test("undecided is paper, the ends are the colours of real and generated", () => {
  const table = shades([200, 0, 0], [255, 255, 255], [0, 0, 200]);
  const pixels = new Uint8ClampedArray(4 * 4);
  paint(Float32Array.of(-1, 0, 1, Number.NaN), table, pixels);
  const pixel = (i) => [...pixels.slice(4 * i, 4 * i + 4)];
  assert.ok(pixel(0)[0] > pixel(0)[2] && pixel(2)[2] > pixel(2)[0]);
  for (const i of [1, 3]) assert.ok(Math.min(...pixel(i)) > 250);
  assert.deepEqual(colourOf(" #0a10ff "), [10, 16, 255]);
  assert.deepEqual(colourOf("rgb(1, 2, 3)"), [1, 2, 3]);
});

test("the line lies where the field is zero", () => {
  const cells = 20;
  const field = Float32Array.from({ length: cells * cells }, (_, i) => {
    const [x, y] = [((i % cells) + 0.5) / cells - 0.5, (Math.floor(i / cells) + 0.5) / cells - 0.5];
    return Math.hypot(x, y) - 0.3;
  });
  const pieces = contour(field);
  assert.ok(pieces.length > 60);
  for (let i = 0; i < pieces.length; i += 2) {
    assert.ok(Math.abs(Math.hypot(pieces[i] - 0.5, pieces[i + 1] - 0.5) - 0.3) < 0.01);
  }
  assert.equal(contour(new Float32Array(16).fill(1)).length, 0);
});

test("in a saddle two pieces part the corners that differ from the middle", () => {
  const high = contour(Float32Array.of(2, -1, -1, 2));
  assert.equal(high.length, 8);
  const [ax, ay, bx, by] = high;
  assert.ok(ay === 0.25 && bx === 0.75, `${[ax, ay, bx, by]} goes round the top right`);
  const [cx, cy, dx, dy] = contour(Float32Array.of(1, -2, -2, 1));
  assert.ok(cy === 0.25 && dx === 0.25, `${[cx, cy, dx, dy]} goes round the top left`);
});

test("small cells of the image of the noise grid are denser than large ones, folded ones count", () => {
  const side = 3;
  const grid = (scale) =>
    Float32Array.from({ length: 2 * side * side }, (_, i) => {
      const [column, row] = [Math.floor(i / 2) % side, Math.floor(i / 2 / side)];
      return scale * (i % 2 ? 1 - row : column - 1);
    });
  const opacity = (scale) => {
    const layers = densities(grid(scale), 1);
    assert.equal(layers.length, 1);
    assert.deepEqual(layers[0].cells, [0, 1, 3, 4]);
    return layers[0].opacity;
  };
  assert.ok(opacity(0.1) > opacity(1) && opacity(1) > opacity(10));
  const lost = grid(1);
  lost[0] = Number.NaN;
  assert.deepEqual(densities(lost, 1)[0].cells, [1, 3, 4]);
});

test("paths begin anew where time went back", () => {
  const trail = new Trail();
  for (const step of [1, 2, 2, 3]) trail.add(step, Float32Array.of(step, 0));
  assert.deepEqual(
    trail.places.map(([x]) => x),
    [1, 2, 3],
  );
  trail.add(1, Float32Array.of(9, 9));
  assert.deepEqual(
    trail.places.map(([x]) => x),
    [9],
  );
  for (let step = 2; step < 100; step++) trail.add(step, new Float32Array(2000));
  assert.ok(trail.places.length < 50 && trail.places[5].length < 300);
});

test("a history is thinned, and forgets what time went back over", () => {
  const history = new History();
  const row = (step) => COLUMNS.map((_, i) => (i ? step / 10 : step));
  history.add(3, [1, 2, 3].map(row));
  history.add(2, []);
  assert.deepEqual(history.line("loss_g").x, [1, 2]);
  history.add(3, [row(3)]);
  assert.deepEqual(history.range, [1, 3]);
  for (let step = 4; step < 5000; step++) history.add(step, [row(step)]);
  assert.ok(history.rows.length <= 800 && history.range[1] > 4980);
  const { x } = history.line("loss_d");
  assert.equal(new Set(x.slice(1).map((step, i) => step - x[i])).size, 1);
});
