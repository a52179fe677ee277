// A laboratory in an address, and back.
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  addressOf,
  carried,
  LINK_POINTS,
  packedPoints,
  read,
  thinned,
  unpackedPoints,
  written,
} from "../../../ganplay/ui/lab/link.js";

const FIELDS = {
  loss: { kind: "choice", choices: ["nonsaturating", "hinge"] },
  lr_g: { kind: "float", low: 1e-6, high: 0.1 },
  g_layers: { kind: "int", low: 0, high: 5 },
};

test("what differs is written in words that need no escape, and read again", () => {
  const linked = {
    data: "two_moons",
    settings: { lr_g: 0.002, loss: "hinge", g_layers: 0 },
    points: null,
    more: { step: "1200", speed: "", layers: "real-fake" },
  };
  const text = written(linked, FIELDS);
  assert.equal(text, "two_moons~loss.hinge~lr_g.0.002~g_layers.0~step.1200~layers.real-fake");
  assert.equal(encodeURIComponent(text), text);
  assert.deepEqual(read(text, FIELDS), { ...linked, more: { step: "1200", layers: "real-fake" } });
});

test("what cannot be is passed over", () => {
  const bad = "ring~loss.magic~lr_g.9~lr_g.~g_layers.1.5~nothing~.x~__proto__.1~more.a b~g_layers.3";
  assert.deepEqual(read(bad, FIELDS).settings, { g_layers: 3 });
  assert.deepEqual(read(bad, FIELDS).more, {});
  assert.equal(read("", FIELDS).data, "");
});

test("points come back within half a place of the grid, in few letters", () => {
  const points = Float32Array.from({ length: 1200 }, (_, i) => 1.4 * Math.sin(i * i));
  const text = packedPoints(points);
  assert.ok(text.length < 1900, text.length);
  assert.match(text, /^[\w.-]+$/);
  const found = unpackedPoints(text);
  assert.equal(found.length, points.length);
  const sorted = (list) => Array.from({ length: list.length / 2 }, (_, i) => [list[2 * i], list[2 * i + 1]]);
  for (const [x, y] of sorted(points)) {
    assert.ok(sorted(found).some(([a, b]) => Math.abs(a - x) < 0.002 && Math.abs(b - y) < 0.002));
  }
});

test("points that were taken onto the grid are the same wherever the link is opened", () => {
  const points = Float32Array.from({ length: 200 }, (_, i) => 0.987654 * Math.sin(i * i) + 0.1);
  const mine = carried(points);
  assert.deepEqual(unpackedPoints(packedPoints(mine)), mine);
  assert.equal(carried(mine).join(), mine.join());
  const many = new Float32Array(2 * LINK_POINTS + 2).fill(1);
  assert.equal(carried(many), many);
});

test("of many points as many as a link can carry travel", () => {
  const points = Float32Array.from({ length: 20_000 }, (_, i) => Math.cos(i));
  assert.equal(unpackedPoints(packedPoints(points)).length, 2 * LINK_POINTS);
  assert.ok(packedPoints(points).length < 2000);
  assert.deepEqual([...thinned(Float32Array.from([1, 2, 3, 4, 5, 6]), 2)], [1, 2, 3, 4]);
});

test("points that are none, or without end, are bounded", () => {
  for (const text of ["", "_", "1.5", "x_AB", "-1_AB", "1.5_"]) assert.equal(unpackedPoints(text), null);
  assert.equal(unpackedPoints(`1_${"B".repeat(100_000)}`).length, 2 * LINK_POINTS);
  assert.equal(unpackedPoints(`1_${"_".repeat(1000)}`), null);
});

test("the address is that of the page, without what opens other tabs", () => {
  const text = "ring~seed.7";
  assert.equal(
    addressOf("http://here/x/?run=a&view=b&hide=loss#top", text),
    "http://here/x/?lab=ring~seed.7&hide=loss",
  );
});
