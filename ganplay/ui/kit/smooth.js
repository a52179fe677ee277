// The course of a noisy curve. Nothing here draws.

const REACH = 1 / 50; // of a curve's numbers, to either side of one, that are averaged with it, twice
const LEAST = 40; // numbers, from which on a curve is smoothed

/** @param {(number | null)[]} values @returns {boolean} whether there are enough to be smoothed */
export const smooths = (values) => values.length >= LEAST;

/**
 * Means of neighbours, the nearer ones counted more; at both ends of those that there are. Where no number is known
 * that of its neighbours stands.
 * @param {(number | null)[]} values
 * @returns {(number | null)[]} as many
 */
export function smoothed(values) {
  const reach = Math.max(1, Math.round(values.length * REACH));
  return means(means(values, reach), reach);
}

function means(values, reach) {
  const sums = [0];
  const counts = [0];
  for (const [index, value] of values.entries()) {
    const known = Number.isFinite(value);
    sums.push(sums[index] + (known ? value : 0));
    counts.push(counts[index] + (known ? 1 : 0));
  }
  return values.map((_, index) => {
    const [low, high] = [Math.max(0, index - reach), Math.min(values.length, index + reach + 1)];
    const count = counts[high] - counts[low];
    return count ? (sums[high] - sums[low]) / count : null;
  });
}
