// How a line of words is made to fit; as in runs/asking/pen.py. Nothing here draws.
const SMALLEST = 0.6; // of its size, that words may shrink to before their end is left out

/**
 * @param {string} text
 * @param {number} size pixels
 * @param {number} room pixels that it may be wide
 * @param {(text: string, pixels: number) => number} measure how wide a text of that size is
 * @returns {{text: string, pixels: number}}
 */
export function fitted(text, size, room, measure) {
  let pixels = size;
  while (measure(text, pixels) > room && pixels > SMALLEST * size) pixels -= 1;
  const letters = [...text];
  let shown = text;
  while (measure(shown, pixels) > room && letters.length > 1) {
    letters.pop();
    shown = `${letters.join("")}…`;
  }
  return { text: shown, pixels };
}
