// What the figures that train in the browser measure of their points, held to cases whose answers are known.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Laboratory } from "../../../ganplay/ui/kit/engine/laboratory.js";
import { sigmoid } from "../../../ganplay/ui/kit/engine/terms.js";
import * as aim from "../../../ganplay/ui/learn/figures/aim.js";
import * as landing from "../../../ganplay/ui/learn/figures/landing.js";
import * as moons from "../../../ganplay/ui/learn/figures/moons.js";
import * as ratio from "../../../ganplay/ui/learn/figures/ratio.js";
import * as ring from "../../../ganplay/ui/learn/figures/ring.js";

const near = (found, wanted, by = 1e-6) => assert.ok(Math.abs(found - wanted) < by, `${found} is not ${wanted}`);
const pairs = (flat) => Array.from({ length: flat.length / 2 }, (_, i) => [flat[2 * i], flat[2 * i + 1]]);

test("a point lies on the data within three deviations of a cluster, or beside a point that was drawn", () => {
  const points = Float32Array.of(-0.7, 0.7, 0.7, -0.26, 0.7, -0.24, 0, 0, Number.NaN, 0);
  assert.deepEqual([...landing.landed(points, null)], [1, 1, 0, 0, 0]);
  near(landing.shareOn(landing.landed(points, null)), 40);
  const drawn = Float32Array.of(0, 0.09, 5, 5);
  assert.deepEqual([...landing.landed(points, drawn)], [0, 0, 0, 1, 0]);
});

test("a walk goes in even steps: round and back, or along what was drawn by hand", () => {
  const lengths = (walk) =>
    pairs(walk)
      .slice(1)
      .map(([x, y], i) => Math.hypot(x - walk[2 * i], y - walk[2 * i + 1]));
  const even = (walk) => {
    const found = lengths(walk);
    near(Math.max(...found) - Math.min(...found), 0, 1e-4);
  };
  const round = landing.roundWalk({ x: 0.5, y: -1 }, 1.3);
  even(round);
  pairs(round).forEach(([x, y]) => {
    near(Math.hypot(x - 0.5, y + 1), 1.3, 1e-5);
  });
  assert.deepEqual(pairs(round)[0].map(Math.fround), pairs(round)[round.length / 2 - 1].map(Math.fround));
  const drawn = landing.evenWalk([-1, 0, -1, 0, 0.5, 0, 2, 0]);
  even(drawn);
  assert.deepEqual(
    [pairs(drawn)[0], pairs(drawn)[drawn.length / 2 - 1]],
    [
      [-1, 0],
      [2, 0],
    ],
  );
  assert.deepEqual(pairs(landing.evenWalk([1, 2]))[9], [1, 2]);
});

/** G of a seed of the page on the best D, in a frame. */
async function frozen(seed) {
  const laboratory = await Laboratory.open({ recipe: ratio.recipeOf(2, seed) });
  const { noise, fake } = laboratory.frame({ heat: 0, lattice: 0, points: 50 });
  return { noise, fake, linear: ratio.linearOf(noise, fake) };
}

test("a G without hidden layers is known from three of its points", async () => {
  for (const seed of ratio.SEEDS) {
    const { noise, fake, linear } = await frozen(seed);
    const { a, b } = linear;
    pairs(noise).forEach(([z, w], i) => {
      near(a[0] * z + a[1] * w + b[0], fake[2 * i], 1e-4);
      near(a[2] * z + a[3] * w + b[1], fake[2 * i + 1], 1e-4);
    });
  }
});

test("at each seed the best D believes in both clusters, not wholly, and not in what lies between", async () => {
  const at = (field, x, y) => {
    const [column, row] = [x + ratio.EXTENT, ratio.EXTENT - y].map((way) =>
      Math.floor((way / (2 * ratio.EXTENT)) * ratio.CELLS),
    );
    return sigmoid(field[row * ratio.CELLS + column]);
  };
  for (const seed of ratio.SEEDS) {
    const { logits } = ratio.idealOf((await frozen(seed)).linear);
    for (const x of [-0.7, 0.7]) {
      const answer = at(logits, x, -x);
      assert.ok(answer > 0.6 && answer < 0.99, `${seed}: ${answer}`);
    }
    assert.ok(at(logits, 0, 0) < 0.01, `${seed}`);
  }
});

test("the best D is its own, and 1/2 everywhere is far from it", async () => {
  const ideal = ratio.idealOf((await frozen(ratio.SEEDS[0])).linear);
  const own = ratio.compared(ideal.logits, ideal);
  near(own.gap, 0);
  near(own.half, 0.5, 0.03);
  const unsure = ratio.compared(new Float32Array(ratio.CELLS ** 2), ideal);
  assert.ok(unsure.gap > 0.3);
  near(unsure.half, 0.5);
});

test("the cut goes through both clusters, and its places are those of the map's falling diagonal", async () => {
  const { cut, logits } = ratio.idealOf((await frozen(ratio.SEEDS[0])).linear);
  const answers = ratio.cutOf(logits).map(sigmoid);
  assert.equal(cut.length, answers.length);
  cut.forEach(({ p, q }, i) => {
    near(answers[i], p / (p + q), 1e-5);
  });
  const [highest] = cut.toSorted((one, other) => other.p - one.p);
  assert.ok(ratio.CLUSTERS.some((place) => Math.abs(place - highest.at) < 0.06));
});

test("a push goes where D rises, the harder the less D believes, and its angle is told in degrees", () => {
  assert.deepEqual(aim.pushOf(0, [2, -4]), { x: 1, y: -2 });
  assert.ok(Math.abs(aim.pushOf(9, [1, 0]).x) < 1e-3 && aim.pushOf(-9, [1, 0]).x > 0.999);
  const from = { x: 1, y: 1 };
  near(aim.angleBetween({ x: 3, y: 0 }, from, { x: 2, y: 1 }), 0);
  near(aim.angleBetween({ x: 0, y: 1 }, from, { x: 2, y: 1 }), 90);
  near(aim.angleBetween({ x: -1, y: 0 }, from, { x: 2, y: 1 }), 180);
  assert.ok(Number.isNaN(aim.angleBetween({ x: 0, y: 0 }, from, { x: 2, y: 1 })));
  assert.ok(Number.isNaN(aim.angleBetween({ x: 1, y: 0 }, from, from)));
});

test("points have moved by the mean of their ways, and lie on one of the clusters or on none", () => {
  near(aim.movedBetween(Float32Array.of(0, 0, 1, 1), Float32Array.of(3, 4, 1, 1)), 2.5);
  assert.deepEqual(aim.nearestReal(Float32Array.of(9, 9, 1, 0), { x: 0, y: 0 }), { x: 1, y: 0 });
  assert.deepEqual(aim.sharesOn(Float32Array.of(-0.7, 0.7, -0.7, 0.6, 0.7, -0.7, 0, 0)), [50, 25]);
});

test("the real points of the ring cover it as real points do, and lie evenly on its clusters", () => {
  const { covered, high } = ring.counted(ring.REAL);
  assert.equal(covered, ring.MODES);
  near(high, 100 * (1 - Math.exp(-4.5)), 0.6);
  assert.ok(ring.coveredBy(ring.REAL).every(Boolean));
  const lump = Float32Array.of(1, 0, 1.1, 0.05, 1, 0.5, 0, 0);
  assert.deepEqual(ring.counted(lump), { covered: 1, high: 50 });
  assert.deepEqual(ring.coveredBy(lump).map(Number), [1, 0, 0, 0, 0, 0, 0, 0]);
});

test("a ring is learned once it has been for a while, and given up by the best of its last steps", () => {
  const looks = (...covered) => covered.map((count, i) => ({ step: 1000 + 60 * i, covered: count }));
  assert.ok(ring.learned(looks(2, 2, 7, 8, 8, 7)));
  assert.ok(!ring.learned(looks(2, 2, 7, 8, 6, 8)));
  assert.ok(!ring.learned(looks(8, 8)), "two looks are too few");
  assert.ok(!ring.learned([50, 100, 150].map((step) => ({ step, covered: 8 }))), "too early");
  const early = Array.from({ length: 20 }, (_, i) => ({ step: 100 * (i + 1), covered: i < 10 ? 8 : 1 + (i % 3) }));
  assert.equal(ring.bestOf(early), 3);
});

test("fewer points to learn from are some of the more, and those that are kept back are others", () => {
  const [many, few] = [moons.NUMBERS[0], moons.NUMBERS.at(-1)].map((n) => moons.pointsOf(n, 7));
  assert.deepEqual(few.seen, many.seen.slice(0, few.seen.length));
  assert.deepEqual(few.unseen, many.unseen);
  assert.notDeepEqual(many.seen.slice(0, 20), many.unseen.slice(0, 20));
  assert.notDeepEqual(moons.pointsOf(16, 8).seen, few.seen);
  near(moons.meanAnswer(Float32Array.of(0, 0, Math.log(3), -Math.log(3))), 50, 1e-4);
});
