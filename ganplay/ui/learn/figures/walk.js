// A walk between two faces: what G draws on the way, the two faded over each other, and the nearest training picture.
import { button, progress, slider } from "../../kit/controls.js";
import { keepingFocus, make } from "../../kit/dom.js";
import { job, orWaiting } from "../../kit/job.js";
import { number, percent, t } from "../../kit/words.js";
import { askedOf } from "./asking.js";
import { freshWalk, halfway, otherSeed, partOf, scaleOf, visited } from "./walking.js";
import { workOf } from "./working.js";

const SIDE = 256; // pixels of a picture's canvas
const START = { from: 3, to: 19 }; // seeds: long hair, and a top hat

/**
 * What the search tells: of every frame the distance to its nearest training picture, and what is usual.
 * @typedef {object} Found
 * @property {string} png data URL: the nearest training pictures, one below the other
 * @property {HTMLImageElement} image of it
 * @property {[number][]} distances
 * @property {[number, number, number]} typical 5, 50 and 95 % of those of held-out real pictures
 * @property {number} compared training pictures
 * @property {number} total that there are
 */

/** @param {import("../figure.js").Given} given @returns {import("../figure.js").Figure} */
export function figure(given) {
  const element = make("div", { class: "ln-walk" });
  const state = { ...freshWalk(START), film: null, count: 0, size: 0, found: null, work: null, news: null };
  const asked = askedOf(given, begin);
  const server = workOf(given, "walk_");
  let parts = null;
  let closed = false;

  /** Whether the two seeds are still those of now. */
  function stillOf({ from, to }) {
    return () => from === state.from && to === state.to && !closed;
  }

  async function begin() {
    const { from, to } = state;
    const still = stillOf({ from, to });
    const answer = await asked.ask("walk_frames", { from, to });
    if (!answer) return;
    const film = await pictureOf(answer.png);
    if (!still()) return;
    const { count, size } = answer;
    Object.assign(state, { film, count, size, frame: 0, seen: visited(state.seen, 0, count) });
    build();
  }

  function another(end) {
    state.work?.stop();
    Object.assign(state, { [end]: otherSeed(state), film: null, found: null, work: null, news: null });
    build();
    begin();
  }

  function move(frame) {
    state.frame = frame;
    state.seen = visited(state.seen, frame, state.count);
    draw();
    ended();
  }

  async function search() {
    const { from, to } = state;
    const still = stillOf({ from, to });
    state.news = {};
    build();
    const work = await job(server, { from, to }, (news) => still() && hear(news, still));
    if (!still()) return work?.stop();
    state.work = work;
    return work || hear({ done: true }, still);
  }

  /** @param {any} news of the search @param {() => boolean} still whether it is for the walk of now */
  async function hear(news, still) {
    if (news.distances) {
      const image = await pictureOf(news.png);
      if (!still()) return;
      state.found = { ...news, image };
      state.frame = halfway(state.count); // that is what is asked for
      const [nearest] = news.distances[state.frame];
      given.numbers({ nearest, real: news.typical[1], n: news.compared });
    }
    state.news = news.done ? null : news;
    if (!news.done) return tell();
    state.work = null;
    build();
    ended();
  }

  function ended() {
    if (state.found && state.seen.size === 2) given.done();
  }

  function draw() {
    if (!state.film || !parts) return;
    const { frame, count, size, film, found } = state;
    const across = (at) => [at * size, 0];
    parts.slider.set(frame);
    painted(parts.between, film, size, [[across(frame), 1]]);
    painted(parts.faded, film, size, [
      [across(0), 1],
      [across(count - 1), partOf(frame, count)],
    ]);
    if (!found) return;
    painted(parts.nearest, found.image, size, [[[0, frame * size], 1]]);
    parts.told.replaceChildren(...toldOf(found, frame));
  }

  function tell() {
    const { stage, fraction = 0 } = state.news || {};
    const known = stage && stage !== "compare";
    const words = t(known ? `live.stage.${stage}` : "latent.copies.looking");
    parts.bar.show(state.news && fraction, orWaiting(state.news || {}, `${words} · ${percent(fraction)}`));
  }

  function build() {
    asked.speak();
    parts = partsOf(state, { move, another, search });
    keepingFocus(element, () => element.replaceChildren(...parts.elements, asked.line));
    draw();
    tell();
  }

  build();
  begin();
  return {
    element,
    close() {
      closed = true;
      asked.close();
      state.work?.stop();
    },
    speak: build,
  };
}

async function pictureOf(url) {
  const image = new Image();
  image.src = url;
  await image.decode();
  return image;
}

function partsOf(state, { move, another, search }) {
  const canvas = (word) => make("canvas", { width: SIDE, height: SIDE, role: "img", "aria-label": t(word) });
  const framed = (picture, word) => make("figure", {}, picture, make("figcaption", {}, t(word)));
  const [between, faded, nearest] = ["between", "faded", "nearest"].map((name) => canvas(`learn.walk.${name}`));
  const shown = [
    framed(between, "learn.walk.between"),
    framed(faded, "learn.walk.faded"),
    framed(nearest, "learn.walk.nearest"), // empty until it was looked up
  ];
  const last = Math.max(1, state.count - 1);
  const line = slider({
    word: t("learn.walk.slider"),
    min: 0,
    max: last,
    step: 1,
    value: state.frame,
    say: (at) => percent(at / last),
    change: move,
  });
  line.querySelector("input").disabled = !state.film;
  line.querySelector("input").dataset.focus = "walk";
  const seed = (name) => make("b", {}, t("learn.walk.seed", { seed: state[name] }));
  const end = (name) =>
    make(
      "span",
      {},
      seed(name),
      button(t(`learn.walk.${name}`), () => another(name), "quiet", { "data-focus": name }),
    );
  const go = button(t("learn.walk.search"), search, "quiet strong ln-walk-search", { "data-focus": "search" });
  go.disabled = !state.film || state.news !== null || state.found !== null;
  const bar = progress(t("latent.copies.looking"));
  const told = make("section", { class: "ln-walk-found", "aria-live": "polite" });
  if (!state.found) told.append(make("p", { class: "gp-note" }, t("learn.walk.found.open")));
  const elements = [
    make("div", { class: "ln-walk-shown" }, ...shown),
    line,
    make("div", { class: "ln-walk-ends" }, end("from"), end("to")),
    go,
    bar,
    told,
  ];
  return { between, faded, nearest, slider: line, bar, told, elements };
}

/** Pieces of a sheet over one another, each with its weight. */
function painted(canvas, sheet, size, weighted) {
  const pen = canvas.getContext("2d");
  pen.imageSmoothingEnabled = false;
  for (const [[left, top], weight] of weighted) {
    pen.globalAlpha = weight;
    pen.drawImage(sheet, left, top, size, size, 0, 0, SIDE, SIDE);
  }
  pen.globalAlpha = 1;
}

/** @param {Found} found @param {number} frame @returns {HTMLElement[]} how near its copy would be, and what is usual */
function toldOf(found, frame) {
  const { distances, typical, compared, total } = found;
  const [distance] = distances[frame];
  const scale = scaleOf(found);
  const at = (value) => `left:${100 * scale(value)}%`;
  const range = `${at(typical[0])};right:${100 - 100 * scale(typical[2])}%`;
  const gaps = { nearest: number(distance, 1), real: number(typical[1], 1) };
  const all = { n: number(compared), of: number(total) };
  return [
    make("p", {}, t(compared < total ? "learn.walk.searched.some" : "learn.walk.searched", all)),
    make(
      "div",
      { class: "ln-walk-scale", "aria-hidden": "true" },
      make("i", { class: "usual", style: range }),
      make("i", { class: "middle", style: at(typical[1]) }),
      make("i", { class: "mine", style: at(distance) }),
    ),
    make(
      "p",
      { class: "ll-row ln-walk-key", "aria-hidden": "true" },
      make("span", { class: "mine" }, t("learn.walk.key.mine")),
      make("span", { class: "usual" }, t("learn.walk.key.usual")),
    ),
    make("p", {}, t("learn.walk.told", gaps)),
  ];
}
