// A layer that doubles the size of a picture: a transposed convolution with stride 2, or resize and then convolve.
// Plain loops; the arrays are laid out as torch's. Nothing here draws.
import { Random } from "../../kit/engine/random.js";

/** @typedef {"transposed" | "resize"} Way */

/** Pixels a side of what goes in. */
export const SIZE = 12;
/** Channels of what goes in; one comes out. */
export const CHANNELS = 256;
/** Sides of the kernel. */
export const KERNELS = [2, 3, 4, 5];

const SEED = 7;
const SPREAD = 0.3; // of positive weights, around 1
const TONE = 0.7; // of the flat picture; white is 1
const FROM = 0.25; // the least level of a channel; the highest is 1

/**
 * The weights of an untrained layer, always the same ones.
 * @param {number} kernel
 * @param {"one" | "zero"} around positive, or of both signs
 * @returns {Float32Array} (channels, kernel, kernel)
 */
export function weightsOf(kernel, around) {
  const drawn = new Random(SEED + kernel).normals(new Float32Array(CHANNELS * kernel * kernel));
  return around === "one" ? drawn.map((value) => 1 + SPREAD * value) : drawn;
}

/** @param {"flat" | "ball"} what @returns {Float32Array} (size, size), from 0, black, to 1, white */
export const pictureOf = (what) => PICTURES[what]();

/**
 * A picture, in channels that are the same picture at levels of their own.
 * @param {"flat" | "ball"} what
 * @returns {Float32Array} (channels, size, size)
 */
export function inputOf(what) {
  const random = new Random(SEED);
  const levels = random.uniforms(new Float32Array(CHANNELS), FROM, 1);
  const picture = pictureOf(what);
  const out = new Float32Array(CHANNELS * SIZE * SIZE);
  levels.forEach((level, channel) => {
    out.set(
      picture.map((value) => level * value),
      channel * SIZE * SIZE,
    );
  });
  return out;
}

const PICTURES = {
  flat: () => new Float32Array(SIZE * SIZE).fill(TONE),
  ball: () =>
    Float32Array.from({ length: SIZE * SIZE }, (_, i) => {
      const [x, y] = [i % SIZE, Math.floor(i / SIZE)].map((at) => (at + 0.5) / SIZE - 0.5);
      const height = 1 - (x * x + y * y) / 0.14;
      return height < 0 ? 0.2 : Math.min(1, 0.35 + 0.6 * Math.sqrt(height) * (0.8 - x - y));
    }),
};

/**
 * torch's conv_transpose2d to one channel, with stride 2 and the padding that doubles the size.
 * @param {Float32Array} input (channels, size, size)
 * @param {number} size
 * @param {Float32Array} weights (channels, kernel, kernel)
 * @param {number} kernel
 * @returns {Float32Array} (2 size, 2 size)
 */
export function transposed(input, size, weights, kernel) {
  const side = 2 * size;
  const padding = Math.floor((kernel - 1) / 2);
  const out = new Float64Array(side * side);
  for (let at = 0; at < input.length; at++) {
    const [channel, i, j] = [Math.floor(at / (size * size)), Math.floor(at / size) % size, at % size];
    for (let a = 0; a < kernel; a++) {
      for (let b = 0; b < kernel; b++) {
        const [row, column] = [2 * i - padding + a, 2 * j - padding + b];
        if (row < 0 || column < 0 || row >= side || column >= side) continue;
        out[row * side + column] += input[at] * weights[(channel * kernel + a) * kernel + b];
      }
    }
  }
  return Float32Array.from(out);
}

/**
 * torch's interpolate by nearest neighbour, and then conv2d to one channel with padding "same".
 * @param {Float32Array} input (channels, size, size)
 * @param {number} size
 * @param {Float32Array} weights (channels, kernel, kernel)
 * @param {number} kernel
 * @returns {Float32Array} (2 size, 2 size)
 */
export function resized(input, size, weights, kernel) {
  const side = 2 * size;
  const padding = Math.floor((kernel - 1) / 2);
  const out = new Float64Array(side * side);
  const channels = input.length / (size * size);
  for (let at = 0; at < channels * side * side; at++) {
    const [channel, row, column] = [Math.floor(at / (side * side)), Math.floor(at / side) % side, at % side];
    for (let a = 0; a < kernel; a++) {
      for (let b = 0; b < kernel; b++) {
        const [i, j] = [row + a - padding, column + b - padding];
        if (i < 0 || j < 0 || i >= side || j >= side) continue;
        const value = input[(channel * size + (i >> 1)) * size + (j >> 1)];
        out[row * side + column] += value * weights[(channel * kernel + a) * kernel + b];
      }
    }
  }
  return Float32Array.from(out);
}

const WAYS = { transposed, resize: resized };

/**
 * @param {Way} way
 * @param {Float32Array} input of `inputOf`
 * @param {Float32Array} weights of `weightsOf`
 * @param {number} kernel
 * @returns {Float32Array} (2 size, 2 size)
 */
export const doubled = (way, input, weights, kernel) => WAYS[way](input, SIZE, weights, kernel);

/**
 * How many products are added up for each pixel that comes out, of one channel.
 * @param {Way} way
 * @param {number} kernel
 * @returns {Float32Array} (2 size, 2 size)
 */
export function overlaps(way, kernel) {
  const ones = (n) => new Float32Array(n * n).fill(1);
  return WAYS[way](ones(SIZE), SIZE, ones(kernel), kernel);
}

/**
 * Along one row, which pixels that come out a pixel that goes in has a part in; where resized, one of the enlarged
 * ones.
 * @param {Way} way
 * @param {number} kernel
 * @param {number} i
 * @returns {[number, number]} the first of them, and the one behind the last
 */
export function reachOf(way, kernel, i) {
  const padding = Math.floor((kernel - 1) / 2);
  const first = way === "transposed" ? 2 * i - padding : i + padding - kernel + 1;
  return [first, first + kernel];
}

/** Numbers of a picture that lie so far inside that no edge has a part in them. */
function inside(picture) {
  const side = Math.round(Math.sqrt(picture.length));
  const margin = Math.max(...KERNELS);
  const within = (at) => at >= margin && at < side - margin;
  return picture.filter((_, at) => within(at % side) && within(Math.floor(at / side)));
}

/** @param {Float32Array} counts of `overlaps` @returns {number} the greatest over the least, edges left out */
export function unevenness(counts) {
  const seen = inside(counts);
  return Math.max(...seen) / Math.min(...seen);
}

/**
 * @param {Float32Array} picture what came of a flat one
 * @returns {number} its standard deviation over its root mean square, edges left out: 0 where it is flat, 1 at most
 */
export function pattern(picture) {
  const seen = inside(picture);
  const meanOf = (of) => seen.reduce((sum, value) => sum + of(value), 0) / seen.length;
  const [mean, squares] = [meanOf((value) => value), meanOf((value) => value * value)];
  return squares > 0 ? Math.sqrt(meanOf((value) => (value - mean) ** 2) / squares) : 0;
}

/** @param {Float32Array} counts of `overlaps` @returns {number[]} each number that there is inside, in order */
export const kindsOf = (counts) => [...new Set(inside(counts))].sort((a, b) => a - b);
