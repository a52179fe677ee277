// The Latent space tab: which run, which moment, which latent; the current picture; the tool that is open; the shelf.
// Everything it shows is in `S`; what others draw is drawn again from it when the language or the window changes.
import { asker, channel } from "../kit/channel.js";
import { histogram } from "../kit/chart.js";
import { button, segments, slider } from "../kit/controls.js";
import { make, notice } from "../kit/dom.js";
import { asked } from "../kit/facts.js";
import { owner } from "../kit/owner.js";
import { parts, provide } from "../kit/parts.js";
import { everyRun, moment, runPicker } from "../kit/picker.js";
import { crisp, slices, swap } from "../kit/sheet.js";
import { keep, kept } from "../kit/storage.js";
import { number, onLanguage, percent, refusal, t } from "../kit/words.js";
import { codesPart, noCodes, walkCodes } from "./codes.js";
import { tools as findTools } from "./find.js";
import { saveView, tools as searchTools, shareView } from "./search.js";
import { tools as walkTools } from "./walk.js";

const MAKERS = { ...walkTools, ...findTools, ...searchTools, walk: walkCodes };
const MODES = ["seeds", "path", "directions", "plane", "teach", "breed", "mix", "walk", "picture", "uphill", "copies"];
const SHELF = 24;
const keepHere = (key, value) => keep(`latent.${key}`, value);
const keptHere = (key, otherwise) => kept(`latent.${key}`, otherwise);
const dice = () => crypto.getRandomValues(new Uint32Array(1))[0] % 100000;

export function mount(element, server) {
  const root = element.querySelector(".gp-latent");
  const S = {
    lists: { mine: [], others: [], pretrained: [] },
    run: null,
    facts: null,
    step: null,
    mode: "seeds",
    scale: 1,
    psi: 1,
    base: 0,
    label: "",
    kind: null,
    codes: [],
    shown: 0,
    logit: null,
    first: 0,
    shelf: [],
    directions: { method: "factorised", amounts: [] },
    path: { keys: [3, 7, 11].map((seed) => ({ latent: seed })), mode: "slerp", loop: false, position: 0, at: null },
    plane: {
      kind: "endless",
      x: 0,
      y: 0,
      zoom: 1,
      side: 5,
      world: 0,
      corners: [3, 7, 11, 19].map((seed) => ({ latent: seed })),
    },
    teach: { shown: [], not_shown: [], amount: 0, side: "A", known: null },
    breed: { variation: 0.35, seed: 1, line: [] },
    mix: {
      rows: [2, 5, 8].map((seed) => ({ latent: seed })),
      columns: [3, 7, 11, 19].map((seed) => ({ latent: seed })),
      layers: "coarse",
    },
    walk: { code: 0, rows: [0, 1, 2, 3, 4, 5, 6, 7].map((seed) => ({ latent: seed })) },
  };
  const ref = {};
  let tools = {},
    opened = false,
    generation = 0;

  const { ask, fetch } = asker(server);

  // Views: what the server is asked to draw
  const chosen = () => ({
    ...(S.kind === null ? {} : { label: S.kind }),
    ...(S.codes.some((value) => value !== null) ? { codes: [...S.codes] } : {}),
  });
  const view = (extra) => ({ run: S.run, step: S.step, scale: S.scale, psi: S.psi, ...chosen(), ...extra });
  const plain = (items) => items.map((item) => item.latent);
  function mainView() {
    const d = S.directions;
    if (S.mode === "teach" && S.teach.amount && S.teach.known) {
      return view({
        tool: "teach",
        keyframes: [S.base],
        shown: S.teach.shown,
        not_shown: S.teach.not_shown,
        amounts: [S.teach.amount],
      });
    }
    if (d.amounts.some(Boolean))
      return view({ tool: "directions", keyframes: [S.base], method: d.method, amounts: d.amounts });
    return view({ tool: "time", keyframes: [S.base] });
  }
  function wholeView() {
    // the state of the open tool, for links and files
    const { path: p, plane: q } = S;
    if (S.mode === "path" && p.keys.length > 1)
      return view({
        tool: "path",
        keyframes: plain(p.keys),
        mode: p.mode,
        loop: p.loop,
        position: p.position,
        frames: 60,
      });
    if (S.mode === "plane" && q.kind === "corners")
      return view({ tool: "plane", keyframes: plain(q.corners), side: q.side });
    if (S.mode === "plane")
      return view({
        tool: "endless",
        x: q.x,
        y: q.y,
        zoom: q.zoom,
        side: q.side,
        world: q.world,
        keyframes: [S.shown],
      });
    if (S.mode === "mix" && S.facts.inputs > 1)
      return view({
        tool: "mixing",
        keyframes: plain(S.mix.rows),
        columns: plain(S.mix.columns),
        layers: S.mix.layers,
      });
    if (S.mode === "walk" && S.codes.length)
      return view({ tool: "codes", keyframes: plain(S.walk.rows), walked: S.walk.code, side: 9 });
    if (S.mode === "seeds" && !S.directions.amounts.some(Boolean))
      return view({ tool: "seeds", first: S.first, count: 100, keyframes: [S.shown] });
    if (["breed", "picture", "uphill", "copies"].includes(S.mode)) {
      return view({
        tool: { breed: "breeding", picture: "inversion", uphill: "uphill", copies: "neighbours" }[S.mode],
        keyframes: [S.shown],
      });
    }
    return mainView();
  }

  // The current picture
  const drawMain = channel(
    (q) => ask("draw_view", { ...q, here: true, logits: true }),
    async (answer, q, newest) => {
      if (q.generation !== generation) return;
      await swap(ref.picture, answer.png);
      const side = crisp(answer.size, Math.min(ref.now.clientWidth, innerHeight * 0.52));
      ref.picture.style.width = ref.picture.style.height = `${side}px`;
      S.shown = answer.latent;
      S.logit = answer.logits[0];
      if (q.scrub && newest) {
        S.base = answer.latent;
        S.directions.amounts = [];
      }
      root.dataset.drawn = Number(root.dataset.drawn || 0) + 1;
      ref.ms.textContent = t("latent.ms", { ms: number(answer.ms, answer.ms < 10 ? 1 : 0) });
      ref.problem.hidden = true;
      tellScore();
    },
    (text) => {
      ref.problem.textContent = text;
      ref.problem.hidden = false;
    },
  );

  function draw(scrub = null) {
    if (!S.run || !S.facts) return;
    drawMain(scrub ? { view: scrub, scrub: true, generation } : { view: mainView(), generation });
    ref.label.textContent = S.label || nameOf(S.base);
    if (!scrub && Number.isInteger(S.base) && ref.seed !== document.activeElement) ref.seed.value = S.base;
  }
  const nameOf = (latent) =>
    Number.isInteger(latent)
      ? t("latent.seed.name", { seed: latent })
      : latent.births
        ? t("latent.child.name", { seed: latent.seed, n: latent.births.length })
        : t("latent.point.name");

  function tellScore() {
    const logit = S.logit;
    ref.logit.textContent = (logit >= 0 ? "+" : "\u2212") + number(Math.abs(logit), 2);
    ref.chance.textContent = S.facts.probability
      ? t("latent.d.probability", { p: percent(1 / (1 + Math.exp(-logit))) })
      : t("latent.d.critic");
    const near = S.facts.histograms.reduce(
      (best, h) => (!best || Math.abs(h.step - S.step) <= Math.abs(best.step - S.step) ? h : best),
      null,
    );
    ref.hist.replaceChildren(histogram(near, logit, t("latent.d.hist")));
    ref.hist.hidden = !near;
    root.dataset.logit = logit;
  }

  // Make a latent the current one. keepAmounts: sliders of directions stay where they are
  function choose(latent, label = "", { keepAmounts = false, quiet = false } = {}) {
    S.base = latent;
    S.label = label;
    if (!keepAmounts) {
      S.directions.amounts = [];
      S.teach.amount = 0;
    }
    draw();
    if (!quiet) update("base");
  }
  function update(what) {
    if (tools[S.mode] && tools[S.mode].update) tools[S.mode].update(what);
  }

  // The shelf
  const shelfKey = () => `shelf.${S.run}`;
  const thumbs = new Map();
  async function thumbsOf(items) {
    // pictures of latents at this moment
    const here = view({});
    const key = (latent) => JSON.stringify([here, latent]);
    const missing = [
      ...new Map(items.filter((i) => !thumbs.has(key(i.latent))).map((i) => [key(i.latent), i.latent])).values(),
    ];
    for (let start = 0; start < missing.length; start += 8) {
      const some = missing.slice(start, start + 8);
      const answer = await ask("draw_view", { view: { ...here, tool: "time", keyframes: some } });
      if (answer.error) {
        notice(refusal(answer));
        return items.map(() => null);
      }
      (await slices(answer)).forEach((url, i) => thumbs.set(key(some[i]), url));
    }
    while (thumbs.size > 400) thumbs.delete(thumbs.keys().next().value);
    return items.map((item) => thumbs.get(key(item.latent)));
  }
  // A row of latents as small pictures. acts: {click(item, i), remove(i), move(from, to)}
  function tray(items, acts, kind = "") {
    const row = make("ol", { class: `ll-tray ${kind}` });
    items.forEach((item, index) => {
      const name = item.label || nameOf(item.latent);
      const image = make("img", { alt: "", draggable: "false" });
      const cell = make(
        "li",
        { draggable: acts.move ? "true" : null },
        make(
          "button",
          { type: "button", class: "pic", title: name, "aria-label": name, onclick: () => acts.click(item, index) },
          image,
        ),
      );
      if (acts.move) {
        cell.addEventListener("dragstart", (event) => event.dataTransfer.setData("text/ganplay-from", String(index)));
        if (index > 0)
          cell.append(
            button("‹", () => acts.move(index, index - 1), "mini left", {
              "aria-label": `${t("latent.move.left")}: ${name}`,
            }),
          );
      }
      if (acts.remove)
        cell.append(
          button("×", () => acts.remove(index), "mini right", { "aria-label": `${t("latent.remove")}: ${name}` }),
        );
      cell.addEventListener("dragover", (event) => event.preventDefault());
      cell.addEventListener("drop", (event) => {
        event.preventDefault();
        const from = event.dataTransfer.getData("text/ganplay-from"),
          dropped = event.dataTransfer.getData("text/ganplay-latent");
        event.stopPropagation();
        if (from !== "" && acts.move) acts.move(Number(from), index);
        else if (dropped && acts.put) acts.put(JSON.parse(dropped), index);
      });
      row.append(cell);
    });
    thumbsOf(items)
      .then((urls) =>
        urls.forEach((url, i) => {
          if (url) row.children[i].querySelector("img").src = url;
        }),
      )
      .catch(() => {});
    return row;
  }
  function drawShelf() {
    const row = tray(S.shelf, {
      click: (item) => choose(item.latent, item.label),
      remove: (index) => {
        S.shelf.splice(index, 1);
        keepHere(shelfKey(), S.shelf);
        drawShelf();
      },
    });
    [...row.children].forEach((cell, index) => {
      cell.setAttribute("draggable", "true");
      cell.addEventListener("dragstart", (event) =>
        event.dataTransfer.setData("text/ganplay-latent", JSON.stringify(S.shelf[index])),
      );
      const use = tools[S.mode] && tools[S.mode].take;
      if (use)
        cell.append(
          button("+", () => use(S.shelf[index]), "mini low", {
            "aria-label": t("latent.shelf.use"),
            title: t("latent.shelf.use"),
          }),
        );
    });
    ref.shelf.replaceChildren(S.shelf.length ? row : make("p", { class: "gp-note" }, t("latent.shelf.empty")));
  }
  function shelve() {
    if (S.shelf.length >= SHELF) return notice(t("latent.shelf.full", { n: SHELF }));
    S.shelf.push(current());
    keepHere(shelfKey(), S.shelf);
    return drawShelf();
  }
  const current = () => ({ latent: S.shown, label: S.label || nameOf(S.shown) });

  // The run and the moment
  async function openRun(run, restored = null) {
    stopPlay();
    generation += 1;
    const asked = generation;
    root.dataset.state = "loading";
    let facts = null;
    try {
      facts = await ask("open_run", { run });
    } catch {
      facts = { error: "offline" };
    }
    if (asked !== generation) return;
    if (facts.error) {
      // what was there stays
      const words = refusal(facts);
      notice(words);
      root.dataset.state = S.facts ? "ready" : "empty";
      if (S.facts) ref.run.value = S.run;
      else build(words);
      return;
    }
    Object.assign(S, { run, facts, step: facts.steps[facts.steps.length - 1], shelf: keptHere(`shelf.${run}`, []) });
    const { method } = S.directions;
    S.directions = { method: facts.named.length ? "named" : method === "named" ? "factorised" : method, amounts: [] };
    if (facts.w)
      S.scale = 1; // its mapping brings every z to one length
    else S.psi = 1;
    S.kind = null;
    S.codes = noCodes(facts);
    S.walk.code = 0;
    Object.assign(S.teach, { shown: [], not_shown: [], amount: 0, known: null });
    S.breed.line = [];
    if (!Number.isInteger(S.base)) {
      S.base = 0;
      S.label = "";
    }
    for (const items of [S.path.keys, S.plane.corners, S.mix.rows, S.mix.columns, S.walk.rows]) {
      // numbers belong to the generator they come from
      items.forEach((item, i) => {
        if (item.latent.z) items[i] = { latent: 3 + 4 * i };
      });
    }
    if (restored) restore(restored);
    root.dataset.state = "ready";
    build();
  }
  function restore(v) {
    if (v.step !== undefined && S.facts.steps.includes(v.step)) S.step = v.step;
    S.scale = S.facts.w ? 1 : (v.scale ?? 1);
    S.psi = S.facts.w ? (v.psi ?? 1) : 1;
    S.kind = v.label !== undefined && v.label < S.facts.classes.length ? v.label : null;
    S.codes = S.codes.map((_, code) => (v.codes || [])[code] ?? null);
    S.mode = {
      seeds: "seeds",
      path: "path",
      plane: "plane",
      endless: "plane",
      directions: "directions",
      teach: "teach",
      mixing: "mix",
      codes: "walk",
      breeding: "breed",
      inversion: "picture",
      uphill: "uphill",
      neighbours: "copies",
      time: "seeds",
    }[v.tool || "seeds"];
    const keys = (v.keyframes || []).map((latent) => ({ latent }));
    if (keys.length && !["path", "plane", "mixing", "codes"].includes(v.tool)) {
      S.base = keys[0].latent;
      S.label = "";
    }
    if (v.tool === "path")
      Object.assign(S.path, { keys, mode: v.mode || "slerp", loop: Boolean(v.loop), position: v.position || 0 });
    if (v.tool === "plane") Object.assign(S.plane, { kind: "corners", corners: keys, side: v.side || 5 });
    if (v.tool === "endless")
      Object.assign(S.plane, {
        kind: "endless",
        x: v.x || 0,
        y: v.y || 0,
        zoom: v.zoom || 1,
        side: v.side || 5,
        world: v.world || 0,
      });
    if (v.tool === "directions") S.directions = { method: v.method || "factorised", amounts: v.amounts || [] };
    if (v.tool === "teach")
      Object.assign(S.teach, { shown: v.shown || [], not_shown: v.not_shown || [], amount: (v.amounts || [0])[0] });
    if (v.tool === "mixing")
      Object.assign(S.mix, {
        rows: keys,
        columns: (v.columns || []).map((latent) => ({ latent })),
        layers: v.layers || "coarse",
      });
    if (v.tool === "codes" && S.codes.length > (v.walked || 0))
      Object.assign(S.walk, { rows: keys, code: v.walked || 0 });
    S.first = v.first || 0;
  }
  function setStep(step) {
    if (step === S.step) return;
    S.step = step;
    ref.moment.set(step);
    root.dataset.step = step;
    draw();
    update("step");
    drawShelf();
  }
  async function grow() {
    // a run that trains while it is looked at
    const asked = generation,
      { run } = S;
    const more = await ask("look_again", { run });
    if (more.error || asked !== generation || run !== S.run) return;
    Object.assign(S.facts, more);
    ref.moment.grow(more);
  }
  const stopPlay = () => ref.moment?.stop();

  // The page
  function build(problem = "") {
    root.replaceChildren();
    if (!S.facts) {
      root.dataset.state = "empty";
      root.append(
        make(
          "div",
          { class: "ll-empty" },
          make("h2", {}, problem ? t("latent.problem") : t("latent.none")),
          make("p", {}, problem || t("latent.none.note")),
        ),
        ...(everyRun(S.lists).length ? [picker()] : []),
      );
      return;
    }
    root.append(
      make(
        "aside",
        { class: "ll-side" },
        picker(),
        momentPart(),
        seedPart(),
        ...(S.facts.classes.length > 1 ? [classPart()] : []),
        ...(S.codes.length ? [codesSection()] : []),
        scalePart(),
        shareView(app),
      ),
      main(),
      shelfPart(),
    );
    openTool();
    draw();
    drawShelf();
  }
  function picker() {
    const about = S.facts
      ? t("latent.run.about", { dataset: t(`data.${S.facts.dataset}`), size: S.facts.resolution, z: S.facts.z_dim })
      : "";
    const part = runPicker({ lists: S.lists, run: S.run, about, pick: (run) => openRun(run) });
    ref.run = part.select;
    return part;
  }
  function momentPart() {
    ref.moment = moment({
      steps: S.facts.steps,
      curve: S.facts.curve,
      step: S.step,
      name: "latent-time",
      change: setStep,
    });
    root.dataset.step = S.step;
    return ref.moment;
  }
  function seedPart() {
    ref.seed = make("input", {
      type: "number",
      min: 0,
      max: 4294967295,
      step: 1,
      value: Number.isInteger(S.base) ? S.base : 0,
      "aria-label": t("latent.seed"),
      "data-ref": "latent-seed",
    });
    ref.seed.addEventListener("change", () => {
      const seed = Number(ref.seed.value);
      if (Number.isInteger(seed) && seed >= 0 && seed <= 4294967295 && ref.seed.value !== "")
        choose(seed, "", { keepAmounts: true });
      else notice(t("latent.seed.bad"));
    });
    return make(
      "section",
      {},
      make("h3", {}, t("latent.seed")),
      make(
        "div",
        { class: "ll-row" },
        ref.seed,
        button(`⚄ ${t("latent.dice")}`, () => choose(dice(), "", { keepAmounts: true })),
      ),
      make("p", { class: "gp-note" }, t("latent.seed.note")),
    );
  }
  function classPart() {
    // of a generator that is told the class
    const { classes } = S.facts;
    const change = (label) => {
      S.kind = label;
      draw();
      update("scale");
      drawShelf();
    };
    const select = make(
      "select",
      { "aria-label": t("latent.class"), "data-ref": "latent-class" },
      make("option", { value: "" }, t("latent.class.own")),
      ...classes.map((name, i) => make("option", { value: i }, name)),
    );
    select.value = S.kind === null ? "" : S.kind;
    select.addEventListener("change", () => change(select.value === "" ? null : Number(select.value)));
    return make(
      "section",
      {},
      make("h3", {}, t("latent.class")),
      select,
      make("p", { class: "gp-note" }, t("latent.class.note")),
    );
  }
  function codesSection() {
    // of a generator whose latents hold codes
    const moving = () => {
      draw();
      if (["seeds", "walk"].includes(S.mode)) update("scale");
    };
    ref.codes = codesPart(app, {
      moving,
      done: () => {
        draw();
        update("scale");
        drawShelf();
      },
    });
    return ref.codes;
  }
  function scalePart() {
    // how typical: by z's length, or where there is W by the distance from its mean
    const [key, most, say] = S.facts.w ? ["psi", 1.5, (v) => number(v, 2)] : ["scale", 2, (v) => `×${number(v, 2)}`];
    const part = slider({
      word: t(`latent.${key}`),
      min: 0,
      max: most,
      step: 0.01,
      value: S[key],
      say,
      change: (value) => {
        S[key] = value;
        draw();
      },
      done: () => {
        update("scale");
        drawShelf();
      },
    });
    part.addEventListener("dblclick", () => {
      part.set(1);
      S[key] = 1;
      draw();
      update("scale");
    });
    return make(
      "section",
      { "data-ref": `latent-${key}` },
      part,
      make("p", { class: "gp-note" }, t(`latent.${key}.note`)),
    );
  }
  function main() {
    ref.picture = make("img", { alt: t("latent.alt"), hidden: "", "data-ref": "latent-picture" });
    ref.label = make("b", {});
    ref.ms = make("span", { class: "ms", title: t("latent.ms.hint") });
    ref.logit = make("output", {});
    ref.chance = make("span", { class: "gp-note" });
    ref.hist = make("div", {});
    ref.problem = make("p", { class: "ll-problem", role: "alert", hidden: "" });
    ref.now = make(
      "figure",
      { class: "ll-now" },
      make("figcaption", {}, ref.label, ref.ms),
      ref.picture,
      ref.problem,
      make("div", { class: "ll-score" }, make("span", { class: "what" }, t("latent.d")), ref.logit, ref.chance),
      ref.hist,
      make(
        "p",
        { class: "ll-row legend" },
        make("span", { class: "key real bar" }, t("live.series.real")),
        make("span", { class: "key fake bar" }, t("live.series.fake")),
        make("span", { class: "key plain" }, t("latent.d.here")),
      ),
      make(
        "div",
        { class: "ll-row" },
        button(t("latent.keep"), shelve, "quiet strong"),
        button(t("latent.png"), () => app.png()),
      ),
    );
    ref.tool = make("section", { class: "ll-tool" });
    ref.modes = segments(
      MODES.filter(fits).map((m) => [m, t(`latent.mode.${m}`)]),
      S.mode,
      (mode) => {
        leave();
        S.mode = mode;
        if (mode !== "directions" && mode !== "teach") {
          // what the sliders made stays the current latent
          S.base = S.shown;
          S.directions.amounts = [];
          S.teach.amount = 0;
        }
        openTool();
        draw();
        drawShelf();
      },
      t("latent.modes"),
    );
    ref.modes.classList.add("ll-modes");
    return make("main", { class: "ll-main" }, ref.modes, make("div", { class: "ll-work" }, ref.now, ref.tool));
  }
  function shelfPart() {
    ref.shelf = make("div", {});
    return make("aside", { class: "ll-shelf" }, make("h3", {}, t("latent.shelf")), ref.shelf);
  }
  const fits = (mode) =>
    MODES.includes(mode) && (mode !== "mix" || S.facts.inputs > 1) && (mode !== "walk" || S.codes.length > 0);
  function leave() {
    if (tools[S.mode] && tools[S.mode].leave) tools[S.mode].leave();
  }
  function openTool() {
    if (!fits(S.mode)) S.mode = "seeds";
    tools[S.mode] = MAKERS[S.mode](app);
    root.dataset.mode = S.mode;
    ref.tool.replaceChildren(
      make("p", { class: "gp-note ll-about" }, t(`latent.mode.${S.mode}.note`)),
      ...tools[S.mode].build(),
    );
    update("open");
  }

  const app = {
    S,
    server,
    ask,
    fetch,
    reopen: () => {
      leave();
      openTool();
      drawShelf();
    },
    view,
    plain,
    wholeView,
    mainView,
    draw,
    choose,
    current,
    tray,
    drawShelf,
    tellCodes: () => ref.codes?.tell(),
    update,
    nameOf,
    notice,
    dice,
    keep: keepHere,
    kept: keptHere,
    openRun,
    swap,
    room: () => ({
      width: ref.tool.clientWidth,
      height:
        root.clientWidth < 760
          ? Infinity
          : Math.max(260, innerHeight - ref.tool.getBoundingClientRect().top - scrollY - 150),
    }),
    png: () => saveView(app, mainView(), 8, `ganplay-${Number.isInteger(S.shown) ? `seed${S.shown}` : "latent"}.png`),
  };

  async function open() {
    if (opened || !root.clientWidth) return;
    opened = true;
    root.dataset.state = "loading";
    root.replaceChildren(make("p", { class: "ll-empty" }, t("latent.loading")));
    try {
      S.lists = await ask("runs", { owner: owner() });
    } catch {
      opened = false;
      return void setTimeout(open, 2000);
    }
    server.ready({});
    const text = asked("view");
    const restored = text ? await fetch("read_view", { text }) : null;
    const watched = parts.live ? parts.live.state().run : null;
    const rows = everyRun(S.lists);
    const usable = (run) => rows.some((row) => row.run === run);
    const run = restored?.view.run || asked("run") || (usable(watched) ? watched : null) || rows[0]?.run;
    if (run) openRun(run, restored?.view);
    else {
      opened = false;
      build();
    }
  }
  let before = 0;
  new ResizeObserver(() => {
    const width = root.clientWidth;
    if (!width) return stopPlay();
    if (!opened) open();
    else if (S.facts && Math.abs(width - before) > 24) {
      draw();
      update("size");
    }
    before = width;
    return undefined;
  }).observe(root);
  onLanguage(() => {
    if (S.facts) {
      leave();
      build();
    }
  });
  setInterval(async () => {
    // new runs appear in the list; a growing run gets new moments
    if (document.hidden || !root.clientWidth || !S.facts || document.activeElement === ref.run) return;
    try {
      const lists = await ask("runs", { owner: owner() });
      if (lists.error) return;
      const known = (l) => JSON.stringify(everyRun(l).map((row) => row.run));
      const reached = (l) =>
        everyRun(l)
          .filter((row) => row.run === S.run)
          .map((row) => row.status + row.step)
          .join();
      const other = known(lists) !== known(S.lists),
        grew = !reached(lists) || reached(lists) !== reached(S.lists); // what is not listed may grow
      S.lists = lists;
      if (other) root.querySelector(".ll-side section").replaceWith(picker());
      if (grew) await grow();
    } catch {
      /* asked again soon */
    }
  }, 10000);
  provide("latent", { S, app });
}
