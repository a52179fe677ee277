// Numbers of a run in columns, a row a step. Nothing here draws.

/** @typedef {{step: number[]} & Record<string, (number | null)[]>} Columns all of one length; null: none is known */

const MOST = 3000; // rows

/** @returns {Columns} */
export const empty = () => ({ step: [] });

/**
 * Add the rows of `more`; long runs are thinned from the front.
 * @param {Columns} columns is changed
 * @param {Columns | null | undefined} more
 * @param {number} [most] rows at most, afterwards
 */
export function extend(columns, more, most = MOST) {
  if (!more?.step) return;
  const before = columns.step.length;
  const added = more.step.length;
  for (const name of new Set([...Object.keys(columns), ...Object.keys(more)])) {
    columns[name] ||= new Array(before).fill(null);
    columns[name].push(...(more[name] || new Array(added).fill(null)));
  }
  if (columns.step.length <= most) return;
  const stays = (_, index) => index > most / 2 || index % 2 === 0;
  for (const name of Object.keys(columns)) columns[name] = columns[name].filter(stays);
}

/** @param {Columns} columns @param {number} step @returns {number} how many rows lie at or before that step */
export function upTo(columns, step) {
  let low = 0;
  let high = columns.step.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (columns.step[middle] <= step) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** @param {Columns} columns @param {number} count @returns {Columns} its first rows */
export const first = (columns, count) =>
  Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, column.slice(0, count)]));

/** @param {Columns} columns @param {string} name @returns {boolean} whether any row has a number of that name */
export const has = (columns, name) => (columns[name] || []).some((value) => value !== null);

/** @param {Columns} columns @param {string} name @returns {number | undefined} the latest number of that name */
export const last = (columns, name) => (columns[name] || []).filter((value) => value !== null).pop();

/** @param {Columns} columns @returns {number} the last step; 1 where there is none, for an axis to end at */
export const end = ({ step }) => (step.length ? step[step.length - 1] : 1);

/** @param {(number | null)[] | undefined} shares 0 .. 1 @returns {(number | null)[]} per cent */
export const hundred = (shares) => (shares || []).map((share) => (share === null ? null : 100 * share));
