// The Latent space tab: which run, which moment, which latent; the current picture; the tool that is open; the shelf.
// Everything it shows is in its state; all is drawn again from it when the language changes.
import { asker } from "../kit/channel.js";
import { coming } from "../kit/coming.js";
import { make, notice } from "../kit/dom.js";
import { laid, sideLaid } from "../kit/narrow.js";
import { provide } from "../kit/parts.js";
import { everyRun } from "../kit/picker.js";
import { NARROW, slices } from "../kit/sheet.js";
import { styleOf } from "../kit/style.js";
import { onLanguage, refusal, t, wordsOf } from "../kit/words.js";
import { currentPicture } from "./current.js";
import { runsOf } from "./runs.js";
import { shelving } from "./shelf.js";
import { sidePanel } from "./side.js";
import { choose, newState } from "./state.js";
import { thumbnails } from "./thumbs.js";
import { toolbox } from "./tools.js";
import { tray } from "./tray.js";
import { mainView, viewOf, wholeView } from "./views.js";

/** @typedef {import("./latents.js").Item} Item */
/** @typedef {import("./latents.js").Latent} Latent */
/** @typedef {import("./views.js").View} View */

/**
 * What the parts of the tab ask of each other.
 * @typedef {object} App
 * @property {import("./state.js").State} state
 * @property {HTMLElement} root
 * @property {import("../kit/channel.js").Server} server
 * @property {(what: string, question: object) => Promise<any>} ask throws where nobody answers
 * @property {(what: string, question: object) => Promise<any>} fetch says what went wrong, and answers null
 * @property {() => View} mainView the current picture
 * @property {() => View} wholeView what the open tool shows
 * @property {(latent: Latent, label?: import("./latents.js").Label, how?: How) => void} choose make it the current one
 * @property {() => Item} current the current one, as it is shown
 * @property {() => void} draw the current picture, or the place where a path stands
 * @property {() => void} drawn tell the open tool that it was
 * @property {() => void} drawAll all pictures: what holds for every one of them has changed
 * @property {(items: Item[], acts: import("./tray.js").Acts, kind?: string) => HTMLElement} tray
 * @property {(what: import("./tools.js").Change) => void} update tell the open tool
 * @property {() => void} reopen the open tool is another kind of itself
 * @property {() => {width: number, height: number}} room CSS pixels for the pictures of the open tool
 * @property {() => ((item: Item) => void) | null | undefined} taker how the open tool takes one from the shelf
 * @property {() => void} shelve keep the current picture
 * @property {() => void} drawShelf
 * @property {() => void} tellCodes the codes, or who walks through them, have changed
 * @property {(run: string, view?: View) => Promise<void>} openRun
 */

/**
 * @typedef {object} How
 * @property {boolean} [keepAmounts] it is moved along the directions as the one before was
 * @property {boolean} [quiet] the open tool knows
 */

const SAME_WIDTH = 24; // CSS pixels, of a scroll bar, that change nothing

/** @param {HTMLElement} element @param {import("../kit/channel.js").Server} server */
export async function mount(element, server) {
  const root = element.querySelector(".gp-latent");
  await Promise.all([wordsOf("latent"), styleOf("latent")]);
  const state = newState();
  /** @type {App} */
  const app = { state, root, server, ...asker(server) };
  const picture = currentPicture(app);
  const side = sidePanel(app);
  const tools = toolbox(app);
  const shelf = shelving(app);
  const runs = runsOf(app, { build, loading, side });
  const thumbsOf = thumbnails({
    here: () => viewOf(state, {}),
    draw: (view) => app.ask("draw_view", { view }),
    cut: slices,
    fail: (answer) => notice(refusal(answer)),
  });

  function draw() {
    if (!state.facts) return;
    picture.draw();
    side.tellSeed();
  }
  Object.assign(app, {
    mainView: () => mainView(state),
    wholeView: () => wholeView(state),
    choose(latent, label = "", { keepAmounts = false, quiet = false } = {}) {
      choose(state, latent, label, keepAmounts);
      draw();
      if (!quiet) tools.update("base");
    },
    current: () => ({ latent: state.shown, label: state.label }),
    draw,
    drawAll() {
      draw();
      tools.update("scale");
      shelf.draw();
    },
    tray: (items, acts, kind) => tray(thumbsOf, items, acts, kind),
    update: tools.update,
    drawn: tools.drawn,
    reopen: tools.reopen,
    room: tools.room,
    taker: tools.taker,
    shelve: shelf.add,
    drawShelf: shelf.draw,
    tellCodes: side.tellCodes,
    openRun: runs.open,
  });

  const lay = sideLaid(root);
  // On a phone the tools stand below the picture, and what D makes of it below the open one.
  const layPhone = laid(NARROW, (phone) => {
    const [modes, belief] = [".ll-modes", ".belief"].map((part) => root.querySelector(part));
    if (!modes) return;
    root.querySelector(phone ? ".ll-tool" : ".ll-work").before(modes);
    root.querySelector(phone ? ".ll-work" : ".ll-now").append(belief);
  });
  function loading() {
    root.dataset.state = "loading";
    root.replaceChildren(...coming(t("latent.loading")));
    lay();
  }
  function build(problem = "") {
    if (!state.facts) {
      root.dataset.state = "empty";
      root.replaceChildren(emptyNote(problem), ...(everyRun(state.lists).length ? [side.picker()] : []));
      return;
    }
    const work = make("div", { class: "ll-work" }, picture.build(), tools.build());
    root.replaceChildren(side.build(), make("main", { class: "ll-main" }, tools.modes(), work), shelf.build());
    lay();
    layPhone();
    tools.open();
    draw();
    shelf.draw();
  }

  let before = 0; // CSS pixels of the tab's width
  let away = true;
  function resized() {
    const width = root.clientWidth;
    if (!width) {
      side.stop();
      away = true;
      return;
    }
    if (!runs.begun()) runs.begin();
    else if (away) runs.follow();
    away = false;
    if (runs.begun() && state.facts && Math.abs(width - before) > SAME_WIDTH) {
      draw();
      tools.update("size");
    }
    before = width;
  }
  new ResizeObserver(resized).observe(root);
  onLanguage(() => {
    if (!state.facts) return;
    tools.leave();
    build();
  });
  runs.watch();
  provide("about.latent", () => (state.mode === "walk" ? "steer" : "walk"));
  provide("latent", { S: state, app });
}

const emptyNote = (problem) =>
  make(
    "div",
    { class: "ll-empty" },
    make("h2", {}, t(problem ? "latent.problem" : "latent.none")),
    make("p", {}, problem || t("latent.none.note")),
  );
