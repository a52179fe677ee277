// Everything that the laboratory shows can be said by its state; a link holds it. Nothing here draws.
import { DIRAC_LOSSES } from "../kit/plane/dirac.js";
import { FARTHEST, Journal, readPlan, writtenPlan } from "./journal.js";
import { carried, read, written } from "./link.js";
import { begun, PRESETS } from "./presets.js";

/** Steps a second of the speeds, after the slowest, which is told phase by phase. */
export const SPEEDS = [0, 1, 3, 10, 30, 100, 300, 1000, Number.POSITIVE_INFINITY];
/** Steps that one goes back at once. */
export const BACK = 100;
const BEGIN_SPEED = SPEEDS.length - 1;
const BEGIN_LAYERS = ["belief", "line", "real", "fake"];
/** One training, two side by side, or the plane of two parameters. */
export const MODES = ["one", "pair", "plane"];
const BEGIN_DIRAC = { loss: "nonsaturating", gamma: 0, rate: 0.1, from: { theta: 1.5, psi: 0.2 } };

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
 * @property {{side: number, frames: number}} [film] what the server takes: pixels of a frame, and how many
 */

/** @typedef {import("../kit/plane/dirac.js").Pair} Pair */
/** @typedef {import("../kit/plane/dirac.js").Rules & {from: Pair}} Dirac */
/** @typedef {{middle: [number, number], reach: number}} Scale v = middle + reach * (v in the picture) */

/**
 * @typedef {object} State
 * @property {"one" | "pair" | "plane"} mode
 * @property {string} data a named set of points, or "own"
 * @property {Float32Array | null} points one's own
 * @property {string} word that the points were made of, or the name of their file
 * @property {Record<string, any>} recipe
 * @property {{name: string, value: any} | null} other the setting in which the second of two differs
 * @property {Scale | null} scale from which one's own points were brought into the picture's
 * @property {Set<string>} layers
 * @property {boolean} averaged whether the averaged G is shown, and not G itself
 * @property {Dirac} dirac the plane of two numbers
 * @property {"g" | "d"} arrows whose loss they are of
 * @property {number} speed place in SPEEDS
 * @property {import("./journal.js").Act[]} replay what a link asks for, as far as it is not done yet
 * @property {Journal} journal what was done since it began
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
  const preset = PRESETS.find(({ name }) => name === more.try);
  const replay = preset ? [] : replayOf(more, number("step", 0), start.fields);
  const speed = Math.min(SPEEDS.length - 1, number("speed", BEGIN_SPEED));
  const layers = more.layers === undefined ? BEGIN_LAYERS : more.layers.split("-");
  return {
    mode: MODES.includes(more.mode) ? more.mode : "one",
    data,
    points: linked.points,
    scale: own ? scaleOf(more.scale) : null,
    word: "",
    recipe: { ...beginOf(start, data), ...linked.settings },
    other: otherOf(more.other, start.fields),
    layers: new Set(layers.filter((name) => start.layers.includes(name))),
    averaged: more.averaged !== "off" && speed > 0,
    dirac: diracOf(more.dirac),
    arrows: more.arrows === "d" ? "d" : "g",
    speed,
    replay,
    journal: new Journal(),
    run: more.run || "",
    at: number("at", null),
    came: null,
    playing: !replay.length && !preset,
    hidden: new Set((hide || "").split(/[,.~]/).filter(Boolean)),
    story: preset ? begun(preset) : null,
    refused: "",
  };
}

/**
 * What is shown elsewhere, for the laboratory to go on with.
 * @typedef {object} Showing
 * @property {Record<string, any>} [recipe] settings beside those with which its points begin
 * @property {Float32Array | null} [points] one's own
 * @property {string[]} [layers]
 * @property {State["mode"]} [mode]
 * @property {Dirac} [dirac]
 */

/** How the second of two differs where nobody has chosen. @param {Record<string, any>} recipe */
export const otherOfTwo = ({ loss }) => ({ name: "loss", value: loss === "hinge" ? "lsgan" : "hinge" });

/**
 * @param {Start} start
 * @param {Showing} showing
 * @returns {Partial<State>} what a state becomes that begins with it
 */
export function shownAs(start, { recipe = {}, points = null, layers = BEGIN_LAYERS, mode = "one", dirac = {} }) {
  const named = start.data.includes(recipe.dataset) ? recipe.dataset : start.recipe.dataset;
  const data = points ? "own" : named;
  return {
    mode,
    data,
    points: points && carried(points),
    scale: null,
    word: "",
    recipe: { ...beginOf(start, data), ...recipe, dataset: data },
    other: mode === "pair" ? otherOfTwo(recipe) : null,
    layers: new Set(layers.filter((name) => start.layers.includes(name))),
    dirac: { ...BEGIN_DIRAC, ...dirac },
    replay: [],
    run: "",
    came: null,
    playing: true,
    story: null,
  };
}

/** The names of the settings that may change while it trains. @param {Fields} fields @returns {string[]} */
export const liveIn = (fields) => Object.keys(fields).filter((name) => fields[name].live);

/** What is to be done before a link's state is there: a way, or so many iterations. */
function replayOf({ way = "" }, step, fields) {
  if (!way) return step ? [{ move: "both", times: Math.min(step, FARTHEST) }] : [];
  return readPlan(way, (name, value) => {
    const { settings } = read(`x~${name}.${value}`, fields);
    return fields[name]?.live ? settings[name] : undefined;
  });
}

/** Numbers between low lines, as a link has them; null where they are not so many. */
function numbersOf(text, count) {
  const numbers = (text || "").split("_").map(Number);
  return text && numbers.length === count && numbers.every(Number.isFinite) ? numbers : null;
}

function scaleOf(text) {
  const [x, y, reach] = numbersOf(text, 3) ?? [];
  return reach > 0 ? { middle: [x, y], reach } : null;
}

function diracOf(text = "") {
  const cut = text.indexOf("_");
  const loss = text.slice(0, cut);
  const [gamma, rate, theta, psi] = numbersOf(text.slice(cut + 1), 4) ?? [];
  const good = DIRAC_LOSSES.includes(loss) && gamma >= 0 && gamma <= 2 && rate >= 0.02 && rate <= 0.5;
  return good ? { loss, gamma, rate, from: { theta, psi } } : { ...BEGIN_DIRAC };
}

function diracText({ loss, gamma, rate, from: { theta, psi } }) {
  const text = [loss, gamma, rate, short(theta), short(psi)].join("_");
  const { from, ...rules } = BEGIN_DIRAC;
  return text === [...Object.values(rules), from.theta, from.psi].join("_") ? "" : text;
}

const short = (value) => Number(value.toPrecision(6));

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
  const { journal, scale } = state;
  const way = step && journal.carried ? writtenPlan(journal.plan(step)) : "";
  const recipe = way ? { ...state.recipe, ...journal.begin } : state.recipe; // what changed on the way is in the way
  const settings = Object.fromEntries(
    Object.keys(start.fields)
      .filter((name) => recipe[name] !== begin[name])
      .map((name) => [name, recipe[name]]),
  );
  const asks = Boolean(state.story); // a preset begins with its question
  const layers = [...state.layers];
  const same = layers.length === BEGIN_LAYERS.length && BEGIN_LAYERS.every((name) => state.layers.has(name));
  const more = {
    mode: state.mode === "one" ? "" : state.mode,
    other: state.other ? `${state.other.name}-${state.other.value}` : "",
    layers: same ? "" : layers.join("-") || "none",
    arrows: state.arrows === "d" ? "d" : "",
    speed: state.speed === BEGIN_SPEED ? "" : String(state.speed),
    averaged: state.averaged || !state.speed ? "" : "off",
    dirac: diracText(state.dirac),
    scale: scale ? [...scale.middle, scale.reach].map(short).join("_") : "",
    try: asks ? state.story.preset.name : "",
    way: asks || state.came ? "" : way,
    step: step && !way && !asks && !state.came ? String(Math.min(step, FARTHEST)) : "",
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
export function viewOf({ layers, arrows, averaged }) {
  return {
    heat: 60,
    lattice: layers.has("lattice") ? 20 : 0,
    arrows: layers.has("arrows") ? arrows : "",
    best: layers.has("best"),
    points: 512,
    averaged,
    measures: true,
  };
}

/**
 * Points of one's own as networks learn them best, in the house's scale: zero in their middle, the farthest number 1.
 * @param {Float32Array} points x and y of each
 * @returns {{points: Float32Array, scale: Scale | null}} null: they are as they were
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
  if (!count || !(reach > 0)) return { points, scale: null };
  if (reach === 1 && middle.every((value) => value === 0)) return { points, scale: null };
  const moved = points.map((value, i) => (value - middle[i % 2]) / reach);
  return { points: moved, scale: { middle: [middle[0], middle[1]], reach } };
}

/**
 * Points of the picture in a visitor's own numbers.
 * @param {Float32Array} points x and y of each
 * @param {Scale | null} scale
 * @returns {Float32Array}
 */
export const inOwnNumbers = (points, scale) =>
  scale ? points.map((value, i) => scale.middle[i % 2] + scale.reach * value) : points;

/**
 * What a link cannot carry of a state: lab.share.lost.NAME says it.
 * @param {State} state
 * @param {number} step that is shown
 * @param {number} most points that a link carries
 * @returns {string[]}
 */
export function lostIn({ points, journal, came, story }, step, most) {
  const lost = {
    points: points && points.length / 2 > most,
    trained: came ? step !== came.at : Boolean(story && step),
    far: !came && !story && step > FARTHEST,
    way: !came && !story && step > 0 && !journal.carried,
  };
  return Object.keys(lost).filter((name) => lost[name]);
}
