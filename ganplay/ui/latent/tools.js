// The tools of the tab, one of which is open.
import { segments } from "../kit/controls.js";
import { make } from "../kit/dom.js";
import { hinted } from "../kit/scrolling.js";
import { NARROW } from "../kit/sheet.js";
import { t } from "../kit/words.js";
import { breedTool } from "./breed.js";
import { copiesTool } from "./copies.js";
import { directionsTool } from "./directions.js";
import { mixTool } from "./mix.js";
import { pathTool } from "./path.js";
import { pictureTool } from "./picture.js";
import { planeTool } from "./plane.js";
import { seedsTool } from "./seeds.js";
import { fits, GROUPS, settle, unmove } from "./state.js";
import { teachTool } from "./teach.js";
import { uphillTool } from "./uphill.js";
import { walkTool } from "./walk.js";

/** @typedef {import("./tab.js").App} App */

/**
 * Why a tool is to draw again: it was opened; or another one is the current latent, the page of seeds, the moment, what
 * holds for every picture (scale, class, codes), the width of the window.
 * @typedef {"open" | "base" | "page" | "step" | "scale" | "size"} Change
 */

/**
 * @typedef {object} Tool
 * @property {() => HTMLElement[]} build
 * @property {(what: Change) => void} [update]
 * @property {(item: import("./latents.js").Item) => void} [take] uses a latent from the shelf
 * @property {() => void} [drawn] the current picture, and D's logit of it, are shown
 * @property {() => void} [leave] another tool is opened
 */

/** @type {Record<string, (app: App) => Tool>} */
const MAKERS = {
  seeds: seedsTool,
  path: pathTool,
  directions: directionsTool,
  plane: planeTool,
  teach: teachTool,
  breed: breedTool,
  mix: mixTool,
  walk: walkTool,
  picture: pictureTool,
  uphill: uphillTool,
  copies: copiesTool,
};
const MOVING = ["directions", "teach"]; // their sliders move the current latent
const LEAST_HEIGHT = 260; // CSS pixels
const BELOW = 150; // CSS pixels that other rows of the tool take
const ASIDE = 48; // CSS pixels beside the open tool's button, in which its neighbour shows

/**
 * @typedef {object} Toolbox
 * @property {() => HTMLElement} modes the row of tools to choose from
 * @property {() => HTMLElement} build where the open tool stands
 * @property {() => void} open draw the tool of the state's mode
 * @property {() => void} reopen the same tool, in another kind
 * @property {() => void} leave
 * @property {(what: Change) => void} update
 * @property {() => void} drawn
 * @property {() => ((item: import("./latents.js").Item) => void) | undefined} taker
 * @property {() => {width: number, height: number}} room CSS pixels for its pictures
 */

/** @param {App} app @returns {Toolbox} */
export function toolbox(app) {
  const { state, root } = app;
  /** @type {Tool | null} */
  let tool = null;
  let place = null;
  let pressed = (_) => {};

  function build() {
    place = make("section", { class: "ll-tool" });
    return place;
  }
  function modes() {
    const rows = [];
    const groups = Object.entries(GROUPS).map(([group, all]) => {
      const word = t(`latent.group.${group}`);
      const choices = all.filter((mode) => fits(state, mode)).map((mode) => [mode, t(`latent.mode.${mode}`)]);
      rows.push(segments(choices, state.mode, choose, word));
      return make(
        "div",
        { class: "group" },
        make("span", { class: "title", "aria-hidden": "true" }, word),
        rows.at(-1),
      );
    });
    pressed = (mode) => {
      for (const row of rows) row.press(mode);
      shownWhole(root.querySelector(".ll-modes [aria-pressed=true]"));
    };
    return hinted(make("nav", { class: "ll-modes", "aria-label": t("latent.modes") }, ...groups));
  }
  function choose(mode) {
    leave();
    state.mode = mode;
    pressed(mode);
    if (MOVING.includes(mode)) settle(state);
    else {
      state.base = state.shown; // what the sliders made stays the current latent
      unmove(state);
    }
    open();
    app.draw();
    app.drawShelf();
  }
  function open() {
    if (!fits(state, state.mode)) state.mode = "seeds";
    tool = MAKERS[state.mode](app);
    root.dataset.mode = state.mode;
    const about = make("p", { class: "gp-note ll-about" }, t(`latent.mode.${state.mode}.note`));
    place.replaceChildren(about, ...tool.build());
    update("open");
    pressed(state.mode);
  }
  const leave = () => tool?.leave?.();
  const update = (what) => tool?.update?.(what);
  const drawn = () => tool?.drawn?.();
  function reopen() {
    leave();
    open();
    app.drawShelf();
  }
  function room() {
    const height = innerHeight - place.getBoundingClientRect().top - scrollY - BELOW;
    return {
      width: place.clientWidth,
      height: root.clientWidth < NARROW ? Number.POSITIVE_INFINITY : Math.max(LEAST_HEIGHT, height),
    };
  }
  return { modes, build, open, reopen, leave, update, drawn, taker: () => tool?.take, room };
}

/** Scroll a row sideways, and nothing else, until a button of it is all in sight. @param {HTMLElement | null} one */
function shownWhole(one) {
  const row = one?.closest(".ll-modes");
  if (!row) return;
  const [here, around] = [one.getBoundingClientRect(), row.getBoundingClientRect()];
  const before = here.left - ASIDE - around.left;
  const after = here.right + ASIDE - around.right;
  if (before < 0) row.scrollLeft += before;
  else if (after > 0) row.scrollLeft += after;
}
