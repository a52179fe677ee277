// The laboratory at work: its state, one or two engines, and what the parts of the page may ask of them.
import { asker } from "../kit/channel.js";
import { notice } from "../kit/dom.js";
import { asked } from "../kit/facts.js";
import { still } from "../kit/motion.js";
import { palette } from "../kit/plane/canvas.js";
import { Fight } from "../kit/plane/fight.js";
import { LAYERS, shadesOf } from "../kit/plane/plot.js";
import { onTheme } from "../kit/theme.js";
import { refusal, t } from "../kit/words.js";
import { choicesOf } from "./choices.js";
import { courseOf } from "./course.js";
import { drawingOf } from "./drawing.js";
import { openingOf } from "./opening.js";
import { newState } from "./state.js";
import { followStory, triesOf } from "./tries.js";

/**
 * What the parts of the laboratory ask of each other.
 * @typedef {object} App
 * @property {HTMLElement} root
 * @property {import("./state.js").State} state
 * @property {import("./state.js").Start} start
 * @property {Fight[]} fights one, or two side by side
 * @property {Fight} main the first of them
 * @property {{palette: import("../kit/plane/plot.js").Palette, shades: Uint8ClampedArray}} paint
 * @property {import("../kit/channel.js").Asking} ask
 * @property {import("../kit/channel.js").Asking} fetch
 * @property {(state?: object | null) => Promise<void>} open begin what the page asks for first, or a saved state
 * @property {() => Promise<void>} again begin anew with the same seed
 * @property {(name: string, value: any) => void} set change a setting
 * @property {(run: string, step?: number | null) => Promise<void>} bring a run of the server here
 * @property {(data: string, points?: Float32Array | null, word?: string, scale?: import("./state.js").Scale | null) =>
 *   void} data change the points
 * @property {(mode: string) => void} turn to one, two side by side, or the plane of two numbers
 * @property {(other: {name: string, value: any} | null) => void} differ how the second differs
 * @property {() => Promise<any>} play
 * @property {() => Promise<any>} pause
 * @property {() => Promise<any>} toggle play or pause
 * @property {(speed: number) => void} pace
 * @property {(network: "d" | "g" | "both", times?: number) => void} step
 * @property {(steps: number) => void} back
 * @property {(step: number) => void} seek
 * @property {(layer: string) => void} layer show it or not
 * @property {(whose: "g" | "d") => void} arrows
 * @property {(on: boolean) => void} average show the averaged G, or G itself
 * @property {(name: string) => void} begin a preset
 * @property {(answer: number) => void} answer what it asks
 * @property {(remedy: string) => void} mend it
 * @property {() => void} leave the preset
 * @property {() => void} build all of the page again
 * @property {() => void} repaint what is drawn
 * @property {(what: string) => void} tell the page that something changed: "state", "frame" or "numbers"
 */

/**
 * @param {HTMLElement} root
 * @param {import("./state.js").Start} given
 * @param {import("../kit/channel.js").Server} server
 * @returns {App}
 */
export function benchOf(root, given, server) {
  const start = { ...given, layers: LAYERS };
  const state = newState(start, asked("lab"), asked("hide"));
  if (still()) state.playing = false;
  /** @type {any} */
  const app = { root, state, start, server, ...asker(server), fights: [], paint: paintOf() };
  const drawing = drawingOf(app);
  const course = courseOf(app, eachOf(app));
  const opening = openingOf(app, { course, begin: () => new Fight(seen), refused });

  function seen(fight) {
    if (fight === app.main) {
      if (fight.ended) notice(t("lab.finished"));
      if ((fight.frame.diverged || fight.ended) && state.playing) app.pause();
      followStory(app);
    }
    drawing.frame();
    return drawing.done();
  }
  Object.defineProperty(app, "main", { get: () => app.fights[0] });
  Object.assign(app, {
    ...course,
    toggle: () => (state.playing ? course.pause() : course.play()),
    open: opening.open,
    again: opening.restart,
    bring: opening.bring,
    repaint: drawing.frame,
    ...choicesOf(app, course, opening),
    ...triesOf(app, course, opening),
  });
  onTheme(() => {
    app.paint = paintOf();
    app.tell("theme");
    app.repaint();
  });
  return app;
}

/** Ask all engines; a refusal is said, but for that of one which was closed on purpose. */
const eachOf = (app) => async (act) => {
  try {
    return await Promise.all(app.fights.map(act));
  } catch (error) {
    if (error?.code !== "lab_closed") notice(refused(error));
    return null;
  }
};

function paintOf() {
  const colours = palette();
  return { palette: colours, shades: shadesOf(colours) };
}

/** @param {any} error @returns {string} in words */
function refused(error) {
  return error?.code ? refusal({ error: error.code, text: "", details: error.details }) : t("error.other");
}
