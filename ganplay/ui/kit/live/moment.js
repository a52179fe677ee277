// What is to be shown at a moment: the newest one, one that is looked back at, one of a replay. Nothing here draws.
import { going } from "../status.js";
import { first, upTo } from "./columns.js";

/** @typedef {import("./heard.js").Heard} Heard */
/** @typedef {import("./film.js").Film} Film */
/** @typedef {import("./film.js").Grid} Grid */

/**
 * What the view is turned to.
 * @typedef {object} Viewed
 * @property {string | null} run
 * @property {"empty" | "run" | "replay"} kind
 * @property {boolean} mine
 * @property {Heard} heard
 * @property {number | null} moment seq of the sheet that is looked back at; null: the newest, or the film
 * @property {Film | null} film of a replay
 */

/**
 * @typedef {object} Seen
 * @property {string | null} run
 * @property {"empty" | "run" | "replay"} kind
 * @property {string} status of the run; "empty" and "replay" are told as such
 * @property {boolean} mine
 * @property {Record<string, any>} head see `Heard`
 * @property {boolean} looking it is an earlier moment, or one of a replay
 * @property {Grid | null} here its place on the time line
 * @property {number | null} moment
 * @property {boolean} still nothing is to move
 * @property {boolean} part a replay goes on, and curves are drawn as far as it has come
 * @property {import("./columns.js").Columns} points
 * @property {import("./columns.js").Columns} evals
 * @property {import("./columns.js").Columns} measures
 * @property {any} report what was measured at the end; null before it
 * @property {Pick<Seen, "points" | "evals" | "measures" | "report">} all the same of the whole run
 * @property {any} hist
 * @property {Grid[]} grids
 * @property {any} equilibrium
 * @property {number} until the step that the charts end at; 0: where their numbers end
 * @property {boolean} probability D's answers are probabilities
 * @property {(name: string) => number | null | undefined} value of what was judged, at this moment
 * @property {(name: string) => number | null | undefined} number of what trains, at this moment
 * @property {string | null | undefined} picture its data URL, null where it has to be fetched
 */

/** @param {Viewed} viewed @returns {string} */
export const statusOf = ({ kind, heard }) => (kind === "run" ? heard.head.status || "starting" : kind);

/**
 * @param {Viewed} viewed
 * @returns {Grid | null} the sheet that is to be shown; null where there is none yet
 */
export function placeOf({ kind, heard, moment, film }) {
  const { grids } = heard;
  const newest = grids.length ? grids[grids.length - 1] : null;
  if (moment !== null) return grids.find(([seq]) => seq === moment) || newest;
  return (kind === "replay" && film?.order[film.at]) || newest;
}

/** @param {Viewed} viewed @param {boolean} still nothing is to move @returns {Seen} */
export function seenAt(viewed, still) {
  const { run, kind, mine, heard, moment } = viewed;
  const { points, evals, measures, frames, head, grids } = heard;
  const here = placeOf(viewed);
  const looking = moment !== null || kind === "replay";
  const step = looking && here ? here[1] : Infinity;
  const counted = upTo(points, step);
  const evaluated = upTo(evals, step);
  const part = kind === "replay" && moment === null;
  const { report } = heard;
  const ended = here === grids[grids.length - 1];
  const newest = frames.get(heard.frame);
  const at = (columns, count) => (name) => (count ? (columns[name] || [])[count - 1] : undefined);
  return {
    run,
    kind,
    status: statusOf(viewed),
    mine,
    head,
    looking,
    here,
    moment,
    still,
    part,
    points: part ? first(points, counted) : points,
    evals: part ? first(evals, evaluated) : evals,
    measures: part ? first(measures, upTo(measures, step)) : measures,
    report: part && !ended ? null : report,
    all: { points, evals, measures, report },
    hist: (looking && here && heard.hists.get(here[0])) || heard.hist,
    grids,
    equilibrium: head.equilibrium,
    until: kind === "replay" && grids.length ? grids[grids.length - 1][1] : 0,
    probability: Boolean(head.probability),
    value: at(evals, evaluated),
    number: at(points, counted),
    picture: here ? frames.get(here[0]) || (looking ? null : newest) : newest,
  };
}

/** @param {Seen} seen @returns {string} the code of what is thought of the run at this moment */
export function verdictOf(seen) {
  if (seen.status === "diverged" && !seen.looking) return "diverged";
  return seen.value("verdict") || seen.head.verdict?.code || "starting";
}

/**
 * @param {Pick<Seen, "kind" | "status" | "here" | "grids">} seen
 * @returns {"" | ".past"} ending of the words of what is thought of it: past where the run has ended, and its last
 *   moment is shown
 */
export function tenseOf({ kind, status, here, grids }) {
  const last = !here || here === grids[grids.length - 1];
  return kind !== "empty" && !going(status) && last ? ".past" : "";
}

/**
 * Pictures a second: while a run trains just now, and beside it on average; else, and at every earlier moment, on
 * average until then, which is the quotient of the two numbers that stand beside it.
 * @param {(name: string) => number | null | undefined} at a number of the moment that is shown: images, seconds, rate
 * @param {boolean} running it trains, and it is the newest moment that is shown
 * @returns {{shown: number | null, average: number | null}} average: null where it is what is shown
 */
export function paceOf(at, running) {
  const average = at("seconds") > 0 ? at("images") / at("seconds") : null;
  if (!running || !at("rate")) return { shown: average, average: null };
  return { shown: at("rate"), average };
}
