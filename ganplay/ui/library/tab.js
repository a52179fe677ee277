// The Runs tab: every run this browser may see, as rows to search, sort, name, thin, delete; ticked ones go to compare.
import { asker } from "../kit/channel.js";
import { segments } from "../kit/controls.js";
import { make } from "../kit/dom.js";
import { owner } from "../kit/owner.js";
import { provide, when } from "../kit/parts.js";
import { keep, kept } from "../kit/storage.js";
import { onTheme } from "../kit/theme.js";
import { onLanguage, t, wordsOf } from "../kit/words.js";
import { acting } from "./acts.js";
import { comparison } from "./compare.js";
import { MOST, withTicks } from "./found.js";
import { list } from "./list.js";

/** @typedef {import("./found.js").Row} Row */

/**
 * @typedef {object} State
 * @property {Row[]} rows as the server told them last
 * @property {Map<string, {seq: number, url: string | null}>} thumbs glimpses by run
 * @property {string[]} ticked runs
 * @property {string | null} open the run whose panel is open
 * @property {"library" | "compare"} mode
 * @property {string} search
 * @property {string} tag "" for all
 * @property {import("./found.js").Sort} sort
 */

/**
 * What the other modules of this tab are handed.
 * @typedef {object} App
 * @property {State} state
 * @property {HTMLElement} root
 * @property {import("../kit/channel.js").Server} server
 * @property {(what: string, question: object) => Promise<any>} ask throws where nobody answers
 * @property {(what: string, question: object) => Promise<any>} fetch asks as this browser; null: what is wrong was said
 * @property {(run: string) => Row | undefined} find
 * @property {(runs: string[], on: boolean) => void} tick
 * @property {() => string[]} ticked those that are still there
 * @property {(runs: string[]) => void} tickOnly
 * @property {(next: "library" | "compare") => void} mode
 * @property {(force?: boolean) => Promise<void>} refresh asks for the list; force: though something is being written
 * @property {() => void} render the list
 * @property {import("./acts.js").Acts} acts
 * @property {Map<string, number>} measuring runs that are being measured just now, also when one has left and come
 *   back, and their place in the line, 0 once it has begun
 * @property {() => void} measured is called when one has been
 */

const REFRESH_EVERY = 4000; // milliseconds
const WIDER = 24; // CSS pixels by which the tab is another width, so that a comparison is laid out again

/**
 * @param {HTMLElement} element
 * @param {import("../kit/channel.js").Server} server with the functions of server.py
 * @param {(file: File) => Promise<{path: string}>} upload
 */
export async function mount(element, server, upload) {
  const root = element.querySelector(".gp-library");
  await wordsOf("library");
  const asking = asker(server);
  let opened = false;
  let width = 0;
  let compare = null;
  let readied = () => {};
  const ready = new Promise((resolve) => {
    readied = resolve;
  });
  /** @type {State} */
  const state = {
    rows: [],
    thumbs: new Map(),
    ticked: kept("runs.ticked", []),
    open: null,
    mode: "library",
    search: "",
    tag: "",
    sort: kept("runs.sort", { by: "created", down: true }),
  };
  /** @type {App} */
  const app = {
    state,
    root,
    server,
    ask: asking.ask,
    fetch: (what, question) => asking.fetch(what, { owner: owner(), ...question }),
    find: (run) => state.rows.find((row) => row.run === run),
    tick: (runs, on) => setTicked(withTicks(state.ticked, runs, on)),
    ticked: () => state.ticked.filter(app.find),
    tickOnly: (runs) => setTicked(runs.slice(0, MOST)),
    mode,
    measuring: new Map(),
    measured() {},
  };
  const shown = list(app);
  Object.assign(app, { refresh: shown.refresh, render: shown.render, acts: acting(app, shown, upload) });

  function setTicked(runs) {
    state.ticked = runs;
    keep("runs.ticked", runs);
    shown.tellTicked();
  }

  function build() {
    compare?.leave();
    compare = null;
    const choices = ["library", "compare"].map((name) => [name, t(`library.mode.${name}`)]);
    const modes = segments(choices, state.mode, mode, t("library.modes"));
    modes.classList.add("ll-modes");
    const place = make("div", { class: "lb-place" });
    root.replaceChildren(make("main", { class: "ll-main lb-main" }, modes, place));
    root.dataset.mode = state.mode;
    if (state.mode === "library") shown.build(place);
    else compare = comparison(app, place);
  }
  function mode(next) {
    state.mode = next;
    build();
    if (next === "library") shown.refresh(true);
  }

  async function start() {
    if (opened || !root.clientWidth) return;
    opened = true;
    await when("live");
    build();
    await come();
    state.ticked = app.ticked();
    shown.tellTicked();
    root.dataset.state = "ready";
    readied();
  }
  /** The tab is turned to: the run that was chosen on another one is in sight. */
  async function come() {
    await shown.refresh(true);
    root.querySelector("tr[aria-current]")?.scrollIntoView({ block: "nearest" });
  }
  /** Lay runs side by side. @param {string[]} runs */
  async function compareRuns(runs) {
    await ready;
    await shown.refresh(true);
    app.tickOnly(runs);
    mode("compare");
  }

  function resized() {
    const now = root.clientWidth;
    const again = now && !width; // the tab is turned to
    if (now && !opened) start();
    else if (again && state.mode === "library") come();
    else if (now && compare && Math.abs(now - width) > WIDER) compare.resize();
    width = now;
  }
  new ResizeObserver(resized).observe(root);
  setInterval(() => {
    if (opened && !document.hidden && root.clientWidth && state.mode === "library") shown.refresh();
  }, REFRESH_EVERY);
  onLanguage(() => {
    if (!opened) return;
    build();
    shown.refresh(true);
  });
  onTheme(() => compare?.redraw());
  provide("about.runs", () => "losses");
  provide("library", { S: state, app, compare: compareRuns });
  start();
}
