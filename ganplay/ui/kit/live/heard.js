// What has been heard of a run. Nothing here asks or draws.
import { empty, extend } from "./columns.js";

/** @typedef {import("./columns.js").Columns} Columns */
/** @typedef {import("./film.js").Grid} Grid */

/**
 * @typedef {object} Heard
 * @property {Columns} points losses and the like
 * @property {Columns} evals what was judged as it trained
 * @property {Columns} measures what was measured now and then as it trained
 * @property {object | null} report what was measured at the end
 * @property {Grid[]} grids the time line
 * @property {object | null} hist of the newest sheet: D's logits
 * @property {Record<string, any>} head the rest of `Manager.poll`: status, step, budget, shape ...
 * @property {number} seq of the newest row
 * @property {number} frame seq of the newest sheet that was sent
 * @property {Map<number, string>} frames pictures: data URLs by seq
 * @property {Map<number, object>} hists histograms of earlier moments by seq, where the server told one
 */

const MOST = 300; // pictures kept

/** @returns {Heard} */
export const nothing = () => ({
  points: empty(),
  evals: empty(),
  measures: empty(),
  report: null,
  grids: [],
  hist: null,
  head: {},
  seq: 0,
  frame: 0,
  frames: new Map(),
  hists: new Map(),
});

/**
 * @param {Heard} heard is changed
 * @param {Record<string, any>} news an answer of `Manager.poll`
 * @returns {{rewound: boolean, reported: boolean}} whether what was known no longer happened, as after a roll back, and
 *   whether the report is another one
 */
export function learn(heard, news) {
  const rewound = Boolean(news.reset) && heard.seq > 0;
  const reported = news.reported !== heard.head.reported;
  if (news.reset) Object.assign(heard, { points: empty(), evals: empty(), measures: empty(), hist: null, frame: 0 });
  if (rewound) heard.frames.clear();
  for (const name of ["points", "evals", "measures"]) extend(heard[name], news[name]);
  if (news.grids) heard.grids = news.grids;
  if (news.hist) heard.hist = news.hist;
  if (news.grid) {
    heard.frame = news.grid.seq;
    remember(heard, news.grid.seq, news.grid.jpeg);
  }
  if (news.seq !== undefined) heard.seq = news.seq;
  const { points, evals, measures, grids, grid, hist, ...head } = news;
  heard.head = { ...heard.head, code: null, progress: null, ...head };
  return { rewound, reported };
}

/**
 * Keep a picture; the one that came first goes where there are too many.
 * @param {Heard} heard is changed
 * @param {number} seq
 * @param {string} url
 * @param {object} [hist] the histogram of that moment
 */
export function remember(heard, seq, url, hist) {
  heard.frames.set(seq, url);
  if (hist) heard.hists.set(seq, hist);
  if (heard.frames.size > MOST) heard.frames.delete(heard.frames.keys().next().value);
}
