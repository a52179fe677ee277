// How far a failure and its remedy have come. Nothing here asks or draws.
import { going as goes } from "../status.js";

/**
 * What has come of a run, as `Outcomes.told` says: with a value once it has ended of itself, or with an error where it
 * could not be measured.
 * @typedef {{run: string, status: string, seed: number, value?: number, fails?: boolean, error?: string}} Outcome
 */
/** @typedef {{failure: string, broken: Outcome | null, mended: Outcome | null}} Pair a failing run and its remedy's */

/**
 * @typedef {object} Story
 * @property {boolean} on Break it is turned to
 * @property {string | null} name of the failure; null while one is being chosen
 * @property {number | null} answer what was predicted before there is a run
 * @property {string | null} run
 * @property {string} status of the run, as the live view tells it
 * @property {boolean} mine
 * @property {Pair | null} pair what the server told of the run
 * @property {string} wish the run whose remedy was asked for
 * @property {string | null} left a run that the visitor has turned away from
 */

/** @returns {Story} */
export const begin = () => ({
  on: false,
  name: null,
  answer: null,
  run: null,
  status: "",
  mine: false,
  pair: null,
  wish: "",
  left: null,
});

/** @param {Story} story @returns {boolean} its run trains, or waits for it */
export const going = ({ run, status }) => Boolean(run) && goes(status);

/**
 * @param {Story} story
 * @param {Outcome | null | undefined} one
 * @returns {boolean} what the server told of it is of its end: with a number, or with the reason why there is none
 */
export const ended = (story, one) =>
  Boolean(one) && !goes(one.status) && (one.run !== story.run || one.status === story.status);

/** @param {Story} story @param {Outcome | null | undefined} one @returns {boolean} */
export const measured = (story, one) => ended(story, one) && "value" in one;

/** @param {Story} story @param {Outcome | null | undefined} one @returns {boolean} it has ended without a number */
export const unmeasured = (story, one) => ended(story, one) && !("value" in one);

/** @param {Story} story @param {string | null} run @returns {"broken" | "mended" | undefined} its side of the pair */
export const sideOf = ({ pair }, run) => ["broken", "mended"].find((side) => pair?.[side]?.run === run);

/** @param {Story} story @returns {boolean} what came of it is to be shown */
export const told = (story) =>
  Boolean(story.pair) && (sideOf(story, story.run) === "mended" || ended(story, story.pair.broken));

/** @param {Story} story @returns {string | null} whose question is answered: the run's, or its failing twin's */
export const asked = ({ pair, run }) => (pair?.broken ? pair.broken.run : run);

/**
 * A class waits for the remedy that somebody else trains.
 * @param {Story} story
 * @returns {boolean} whether the server may have more to tell
 */
export function open(story) {
  const { pair } = story;
  if (!pair || (pair.broken && !ended(story, pair.broken))) return true;
  const hopeless = pair.mended === null && unmeasured(story, pair.broken);
  return !ended(story, pair.mended) && !hopeless;
}

/**
 * Follow the live view.
 * @param {Story} story is changed
 * @param {{run: string | null, kind: string, status: string, mine: boolean, head: Record<string, any>}} seen
 * @param {string | null} name of the failure whose run is seen; null where it is none of ours
 * @returns {{changed: boolean, answered: number | null}} answered: what was predicted of the run before it began
 */
export function follow(story, seen, name) {
  const nothing = { changed: false, answered: null };
  if (!name) return { ...nothing, changed: lose(story, seen) };
  if (seen.run === story.left) return nothing;
  const status = seen.kind === "replay" ? seen.head.status : seen.status;
  const fresh = seen.run !== story.run;
  if (!fresh && status === story.status && seen.mine === story.mine) return nothing;
  const begun = fresh && seen.mine && seen.kind === "run" && story.name === name && !story.run;
  const answered = begun ? story.answer : null;
  if (fresh) {
    const twin = story.wish !== "" && story.pair?.broken?.run === story.wish; // just started
    const pair = sideOf(story, seen.run) || twin ? story.pair : null;
    Object.assign(story, { on: true, name, run: seen.run, answer: null, pair, left: null, wish: "" });
  }
  Object.assign(story, { status, mine: seen.mine });
  return { changed: true, answered };
}

/** Nothing of ours is on the screen. @returns {boolean} whether a run of ours was, until now */
function lose(story, seen) {
  const recipe = seen.head.recipe_name; // not known while a run is opened
  if (seen.run === story.left && !recipe) story.left = null; // opened anew
  if (!story.run || seen.run === story.run || !(recipe || seen.kind !== "run")) return false;
  story.run = null;
  story.pair = null;
  return true;
}
