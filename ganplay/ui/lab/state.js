// Everything that the laboratory shows can be said by its state; a link holds it. Nothing here draws.
import { read, written } from "./link.js";

/** Steps a second of the speeds, after the slowest, which is told phase by phase. */
export const SPEEDS = [0, 1, 3, 10, 30, 100, 300, 1000, Number.POSITIVE_INFINITY];
const BEGIN_SPEED = 5;
const BEGIN_LAYERS = ["belief", "line", "real", "fake"];
const MODES = ["one", "pair", "plane"];

/** @typedef {import("./link.js").Field & {live: boolean}} Field */
/** @typedef {Record<string, Field>} Fields */
/**
 * What the page begins with.
 * @typedef {object} Start
 * @property {Record<string, any>} recipe
 * @property {Record<string, Record<string, any>>} suited by data set, what suits it better
 * @property {Fields} fields
 * @property {string[]} data the named sets of points
 * @property {string[]} layers
 */

/**
 * @typedef {object} State
 * @property {"one" | "pair" | "plane"} mode
 * @property {string} data a named set of points, or "own"
 * @property {Float32Array | null} points one's own
 * @property {string} word that the points were made of, or the name of their file
 * @property {Record<string, any>} recipe
 * @property {{name: string, value: any} | null} other the setting in which the second of two differs
 * @property {Set<string>} layers
 * @property {"g" | "d"} arrows whose loss they are of
 * @property {number} speed place in SPEEDS
 * @property {number} step to go to when it is opened
 * @property {string} run of the server that it is to begin with
 * @property {number | null} at the moment of that run; null: its last
 * @property {{run: string, at: number, steps: number[]} | null} came from the server, with its moments
 * @property {boolean} playing whether it is to go on by itself
 * @property {Set<string>} hidden controls that a teacher takes away
 * @property {import("./presets.js").Story | null} story the preset that is on
 * @property {string} refused why the settings cannot be, in words
 */

/**
 * @param {Start} start
 * @param {string} data
 * @returns {Record<string, any>} the settings with which a set of points begins
 */
export const beginOf = ({ recipe, suited }, data) => ({ ...recipe, ...suited[data], dataset: data });

/**
 * The settings for other points: what was changed stays, what was not is as those points begin.
 * @param {Start} start
 * @param {State} state
 * @param {string} data the other points
 * @returns {Record<string, any>}
 */
export function recipeFor(start, state, data) {
  const [before, next] = [beginOf(start, state.data), beginOf(start, data)];
  const kept = Object.keys(start.fields).filter((name) => state.recipe[name] !== before[name]);
  return { ...next, ...Object.fromEntries(kept.map((name) => [name, state.recipe[name]])) };
}

/**
 * @param {Start} start
 * @param {string | null} link the value of ?lab=
 * @param {string | null} hide the value of ?hide=
 * @returns {State}
 */
export function newState(start, link, hide) {
  const linked = read(link || "", start.fields);
  const { more } = linked;
  const own = linked.points !== null;
  const data = own ? "own" : start.data.includes(linked.data) ? linked.data : start.recipe.dataset;
  const number = (name, otherwise) => (/^\d{1,9}$/.test(more[name] || "") ? Number(more[name]) : otherwise);
  const layers = more.layers === undefined ? BEGIN_LAYERS : more.layers.split("-");
  return {
    mode: MODES.includes(more.mode) ? more.mode : "one",
    data,
    points: linked.points,
    word: "",
    recipe: { ...beginOf(start, data), ...linked.settings },
    other: otherOf(more.other, start.fields),
    layers: new Set(layers.filter((name) => start.layers.includes(name))),
    arrows: more.arrows === "d" ? "d" : "g",
    speed: Math.min(SPEEDS.length - 1, number("speed", BEGIN_SPEED)),
    step: number("step", 0),
    run: more.run || "",
    at: number("at", null),
    came: null,
    playing: number("step", 0) === 0,
    hidden: new Set((hide || "").split(/[,.~]/).filter(Boolean)),
    story: null,
    refused: "",
  };
}

function otherOf(text, fields) {
  const cut = (text || "").indexOf("-");
  if (cut < 1) return null;
  const { settings } = read(`x~${text.slice(0, cut)}.${text.slice(cut + 1)}`, fields);
  const [found] = Object.entries(settings);
  return found ? { name: found[0], value: found[1] } : null;
}

/**
 * @param {State} state
 * @param {Start} start
 * @param {number} step that is shown
 * @returns {string} the value of ?lab=
 */
export function linkOf(state, start, step) {
  const begin = beginOf(start, state.data);
  const settings = Object.fromEntries(
    Object.keys(start.fields)
      .filter((name) => state.recipe[name] !== begin[name])
      .map((name) => [name, state.recipe[name]]),
  );
  const layers = [...state.layers];
  const same = layers.length === BEGIN_LAYERS.length && BEGIN_LAYERS.every((name) => state.layers.has(name));
  const more = {
    mode: state.mode === "one" ? "" : state.mode,
    other: state.other ? `${state.other.name}-${state.other.value}` : "",
    layers: same ? "" : layers.join("-") || "none",
    arrows: state.arrows === "d" ? "d" : "",
    speed: state.speed === BEGIN_SPEED ? "" : String(state.speed),
    step: step && !state.came ? String(step) : "",
    run: state.came?.run ?? "",
    at: state.came ? String(state.came.at) : "",
  };
  return written({ data: state.data, settings, points: state.points, more }, start.fields);
}

/**
 * What the engine is asked to begin.
 * @param {State} state
 * @param {boolean} second of two
 * @returns {{recipe: Record<string, any>, points: Float32Array | null}}
 */
export function askedOf(state, second = false) {
  const { recipe, data, points, other } = state;
  const changed = second && other ? { [other.name]: other.value } : {};
  return { recipe: { ...recipe, ...changed, dataset: data }, points };
}

/**
 * What frames are to show.
 * @param {State} state
 * @returns {object}
 */
export function viewOf({ layers, arrows }) {
  return {
    heat: 60,
    lattice: layers.has("lattice") ? 20 : 0,
    arrows: layers.has("arrows") ? arrows : "",
    best: layers.has("best"),
    points: 512,
    averaged: false,
    measures: true,
  };
}

/**
 * Points of one's own as networks learn them best, in the house's scale: zero in their middle, the farthest number 1.
 * @param {Float32Array} points x and y of each
 * @returns {Float32Array} others; the same ones where they are so already
 */
export function centred(points) {
  const count = points.length / 2;
  const low = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  const high = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let i = 0; i < points.length; i++) {
    low[i % 2] = Math.min(low[i % 2], points[i]);
    high[i % 2] = Math.max(high[i % 2], points[i]);
  }
  const middle = low.map((value, axis) => (value + high[axis]) / 2);
  const reach = Math.max(high[0] - low[0], high[1] - low[1]) / 2;
  if (!count || !(reach > 0)) return points;
  return points.map((value, i) => (value - middle[i % 2]) / reach);
}
