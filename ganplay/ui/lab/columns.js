// How a network is drawn: a column of dots for each layer. Nothing here draws.

const DEEPEST = 5;
const DOTS = 6; // that are drawn of a layer at most

/**
 * The columns of a network: how many dots of each are drawn, and whether there are more.
 * @param {number} first numbers that go in
 * @param {number} layers
 * @param {number} width
 * @param {number} last numbers that come out
 * @returns {{dots: number, more: boolean}[]}
 */
export function columns(first, layers, width, last) {
  const sizes = [first, ...new Array(Math.min(DEEPEST, layers)).fill(width), last];
  return sizes.map((size) => ({ dots: Math.min(DOTS, size), more: size > DOTS }));
}
