// The path from keyframe to keyframe: a strip of frames, a slider along it, its curves, a film.
import { channel } from "../kit/channel.js";
import { button, segments, slider } from "../kit/controls.js";
import { make, notice } from "../kit/dom.js";
import { save } from "../kit/files.js";
import { sheet } from "../kit/sheet.js";
import { t } from "../kit/words.js";
import { curvesOf } from "./curves.js";
import { FRAMES, filmFrames, MOST_KEYS, onPath, positionOf } from "./frames.js";
import { moveItem } from "./latents.js";
import { saveView } from "./share.js";
import { task } from "./task.js";
import { pathView } from "./views.js";

/** @typedef {import("./tab.js").App} App */
/** @typedef {import("./latents.js").Item} Item */

const SPEED = 25; // frames a second of a film
const ENLARGED = 4; // times, in a file
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
  const walkable = () => path.keys.length > 1;

  const strip = sheet({
    class: "strip",
    pick: (index) => scrub(positionOf(index, path.loop)),
    label: (index) => t("latent.frame", { n: index + 1 }),
    mark: () => "",
  });
  const asking = channel(
    (view) => app.ask("draw_view", { view, logits: true, norms: true }),
    async (answer) => {
      await strip.show(answer);
      along = answer;
      drawCurves();
    },
    notice,
  );
  const slide = slider({
    word: t("latent.path.position"),
    min: 0,
    max: 1,
    step: 0.002,
    value: path.position,
    say: share,
    change: scrub,
  });

  function drawCurves() {
    if (along) curves.replaceChildren(...curvesOf(path, along, scrub));
  }
  function scrub(position) {
    path.position = onPath(position);
    slide.set(path.position);
    const [logit, norm] = curves.querySelectorAll("svg");
    logit?.mark?.(path.position);
    norm?.mark?.(path.loop ? Number.NaN : path.position);
    if (!walkable()) return;
    state.label = t("latent.path.place", { p: Math.round(100 * path.position) });
    app.draw(pathView(state, FRAMES));
  }
  function changed() {
    keys.replaceChildren(keyTray(app, { changed, take }));
    for (const film of films.buttons) film.disabled = !walkable();
    if (walkable()) {
      asking(pathView(state, FRAMES));
      return;
    }
    strip.element.style.height = 0;
    curves.replaceChildren(make("p", { class: "gp-note" }, t("latent.path.few")));
    along = null;
  }
  function take({ latent, label }) {
    if (path.keys.length >= MOST_KEYS) return notice(t("latent.path.full"));
    path.keys.push({ latent, label });
    return changed();
  }
  function bent() {
    changed();
    scrub(path.position);
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
      make("div", { class: "ll-row" }, bendChoice(path, bent), loopChoice(path, changed)),
      make("div", { class: "ll-strip" }, strip.element, slide),
      curves,
      films.row,
      films.bar,
    ],
    update(what) {
      if (what !== "base") changed();
      if (what === "open") slide.set(path.position);
    },
    leave: films.leave,
  };
}

/** The keyframes. */
function keyTray(app, { changed, take }) {
  const { keys } = app.state.path;
  const remove = (index) => {
    keys.splice(index, 1);
    changed();
  };
  const move = (from, to) => {
    moveItem(keys, from, to);
    changed();
  };
  return app.tray(keys, { click: (item) => app.choose(item.latent, item.label), remove, move, put: take }, "keys");
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
  const strip = () => saveView(app, pathView(state, FRAMES), ENLARGED, "ganplay-strip.png");
  const buttons = [
    button("GIF", () => film("gif")),
    button("MP4", () => film("mp4")),
    button(t("latent.strip"), strip),
  ];
  const row = make("div", { class: "ll-row" }, make("span", { class: "gp-note" }, t("latent.path.films")), ...buttons);
  return { row, bar: work.bar, buttons, leave: work.halt };
}
