// A small training beside a text: the plane in which it is seen, its buttons and its legend. It trains in a Worker of
// its own, no faster than it can be followed.
import { button } from "../../kit/controls.js";
import { make } from "../../kit/dom.js";
import { canvas, fitted, palette } from "../../kit/plane/canvas.js";
import { Fight } from "../../kit/plane/fight.js";
import { drawPlane, Heat, shadesOf } from "../../kit/plane/plot.js";
import { xAt, yAt } from "../../kit/plane/scale.js";
import { sign } from "../../kit/plane/signs.js";
import { number, refusal, t } from "../../kit/words.js";
import { LARGEST, redrawn } from "./room.js";

const TOLD_EVERY = 250; // milliseconds between two readings of numbers
const DRAWN = 400; // points of each kind
const VIEW = { heat: 60, lattice: 0, arrows: "", best: false, points: DRAWN, averaged: false, measures: false };

/** @typedef {{palette: import("../../kit/plane/plot.js").Palette, shades: Uint8ClampedArray}} Paint */

/**
 * @typedef {object} Options
 * @property {string[]} layers that are shown at first
 * @property {object} [view] what frames bring, beside what they always do
 * @property {number} [rate] iterations a second while it plays
 * @property {number} [all] iterations after which it stands still by itself; 0: it never does
 * @property {(frame: any) => void} [seen] each frame, before it is drawn
 * @property {(frame: any) => void} [told] frames as often as numbers can be read, and whenever something was done
 * @property {(frame: any) => any} [shown] what is drawn of a frame
 * @property {(context: CanvasRenderingContext2D, size: number, frame: any, paint: Paint) => void} [over] drawn above it
 */

/** @typedef {ReturnType<typeof liveOf>} Live */

/** @param {Options} options */
export function liveOf({ layers, view = {}, rate = 60, all = 0, seen, told, shown = (frame) => frame, over }) {
  const state = { playing: false, resting: false, layers: new Set(layers), refused: null };
  const board = canvas({ class: "ln-live-board", role: "img", tabindex: "0" });
  const problem = make("p", { class: "ln-live-problem", role: "alert", hidden: "" });
  const stage = make("div", { class: "ln-live-stage" }, board, problem);
  const fight = new Fight(take);
  const heat = new Heat();
  const spoken = []; // what says its words again
  /** @type {(() => void)[]} */
  const waiting = [];
  let paint = paintOf();
  let size = 0;
  let wanted = 0;
  let last = 0;
  let later = 0;

  function take() {
    if ((fight.frame.diverged || fight.ended) && state.playing) pause();
    seen?.(fight.frame);
    repaint();
    return new Promise((resolve) => waiting.push(resolve));
  }
  function repaint() {
    wanted ||= requestAnimationFrame(draw);
  }
  function draw(now) {
    wanted = 0;
    paintBoard();
    clearTimeout(later);
    if (now - last >= TOLD_EVERY) tell();
    else later = setTimeout(tell, TOLD_EVERY);
    for (const resolve of waiting.splice(0)) resolve();
  }
  function tell() {
    last = performance.now();
    if (fight.frame) told?.(fight.frame);
    say();
  }
  function paintBoard() {
    size = Math.min(LARGEST, stage.clientWidth);
    if (!size) return;
    const context = fitted(board, size);
    const { frame, recipe, trail } = fight;
    if (frame && recipe) {
      const look = { ...paint, layers: state.layers, trail, loss: recipe.loss, marked: -1 };
      drawPlane(context, size, shown(frame), look, heat);
      over?.(context, size, frame, paint);
      stage.dataset.step = frame.step;
    } else {
      context.fillStyle = paint.palette.panel;
      context.fillRect(0, 0, size, size);
    }
  }

  /** A question to the engine: a refusal is said, but for that of one that was closed. */
  async function ask(question) {
    try {
      const answer = await question;
      state.refused = null;
      return answer;
    } catch (error) {
      if (error?.code !== "lab_closed") state.refused = error;
      state.playing = false;
      return null;
    } finally {
      say();
    }
  }
  /**
   * Begin, or begin again; it stands still until it is played.
   * @param {{recipe: object, points?: Float32Array | null}} asked
   */
  function open({ recipe, points = null }) {
    state.playing = false;
    fight.frame = null; // what was there is of another beginning
    return ask(fight.open({ recipe: { ...recipe, steps: all }, points }, { ...VIEW, ...view }));
  }
  function play() {
    state.playing = true;
    say();
    return ask(fight.engine.play({ rate }));
  }
  function pause() {
    state.playing = false;
    say();
    return ask(fight.engine.pause());
  }
  /** @param {"both" | "d" | "g"} network @param {number} [times] */
  function step(network, times = 1) {
    state.playing = false;
    return ask(fight.engine.step(network, times));
  }

  function say() {
    for (const one of spoken) one();
    const { refused } = state;
    problem.hidden = !refused && !fight.frame?.diverged;
    if (refused) problem.textContent = refused.code ? refusal({ error: refused.code, ...refused }) : t("error.other");
    else if (!problem.hidden) problem.textContent = t("learn.live.diverged");
  }
  /** An element that says its words by what is so now. */
  function saying(element, words) {
    spoken.push(() => words(element));
    words(element);
    return element;
  }
  const begun = () => (fight.frame?.step ?? 0) > 0;

  /** The one thing to press first, until it has come to its end. */
  const toggle = saying(
    button("", () => (state.playing ? pause() : play()), "quiet"),
    (element) => {
      element.dataset.focus = "play";
      element.textContent = t(`learn.live.${state.playing ? "pause" : begun() ? "on" : "begin"}`);
      element.classList.toggle("strong", !state.playing && !(all && fight.frame?.step >= all));
    },
  );
  const single = saying(
    button("", () => step("both")),
    (element) => {
      element.textContent = t("learn.live.single");
      element.title = t("learn.live.single.hint");
    },
  );
  const count = saying(make("output", { class: "ln-live-count" }), (element) => {
    element.textContent = t("learn.live.step", { n: number(fight.frame?.step ?? 0) });
  });
  /**
   * A button for what comes next, in sight only while it is due.
   * @param {() => string} word
   * @param {() => boolean} due
   * @param {() => void} act
   */
  const next = (word, due, act) =>
    saying(button("", act, "quiet", { "data-focus": "next" }), (element) => {
      element.textContent = word();
      element.hidden = !due();
      element.classList.toggle("strong", due());
    });
  /** A button that begins anew. @param {() => void} act */
  const again = (act) =>
    saying(button("", act), (element) => {
      element.textContent = t("learn.live.again");
      element.title = t("learn.live.again.hint");
    });

  /**
   * What is shown, each to be pressed to see it or not, and the colours of D's belief where that is among them.
   * @param {string[]} names of layers
   * @param {Record<string, string>} [words] keys of other words than those that layers have everywhere
   */
  function legend(names, words = {}) {
    const entries = names.map((name) => {
      const act = () => {
        if (!state.layers.delete(name)) state.layers.add(name);
        say();
        repaint();
      };
      const entry = make("button", { type: "button", class: "pl-entry", "data-layer": name, onclick: act });
      const word = make("span");
      entry.append(sign(name), word);
      return saying(entry, () => {
        word.textContent = t(words[name] ?? `plane.layer.${name}`);
        entry.setAttribute("aria-pressed", state.layers.has(name));
      });
    });
    const ends = ["fake", "real"].map((end) =>
      saying(make("span"), (element) => {
        element.textContent = t(`plane.scale.${end}`);
      }),
    );
    const scale = make("div", { class: "ln-live-scale" }, ends[0], make("i"), ends[1]);
    return saying(make("div", { class: "ln-live-legend", role: "group" }, ...entries, scale), (element) => {
      element.setAttribute("aria-label", t("learn.live.legend"));
      scale.hidden = !state.layers.has("belief");
    });
  }

  const unwatch = redrawn(stage, () => {
    paint = paintOf();
    repaint();
  });
  return {
    stage,
    board,
    toggle,
    single,
    count,
    next,
    again,
    legend,
    saying,
    fight,
    open,
    play,
    pause,
    step,
    repaint,
    say,
    /** @returns {any} the newest frame; null before the first of a beginning */
    get frame() {
      return fight.frame;
    },
    get playing() {
      return state.playing;
    },
    get paint() {
      return paint;
    },
    get layers() {
      return [...state.layers];
    },
    /** Where an event of a pointer lies in the plane. @param {PointerEvent} event */
    placeOf(event) {
      const bounds = board.getBoundingClientRect();
      const plane = { size: bounds.width, extent: fight.frame?.extent ?? 1 };
      return { x: xAt(plane, event.clientX - bounds.left), y: yAt(plane, event.clientY - bounds.top) };
    },
    speak: tell,
    /** Nobody looks: it stands still until somebody does. */
    rest() {
      if (!state.playing) return;
      state.resting = true;
      pause();
    },
    fit() {
      if (state.resting) play();
      state.resting = false;
      repaint();
    },
    close() {
      unwatch();
      cancelAnimationFrame(wanted);
      clearTimeout(later);
      fight.close();
    },
  };
}

/** A frame with so many points of each kind as are drawn, where more are counted. @param {any} frame */
export const thinned = (frame) => ({
  ...frame,
  real: frame.real.subarray(0, 2 * DRAWN),
  fake: frame.fake.subarray(0, 2 * DRAWN),
});

function paintOf() {
  const colours = palette();
  return { palette: colours, shades: shadesOf(colours) };
}

/**
 * What all figures on a live plane give alike.
 * @param {Live} live
 * @param {HTMLElement} element
 * @param {() => void} build draws what has words again
 * @param {() => void} close frees what the figure holds beside the plane
 * @returns {import("../figure.js").Figure}
 */
export const standing = (live, element, build, close) => ({
  element,
  close() {
    close();
    live.close();
  },
  speak() {
    live.speak();
    build();
  },
  rest: live.rest,
  fit: live.fit,
});
