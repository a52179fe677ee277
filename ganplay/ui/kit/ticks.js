// Round numbers to write beside an axis. Nothing here draws.

const STEPS = [1, 2, 5, 10];

/**
 * Round numbers from low to high, evenly apart, a few of them, but two at least: 1, 2 or 5 times a power of ten.
 * @param {number} low
 * @param {number} high
 * @param {number} [count] about how many
 * @returns {number[]} rising; low alone where that is all there is
 */
export function ticks(low, high, count = 4) {
  if (!(high > low)) return Number.isFinite(low) ? [low] : [];
  const rough = (high - low) / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * STEPS.find((one) => one * power >= rough * 0.999);
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  if (last <= first) return ticks(low, high, 2 * count);
  return Array.from({ length: last - first + 1 }, (_, index) => Number(((first + index) * step).toPrecision(12)));
}

/** @param {number[]} all evenly apart @returns {number} digits after the point that tell them apart */
export function digitsOf(all) {
  const step = all.length > 1 ? Math.abs(all[1] - all[0]) : 1;
  return Math.max(0, Math.min(6, Math.ceil(-Math.log10(step) - 1e-9)));
}
