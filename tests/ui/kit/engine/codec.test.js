import assert from "node:assert/strict";
import { test } from "node:test";
import { bytesOf, fromJson, packed, toJson, unpacked } from "../../../../ganplay/ui/kit/engine/codec.js";

test("numbers are little-endian float32 in base64, and come back bit for bit", () => {
  assert.equal(packed(Float32Array.of(1, -2)), "AACAPwAAAMA=");
  const odd = Float32Array.of(0.1, -0, 1e-45, 3.4e38, Number.NEGATIVE_INFINITY);
  assert.deepEqual(unpacked(packed(odd)), odd);
  const many = Float32Array.from({ length: 50_000 }, (_, i) => i / 7);
  assert.deepEqual(unpacked(packed(many)), many);
});

test("a value becomes JSON and comes back, its other parts as they are", () => {
  const value = {
    weights: { first: { shape: [2, 1], data: Float32Array.of(1, 2) } },
    list: [1, Float32Array.of(3), null, "text"],
    spare: 0.1,
  };
  const text = JSON.stringify(toJson(value));
  assert.deepEqual(fromJson(JSON.parse(text)), value);
  assert.equal(JSON.parse(text).weights.first.data, packed(Float32Array.of(1, 2)));
});

test("a shape that does not fit is refused, and so is what is no base64", () => {
  assert.throws(() => fromJson({ shape: [3], data: packed(Float32Array.of(1, 2)) }), RangeError);
  assert.throws(() => fromJson({ shape: [], data: "AAA=" }), RangeError);
  assert.throws(() => fromJson({ shape: [1], data: "?" }));
});

test("bytes are those of all arrays, however deep, and of what each takes beside its numbers", () => {
  assert.equal(bytesOf({ a: new Float32Array(3), b: [{ c: new Float32Array(2) }, 7, null], d: "text" }), 20 + 2 * 400);
});
