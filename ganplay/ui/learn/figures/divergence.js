// How far two heaps on a line are from being the same: Gaussians of one spread, their middles so far apart. Nothing
// here draws.

const CELLS = 2000; // of the grid, even, for Simpson's rule
const TAILS = 9; // spreads to either side, beyond which nothing is left

/** @param {number} x @param {number} middle @param {number} spread @returns {number} the density there */
export const density = (x, middle, spread) =>
  Math.exp(-0.5 * ((x - middle) / spread) ** 2) / (spread * Math.sqrt(2 * Math.PI));

function integral(of, from, to) {
  const width = (to - from) / CELLS;
  let sum = of(from) + of(to);
  for (let i = 1; i < CELLS; i++) sum += (i % 2 ? 4 : 2) * of(from + i * width);
  return (sum * width) / 3;
}

/** a log(2 a / (a + b)), by densities that may be too small for any number */
const excess = (a, b) => (a > 0 ? a * Math.log((2 * a) / (a + b)) : 0);

/**
 * @param {number} distance of the middles, 0 or more
 * @param {number} spread
 * @returns {number} the Jensen-Shannon divergence in nats, 0 .. ln 2
 */
export function jensenShannon(distance, spread) {
  const of = (x) => {
    const [p, q] = [density(x, 0, spread), density(x, distance, spread)];
    return 0.5 * (excess(p, q) + excess(q, p));
  };
  return integral(of, -TAILS * spread, distance + TAILS * spread);
}

/** @param {number} distance @param {number} spread @returns {number} the slope of that by the distance */
export function jensenShannonSlope(distance, spread) {
  const of = (x) => {
    const [p, q] = [density(x, 0, spread), density(x, distance, spread)];
    return q > 0 ? 0.5 * ((q * (x - distance)) / spread ** 2) * Math.log((2 * q) / (p + q)) : 0;
  };
  return integral(of, -TAILS * spread, distance + TAILS * spread);
}

/** @param {number} distance @returns {number} the Wasserstein distance: one is the other, carried so far */
export const wasserstein = (distance) => distance;
