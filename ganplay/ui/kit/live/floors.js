// What other real pictures score beside each number that was measured of a run. Nothing here draws.
import { has, last } from "./columns.js";

/**
 * A number with its own floor.
 * @typedef {object} Scored
 * @property {number} value
 * @property {number | null} floor what other real pictures score; null where there are too few to know
 * @property {number} n generated pictures
 * @property {number | null} ofFloor pictures that score the floor; null where that is not known
 */

/**
 * @param {Pick<import("./moment.js").Seen, "measures" | "report">} seen
 * @param {string} name
 * @returns {{curve: Scored | null, end: Scored | null}} the latest that was measured as it trained, and the report's
 */
export function scored({ measures, report }, name) {
  const row = (report?.rows || []).find((one) => one.name === name && one.value !== null);
  const n = last(measures, "n");
  return {
    curve: has(measures, name)
      ? {
          value: last(measures, name),
          floor: last(measures, `floor_${name}`) ?? null,
          n,
          ofFloor: last(measures, `floor_n_${name}`) ?? n,
        }
      : null,
    end: row ? { value: row.value, floor: row.floor, n: row.n, ofFloor: row.n_floor ?? null } : null,
  };
}
