// The path from keyframe to keyframe: a strip of frames, a slider along it, its curves, a film.
import { channel } from "../kit/channel.js";
import { button, segments, slider } from "../kit/controls.js";
import { make, notice } from "../kit/dom.js";
import { save } from "../kit/files.js";
import { sheet } from "../kit/sheet.js";
import { t } from "../kit/words.js";
import { curvesOf } from "./curves.js";
import { filmFrames, keyAt, MOST_KEYS, onPath, positionOf, positionOfKey, stripFrames } from "./frames.js";
import { moveItem, nameKey, same } from "./latents.js";
import { saveView } from "./share.js";
import { wayChoice } from "./space.js";
import { task } from "./task.js";
import { pathView } from "./views.js";

/** @typedef {import("./tab.js").App} App */
/** @typedef {import("./latents.js").Item} Item */

const SPEED = 25; // frames a second of a film
const ENLARGED = 4; // times, in a file
const [SMALLEST, TOUCHED, LARGEST] = [32, 44, 64]; // CSS pixels of a frame: for a mouse, for a finger; at most
const touched = matchMedia("(pointer: coarse)");
const share = (part) => `${Math.round(100 * part)} %`;

/** @param {App} app @returns {import("./tools.js").Tool} */
export function pathTool(app) {
  const { state } = app;
  const { path } = state;
  const keys = make("div", {});
  const curves = make("div", { class: "ll-curves" });
  const films = filmButtons(app);
  /** @type {import("./curves.js").Along | null} */
  let along = null;
  /** Whether keyframes have classes of their own: a path has that of the first. */
  const classed = () => state.facts.classes.length > 1 && state.kind === null;
  const walkable = () => path.keys.length > 1;
  const positionOfFrame = (index) => positionOf(index, along.logits.length, path.loop);

  const strip = sheet({
    class: "strip",
    pick: (index) => go(positionOfFrame(index)),
    label: (index) => t("latent.frame", { n: index + 1 }),
    mark: (index) => (path.here && along && index === nearestFrame(path, along) ? "on" : ""),
    least: touched.matches ? TOUCHED : 1,
  });
  const asking = channel(
    (view) => app.ask("draw_view", { view, logits: true, norms: true }),
    async (answer) => {
      along = { ...answer, seen: new Map() };
      await strip.show(answer);
      align(block, strip.element, path.loop);
      drawCurves();
      if (path.here === "way") app.draw(); // its score is one of those that are said
    },
    notice,
  );
  const slide = slider({
    word: t("latent.path.position"),
    min: 0,
    max: 1,
    step: 0.002,
    value: path.position,
    say: (part) => (path.here ? share(part) : t("latent.path.off")),
    change: go,
  });
  const block = make("div", { class: "ll-strip" }, strip.element, slide, curves);

  function drawCurves() {
    if (along) curves.replaceChildren(...curvesOf(path, along, go));
  }
  /** Where the current picture is. */
  function tell() {
    slide.set(path.position);
    const [logit, norm] = curves.querySelectorAll("svg");
    logit?.mark?.(path.here ? path.position : Number.NaN);
    norm?.mark?.(path.here && !path.loop ? path.position : Number.NaN);
    if (along) strip.mark();
  }
  function go(position) {
    path.own = true;
    path.position = onPath(position);
    if (walkable()) stand();
    tell();
  }
  /** Make what is at the position the current picture: a keyframe itself, or the place between two. */
  function stand() {
    const index = keyAt(path.position, path.keys.length, path.loop);
    const key = path.keys[index];
    if (key && !classed()) {
      app.choose(key.latent, key.label, { quiet: true });
      path.here = "key";
      return;
    }
    state.label = key
      ? key.label || nameKey(key.latent)
      : ["latent.path.place", { p: Math.round(100 * path.position) }];
    path.here = "way";
    app.draw();
  }
  /** The current picture may be one of the keyframes. */
  function find() {
    const index = path.keys.findIndex(({ latent }) => same(latent, state.base));
    path.here = index < 0 || (index && classed()) ? "" : "key";
    if (path.here) path.position = positionOfKey(index, path.keys.length, path.loop);
  }
  /** A path that nobody made begins at the current picture. */
  function begin() {
    if (!path.own && !path.here && !path.keys.some(({ latent }) => same(latent, state.base))) {
      path.keys[0] = app.current();
    }
    if (path.here !== "way") find();
  }
  function refresh() {
    keys.replaceChildren(keyTray(app, { changed, take, go }));
    for (const film of films.buttons) film.disabled = !walkable();
    slide.hidden = !walkable();
    if (walkable()) {
      asking(pathView(state, framesOf(app)));
      return;
    }
    strip.element.style.height = 0;
    curves.replaceChildren(make("p", { class: "gp-note" }, t("latent.path.few")));
    along = null;
  }
  function changed() {
    path.own = true;
    if (path.here === "way" && walkable()) stand();
    else find();
    refresh();
    tell();
  }
  function take({ latent, label }) {
    if (path.keys.length >= MOST_KEYS) return notice(t("latent.path.full"));
    path.keys.push({ latent, label });
    return changed();
  }
  return {
    take,
    build: () => [
      make(
        "div",
        { class: "ll-row" },
        keys,
        button(`+ ${t("latent.path.add")}`, () => take(app.current()), "quiet strong"),
      ),
      ...wayChoice(app),
      make(
        "div",
        { class: "ll-row" },
        ...(state.space === "z" ? [bendChoice(path, changed)] : []), // in W every way is straight
        loopChoice(path, changed),
      ),
      block,
      films.row,
      films.bar,
    ],
    update(what) {
      if (what === "open") begin();
      if (what === "base" || path.here === "key") find();
      if (what !== "base") refresh();
      tell();
    },
    drawn() {
      const at = state.passed ?? (path.here === "key" ? path.position : null);
      if (!along || at === null) return;
      along.seen.set(at, state.logit);
      drawCurves();
    },
    leave: films.leave,
  };
}

/** The frame that is nearest to where the path stands. */
function nearestFrame({ position, loop }, { logits }) {
  return Math.round(position * (logits.length - (loop ? 0 : 1))) % logits.length;
}

/** How many frames of the strip there is room for, at a size to look at and to press. */
function framesOf(app) {
  const { keys, loop } = app.state.path;
  const small = touched.matches ? TOUCHED : SMALLEST;
  const cell = Math.max(small, Math.min(LARGEST, app.state.facts.resolution));
  return stripFrames(keys.length, loop, Math.floor(app.room().width / cell) - (loop ? 1 : 0));
}

/** The slider's thumb stands under its frame, and so does the marker of the curves. */
function align(block, strip, loop) {
  block.style.setProperty("--strip", strip.style.width);
  block.style.setProperty("--half", `${Number(strip.dataset.cell) / 2}px`);
  block.classList.toggle("loop", loop);
}

/** The keyframes. */
function keyTray(app, { changed, take, go }) {
  const { keys, loop } = app.state.path;
  const remove = (index) => {
    keys.splice(index, 1);
    changed();
  };
  const move = (from, to) => {
    moveItem(keys, from, to);
    changed();
  };
  const click = (_, index) => go(positionOfKey(index, keys.length, loop));
  return app.tray(keys, { click, remove, move, put: take }, "keys");
}

/** By an arc or by a straight line. */
function bendChoice(path, changed) {
  const ways = [
    ["slerp", t("latent.path.slerp")],
    ["lerp", t("latent.path.lerp")],
  ];
  const choose = (mode) => {
    path.mode = mode;
    changed();
  };
  return segments(ways, path.mode, choose, t("latent.path.mode"));
}

/** Back to the first keyframe, or not. */
function loopChoice(path, changed) {
  const box = make("input", { type: "checkbox" });
  box.checked = path.loop;
  box.addEventListener("change", () => {
    path.loop = box.checked;
    changed();
  });
  return make("label", { class: "check" }, box, t("latent.path.loop"));
}

/** Saving the path as a film or a strip; a film that is being made is stopped by either button. */
function filmButtons(app) {
  const { state } = app;
  const { path } = state;
  const word = t("latent.film");
  const work = task(app, word);
  async function film(kind) {
    if (work.running()) return work.halt();
    const view = pathView(state, filmFrames(path.keys.length, path.loop));
    work.bar.show(0, word);
    return work.begin(
      { what: "film", kind, fps: SPEED, view },
      {
        words: (news) => `${word} · ${share(news.fraction || 0)}`,
        ended: (news) => {
          if (news.data) save(news.data, `ganplay-path.${kind}`);
        },
      },
    );
  }
  const strip = () =>
    saveView(app, pathView(state, stripFrames(path.keys.length, path.loop)), "ganplay-strip.png", ENLARGED);
  const buttons = [
    button("GIF", () => film("gif")),
    button("MP4", () => film("mp4")),
    button(t("latent.strip"), strip),
  ];
  const row = make("div", { class: "ll-row" }, make("span", { class: "gp-note" }, t("latent.path.films")), ...buttons);
  return { row, bar: work.bar, buttons, leave: work.halt };
}
