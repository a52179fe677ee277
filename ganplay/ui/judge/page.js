// The page of the tab: the side, the selected picture, and the question that is open.
import { segments } from "../kit/controls.js";
import { keepingFocus, make } from "../kit/dom.js";
import { laid, sideLaid } from "../kit/narrow.js";
import { everyRun } from "../kit/picker.js";
import { hinted } from "../kit/scrolling.js";
import { NARROW } from "../kit/sheet.js";
import { t } from "../kit/words.js";
import { best } from "./best.js";
import { cards } from "./cards.js";
import { cross } from "./cross.js";
import { fool } from "./fool.js";
import { game } from "./game.js";
import { addressOf } from "./links.js";
import { opening } from "./opening.js";
import { seen } from "./seen.js";
import { selectedPane } from "./selected.js";
import { sideOf } from "./side.js";
import { steady } from "./steady.js";
import { time } from "./time.js";
import { whole } from "./whole.js";
import { why } from "./why.js";

const MODES = { cards, why, steady, fool, seen, time, whole, best, game, cross };
const ALONE = ["whole", "best", "game", "cross"]; // questions that are not about the selected picture

/**
 * @typedef {object} Page
 * @property {import("./side.js").Side} side
 * @property {(problem?: string) => void} build all of it; problem: why there is nothing to show
 * @property {() => void} rebuild keeping the keyboard's focus
 * @property {(mode: string) => void} open a question
 * @property {(panel: "pad" | "camera") => void} openPanel above the cards
 * @property {() => void} tell what is known of the pictures
 * @property {() => void} fit the selected picture, in another room
 * @property {(what: string) => void} update the open question: see `Mode`
 * @property {(words: string) => void} timed how long judging took
 * @property {() => void} address the game in it, while it is in sight
 * @property {() => {width: number, height: number}} room CSS pixels that there are for a question
 * @property {() => void} lay the side panel where it belongs
 */

/** @param {import("./state.js").App} app @returns {Page} */
export function pageOf(app) {
  const { state, root } = app;
  const side = sideOf(app);
  let pane = null;
  let choices = null;
  let work = null;
  let tool = null;
  let mode = null; // the open question itself
  const lay = sideLaid(root);
  // On a phone what brings pictures stands between the one that is chosen and what is asked.
  const layBring = laid(NARROW, (narrow) => {
    const bring = root.querySelector(".jj-bring");
    if (!bring) return;
    if (narrow) pane.element.after(bring);
    else root.querySelector(".ll-side").prepend(bring);
  });

  function update(what) {
    mode?.update(what);
  }

  function show() {
    root.toggleAttribute("data-panel", Boolean(state.panel));
    pane.show();
  }

  function tell() {
    if (!state.facts || !pane) return;
    if (state.chosen !== null && !state.cards.some((card) => card.id === state.chosen)) state.chosen = null;
    show();
    update("cards");
  }

  function open(name) {
    mode?.leave?.();
    if (name !== state.mode) state.panel = null;
    state.mode = name;
    mode = MODES[name](app);
    root.dataset.mode = name;
    choices.press(name);
    choices.querySelector(`[data-value=${name}]`).scrollIntoView?.({ block: "nearest", inline: "nearest" });
    work.classList.toggle("alone", ALONE.includes(name));
    tool.replaceChildren(make("p", { class: "gp-note ll-about" }, t(`judge.mode.${name}.note`)), ...mode.build());
    address();
    if (state.ready && !state.whole) app.context(); // it failed before
    update("open");
    show();
  }

  function openPanel(panel) {
    open("cards");
    mode.panel(panel);
  }

  // From the question that the tab opens with: the game begins at once, or goes on where it stands.
  function play() {
    state.eager = true;
    open("game");
  }

  function address() {
    const played = state.mode === "game" && root.clientWidth ? state.game : null;
    const href = addressOf(location.href, state.run, played);
    if (href !== location.href) history.replaceState(history.state, "", href);
  }

  function main() {
    pane = selectedPane(app);
    tool = make("section", { class: "ll-tool" });
    const named = Object.keys(MODES).map((name) => [name, t(`judge.mode.${name}`)]);
    choices = segments(named, state.mode, open, t("latent.modes"));
    hinted(choices).classList.add("ll-modes");
    work = make("div", { class: "ll-work" }, pane.element, tool);
    return make("main", { class: "ll-main" }, choices, opening(play), work);
  }

  function nothing(problem) {
    root.dataset.state = "empty";
    const title = make("h2", {}, problem ? t("latent.problem") : t("latent.none"));
    const words = make("p", {}, problem || t("latent.none.note"));
    root.append(make("div", { class: "ll-empty" }, title, words));
    if (everyRun(state.lists).length) root.append(side.picker());
  }

  function build(problem = "") {
    root.replaceChildren();
    if (!state.facts) {
      nothing(problem);
      return;
    }
    root.dataset.step = state.step;
    root.append(side.build(), main());
    lay();
    layBring();
    open(state.mode);
  }

  function room() {
    const above = tool.getBoundingClientRect().top + scrollY;
    const narrow = root.clientWidth < NARROW;
    return { width: tool.clientWidth, height: narrow ? Infinity : Math.max(260, innerHeight - above - 120) };
  }

  return {
    side,
    build,
    rebuild: () => keepingFocus(root, () => build()),
    open,
    openPanel,
    tell,
    fit: show,
    update,
    timed: (words) => pane.timed(words),
    address,
    room,
    lay,
  };
}
