// The Discriminator tab: which run and moment, the pictures that were brought, the selected one, and the open question.
// Everything it shows is in `S`. Questions are in ask.js, whole.js and cross.js, the game in the kit.
import { asker, channel } from "../kit/channel.js";
import { histogram } from "../kit/chart.js";
import { button, segments } from "../kit/controls.js";
import { keepingFocus, make, notice } from "../kit/dom.js";
import { asked } from "../kit/facts.js";
import { base64, saveText } from "../kit/files.js";
import { game, player } from "../kit/game/game.js";
import { owner } from "../kit/owner.js";
import { parts, provide } from "../kit/parts.js";
import { everyRun, moment, runPicker } from "../kit/picker.js";
import { bins } from "../kit/ranges.js";
import { crisp } from "../kit/sheet.js";
import { openTab } from "../kit/tabs.js";
import { onTheme } from "../kit/theme.js";
import { number, onLanguage, percent, refusal, t } from "../kit/words.js";
import { modes as askModes } from "./ask.js";
import { modes as bringModes, bringPart } from "./bring.js";
import { modes as crossModes } from "./cross.js";
import { modes as wholeModes } from "./whole.js";

const MAKERS = { ...askModes, ...bringModes, ...crossModes, ...wholeModes, game };
const MODES = ["cards", "why", "steady", "fool", "seen", "time", "whole", "best", "game", "cross"];
const ALONE = ["whole", "best", "game", "cross"]; // questions that are not about the selected picture
const MOST = 64,
  LARGEST = 12e6; // pictures on the table, bytes of a file

export function mount(element, server) {
  const root = element.querySelector(".gp-judge");
  const S = {
    lists: { mine: [], others: [], pretrained: [] },
    run: null,
    facts: null,
    step: null,
    mode: "cards",
    cards: [],
    chosen: null,
    whole: null,
    first: { real: 0, generated: 0 },
    crop: "crop",
    invert: false,
    centre: false,
    panel: null,
    pad: null,
    ready: false,
    game: asked("game"),
  };
  const ref = {};
  const { ask, fetch } = asker(server);
  let modes = {},
    opened = false,
    generation = 0,
    opening = 0,
    made = 0; // generation: of the run that is shown; opening: of the wish for another
  const here = () => ({ run: S.run, step: S.step });
  const moved = () => {
    const run = generation,
      step = S.step;
    return () => run !== generation || step !== S.step;
  }; // since it was called
  const chosen = () => S.cards.find((card) => card.id === S.chosen && card.png) || null;
  const digits = (size) => number(size, size >= 0.1 || size === 0 ? 2 : Math.min(6, 1 - Math.floor(Math.log10(size)))); // of small numbers as many as tell them apart
  const logit = (value) => (value >= 0 ? "+" : "\u2212") + digits(Math.abs(value));

  // Cards: {id, kind, name, png, file, number, row, error}; kind: file, pad, camera, real, generated, odd
  const nameOf = (card) => card.name || t(`judge.card.${card.kind}`, { n: card.number ?? 0 });
  function add(cards) {
    const room = MOST - S.cards.length;
    if (cards.length > room) notice(t("judge.full", { n: MOST }));
    const added = cards
      .slice(0, room)
      .map((card) => ({ id: ++made, png: null, row: null, error: null, name: "", ...card }));
    S.cards.push(...added);
    if (added.length && !chosen()) S.chosen = added[0].id;
    return added;
  }
  function remove(id) {
    if (S.chosen === id) S.chosen = neighbour(id);
    S.cards = S.cards.filter((card) => card.id !== id);
    tell();
  }
  function neighbour(id) {
    // the next picture that can be selected, else the one before
    const at = S.cards.findIndex((card) => card.id === id),
      usable = (card) => card.png;
    return (S.cards.slice(at + 1).find(usable) || S.cards.slice(0, at).reverse().find(usable) || { id: null }).id;
  }
  function choose(id) {
    S.chosen = id;
    tell();
  }

  // Bring one file's picture to the exact pixels that D sees; what is wrong with a file is told on its card.
  async function bring(card) {
    const asked = generation,
      question = { ...here(), crop: S.crop, invert: S.invert, centre: S.centre, pad: card.kind === "pad" };
    const now = (card.asked = (card.asked || 0) + 1);
    let answer = { error: "large", text: t("latent.picture.large") };
    if (card.file.size <= LARGEST)
      try {
        answer = await ask("brought", { ...question, picture: await base64(card.file) });
      } catch {
        answer = { error: "offline" };
      }
    if (asked !== generation || card.asked !== now) return; // another run, or another choice, meanwhile
    card.png = answer.png || null;
    card.error = answer.error ? refusal(answer) : null;
    card.row = null;
  }
  async function bringAll(cards) {
    const waiting = [...cards],
      asked = generation;
    const worker = async () => {
      while (waiting.length && asked === generation) {
        await bring(waiting.shift());
        tell();
      }
    };
    await Promise.all([worker(), worker()]);
    if (asked !== generation) return;
    if (!chosen()) S.chosen = (cards.find((card) => card.png) || { id: neighbour(S.chosen) }).id;
    await judge();
  }
  async function take(files, kind = "file") {
    const added = add([...files].map((file) => ({ kind, file, name: file.name || "" })));
    if (S.mode !== "cards" && added.length) open("cards");
    tell();
    await bringAll(added);
  }
  async function pick(what, count) {
    const first = S.first[what] || 0,
      asked = generation;
    const answer = await fetch("picked", { ...here(), what, first, count });
    if (!answer || asked !== generation) return; // another run was opened meanwhile
    if (what in S.first) S.first[what] = first + count;
    add(
      answer.pictures.map((one) => ({
        kind: what,
        png: one.png,
        number: one.number,
        name: one.name ? t(`judge.odd.${one.name}`) : "",
      })),
    );
    await judge();
  }
  // The scores of everything on the table, newest question wins.
  const judging = channel(
    async () => {
      const cards = S.cards.filter((card) => card.png),
        pngs = cards.map((card) => card.png),
        late = moved(),
        { step } = S;
      if (!cards.length) return { rows: [] };
      return { ...(await ask("judged", { ...here(), pictures: pngs })), cards, pngs, late, asked: step };
    },
    ({ rows, cards, pngs, late, asked, threshold, ms }) => {
      if (!rows.length || late()) return; // whoever went elsewhere asks again
      cards.forEach((card, i) => {
        if (card.png === pngs[i]) card.row = { step: asked, threshold, ...rows[i] };
      });
      ref.ms.textContent = t("judge.ms", { n: cards.length, ms: number(ms, ms < 10 ? 1 : 0) });
      tell();
    },
    (words) => {
      notice(words);
      S.cards.forEach((card) => {
        if (card.row && card.row.step !== S.step) card.row = null;
      });
      tell();
    },
  );
  const judge = () => {
    tell();
    return judging({});
  };
  // D on pictures whose origin is known, at this moment.
  const contexts = channel(
    async () => {
      const late = moved();
      return { ...(await ask("whole", here())), late };
    },
    ({ late, ...answer }) => {
      if (late()) return;
      S.whole = answer;
      const { held_out: held, training, generated: drawn } = answer.logits;
      S.hist = bins(held.length ? held : training, drawn);
      tell();
      update("whole");
    },
    (words) => {
      notice(words);
      if (!S.whole) S.hist = null; // what is drawn is of another moment
      tell();
    },
  );
  const context = () => contexts({});

  // Show: the cards and the selected picture
  function tell() {
    if (!S.facts || !ref.now) return;
    if (S.chosen !== null && !S.cards.some((card) => card.id === S.chosen)) S.chosen = null;
    tellNow();
    update("cards");
  }
  function tellNow() {
    root.toggleAttribute("data-panel", Boolean(S.panel));
    const card = chosen();
    ref.empty.hidden = Boolean(card);
    ref.filled.hidden = !card;
    if (!card) return;
    const row = card.row;
    ref.label.textContent = nameOf(card);
    if (ref.picture.getAttribute("src") !== card.png) ref.picture.src = card.png;
    ref.picture.alt = t("judge.alt", { name: nameOf(card) });
    const narrow = root.clientWidth < 760 && (S.mode !== "cards" || S.panel); // what is asked or drawn stays in sight
    const side = crisp(
      S.facts.resolution,
      narrow ? 96 : Math.max(96, Math.min(ref.now.clientWidth || 260, innerHeight * 0.27)),
    );
    ref.picture.style.width = ref.picture.style.height = `${side}px`;
    ref.scored.hidden = !row;
    if (!row) return;
    ref.logit.textContent = logit(row.logit);
    root.dataset.logit = row.logit;
    const { threshold } = row,
      real = row.logit > threshold;
    ref.says.textContent = t(real ? "judge.says.real" : "judge.says.generated");
    ref.says.dataset.tone = real ? "real" : "fake";
    hear(`${nameOf(card)}: ${ref.says.textContent}, ${ref.logit.textContent}`);
    ref.rule.textContent =
      t(`judge.${S.facts.sign}`, {
        loss: t(`choice.loss.${S.facts.loss}`),
        threshold: number(threshold, threshold % 1 ? 2 : 0),
      }) +
      " " +
      t("judge.rule");
    ref.percentiles.textContent = t("judge.percentiles", { real: number(row.real), generated: number(row.generated) });
    ref.chance.hidden = row.probability === null;
    if (row.probability !== null) {
      const c = S.whole?.calibration;
      ref.chance.textContent =
        t("judge.probability", { p: percent(row.probability) }) +
        (c ? ` ${t("judge.probability.ece", { ece: number(100 * c.ece, 1) })}` : "");
    }
    ref.far.hidden = row.far === null;
    if (row.far !== null) {
      ref.far.dataset.tone = row.far > 1 ? "warn" : "";
      ref.far.textContent = t(row.far > 1 ? "judge.far" : "judge.near", { times: number(row.far, 1) });
    }
    const others = S.cards.filter((other) => other.row && other !== card).map((other) => other.row.logit);
    ref.hist.replaceChildren(histogram(S.hist, row.logit, t("latent.d.hist"), { others, threshold }));
  }
  const hear = (words) => {
    if (ref.heard.textContent !== words) ref.heard.textContent = words;
  }; // read out by a screen reader
  function update(what) {
    if (modes[S.mode] && modes[S.mode].update) modes[S.mode].update(what);
  }
  function leave() {
    if (modes[S.mode] && modes[S.mode].leave) modes[S.mode].leave();
  }
  function open(mode) {
    leave();
    if (mode !== S.mode) S.panel = null;
    S.mode = mode;
    modes[mode] = MAKERS[mode](app);
    root.dataset.mode = mode;
    ref.modes.press(mode);
    ref.modes.querySelector(`[data-value=${mode}]`).scrollIntoView?.({ block: "nearest", inline: "nearest" });
    ref.work.classList.toggle("alone", ALONE.includes(mode));
    ref.tool.replaceChildren(
      make("p", { class: "gp-note ll-about" }, t(`judge.mode.${mode}.note`)),
      ...modes[mode].build(),
    );
    address();
    if (S.ready && !S.whole) context(); // it failed before
    update("open");
    tellNow();
  }
  function address() {
    // of the game, while it is in sight: a reload goes on with it, and the address is the link for the class
    const url = new URL(location.href);
    if (S.mode === "game" && S.game && root.clientWidth) {
      url.searchParams.set("run", S.run);
      url.searchParams.set("game", S.game);
    } else url.searchParams.delete("game");
    if (url.href !== location.href) history.replaceState(history.state, "", url);
  }

  // The run and the moment
  async function openRun(run, step = null) {
    if (ref.moment) ref.moment.stop();
    const wish = (opening += 1);
    root.dataset.state = "loading";
    let facts = null;
    try {
      facts = await ask("opened", { run });
    } catch {
      facts = { error: "offline" };
    }
    if (wish !== opening) return;
    if (facts.error) {
      const words = refusal(facts);
      notice(words);
      root.dataset.state = S.facts ? "ready" : "empty";
      if (S.facts) ref.run.value = S.run;
      else build(words);
      return;
    }
    const asked = (generation += 1),
      here = () => asked === generation;
    const kept = S.cards.filter((card) => card.file); // picked ones belong to the run they come from
    if (run !== S.run && S.run !== null) S.game = null;
    Object.assign(S, {
      run,
      facts,
      step: facts.steps.includes(step) ? step : facts.steps[facts.steps.length - 1],
      ready: false,
      whole: null,
      hist: null,
      first: { real: 0, generated: 0 },
      crop: facts.crop,
      centre: false,
      invert: false,
      cards: kept.map((card) => ({ ...card, row: null, png: null })),
    });
    root.dataset.state = "ready";
    rebuild();
    await context();
    if (kept.length && here()) await bringAll(S.cards);
    for (const [what, count] of kept.length
      ? []
      : [
          ["real", 4],
          ["generated", 4],
          ["odd", 12],
        ])
      if (here()) await pick(what, count);
    if (!here()) return;
    S.ready = true; // what there is to look at is on the table
    update("ready");
  }
  function setStep(step) {
    if (step === S.step) return;
    S.step = step;
    root.dataset.step = step;
    S.whole = null;
    if (ref.moment) ref.moment.set(step);
    judge();
    context();
    update("step");
  }

  // The page
  const rebuild = () => keepingFocus(root, build);
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
    root.dataset.step = S.step;
    root.append(make("aside", { class: "ll-side" }, bringPart(app), picker(), theMoment(), exportPart()), main());
    open(S.mode);
  }
  function picker() {
    const about = S.facts
      ? t("judge.run.about", {
          dataset: t(`data.${S.facts.dataset}`),
          size: S.facts.resolution,
          loss: t(`choice.loss.${S.facts.loss}`),
        })
      : "";
    const part = runPicker({ lists: S.lists, run: S.run, about, pick: openRun });
    ref.run = part.select;
    ref.run.dataset.focus = "run";
    return part;
  }
  function theMoment() {
    ref.moment = moment({
      steps: S.facts.steps,
      curve: S.facts.curve,
      step: S.step,
      name: "judge-time",
      change: setStep,
    });
    ref.moment.querySelector("input").dataset.focus = "moment";
    return ref.moment;
  }
  // What is new: runs in the list, and moments of the open run while it trains.
  async function refresh() {
    const asked = generation,
      before = everyRun(S.lists).find((row) => row.run === S.run);
    let lists, facts;
    try {
      lists = await ask("runs", { owner: owner() });
      if (lists.error) return;
      const row = everyRun(lists).find((one) => one.run === S.run);
      facts =
        row && (!before || row.step !== before.step || row.step > S.facts.steps[S.facts.steps.length - 1])
          ? await ask("opened", { run: S.run })
          : null;
    } catch {
      return;
    } // asked again soon
    if (asked !== generation) return;
    const names = (all) => JSON.stringify(everyRun(all).map((row) => [row.run, row.title]));
    const other = names(lists) !== names(S.lists);
    S.lists = lists;
    if (other && document.activeElement !== ref.run)
      keepingFocus(root, () => ref.run.closest("section").replaceWith(picker()));
    if (!facts || facts.error || String(facts.steps) === String(S.facts.steps)) return;
    S.facts = facts;
    ref.moment.grow(facts);
    update("facts");
  }
  function exportPart() {
    const rows = () =>
      S.cards
        .filter((card) => card.row)
        .map((card) => ({
          name: nameOf(card),
          kind: card.kind,
          run: S.run,
          step: card.row.step,
          logit: card.row.logit,
          threshold: card.row.threshold,
          called_real: card.row.logit > card.row.threshold,
          percentile_real: card.row.real,
          percentile_generated: card.row.generated,
          probability: card.row.probability,
          distance: card.row.far,
        }));
    const cell = (value) => {
      // a name that begins like a formula must stay a name in a spreadsheet
      const words = value === null ? "" : String(value);
      return `"${/^[=+@\-\t\r]/.test(words) && !Number.isFinite(value) ? "'" : ""}${words.replace(/"/g, '""')}"`;
    };
    const csv = () => {
      // begins with the mark by which a spreadsheet knows that it is UTF-8
      const all = rows();
      if (!all.length) return notice(t("judge.export.nothing"));
      return saveText(
        `\ufeff${[Object.keys(all[0]).join(","), ...all.map((row) => Object.values(row).map(cell).join(","))].join("\r\n")}\r\n`,
        "ganplay-scores.csv",
        "text/csv",
      );
    };
    const json = () =>
      rows().length
        ? saveText(JSON.stringify(rows(), null, 1), "ganplay-scores.json", "application/json")
        : notice(t("judge.export.nothing"));
    return make(
      "section",
      {},
      make("h3", {}, t("judge.export")),
      make("div", { class: "ll-row" }, button("CSV", csv), button("JSON", json)),
    );
  }
  function main() {
    ref.label = make("b", {});
    ref.ms = make("span", { class: "ms", title: t("judge.ms.hint") });
    ref.picture = make("img", { "data-ref": "judge-picture" });
    for (const name of ["says", "rule", "percentiles", "chance", "far"])
      ref[name] = make("p", { class: `jj-${name}`, "data-ref": `judge-${name}` });
    ref.logit = make("output", { "data-ref": "judge-logit" });
    ref.hist = make("div", {});
    ref.scored = make(
      "div",
      { class: "jj-scored" },
      ref.says,
      make("div", { class: "ll-score" }, make("span", { class: "what" }, t("latent.d")), ref.logit, ref.percentiles),
      ref.chance,
      ref.hist,
      make(
        "p",
        { class: "ll-row legend" },
        make("span", { class: "key real bar" }, t("live.series.real")),
        make("span", { class: "key fake bar" }, t("live.series.fake")),
        make("span", { class: "key plain" }, t("latent.d.here")),
        make("span", { class: "key dotted" }, t("judge.threshold")),
      ),
      ref.far,
      ref.rule,
    );
    ref.filled = make(
      "div",
      { class: "jj-filled" },
      make("figcaption", {}, ref.label, ref.ms),
      ref.picture,
      make("p", { class: "gp-note" }, t("judge.exact")),
      ref.scored,
    );
    ref.heard = make("p", { class: "gp-hidden", role: "status", "data-ref": "judge-heard" });
    ref.empty = make("p", { class: "jj-none" }, t("judge.none"));
    ref.now = make("figure", { class: "ll-now" }, ref.filled, ref.empty, ref.heard);
    ref.tool = make("section", { class: "ll-tool" });
    ref.modes = segments(
      MODES.map((mode) => [mode, t(`judge.mode.${mode}`)]),
      S.mode,
      open,
      t("latent.modes"),
    );
    ref.modes.classList.add("ll-modes");
    ref.work = make("div", { class: "ll-work" }, ref.now, ref.tool);
    return make("main", { class: "ll-main" }, ref.modes, ref.work);
  }

  const app = {
    S,
    server,
    ask,
    fetch,
    here,
    moved,
    keepingFocus,
    address,
    add,
    remove,
    choose,
    chosen,
    nameOf,
    logit,
    digits,
    take,
    pick,
    judge,
    bring,
    bringAll,
    open,
    tell,
    update,
    setStep,
    openRun,
    notice,
    room: () => ({
      width: ref.tool.clientWidth,
      height:
        root.clientWidth < 760
          ? Infinity
          : Math.max(260, innerHeight - ref.tool.getBoundingClientRect().top - scrollY - 120),
    }),
  };

  async function start() {
    if (opened || !root.clientWidth) return;
    opened = true;
    root.dataset.state = "loading";
    root.replaceChildren(make("p", { class: "ll-empty" }, t("latent.loading")));
    try {
      S.lists = await ask("runs", { owner: owner() });
    } catch {
      opened = false;
      return void setTimeout(start, 2000);
    }
    server.ready({});
    const rows = everyRun(S.lists),
      usable = (run) => rows.some((row) => row.run === run);
    const watched = parts.live ? parts.live.state().run : null;
    if (S.game) {
      S.mode = "game";
      let game = null;
      try {
        game = await ask("game_news", { game: S.game, player: player() });
      } catch {
        /* the game says so when it opens */
      }
      if (game && !game.error) return void openRun(game.run, game.step);
    }
    const run = asked("run") || (usable(watched) ? watched : null) || rows[0]?.run;
    if (run) openRun(run);
    else {
      opened = false;
      build();
    }
  }
  let before = 0;
  new ResizeObserver(() => {
    const width = root.clientWidth;
    if (S.facts) address();
    if (!width) return void ref.moment?.stop();
    if (!opened) start();
    else if (S.facts && Math.abs(width - before) > 24) {
      tellNow();
      update("size");
    }
    before = width;
  }).observe(root);
  onLanguage(() => {
    if (S.facts) {
      rebuild();
      tell();
    }
  });
  onTheme(() => {
    if (S.facts && root.clientWidth) update("theme");
  });
  document.addEventListener("paste", (event) => {
    // a picture in the clipboard, while this tab is open
    if (!root.clientWidth || !S.facts) return;
    const files = [...(event.clipboardData?.files || [])];
    if (files.length) {
      event.preventDefault();
      take(files);
    }
  });
  // Files may be dropped anywhere on the tab
  const files = (event) => S.facts && [...(event.dataTransfer?.types || [])].includes("Files");
  const over = (is) => root.querySelector(".jj-drop")?.classList.toggle("over", is);
  root.addEventListener("dragover", (event) => {
    if (files(event)) {
      event.preventDefault();
      over(true);
    }
  });
  root.addEventListener("dragleave", (event) => {
    if (!root.contains(event.relatedTarget)) over(false);
  });
  root.addEventListener("drop", (event) => {
    if (files(event)) {
      event.preventDefault();
      over(false);
      take(event.dataTransfer.files);
    }
  });
  setInterval(() => {
    if (!document.hidden && root.clientWidth && S.facts && root.dataset.state === "ready") refresh();
  }, 10000);
  provide("judge", { S, app });
}
