// The compiled kernels are those of the source beside them, and plain script does the same.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { prepare } from "../../../../ganplay/ui/kit/engine/kernels.js";
import { Memory } from "../../../../ganplay/ui/kit/engine/memory.js";
import { Random } from "../../../../ganplay/ui/kit/engine/random.js";

const FOLDER = new URL("../../../../ganplay/ui/kit/engine/kernels/", import.meta.url);
const read = (name) => readFileSync(new URL(name, FOLDER));
const digest = (bytes) => createHash("sha256").update(bytes).digest("hex");

/** The kernels of each kind over a memory of their own, with the same numbers in it. */
async function both() {
  const made = [];
  for (const plain of [false, true]) {
    assert.equal(await prepare({ plain }), plain ? "plain" : "wasm");
    made.push(new Memory());
  }
  return made;
}

/** What a kernel leaves in each memory, given matrices of the same random numbers. */
function left(memories, sizes, out, call) {
  return memories.map((memory) => {
    const random = new Random(8);
    const places = sizes.map((count) => {
      const at = memory.take(count);
      random.normals(memory.view(at, count));
      return at;
    });
    const to = memory.take(out);
    call(memory.kernels, ...places, to);
    return memory.view(to, out).slice();
  });
}

function same([a, b], within = 1e-5) {
  assert.ok(a.length === 1 || a.some((value) => value !== 0));
  a.forEach((value, i) => {
    assert.ok(Math.abs(value - b[i]) <= within * Math.max(1, Math.abs(b[i])), `${i}: ${value} and ${b[i]}`);
  });
}

test("the binary beside the source was built of it", () => {
  const record = JSON.parse(read("kernels.json"));
  const sources = readdirSync(FOLDER).filter((name) => name.endsWith(".ts"));
  const text = sources.sort().map((name) => read(name).toString());
  assert.equal(digest(text.join("")), record.source, "the source has changed since: npm run kernels");
  assert.equal(digest(read("kernels.wasm")), record.binary);
});

/** Whether the compiler of package.json lies where build.mjs finds it. */
function compiler() {
  try {
    createRequire(new URL("build.mjs", FOLDER)).resolve("assemblyscript/package.json");
    return true;
  } catch {
    return false;
  }
}

test("built again it has the same bytes", { skip: compiler() ? false : "needs npm install" }, () => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [
    fileURLToPath(new URL("build.mjs", FOLDER)),
    "--check",
  ]);
  assert.equal(status, 0, `${stdout}${stderr}`);
});

test("the binary and the record name no folder of the machine that built them", () => {
  for (const name of ["kernels.wasm", "kernels.json"]) {
    assert.doesNotMatch(read(name).toString("latin1"), /\/(?:work|home|tmp|usr|root)\b|[A-Z]:\\/);
  }
});

test("every kernel is there in both kinds, by the same name", async () => {
  const [compiled, plain] = (await both()).map(({ kernels }) => kernels);
  const names = (kernels) => Object.keys(kernels).filter((name) => typeof kernels[name] === "function");
  assert.deepEqual(names(compiled).sort(), names(plain).sort());
});

const SHAPES = [
  [1, 1, 1],
  [3, 5, 2],
  [4, 2, 8],
  [5, 7, 9],
  [6, 3, 13],
  [9, 16, 4],
  [2, 64, 35],
  [17, 1, 21],
  [33, 12, 64],
];

for (const [n, k, m] of SHAPES) {
  test(`products of ${n}, ${k} and ${m} are the same in both kinds`, async () => {
    const memories = await both();
    const space = Math.max(k * m, n * m);
    const matrices = [n * k, k * m, space];
    for (const name of ["matmul", "matmulRight", "matmulLeft"]) {
      same(left(memories, matrices, n * m, (f, a, b, scratch, out) => f[name](a, b, out, scratch, n, k, m)));
    }
    for (const leak of [1, 0, 0.2, -1]) {
      const call = (f, x, w, b, scratch, out) => f.linear(x, w, b, out, scratch, n, k, m, leak);
      same(left(memories, [n * k, k * m, m, space], n * m, call));
    }
    same(left(memories, [n * m], m, (f, a, out) => f.columns(a, out, n, m)));
    same(left(memories, [m], n * m, (f, a, out) => f.tile(a, out, n, m)));
  });
}

test("what works number by number is the same in both kinds", async () => {
  const memories = await both();
  for (const count of [1, 4, 7, 64, 130]) {
    const two = (name, ...more) =>
      left(memories, [count, count], count, (f, a, b, out) => f[name](a, b, out, count, ...more));
    const one = (name, ...more) => left(memories, [count], count, (f, a, out) => f[name](a, out, count, ...more));
    for (const name of ["add", "subtract", "multiply", "divide"]) same(two(name));
    for (const leak of [0, 0.2, -1]) same(two("slope", leak));
    for (const leak of [0.2, 1, -1]) same(one("activate", leak));
    same(one("affine", 3, -2));
    for (const name of ["softplus", "sigmoid"]) same(one(name), 1e-6);
    same(left(memories, [count], 1, (f, a, out) => f.sum(a, out, count)));
    same(left(memories, [count, 1], count, (f, a, cell, out) => f.times(a, cell, out, count)));
    same(left(memories, [1], count, (f, cell, out) => f.spread(cell, out, count)));
  }
});

test("the hyperbolic tangent is right to the last digits everywhere, and nothing stays nothing", async () => {
  const [memory] = await both();
  const xs = Float32Array.from({ length: 4001 }, (_, i) => (i - 2000) / 100);
  const [from, to] = [memory.take(xs.length), memory.take(xs.length)];
  memory.view(from, xs.length).set(xs);
  memory.kernels.activate(from, to, xs.length, -1);
  memory.view(to, xs.length).forEach((found, i) => {
    assert.ok(Math.abs(found - Math.tanh(xs[i])) < 3e-7, `${xs[i]}`);
  });
  memory.view(from, 4).set([Number.NaN, 0, 1e30, -1e30]);
  memory.kernels.activate(from, to, 4, -1);
  assert.deepEqual([...memory.view(to, 4)], [Number.NaN, 0, 1, -1]);
});

test("whole of the way is there exactly", async () => {
  for (const memory of await both()) {
    const [a, b] = [memory.take(4), memory.take(4)];
    memory.view(a, 4).set([1e8, 3, -2, 0.1]);
    memory.view(b, 4).set([1e-3, 0.7, 5, 0.3]);
    memory.kernels.lerp(a, b, 4, 1);
    assert.deepEqual(memory.view(a, 4), memory.view(b, 4));
  }
});
