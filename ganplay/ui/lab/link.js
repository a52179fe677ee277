// All of a laboratory in an address: "ring~seed.7~loss.hinge~step.1200". Settings that are as they begin are left out;
// points of one's own travel on a grid, sorted, by the gaps between them. Nothing here knows the page.

/** Points that a link can carry; of more, as many are drawn evenly. */
export const LINK_POINTS = 600;
const GRID = 1024; // places a side
const LONGEST = 8000; // characters that are read
const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const PLAIN = /^[\w.-]*$/;
const OWN = "points"; // the name of one's own in a link

/**
 * What a link holds.
 * @typedef {object} Linked
 * @property {string} data a named set of points, "own", or "run"
 * @property {Record<string, string | number>} settings those that differ from how the laboratory begins
 * @property {Float32Array | null} points one's own
 * @property {Record<string, string>} more what else is shown: layers, speed, step, run ...
 */

/** @typedef {{kind: string, low?: number, high?: number, choices?: string[]}} Field */
/** @typedef {Record<string, Field>} Fields what settings may be */

/**
 * @param {Linked} linked
 * @param {Fields} fields
 * @returns {string} the value of ?lab=; needs no escape
 */
export function written({ data, settings, points, more }, fields) {
  const parts = [data];
  for (const name of Object.keys(fields)) if (name in settings) parts.push(`${name}.${settings[name]}`);
  for (const [name, value] of Object.entries(more)) {
    if (value !== "" && PLAIN.test(value)) parts.push(`${name}.${value}`);
  }
  if (points) parts.push(`${OWN}.${packedPoints(points)}`);
  return parts.join("~");
}

/**
 * What `written` wrote; what cannot be read of it is passed over.
 * @param {string} text
 * @param {Fields} fields
 * @returns {Linked}
 */
export function read(text, fields) {
  const [data, ...parts] = text.slice(0, LONGEST).split("~");
  const linked = { data, settings: {}, points: null, more: {} };
  for (const part of parts) {
    const dot = part.indexOf(".");
    if (dot < 1) continue;
    const [name, value] = [part.slice(0, dot), part.slice(dot + 1)];
    if (name === OWN) linked.points = unpackedPoints(value);
    else if (Object.hasOwn(fields, name)) take(linked.settings, name, value, fields[name]);
    else if (/^[a-z_]+$/.test(name) && PLAIN.test(value)) linked.more[name] = value;
  }
  return linked;
}

function take(settings, name, value, { kind, low, high, choices }) {
  if (kind === "choice") {
    if (choices.map(String).includes(value)) settings[name] = value;
    return;
  }
  const number = Number(value);
  const good = value !== "" && Number.isFinite(number) && number >= low && number <= high;
  if (good && (kind !== "int" || Number.isInteger(number))) settings[name] = number;
}

/**
 * @param {Float32Array} points x and y of each
 * @returns {string} the extent that they fill, and the gaps from place to place on a grid
 */
export function packedPoints(points) {
  const chosen = thinned(points, LINK_POINTS);
  const extent = Number(chosen.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-6).toPrecision(4));
  const cell = (value) => Math.round(Math.min(1, Math.max(0, (value / extent + 1) / 2)) * (GRID - 1));
  const places = [];
  for (let i = 0; i < chosen.length; i += 2) places.push(cell(chosen[i + 1]) * GRID + cell(chosen[i]));
  places.sort((a, b) => a - b);
  const gaps = places.map((place, i) => digits(place - (i ? places[i - 1] : 0)));
  return `${extent}_${gaps.join("")}`;
}

/**
 * @param {string} text as `packedPoints` writes it
 * @returns {Float32Array | null} their places, which are written the same again; null where it holds none
 */
export function unpackedPoints(text) {
  const cut = text.indexOf("_");
  const extent = Number(text.slice(0, cut));
  if (cut < 1 || !(extent > 0 && extent < 1e6)) return null;
  const places = sums(text.slice(cut + 1));
  const value = (index) => ((2 * index) / (GRID - 1) - 1) * extent;
  const points = places.flatMap((place) => [value(place % GRID), value(Math.floor(place / GRID))]);
  return points.length ? Float32Array.from(points) : null;
}

/**
 * Points as a link brings them: on its grid, in its order, so that whoever opens it trains on the same ones.
 * @param {Float32Array} points x and y of each
 * @returns {Float32Array} as they are, where there are more than a link can carry
 */
export function carried(points) {
  return points.length / 2 > LINK_POINTS ? points : (unpackedPoints(packedPoints(points)) ?? points);
}

/** A whole number in letters of five bits each, the lowest first; all but the last say that another comes. */
function digits(number) {
  let text = "";
  let left = number;
  while (left >= 32) {
    text += LETTERS[32 + (left % 32)];
    left = Math.floor(left / 32);
  }
  return text + LETTERS[left];
}

function sums(text) {
  const places = [];
  let place = 0;
  let gap = 0;
  let weight = 1;
  for (const letter of text) {
    const value = LETTERS.indexOf(letter);
    if (value < 0) break;
    gap += (value % 32) * weight;
    weight *= 32;
    if (value >= 32) continue;
    place += gap;
    if (place >= GRID * GRID || places.length >= LINK_POINTS) break;
    places.push(place);
    gap = 0;
    weight = 1;
  }
  return places;
}

/**
 * @param {Float32Array} points x and y of each
 * @param {number} most
 * @returns {Float32Array} at most so many of them, evenly
 */
export function thinned(points, most) {
  const count = points.length / 2;
  if (count <= most) return points;
  const chosen = new Float32Array(2 * most);
  for (let i = 0; i < most; i++) {
    const from = Math.floor((i * count) / most);
    chosen.set(points.subarray(2 * from, 2 * from + 2), 2 * i);
  }
  return chosen;
}

/**
 * The page's address with the laboratory in it.
 * @param {string} href of the page
 * @param {string} text of `written`
 * @returns {string}
 */
export function addressOf(href, text) {
  const url = new URL(href);
  for (const name of ["lab", "run", "view", "game", "break"]) url.searchParams.delete(name);
  const rest = url.searchParams.toString();
  url.search = "";
  url.hash = "";
  return `${url.href}?lab=${text}${rest ? `&${rest}` : ""}`;
}
