// Where the numbers of a small chart lie. Nothing here draws.

/** @typedef {{x: number[], y: number[], class?: string}} Line */
/** @typedef {{x: number, y: number}} Corner */
/** @typedef {{edges: number[], real: number[], fake: number[]}} Histogram counts of two lists over edges both share */

/**
 * The points of each line that have a value, and the corner values of all of them.
 * @param {Line[]} lines
 * @param {{band?: [number, number], from?: number, to?: number}} options what else has to be in sight
 * @returns {{known: [number, number][][], low: Corner, high: Corner} | null} null: none has
 */
export function extent(lines, { band, from, to } = {}) {
  const known = lines.map((line) => line.x.map((x, i) => [x, line.y[i]]).filter(([, y]) => Number.isFinite(y)));
  const xs = known.flat().map(([x]) => x);
  const ys = known.flat().map(([, y]) => y);
  if (!xs.length) return null;
  if (band) ys.push(...band);
  return {
    known,
    low: { x: from ?? Math.min(...xs), y: Math.min(...ys) },
    high: { x: to ?? Math.max(...xs), y: Math.max(...ys) },
  };
}

/**
 * Counts of two lists of numbers over edges that both share.
 * @param {number[]} real
 * @param {number[]} fake
 * @param {number} count of bins
 * @returns {Histogram | null} null without a number
 */
export function bins(real, fake, count = 40) {
  const all = [...real, ...fake];
  if (!all.length) return null;
  let low = Math.min(...all);
  let high = Math.max(...all);
  if (high - low < 1e-6) {
    low -= 0.5;
    high += 0.5;
  }
  const edges = Array.from({ length: count + 1 }, (_, i) => low + ((high - low) * i) / count);
  const counted = (values) => {
    const counts = new Array(count).fill(0);
    for (const value of values) counts[Math.min(count - 1, Math.floor(((value - low) / (high - low)) * count))] += 1;
    return counts;
  };
  return { edges, real: counted(real), fake: counted(fake) };
}

/**
 * From where to where a histogram is drawn: its edges, the threshold, and the picture's logit, but where that lies more
 * than half as far out again it stands at the edge.
 * @param {number[]} edges
 * @param {number | null | undefined} logit
 * @param {number | null | undefined} threshold
 * @returns {[number, number]}
 */
export function reach(edges, logit, threshold) {
  const known = [edges[0], edges[edges.length - 1], ...(Number.isFinite(threshold) ? [threshold] : [])];
  const [least, most] = [Math.min(...known), Math.max(...known)];
  const room = 0.5 * (most - least);
  return [Math.max(Math.min(least, logit || 0), least - room), Math.min(Math.max(most, logit || 0), most + room)];
}

/**
 * @param {number[]} values in any order
 * @param {number} x
 * @returns {number} the one nearest to x, the first of equals
 */
export function nearest(values, x) {
  return values.reduce((best, one) => (Math.abs(one - x) < Math.abs(best - x) ? one : best), values[0]);
}

/**
 * How the ticks of a logarithmic axis lie: powers of ten over many of them, 1, 2 and 5 of each over few, and as on any
 * axis within one; always written in full.
 * @param {(number | null | undefined)[]} values that it shows
 * @returns {{type: "log", tickformat: string, dtick: number | string | undefined}} of a Plotly axis
 */
export function logarithmic(values) {
  const known = values.filter((value) => value > 0);
  const span = known.length ? Math.log10(Math.max(...known) / Math.min(...known)) : 0;
  const dtick = span < 0.8 ? undefined : span < 2.2 ? "D2" : Math.ceil(span / 5);
  return { type: "log", tickformat: ",~r", dtick };
}

/**
 * The range of an axis that all of these values fit on, with a little room.
 * @param {(number | null | undefined)[]} values
 * @param {boolean} log it is logarithmic
 * @param {boolean} zero it has 0 on it
 * @returns {[number, number] | undefined} as Plotly writes it; undefined where there is nothing to fit
 */
export function frameOf(values, log, zero) {
  const known = values.filter((value) => Number.isFinite(value) && (!log || value > 0));
  if (!known.length) return undefined;
  const ends = [Math.min(...known), Math.max(...known)].map((value) => (log ? Math.log10(value) : value));
  const [low, high] = zero && !log ? [Math.min(0, ends[0]), Math.max(0, ends[1])] : ends;
  const room = 0.06 * (high - low) || 0.5;
  return [zero && !log && low === 0 ? 0 : low - room, high + room];
}

const LEAPS = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -10, PageUp: 10 };
const ENDS = { Home: -Infinity, End: Infinity };

/**
 * Where a key leads a slider that has these places alone.
 * @param {number[]} places ascending
 * @param {number} here one of them
 * @param {string} key of a keyboard
 * @returns {number | undefined} undefined: the key leads nowhere
 */
export function stepped(places, here, key) {
  const by = LEAPS[key] ?? ENDS[key];
  return by && places[Math.max(0, Math.min(places.length - 1, places.indexOf(here) + by))];
}
