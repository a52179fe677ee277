// Numbers as JSON: float32 arrays as base64 of little-endian bytes, and back, bit for bit.

const PIECE = 0x8000; // bytes that one call can take as its arguments

/**
 * @param {Float32Array} numbers
 * @returns {string} base64 of their little-endian bytes
 */
export function packed(numbers) {
  const bytes = new Uint8Array(4 * numbers.length);
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < numbers.length; i++) view.setFloat32(4 * i, numbers[i], true);
  let text = "";
  for (let i = 0; i < bytes.length; i += PIECE) text += String.fromCharCode(...bytes.subarray(i, i + PIECE));
  return btoa(text);
}

/**
 * @param {string} text as `packed` writes it; throws where it is no base64, or no whole number of float32
 * @returns {Float32Array}
 */
export function unpacked(text) {
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  if (bytes.length % 4) throw new RangeError("These are not float32 numbers.");
  const view = new DataView(bytes.buffer);
  return Float32Array.from({ length: bytes.length / 4 }, (_, i) => view.getFloat32(4 * i, true));
}

/**
 * A value whose float32 arrays, however deep, have become text: {shape, data} where they have a shape, else {float32}.
 * @param {any} value
 * @returns {any}
 */
export function toJson(value) {
  if (value instanceof Float32Array) return { float32: packed(value) };
  if (Array.isArray(value)) return value.map(toJson);
  if (!value || typeof value !== "object") return value;
  if (isTensor(value)) return { shape: [...value.shape], data: packed(value.data) };
  return mapped(value, toJson);
}

/**
 * The other way: every array of numbers is one again.
 * @param {any} value
 * @returns {any} throws where the data of a tensor are not as many numbers as its shape says
 */
export function fromJson(value) {
  if (Array.isArray(value)) return value.map(fromJson);
  if (!value || typeof value !== "object") return value;
  if (typeof value.float32 === "string") return unpacked(value.float32);
  if (Array.isArray(value.shape) && typeof value.data === "string") return tensor(value);
  return mapped(value, fromJson);
}

function isTensor({ shape, data }) {
  return Array.isArray(shape) && data instanceof Float32Array;
}

function tensor({ shape, data }) {
  const numbers = unpacked(data);
  if (numbers.length !== shape.reduce((product, size) => product * size, 1))
    throw new RangeError("A shape does not fit.");
  return { shape: [...shape], data: numbers };
}

function mapped(value, change) {
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, change(inner)]));
}

const HEAD = 400; // bytes of a typed array beside its numbers, with the object that names its shape; measured in V8

/**
 * Bytes that a value keeps in memory, nearly: its typed arrays, and what each of them takes beside its numbers.
 * @param {any} value
 * @returns {number}
 */
export function bytesOf(value) {
  if (ArrayBuffer.isView(value)) return HEAD + value.byteLength;
  if (!value || typeof value !== "object") return 0;
  return Object.values(value).reduce((sum, inner) => sum + bytesOf(inner), 0);
}
