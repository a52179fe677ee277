// The Discriminator tab: which run and moment, the pictures that were brought, the selected one, and the open question.
// Everything it shows is in `S`. Questions are in judge_ask.js, judge_whole.js and judge_play.js.
(() => {
  const { t, make, number, percent } = window.ganplay;
  const { asker, everyRun, openTab, runPicker, moment, histogram, bins, crisp, button, segments, text } = window.ganplay.kit;
  const MODES = ["cards", "why", "steady", "fool", "seen", "time", "whole", "best", "game", "cross"];
  const ALONE = ["whole", "best", "game", "cross"]; // questions that are not about the selected picture
  const MOST = 64;

  window.ganplay.judge = function judge(element, server) {
    const root = element.querySelector(".gp-judge");
    const S = { lists: { mine: [], others: [], pretrained: [] }, run: null, facts: null, step: null, mode: "cards",
      cards: [], chosen: null, whole: null, first: { real: 0, generated: 0 }, crop: "crop", invert: false, centre: false, game: window.ganplay.asked("game") };
    const ref = {};
    const { ask, fetch } = asker(server);
    let modes = {}, opened = false, generation = 0, made = 0;
    const notice = (words) => window.ganplay.notice(words);
    const here = () => ({ run: S.run, step: S.step });
    const chosen = () => S.cards.find((card) => card.id === S.chosen && card.png) || null;
    const digits = (size) => number(size, size >= 0.1 || size === 0 ? 2 : Math.min(6, 1 - Math.floor(Math.log10(size)))); // of small numbers as many as tell them apart
    const logit = (value) => (value >= 0 ? "+" : "\u2212") + digits(Math.abs(value));

    // Cards: {id, kind, name, png, file, number, row, error}; kind: file, pad, camera, real, generated, odd
    const nameOf = (card) => card.name || t("judge.card." + card.kind, { n: (card.number ?? 0) });
    function add(cards) {
      const room = MOST - S.cards.length;
      if (cards.length > room) notice(t("judge.full", { n: MOST }));
      const added = cards.slice(0, room).map((card) => ({ id: ++made, png: null, row: null, error: null, name: "", ...card }));
      S.cards.push(...added);
      if (added.length && !chosen()) S.chosen = added[0].id;
      return added;
    }
    function remove(id) {
      S.cards = S.cards.filter((card) => card.id !== id);
      if (S.chosen === id) S.chosen = (S.cards[0] || {}).id || null;
      tell();
    }
    function choose(id) { S.chosen = id; tell(); }

    // Bring one file's picture to the exact pixels that D sees; what is wrong with a file is told on its card.
    async function bring(card) {
      const asked = generation;
      try {
        const question = { ...here(), picture: await window.ganplay.kit.base64(card.file), crop: S.crop, invert: S.invert, centre: S.centre, pad: card.kind === "pad" };
        const answer = await ask("brought", question);
        if (asked !== generation) return;
        card.png = answer.png || null;
        card.error = answer.error ? answer.text : null;
      } catch { card.error = t("error.offline"); }
      card.row = null;
    }
    async function bringAll(cards) {
      const waiting = [...cards];
      const worker = async () => { while (waiting.length) { await bring(waiting.shift()); tell(); } };
      await Promise.all([worker(), worker()]);
      await judge();
    }
    async function take(files, kind = "file") {
      const usable = [...files].map((file) => (file.size > 12e6 ? { kind, file, name: file.name, error: t("latent.picture.large") } : { kind, file, name: file.name || "" }));
      const added = add(usable);
      if (S.mode !== "cards" && added.length) open("cards");
      tell();
      await bringAll(added.filter((card) => !card.error));
    }
    async function pick(what, count) {
      const first = S.first[what] || 0, asked = generation;
      const answer = await fetch("picked", { ...here(), what, first, count });
      if (!answer || asked !== generation) return; // another run was opened meanwhile
      if (what in S.first) S.first[what] = first + count;
      add(answer.pictures.map((one) => ({ kind: what, png: one.png, number: one.number, name: one.name ? t("judge.odd." + one.name) : "" })));
      await judge();
    }
    // The scores of everything on the table, newest question wins.
    const judge = (() => {
      let busy = false, again = false;
      return async function now() {
        if (busy) { again = true; return; }
        busy = true;
        do {
          again = false;
          const cards = S.cards.filter((card) => card.png), asked = generation, step = S.step;
          if (!cards.length) break;
          try {
            const answer = await ask("judged", { ...here(), pictures: cards.map((card) => card.png) });
            if (answer.error) { notice(answer.text); break; }
            if (asked !== generation || step !== S.step) { again = true; continue; }
            cards.forEach((card, i) => { card.row = answer.rows[i]; });
            S.threshold = answer.threshold;
            ref.ms.textContent = t("judge.ms", { n: cards.length, ms: number(answer.ms, answer.ms < 10 ? 1 : 0) });
          } catch { notice(t("error.offline")); }
        } while (again);
        busy = false;
        root.dataset.judged = Number(root.dataset.judged || 0) + 1;
        tell();
      };
    })();
    async function context() { // D on pictures whose origin is known, at this moment
      const asked = generation, step = S.step;
      const answer = await fetch("whole", here());
      if (!answer || asked !== generation || step !== S.step) return;
      S.whole = answer;
      S.hist = bins(answer.logits.held_out, answer.logits.generated);
      tell();
      update("whole");
    }

    // Show: the cards and the selected picture
    function tell() {
      if (!S.facts || !ref.now) return;
      tellNow();
      update("cards");
    }
    function tellNow() {
      const card = chosen();
      ref.empty.hidden = Boolean(card);
      ref.filled.hidden = !card;
      if (!card) return;
      const row = card.row;
      ref.label.textContent = nameOf(card);
      if (ref.picture.getAttribute("src") !== card.png) ref.picture.src = card.png;
      ref.picture.alt = t("judge.alt", { name: nameOf(card) });
      const side = crisp(S.facts.resolution, Math.max(96, Math.min(ref.now.clientWidth || 260, innerHeight * 0.27)));
      ref.picture.style.width = ref.picture.style.height = side + "px";
      ref.scored.hidden = !row;
      if (!row) return;
      ref.logit.textContent = logit(row.logit);
      root.dataset.logit = row.logit;
      const real = row.logit > S.threshold;
      ref.says.textContent = t(real ? "judge.says.real" : "judge.says.generated");
      ref.says.dataset.tone = real ? "real" : "fake";
      ref.rule.textContent = t("judge." + S.facts.sign, { loss: t("choice.loss." + S.facts.loss), threshold: number(S.threshold, S.threshold % 1 ? 2 : 0) })
        + " " + t("judge.rule");
      ref.percentiles.textContent = t("judge.percentiles", { real: number(row.real), generated: number(row.generated) });
      ref.chance.hidden = row.probability === null;
      if (row.probability !== null) {
        const c = S.whole && S.whole.calibration;
        ref.chance.textContent = t("judge.probability", { p: percent(row.probability) }) + (c ? " " + t("judge.probability.ece", { ece: number(100 * c.ece, 1) }) : "");
      }
      ref.far.hidden = row.far === null;
      if (row.far !== null) {
        ref.far.dataset.tone = row.far > 1 ? "warn" : "";
        ref.far.textContent = t(row.far > 1 ? "judge.far" : "judge.near", { times: number(row.far, 1) });
      }
      const others = S.cards.filter((other) => other.row && other !== card).map((other) => other.row.logit);
      ref.hist.replaceChildren(histogram(S.hist, row.logit, t("latent.d.hist"), { others, threshold: S.threshold }));
    }
    function update(what) { if (modes[S.mode] && modes[S.mode].update) modes[S.mode].update(what); }
    function leave() { if (modes[S.mode] && modes[S.mode].leave) modes[S.mode].leave(); }
    function open(mode) {
      leave();
      S.mode = mode;
      modes[mode] = window.ganplay.judgeModes[mode](app);
      root.dataset.mode = mode;
      ref.modes.press(mode);
      ref.work.classList.toggle("alone", ALONE.includes(mode));
      ref.tool.replaceChildren(make("p", { class: "gp-note ll-about" }, t("judge.mode." + mode + ".note")), ...modes[mode].build());
      update("open");
      tellNow();
    }

    // The run and the moment
    async function openRun(run) {
      if (ref.moment) ref.moment.stop();
      generation += 1;
      const asked = generation;
      root.dataset.state = "loading";
      let facts = null;
      try { facts = await ask("opened", { run }); } catch { facts = { error: "offline", text: t("error.offline") }; }
      if (asked !== generation) return;
      if (facts.error) {
        notice(facts.text);
        root.dataset.state = S.facts ? "ready" : "empty";
        if (S.facts) ref.run.value = S.run; else build(facts.text);
        return;
      }
      const kept = S.cards.filter((card) => card.file); // picked ones belong to the run they come from
      Object.assign(S, { run, facts, step: facts.steps[facts.steps.length - 1], whole: null, hist: null, threshold: 0, first: { real: 0, generated: 0 }, centre: false, invert: false,
        cards: kept.map((card) => ({ ...card, row: null, png: null })) });
      root.dataset.state = "ready";
      build();
      await context();
      if (asked !== generation) return;
      if (!kept.length) { await pick("real", 4); await pick("generated", 4); await pick("odd", 4); } else await bringAll(S.cards);
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
    function build(problem = "") {
      root.replaceChildren();
      if (!S.facts) {
        root.dataset.state = "empty";
        root.append(make("div", { class: "ll-empty" }, make("h2", {}, problem ? t("latent.problem") : t("latent.none")),
          make("p", {}, problem || t("latent.none.note"))), ...(everyRun(S.lists).length ? [picker()] : []));
        return;
      }
      root.dataset.step = S.step;
      root.append(make("aside", { class: "ll-side" }, window.ganplay.judgeBring(app), picker(), theMoment(), exportPart()), main());
      open(S.mode);
    }
    function picker() {
      const about = S.facts ? t("judge.run.about", { dataset: t("data." + S.facts.dataset), size: S.facts.resolution, loss: t("choice.loss." + S.facts.loss) }) : "";
      const part = runPicker({ lists: S.lists, run: S.run, about, pick: openRun });
      ref.run = part.select;
      return part;
    }
    function theMoment() {
      ref.moment = moment({ steps: S.facts.steps, curve: S.facts.curve, step: S.step, name: "judge-time", change: setStep });
      return ref.moment;
    }
    function exportPart() {
      const rows = () => S.cards.filter((card) => card.row).map((card) => ({ name: nameOf(card), kind: card.kind, run: S.run, step: S.step, logit: card.row.logit, called_real: card.row.logit > S.threshold,
        percentile_real: card.row.real, percentile_generated: card.row.generated, probability: card.row.probability, distance: card.row.far }));
      const cell = (value) => { // a name that begins like a formula must stay a name in a spreadsheet
        const words = value === null ? "" : String(value);
        return '"' + (/^[=+@\-\t\r]/.test(words) && !Number.isFinite(value) ? "'" : "") + words.replace(/"/g, '""') + '"';
      };
      const csv = () => {
        const all = rows();
        if (!all.length) return notice(t("judge.export.nothing"));
        return text([Object.keys(all[0]).join(","), ...all.map((row) => Object.values(row).map(cell).join(","))].join("\r\n") + "\r\n", "ganplay-scores.csv", "text/csv");
      };
      const json = () => (rows().length ? text(JSON.stringify(rows(), null, 1), "ganplay-scores.json", "application/json") : notice(t("judge.export.nothing")));
      return make("section", {}, make("h3", {}, t("judge.export")), make("div", { class: "ll-row" }, button("CSV", csv), button("JSON", json)));
    }
    function main() {
      ref.label = make("b", {});
      ref.ms = make("span", { class: "ms", title: t("judge.ms.hint") });
      ref.picture = make("img", { "data-ref": "judge-picture" });
      for (const name of ["says", "rule", "percentiles", "chance", "far"]) ref[name] = make("p", { class: "jj-" + name, "data-ref": "judge-" + name });
      ref.logit = make("output", { "data-ref": "judge-logit" });
      ref.hist = make("div", {});
      ref.scored = make("div", { class: "jj-scored" }, ref.says,
        make("div", { class: "ll-score" }, make("span", { class: "what" }, t("latent.d")), ref.logit, ref.percentiles), ref.chance,
        ref.hist, make("p", { class: "ll-row legend" }, make("span", { class: "key real bar" }, t("live.series.real")), make("span", { class: "key fake bar" }, t("live.series.fake")), make("span", { class: "key plain" }, t("latent.d.here")), make("span", { class: "key dotted" }, t("judge.threshold"))),
        ref.far, ref.rule);
      ref.filled = make("div", { class: "jj-filled" }, make("figcaption", {}, ref.label, ref.ms), ref.picture, make("p", { class: "gp-note" }, t("judge.exact")), ref.scored);
      ref.empty = make("p", { class: "jj-none" }, t("judge.none"));
      ref.now = make("figure", { class: "ll-now" }, ref.filled, ref.empty);
      ref.tool = make("section", { class: "ll-tool" });
      ref.modes = segments(MODES.map((mode) => [mode, t("judge.mode." + mode)]), S.mode, open, t("latent.modes"));
      ref.modes.classList.add("ll-modes");
      ref.work = make("div", { class: "ll-work" }, ref.now, ref.tool);
      return make("main", { class: "ll-main" }, ref.modes, ref.work);
    }

    const app = { S, server, ask, fetch, here, add, remove, choose, chosen, nameOf, logit, digits, take, pick, judge, bringAll, open, tell, update, setStep, openRun, notice,
      room: () => ({ width: ref.tool.clientWidth, height: root.clientWidth < 760 ? Infinity : Math.max(260, innerHeight - ref.tool.getBoundingClientRect().top - scrollY - 120) }) };

    async function start() {
      if (opened || !root.clientWidth) return;
      opened = true;
      root.dataset.state = "loading";
      root.replaceChildren(make("p", { class: "ll-empty" }, t("latent.loading")));
      try { S.lists = await ask("runs", { owner: window.ganplay.owner() }); } catch { opened = false; return void setTimeout(start, 2000); }
      server.ready({});
      const rows = everyRun(S.lists), usable = (run) => rows.some((row) => row.run === run);
      const watched = window.ganplay.parts.live ? window.ganplay.parts.live.state().run : null;
      if (S.game) {
        const game = await fetch("game_news", { game: S.game, player: window.ganplay.owner() });
        if (game) { S.mode = "game"; return void openRun(game.run); }
        S.game = null;
      }
      const run = window.ganplay.asked("run") || (usable(watched) ? watched : null) || (rows[0] || {}).run;
      if (run) openRun(run); else { opened = false; build(); }
    }
    let before = 0;
    new ResizeObserver(() => {
      const width = root.clientWidth;
      if (!width) return void (ref.moment && ref.moment.stop());
      if (!opened) start();
      else if (S.facts && Math.abs(width - before) > 24) { tellNow(); update("size"); }
      before = width;
    }).observe(root);
    window.ganplay.on("language", () => { if (S.facts) { leave(); build(); tell(); } });
    window.ganplay.on("theme", () => { if (S.facts && root.clientWidth) update("theme"); });
    document.addEventListener("paste", (event) => { // a picture in the clipboard, while this tab is open
      if (!root.clientWidth || !S.facts) return;
      const files = [...(event.clipboardData?.files || [])];
      if (files.length) { event.preventDefault(); take(files); }
    });
    setInterval(async () => { // new runs appear in the list
      if (document.hidden || !root.clientWidth || !S.facts || document.activeElement === ref.run) return;
      try {
        const lists = await ask("runs", { owner: window.ganplay.owner() });
        const known = (all) => JSON.stringify(everyRun(all).map((row) => row.run));
        if (!lists.error && known(lists) !== known(S.lists)) { S.lists = lists; ref.run.closest("section").replaceWith(picker()); }
      } catch { /* asked again soon */ }
    }, 10000);
    window.ganplay.provide("judge", { S, app });
  };

  if (window.ganplay.asked("game")) openTab(2); // a link to a game opens this tab
})();
