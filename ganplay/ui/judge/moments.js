// Scores of the same pictures over a run's moments. Nothing here draws or asks.

/**
 * What D of one checkpoint says (`ganplay.scoring.over_time`).
 * @typedef {object} Moment
 * @property {number} step
 * @property {number[]} logits one a picture
 * @property {number[]} percentiles_real among real pictures, one a picture
 * @property {number} real_mean of the logits of real pictures
 * @property {number} generated_mean
 */

/**
 * @param {Moment[]} rows
 * @param {number} count of pictures
 * @param {number} chosen index of the selected one; -1 where none is
 * @returns {import("../kit/ranges.js").Line[]} a percentile a picture; that of the selected one is drawn last, on top
 */
export function percentiles(rows, count, chosen) {
  const x = rows.map((row) => row.step);
  const line = (index, kind) => ({ x, y: rows.map((row) => row.percentiles_real[index]), class: kind });
  const others = Array.from({ length: count }, (_, index) => index).filter((index) => index !== chosen);
  const lines = others.map((index) => line(index, "faint"));
  return chosen < 0 ? lines : [...lines, line(chosen, "d on")];
}

/**
 * @param {Moment[]} rows
 * @param {number} chosen index of the selected picture
 * @returns {import("../kit/ranges.js").Line[]} its logit between those of real and generated pictures
 */
export function logits(rows, chosen) {
  const x = rows.map((row) => row.step);
  return [
    { x, y: rows.map((row) => row.real_mean), class: "real" },
    { x, y: rows.map((row) => row.generated_mean), class: "fake" },
    { x, y: rows.map((row) => row.logits[chosen]), class: "d on" },
  ];
}
