// The live view: asks the server what is new about one run, keeps what it has heard, and shows it.
// It outlives reloads and lost connections; many people may watch the same run.
import { make, notice } from "../dom.js";
import { asked } from "../facts.js";
import { lent } from "../lent.js";
import { owner } from "../owner.js";
import { provide } from "../parts.js";
import { onLanguage, refusal, speak, t } from "../words.js";
import { charts } from "./charts.js";
import { showing } from "./show.js";

const ACTIVE = ["starting", "queued", "preparing", "running", "paused"];
const REPLAY_SECONDS = 26,
  REPLAY_HOLD = 3,
  REPLAY_FRAMES = 64,
  SPEEDS = [0.5, 1, 2, 4];
const still = matchMedia("(prefers-reduced-motion: reduce)");

const nothing = () => ({
  points: { step: [] },
  evals: { step: [] },
  measures: { step: [] },
  report: null,
  grids: [],
  hist: null,
  head: {},
  seq: 0,
  frame: 0,
});

// Add the rows of `more` to the columns of `all`; long runs are thinned from the front.
function extend(all, more, most = 3000) {
  if (!more?.step) return;
  const before = all.step.length,
    added = more.step.length;
  for (const key of new Set([...Object.keys(all), ...Object.keys(more)])) {
    const column = all[key] || (all[key] = new Array(before).fill(null));
    column.push(...(more[key] || new Array(added).fill(null)));
  }
  if (all.step.length <= most) return;
  const keep = (_, i) => i > most / 2 || i % 2 === 0;
  for (const key of Object.keys(all)) all[key] = all[key].filter(keep);
}

// How many of the rows of `columns` lie at or before `step`.
function upTo(columns, step) {
  let low = 0,
    high = columns.step.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (columns.step[middle] <= step) low = middle + 1;
    else high = middle;
  }
  return low;
}
const first = (columns, n) => Object.fromEntries(Object.entries(columns).map(([k, c]) => [k, c.slice(0, n)]));

export function mount(element, server) {
  const root = element.querySelector(".gp-live");
  const ref = Object.fromEntries([...root.querySelectorAll("[data-ref]")].map((e) => [e.dataset.ref, e]));
  const show = { ref, root, ...showing(root, ref) };
  const draw = charts(root);
  const frames = new Map(); // seq -> data url of a grid
  const hists = new Map(); // seq -> histogram of that moment, where the server tells one
  const watchers = [];
  let run = null,
    mine = false,
    kind = "empty"; // kind: empty, run, replay
  let data = nothing();
  let moment = null; // the seq of the grid that is looked back at; null: the newest
  let timer = 0,
    failures = 0,
    generation = 0;
  let clock = null; // of the replay: {start, order}
  let speed = 1; // of the replay

  const status = () => (kind === "run" ? data.head.status || "starting" : kind);
  const active = () => kind === "run" && ACTIVE.includes(status());

  // Talking to the server: Gradio's client answers nothing where the connection is lost
  async function ask(what, query) {
    const answer = await server[what](query);
    if (!answer || typeof answer !== "object") throw new Error("offline");
    return answer;
  }

  async function poll() {
    const asked = generation,
      since = data.seq;
    clearTimeout(timer);
    if (!run) return;
    try {
      const news = await ask("poll", { run, since, frame: data.frame, owner: owner() });
      if (asked !== generation) return;
      failures = 0;
      ref.offline.hidden = true;
      if (news.error) return lost(news);
      if (since === data.seq) learn(news); // else another poll, asked at the same time, was answered first
    } catch {
      if (asked !== generation) return;
      failures += 1;
      ref.offline.hidden = failures < 2;
    }
    if (asked === generation) timer = setTimeout(poll, pause());
  }

  function pause() {
    if (failures) return Math.min(500 * 2 ** failures, 8000);
    if (document.hidden || !root.clientWidth) return 3000;
    if (kind === "replay") return 3600000;
    return { starting: 250, preparing: 300, running: 330, queued: 1000, paused: 600 }[status()] || 2500;
  }

  function learn(news) {
    if (news.reset) {
      // told from the start, as after a roll back: what came later no longer happened
      Object.assign(data, { points: { step: [] }, evals: { step: [] }, measures: { step: [] }, hist: null, frame: 0 });
      if (data.seq) {
        frames.clear();
        moment = null;
      }
    }
    extend(data.points, news.points);
    extend(data.evals, news.evals);
    extend(data.measures, news.measures);
    if (news.grids) data.grids = news.grids;
    if (news.hist) data.hist = news.hist;
    if (news.grid) {
      data.frame = news.grid.seq;
      remember(news.grid.seq, news.grid.jpeg);
    }
    if (news.seq !== undefined) data.seq = news.seq;
    mine = Boolean(news.mine);
    if (news.reported !== data.head.reported) fetchReport(news.reported);
    const { points, evals, measures, grids, grid, hist, ...head } = news;
    data.head = { ...data.head, code: null, progress: null, ...head };
    if (kind === "replay" && !clock) startReplay();
    if (news.reset && mine && (news.notes || []).length) notice(news.notes.join(" "));
    if (news.reset && mine && active()) document.getElementById("gp-attach")?.click();
    render();
  }

  function lost(news) {
    kind = "empty";
    run = null;
    notice(refusal(news));
    address(null);
    render();
  }

  function remember(seq, url, hist) {
    frames.set(seq, url);
    if (hist) hists.set(seq, hist);
    if (frames.size > 300) frames.delete(frames.keys().next().value);
  }

  async function fetchReport(reported) {
    // what was measured at the end
    if (!reported) {
      data.report = null;
      return;
    }
    const asked = generation;
    try {
      const { report } = await ask("report", { run });
      if (asked === generation) {
        data.report = report || null;
        render();
      }
    } catch {
      data.head.reported = 0;
    } // the next poll asks again
  }

  let fetching = null,
    wanted = null;
  async function frame(seq) {
    // newest wish wins
    wanted = seq;
    if (fetching || frames.has(seq)) return;
    const asked = generation;
    fetching = seq;
    try {
      const got = await ask("frame", { run, seq });
      if (asked === generation && got.jpeg) {
        remember(seq, got.jpeg, got.hist);
        render();
      }
    } catch {
      /* the next wish tries again */
    }
    fetching = null;
    if (asked === generation && wanted !== seq && !frames.has(wanted)) frame(wanted);
  }

  async function command(verb, args = {}) {
    if (verb === "resume" && lent) return lent.resume(run, args);
    try {
      const answer = await ask("command", { run, owner: owner(), verb, args });
      if (answer.error) notice(refusal(answer));
      else poll();
      return !answer.error;
    } catch {
      notice(t("error.offline"));
      return false;
    }
  }

  async function resume(id) {
    // any run of mine, which is watched from then on; true where it goes on
    if (lent) lent.resume(id);
    else {
      try {
        const answer = await ask("command", { run: id, owner: owner(), verb: "resume", args: {} });
        if (answer.error) {
          notice(refusal(answer));
          return false;
        }
      } catch {
        notice(t("error.offline"));
        return false;
      }
    }
    watch(id);
    return true;
  }

  // What is watched

  function address(id) {
    const url = new URL(location.href);
    if (id) url.searchParams.set("run", id);
    else url.searchParams.delete("run");
    history.replaceState(null, "", url);
  }

  function turnTo(id, next) {
    generation += 1;
    run = id;
    kind = next;
    data = nothing();
    moment = null;
    clock = null;
    mine = false;
    fetching = wanted = null;
    frames.clear();
    hists.clear();
    show.blank();
    render();
    document.getElementById("gp-follow")?.click(); // tell the other tabs
  }
  function watch(id) {
    turnTo(id, "run");
    address(id);
    return poll();
  }
  function begin() {
    // Train was pressed; the server will say which run it is
    turnTo(null, "run");
  }
  function replay(id) {
    turnTo(id, "replay");
    address(null);
    return poll();
  }
  function leave() {
    turnTo(null, "empty");
    address(null);
    open(true);
  }

  // The replay of a finished run: its own history, shown again on a clock

  function startReplay() {
    const every = Math.max(1, data.grids.length / REPLAY_FRAMES);
    const order = [];
    for (let i = 0; i < data.grids.length; i += every) order.push(data.grids[Math.floor(i)]);
    if (data.grids.length && order[order.length - 1] !== data.grids[data.grids.length - 1]) {
      order.push(data.grids[data.grids.length - 1]);
    }
    clock = { start: performance.now(), order, at: still.matches ? order.length - 1 : 0 };
    if (!still.matches) fetchAhead(generation);
  }
  async function fetchAhead(asked) {
    for (const [seq] of clock.order) {
      if (asked !== generation) return;
      if (frames.has(seq)) continue;
      try {
        const got = await ask("frame", { run, seq });
        if (asked === generation && got.jpeg) remember(seq, got.jpeg, got.hist);
      } catch {
        return;
      }
    }
  }
  setInterval(() => {
    if (kind !== "replay" || !clock || still.matches || moment !== null || document.hidden || !root.clientWidth) return;
    const passed = ((speed * (performance.now() - clock.start)) / 1000) % (REPLAY_SECONDS + REPLAY_HOLD);
    const at = Math.min(clock.order.length - 1, Math.floor((passed / REPLAY_SECONDS) * clock.order.length));
    if (at !== clock.at && frames.has((clock.order[at] || [])[0])) {
      clock.at = at;
      render();
    }
  }, 120);

  // Showing it

  function render() {
    const newest = data.grids.length ? data.grids[data.grids.length - 1] : null;
    let here = newest;
    if (moment !== null) here = data.grids.find(([seq]) => seq === moment) || newest;
    else if (kind === "replay" && clock) here = clock.order[clock.at] || newest;
    const looking = moment !== null || kind === "replay";
    const step = looking && here ? here[1] : Infinity;
    const evaluated = upTo(data.evals, step),
      counted = upTo(data.points, step);
    const part = kind === "replay" && moment === null;
    const seen = {
      run,
      kind,
      status: status(),
      mine,
      head: data.head,
      looking,
      here,
      moment,
      still: still.matches,
      points: part ? first(data.points, counted) : data.points,
      evals: part ? first(data.evals, evaluated) : data.evals,
      measures: part ? first(data.measures, upTo(data.measures, step)) : data.measures,
      report: data.report,
      hist: (looking && here && hists.get(here[0])) || data.hist,
      grids: data.grids,
      equilibrium: data.head.equilibrium,
      until: kind === "replay" && newest ? newest[1] : 0,
      probability: Boolean(data.head.probability),
      value: (key) => (evaluated ? (data.evals[key] || [])[evaluated - 1] : undefined),
      number: (key) => (counted ? (data.points[key] || [])[counted - 1] : undefined),
      picture: here ? frames.get(here[0]) || (looking ? null : frames.get(data.frame)) : frames.get(data.frame),
    };
    if (here && looking && !frames.has(here[0])) frame(here[0]);
    show.all(seen);
    ref.speed.hidden = kind !== "replay" || still.matches;
    root.dataset.step = (part && here ? here[1] : data.head.step) || 0;
    root.dataset.status = seen.status;
    document.body.classList.toggle("gp-busy", (mine && active()) || (kind === "run" && !run));
    if (kind !== "empty") draw(seen, run, moment !== null && here ? here[1] : null);
    watchers.forEach((f) => f(seen));
  }

  function setSpeed(next) {
    const now = performance.now();
    if (clock) clock.start = now - (speed * (now - clock.start)) / next; // the film goes on from where it is
    speed = next;
    [...ref.speed.children].forEach((b) => b.setAttribute("aria-pressed", Number(b.dataset.speed) === speed));
  }
  ref.speed.append(
    ...SPEEDS.map((s) =>
      make("button", { type: "button", "data-speed": s, onclick: () => setSpeed(s) }, `×${s === 0.5 ? "½" : s}`),
    ),
  );
  setSpeed(1);

  ref.time.addEventListener("input", () => {
    const at = Number(ref.time.value);
    moment = at >= data.grids.length - 1 && kind !== "replay" ? null : (data.grids[at] || [null])[0];
    render();
  });
  ref.now.addEventListener("click", () => {
    moment = null;
    if (clock) clock.start = performance.now();
    render();
  });
  ref.share.addEventListener("click", async () => {
    const url = new URL(location.href);
    url.search = `?run=${encodeURIComponent(run)}`;
    try {
      await navigator.clipboard.writeText(url.href);
      notice(t("live.control.shared"));
    } catch {
      notice(url.href);
    } // no clipboard outside https
  });
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden && kind === "run") poll();
  });
  onLanguage(render);
  new ResizeObserver(() => {
    show.fit(data.head.shape);
    render();
  }).observe(root);
  addEventListener("resize", () => show.fit(data.head.shape));

  // Opening: the run of the link, else my own run that still trains, else a finished run, replayed
  async function open(fresh = false) {
    const link = fresh ? null : asked("run");
    if (link) return watch(link);
    render();
    try {
      const lists = await ask("runs", { owner: owner() });
      const busy = fresh ? null : lists.mine.find((row) => ACTIVE.includes(row.status));
      if (kind !== "empty") return undefined; // Train was quicker
      if (busy) return watch(busy.run);
      if (lists.pretrained.length) return replay(lists.pretrained[0].run);
    } catch {
      setTimeout(() => kind === "empty" && open(fresh), 2000);
    }
    return undefined;
  }

  const part = {
    ask,
    watch,
    resume,
    begin,
    replay,
    leave,
    command,
    poll,
    state: () => ({ run, kind, status: status(), mine, active: active(), head: data.head }),
    set: (args) => {
      if (mine && active() && status() !== "starting") command("set", args);
    },
    failed: () => {
      if (kind === "run" && !run) leave();
    },
    onChange: (f) => {
      watchers.push(f);
      render();
    },
  };
  provide("live", part);
  speak(root);
  open();
}
