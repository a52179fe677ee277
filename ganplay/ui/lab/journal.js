// What was done to a training beside plain iterations: steps of one network alone, and settings changed while it
// trained. By it a link goes the same way again. Nothing here knows the page.

/** Steps that a link may ask for. */
export const FARTHEST = 100_000;
const MOST = 60; // entries that a link carries
const MOVES = { b: "both", d: "d", g: "g" };
const LETTERS = { both: "b", d: "d", g: "g" };

/** @typedef {{move: "both" | "d" | "g", times: number} | {name: string, value: any}} Act */
/** @typedef {{at: number} & Act} Entry at: the step it was done at */

/** The acts of one training, by the steps at which they were done. */
export class Journal {
  /** @param {Record<string, any>} [recipe] with which it begins @param {string[]} [live] settings that can change */
  constructor(recipe = {}, live = []) {
    /** The live settings as they were at its beginning. */
    this.begin = Object.fromEntries(live.map((name) => [name, recipe[name]]));
    /** @type {Entry[]} in the order of their steps */
    this.entries = [];
  }

  /** Whether a link can carry all of it. */
  get carried() {
    return this.entries.length <= MOST;
  }

  /** One trains on from a step: what was done later is of another future. @param {number} step */
  cut(step) {
    this.entries = this.entries
      .filter((entry) => entry.at < step || (entry.at === step && "name" in entry))
      .map((entry) => ("move" in entry ? { ...entry, times: Math.min(entry.times, step - entry.at) } : entry));
  }

  /** Steps were taken. @param {number} at @param {"both" | "d" | "g"} move @param {number} times */
  did(at, move, times) {
    if (times <= 0) return;
    this.cut(at);
    if (move === "both") return;
    const last = this.entries[this.entries.length - 1];
    if (last && "move" in last && last.move === move && last.at + last.times === at) last.times += times;
    else this.entries.push({ at, move, times });
  }

  /** A setting was changed; of several changes at one step the last counts. @param {number} at */
  changed(at, name, value) {
    this.cut(at);
    this.entries = this.entries.filter((entry) => entry.at !== at || !("name" in entry) || entry.name !== name);
    this.entries.push({ at, name, value });
  }

  /**
   * How to get to a step from the beginning.
   * @param {number} step
   * @returns {Act[]}
   */
  plan(step) {
    /** @type {Act[]} */
    const plan = [];
    let now = 0;
    const iterate = (to) => {
      if (to > now) plan.push({ move: "both", times: to - now });
      now = Math.max(now, to);
    };
    for (const entry of this.entries) {
      if (entry.at > step || ("move" in entry && entry.at === step)) continue;
      iterate(entry.at);
      if ("name" in entry) plan.push({ name: entry.name, value: entry.value });
      else {
        const times = Math.min(entry.times, step - entry.at);
        plan.push({ move: entry.move, times });
        now += times;
      }
    }
    iterate(step);
    return plan;
  }
}

/**
 * @param {Act[]} plan
 * @returns {string} "b40-d3-lr_g_0.002-b20"; "" where it has nothing but iterations
 */
export function writtenPlan(plan) {
  if (plan.every((act) => "move" in act && act.move === "both")) return "";
  return plan.map((act) => ("move" in act ? `${LETTERS[act.move]}${act.times}` : `${act.name}_${act.value}`)).join("-");
}

/**
 * What `writtenPlan` wrote; what cannot be is passed over, and so is what lies beyond `FARTHEST`.
 * @param {string} text
 * @param {(name: string, value: string) => any} valueFrom a live setting's value; undefined: there is none of this name
 * @returns {Act[]}
 */
export function readPlan(text, valueFrom) {
  /** @type {Act[]} */
  const plan = [];
  let left = FARTHEST;
  for (const part of text.split("-").slice(0, 3 * MOST)) {
    const move = /^([bdg])(\d{1,9})$/.exec(part);
    if (move) {
      const times = Math.min(left, Number(move[2]));
      left -= times;
      if (times) plan.push({ move: MOVES[move[1]], times });
      continue;
    }
    const set = /^([a-z_]+)_([\w.]+)$/.exec(part);
    const value = set ? valueFrom(set[1], set[2]) : undefined;
    if (value !== undefined) plan.push({ name: set[1], value });
  }
  return plan;
}
