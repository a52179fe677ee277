// A verdict and the ranks beside it, where they seem to be at odds. Nothing here draws or asks.

const MOST = 50; // per cent
const NEARLY_ALL = 95;

/**
 * Why D says what it says of a picture whose rank would let one expect something else.
 * @param {Pick<import("./state.js").Judged, "logit" | "threshold" | "real" | "generated">} row
 * @returns {"strict" | "short" | "taken" | "barely" | null} strict: most real pictures are called generated, too;
 *   short: it is above nearly all generated ones, and still below the line; taken: most generated ones are called real,
 *   too; barely: it is above the line, and still below nearly all real ones; null: all agree
 */
export function standing({ logit, threshold, real, generated }) {
  if (logit > threshold) {
    if (generated <= MOST) return "taken";
    return real <= 100 - NEARLY_ALL ? "barely" : null;
  }
  if (real >= MOST) return "strict";
  return generated >= NEARLY_ALL ? "short" : null;
}
