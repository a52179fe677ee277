// A picture as points: dark places are dense.

/** @typedef {import("./random.js").Random} Random */

/**
 * Points drawn where a picture is dark; its longer side reaches from -extent to extent, and y points up.
 * @param {{data: Uint8ClampedArray, width: number, height: number}} picture RGBA, what is transparent counts as white
 * @param {number} count
 * @param {Random} random
 * @param {number} [extent]
 * @returns {Float32Array} x and y of each; empty where nothing is dark
 */
export function pointsOfPixels({ data, width, height }, count, random, extent = 1) {
  const sums = darkness(data);
  const total = sums[sums.length - 1] ?? 0;
  if (!total) return new Float32Array(0);
  const points = new Float32Array(2 * count);
  const scale = (2 * extent) / Math.max(width, height);
  for (let i = 0; i < count; i++) {
    const pixel = firstAbove(sums, random.next() * total);
    const column = pixel % width;
    const row = Math.floor(pixel / width);
    points[2 * i] = (column + random.next() - width / 2) * scale;
    points[2 * i + 1] = (height / 2 - row - random.next()) * scale;
  }
  return points;
}

/** Sums of the darkness of each pixel and those before it, by the luma of Rec. 601. */
function darkness(data) {
  const sums = new Float64Array(data.length / 4);
  let sum = 0;
  for (let i = 0; i < sums.length; i++) {
    const light = 299 * data[4 * i] + 587 * data[4 * i + 1] + 114 * data[4 * i + 2];
    sum += (255_000 - light) * data[4 * i + 3];
    sums[i] = sum;
  }
  return sums;
}

/** The first place whose sum is above a value. */
function firstAbove(sums, value) {
  let low = 0;
  let high = sums.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sums[middle] > value) high = middle;
    else low = middle + 1;
  }
  return low;
}
