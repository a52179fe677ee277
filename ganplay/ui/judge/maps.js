// Signed maps as colours: blue speaks for real, orange for generated.

/** @typedef {{scale: number, data: string}} Packed a map as bytes in base64, row by row: scale * (byte - 128) / 127 */
/** @typedef {[number, number, number]} Colour red, green, blue, 0 .. 255 */

/** @param {string} hex as #2563a8 @returns {Colour} */
export const rgb = (hex) => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));

/** @param {Packed} packed @returns {number[]} its values */
export function unpacked({ scale, data }) {
  return Array.from(atob(data), (letter) => (scale * (letter.charCodeAt(0) - 128)) / 127);
}

/**
 * @param {number[]} values
 * @param {number} scale the size of a value that has its colour in full
 * @param {{real: Colour, fake: Colour, paper: Colour}} colours above, below and at 0
 * @returns {Uint8ClampedArray<ArrayBuffer>} RGBA, four a value
 */
export function coloured(values, scale, { real, fake, paper }) {
  const pixels = new Uint8ClampedArray(4 * values.length);
  for (const [place, value] of values.entries()) {
    const amount = Math.min(1, Math.abs(value) / (scale || 1));
    const full = value > 0 ? real : fake;
    const mixed = paper.map((from, channel) => from + (full[channel] - from) * amount);
    pixels.set([...mixed, 255], 4 * place);
  }
  return pixels;
}
