// The live view: asks the server what is new about one run, keeps what it has heard, and shows it.
// It outlives reloads and lost connections; many people may watch the same run.
import { posting } from "../channel.js";
import { choose, chosen, LATEST, unchoose } from "../chosen.js";
import { notice } from "../dom.js";
import { asked } from "../facts.js";
import { owner } from "../owner.js";
import { provide } from "../parts.js";
import { going } from "../status.js";
import { noted, onLanguage, refusal, speak, wordsOf } from "../words.js";
import { bar } from "./bar.js";
import { due, film, restart } from "./film.js";
import { guide } from "./guide.js";
import { nothing } from "./heard.js";
import { seenAt, statusOf } from "./moment.js";
import { showing } from "./show.js";
import { talk } from "./talk.js";

/** @typedef {import("./moment.js").Viewed} Viewed */
/** @typedef {import("./moment.js").Seen} Seen */

const FILM_EVERY = 120; // milliseconds between two looks at the clock of a replay
const AGAIN = 2000; // milliseconds until a list of runs that did not come is asked for again
const PICTURES_FIRST = 1500; // milliseconds that charts and diagram wait at most until pictures move
const OFFLINE = 2; // polls in a row without an answer, from which on the connection is said to be lost

const still = matchMedia("(prefers-reduced-motion: reduce)");

/** The run in the page's address. @param {string | null} run */
function address(run) {
  const url = new URL(location.href);
  if (run) url.searchParams.set("run", run);
  else url.searchParams.delete("run");
  history.replaceState(null, "", url);
}

/**
 * @param {HTMLElement} element in which live.html stands
 * @param {import("../channel.js").Server} server with the functions of live.py
 */
export function mount(element, server) {
  const root = element.querySelector(".gp-live");
  const ref = Object.fromEntries([...root.querySelectorAll("[data-ref]")].map((one) => [one.dataset.ref, one]));
  const show = showing(root, ref);
  let shown = () => {};
  const pictures = new Promise((resolve) => {
    shown = resolve;
    setTimeout(resolve, PICTURES_FIRST);
  });
  let draw = (_seen, _marker) => {}; // until there are charts
  const guiding = guide(root, ref.ask);
  /** @type {((seen: Seen) => void)[]} */
  const watchers = [guiding.tell];
  /** @type {((live: Record<string, any>) => void)[]} */
  const attaching = [];
  /** @type {Viewed & {turn: number, speed: number}} */
  const state = {
    run: null,
    kind: "empty",
    mine: false,
    heard: nothing(),
    moment: null,
    film: null,
    turn: 0,
    speed: 1,
  };
  let stepped = "both"; // by hand, last

  const active = () => state.kind === "run" && going(statusOf(state));
  const away = () => document.hidden || !root.clientWidth;
  const questions = talk({ ...server, news: posting("live/news") }, state, {
    learned,
    lost,
    missed: (count) => {
      ref.offline.hidden = count < OFFLINE;
    },
    changed: render,
    look: () => ({ away: away(), status: statusOf(state) }),
  });

  async function noteThem(notes) {
    await wordsOf("notes");
    notice(noted(notes));
    render();
  }

  function learned(news, rewound) {
    if (rewound) state.moment = null;
    state.mine = Boolean(news.mine);
    if (state.kind === "run" || still.matches) shown();
    if (state.kind === "replay" && !state.film) startFilm();
    if (news.reset && state.mine && news.notes?.length) noteThem(news.notes);
    if (news.reset) attached();
    render();
  }

  /** My run trains: controls that act at once show what it has, not what the page began with. */
  function attached() {
    if (state.mine && active() && state.heard.head.live) for (const attach of attaching) attach(state.heard.head.live);
  }

  function lost(refused) {
    unchoose(state.run);
    state.kind = "empty";
    state.run = null;
    notice(refusal(refused));
    address(null);
    render();
  }

  /** @param {string | null} run null: Train was pressed, and the server will say which run it is */
  function turnTo(run, kind) {
    Object.assign(state, { run, kind, heard: nothing(), moment: null, film: null, mine: false, turn: state.turn + 1 });
    questions.drop();
    show.blank();
    render();
    document.getElementById("gp-follow")?.click(); // tell the other tabs
  }

  function watch(run) {
    choose(run, false);
    turnTo(run, "run");
    address(run);
    return questions.poll();
  }

  /** @param {string} run @param {boolean} wished by the visitor */
  function replay(run, wished = true) {
    if (wished) choose(run, true);
    turnTo(run, "replay");
    address(null);
    return questions.poll();
  }

  function leave() {
    turnTo(null, "empty");
    address(null);
    open(true);
  }

  async function resume(run) {
    const goesOn = await questions.resume(run);
    if (goesOn) watch(run);
    return goesOn;
  }

  function startFilm() {
    state.film = film(state.heard.grids, performance.now(), still.matches);
    if (!still.matches) questions.ahead(state.film.order);
  }

  function roll() {
    if (state.kind !== "replay" || !state.film || still.matches || state.moment !== null || away()) return;
    const at = due(state.film, performance.now(), state.speed);
    if (at === state.film.at || !state.heard.frames.has(state.film.order[at]?.[0])) return;
    state.film.at = at;
    render();
    shown(); // the second picture
  }

  function render() {
    const seen = seenAt(state, still.matches);
    const { here, looking, moment } = seen;
    if (here && looking && !state.heard.frames.has(here[0])) questions.frame(here[0]);
    show.all(seen);
    ref.speed.hidden = state.kind !== "replay" || still.matches;
    root.dataset.step = (seen.part && here ? here[1] : seen.head.step) || 0;
    root.dataset.status = seen.status;
    document.body.classList.toggle("gp-busy", (state.mine && active()) || (state.kind === "run" && !state.run));
    if (state.kind !== "empty") draw(seen, moment !== null && here ? here[1] : null);
    for (const watcher of watchers) watcher(seen);
  }

  bar(ref, {
    speed(next) {
      if (state.film) state.film.start = restart(state.film.start, performance.now(), state.speed, next);
      state.speed = next;
    },
    time(at) {
      const { grids } = state.heard;
      const newest = at >= grids.length - 1 && state.kind !== "replay";
      state.moment = newest ? null : (grids[at]?.[0] ?? null);
      render();
    },
    now() {
      state.moment = null;
      if (state.film) state.film.start = performance.now();
      render();
    },
    run: () => state.run,
  });

  /** What was chosen on another tab meanwhile is shown here, too; but mine that trains stays in sight. */
  function follow() {
    const wish = chosen();
    if (!wish || wish.run === state.run || (state.kind === "run" && (!state.run || (state.mine && active())))) return;
    if (wish.film) replay(wish.run);
    else watch(wish.run);
  }

  /** The run of the link, else my own run that still trains, else a finished one, replayed. */
  async function open(fresh = false) {
    const link = fresh ? null : asked("run");
    if (link && link !== LATEST) return watch(link);
    render();
    try {
      const lists = await questions.ask("runs", { owner: owner() });
      const busy = fresh ? null : lists.mine.find((row) => going(row.status));
      if (state.kind !== "empty") return undefined; // Train was quicker
      if (chosen()) return follow(); // on another tab
      if (link && lists.latest) return watch(lists.latest);
      if (busy) return watch(busy.run);
      if (lists.pretrained.length) return replay(lists.pretrained[0].run, false);
    } catch {
      setTimeout(() => state.kind === "empty" && open(fresh), AGAIN);
    }
    return undefined;
  }

  async function diagram() {
    const { flow } = await import("./flow.js");
    const tell = flow(ref.flow);
    watchers.push((seen) => tell(seen, stepped));
    render();
  }

  async function curves() {
    const { charts } = await import("./charts.js");
    draw = charts(root);
    render();
  }

  setInterval(roll, FILM_EVERY);
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden && state.kind === "run") questions.poll();
  });
  onLanguage(render);
  const fit = () => show.fit(state.heard.head);
  let hidden = true;
  new ResizeObserver(() => {
    if (hidden && root.clientWidth && state.kind !== "empty") follow();
    hidden = !root.clientWidth;
    fit();
    render();
  }).observe(root);
  addEventListener("resize", fit);

  provide("live", {
    ask: questions.ask,
    watch,
    resume,
    /** @returns {string} the code of the verdict that is shown, or "" */
    verdict: () => (state.kind === "empty" ? "" : root.dataset.verdict || ""),
    begin: () => turnTo(null, "run"),
    /** @param {string} run */
    replay: (run) => replay(run),
    leave,
    command(verb, args) {
      if (verb === "step") stepped = args.network;
      return questions.command(verb, args);
    },
    state() {
      const { run, kind, mine, heard } = state;
      return { run, kind, status: statusOf(state), mine, active: active(), head: heard.head };
    },
    /** Change what acts live, as {lr_g: 0.0005}. */
    set(args) {
      if (state.mine && active() && statusOf(state) !== "starting") questions.command("set", args);
    },
    /** @param {(live: Record<string, any>) => void} attach is told what a run of mine has of what acts live */
    onAttach(attach) {
      attaching.push(attach);
      attached();
    },
    /** Say on the pictures what they are. @param {boolean} on */
    guide: guiding.show,
    /** What Train asked for was refused. */
    failed() {
      if (state.kind === "run" && !state.run) leave();
    },
    /** @param {(seen: Seen) => void} watcher is called now, and whenever there is something new */
    onChange(watcher) {
      watchers.push(watcher);
      render();
    },
  });
  speak(root);
  open();
  pictures.then(diagram);
  pictures.then(curves).catch(() => root.classList.add("no-charts"));
}
