// Views: what the server is asked to draw, as ganplay/latent/view.py reads them. Nothing here draws.
import { PAGE, plain } from "./latents.js";

/** @typedef {import("./state.js").State} State */

/** @typedef {Record<string, any> & {run: string, tool?: string}} View one state of the latent space, as plain JSON */

const FILM_STRIP = 60; // frames of a path in a link
const CODE_VALUES = 9; // of a continuous code, from -2 to 2
const SEARCHES = { breed: "breeding", picture: "inversion", uphill: "uphill", copies: "neighbours" }; // mode: its tool

/**
 * A view of the run and the moment that are shown, with what holds for every tool.
 * @param {State} state
 * @param {object} extra what the tool adds
 * @returns {View}
 */
export function viewOf(state, extra) {
  const { run, step, scale, cut, psi, kind, codes } = state;
  const fixed = cut === null ? {} : { cut };
  if (kind !== null) fixed.label = kind;
  if (codes.some((value) => value !== null)) fixed.codes = [...codes];
  return { run, step, scale, psi, ...fixed, ...extra };
}

/**
 * @param {State} state
 * @param {object} extra
 * @param {import("./state.js").Space} [space]
 * @returns {View} of a tool that goes through Z, or through W
 */
export const movingView = (state, extra, space = state.space) =>
  viewOf(state, space === "w" ? { ...extra, space } : extra);

/** @param {State} state @returns {View} the sheet of seeds, from the first one on */
export const seedsView = (state) => viewOf(state, { tool: "seeds", first: state.first, count: PAGE });

/** @param {State} state @param {number} frames @returns {View} the path through the keyframes */
export function pathView(state, frames) {
  const { keys, mode, loop, position } = state.path;
  return movingView(state, { tool: "path", keyframes: plain(keys), mode, loop, position, frames });
}

/** @param {State} state @returns {View} the endless plane, or the one between the corners */
export function planeView(state) {
  const { kind, x, y, zoom, side, world, corners } = state.plane;
  if (kind === "corners") return movingView(state, { tool: "plane", keyframes: plain(corners), side });
  return movingView(state, { tool: "endless", x, y, zoom, side, world });
}

/** @param {State} state @returns {View} the mixtures of rows and columns */
export function mixView(state) {
  const { rows, columns, layers } = state.mix;
  return viewOf(state, { tool: "mixing", keyframes: plain(rows), columns: plain(columns), layers });
}

/** @param {State} state @returns {View} the walk through one code */
export function walkView(state) {
  const { rows, code } = state.walk;
  return viewOf(state, { tool: "codes", keyframes: plain(rows), walked: code, side: CODE_VALUES });
}

/** @param {State} state @returns {View} the current picture */
export function mainView(state) {
  const { space, method, amounts } = state.directions;
  const { shown, not_shown, amount, known } = state.teach;
  const keyframes = [state.base];
  if (state.mode === "teach" && amount && known) {
    return movingView(state, { tool: "teach", keyframes, shown, not_shown, amounts: [amount] }, space);
  }
  if (amounts.some(Boolean)) return movingView(state, { tool: "directions", keyframes, method, amounts }, space);
  return viewOf(state, { tool: "time", keyframes });
}

/** @param {State} state @returns {View} the large picture: the current one, or the place where a path stands */
export function shownView(state) {
  const { mode, path } = state;
  return mode === "path" && path.here === "way" && path.keys.length > 1 ? pathView(state, 2) : mainView(state);
}

/** @param {State} state @returns {View} what the open tool shows, for links and files */
export function wholeView(state) {
  const { mode } = state;
  const keyframes = [state.shown];
  if (mode === "path" && state.path.keys.length > 1) return pathView(state, FILM_STRIP);
  if (mode === "plane") return state.plane.kind === "corners" ? planeView(state) : { ...planeView(state), keyframes };
  if (mode === "mix" && state.facts.inputs > 1) return mixView(state);
  if (mode === "walk" && state.codes.length) return walkView(state);
  if (mode === "seeds" && !state.directions.amounts.some(Boolean)) return { ...seedsView(state), keyframes };
  if (mode in SEARCHES) return viewOf(state, { tool: SEARCHES[mode], keyframes });
  return mainView(state);
}

/**
 * @param {string} address of the page
 * @param {string} run
 * @param {string} text the view as `share_view` writes it, in letters that an address may hold
 * @returns {string} the address that brings the view back
 */
export function linkTo(address, run, text) {
  const url = new URL(address);
  url.search = `?run=${encodeURIComponent(run)}&view=${text}`;
  return url.href;
}
