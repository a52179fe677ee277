// Playing with the discriminator: the guess game, alone or as a class, and generators against discriminators.
(() => {
  const { t, make, number, percent } = window.ganplay;
  const { button, crisp, everyRun, job, progress, slices } = window.ganplay.kit;
  const modes = (window.ganplay.judgeModes = window.ganplay.judgeModes || {});

  modes.game = (app) => {
    const { S } = app;
    const place = make("div", { class: "jj-game" });
    const player = window.ganplay.owner();
    let game = null, pictures = [], order = [], at = 0, right = 0, dRight = 0, timer = 0, last = null, left = false;
    const link = () => { const url = new URL(location.href); url.search = "?run=" + encodeURIComponent(S.run) + "&game=" + encodeURIComponent(S.game); return url.href; };
    async function begin(fresh) {
      clearTimeout(timer);
      if (fresh) {
        const answer = await app.fetch("game_start", app.here());
        if (!answer) return;
        S.game = answer.game;
      }
      game = await app.fetch("game_open", { game: S.game, player });
      if (!game) { S.game = null; return void intro(); }
      pictures = await slices(game);
      order = pictures.map((_, i) => i).filter((i) => !(i in game.mine));
      at = 0;
      right = dRight = 0;
      last = null;
      next();
    }
    function intro() {
      place.replaceChildren(make("div", { class: "jj-intro" }, make("h2", {}, t("judge.game.title")), make("p", {}, t("judge.game.how")), button(t("judge.game.start"), () => begin(true), "quiet strong jj-big")));
    }
    function next() {
      if (at >= order.length) return void finish();
      const side = crisp(game.size, Math.min(320, Math.max(180, innerHeight * 0.4), app.room().width - 20));
      const done = game.count - order.length + at;
      const feedback = last ? make("p", { class: "jj-feedback " + (last.good ? "good" : "bad") }, t(last.good ? "judge.game.right" : "judge.game.wrong", { what: t(last.real ? "judge.game.was_real" : "judge.game.was_generated") }) + " " + t(last.d === last.real ? "judge.game.d_right" : "judge.game.d_wrong")) : make("p", { class: "jj-feedback" }, t("judge.game.keys"));
      place.replaceChildren(make("div", { class: "jj-round" },
        make("p", { class: "jj-count" }, t("judge.game.count", { n: done + 1, of: game.count }), make("span", {}, t("judge.game.score", { you: right, d: dRight }))),
        make("img", { src: pictures[order[at]], alt: t("judge.game.alt"), style: `width:${side}px;height:${side}px` }),
        make("div", { class: "ll-row jj-answers" }, button(t("judge.game.real"), () => guess(true), "jj-real", { "data-ref": "judge-real" }), button(t("judge.game.generated"), () => guess(false), "jj-fake", { "data-ref": "judge-generated" })),
        feedback));
    }
    let busy = false;
    async function guess(real) {
      if (busy || !game || at >= order.length) return;
      busy = true;
      const answer = await app.fetch("game_guess", { game: S.game, player, index: order[at], real });
      busy = false;
      if (!answer) return;
      last = { real: answer.real, good: answer.called === answer.real, d: answer.d };
      right += last.good ? 1 : 0;
      dRight += answer.d === answer.real ? 1 : 0;
      at += 1;
      next();
    }
    async function finish() {
      const news = await app.fetch("game_news", { game: S.game, player });
      if (!news || left) return;
      show(news);
      timer = setTimeout(finish, 2500); // the others may still be guessing
    }
    let told = "";
    function show(news) {
      const state = JSON.stringify([news.players, news.finished]);
      if (state === told && place.querySelector(".jj-result")) return;
      told = state;
      const mine = Object.fromEntries(Object.entries(news.mine).map(([i, said]) => [i, said]));
      const score = news.pictures.filter((one, i) => mine[i] === one.real).length;
      const positives = news.pictures.filter((one) => one.real).length, negatives = news.count - positives;
      const me = { tpr: positives ? news.pictures.filter((one, i) => one.real && mine[i]).length / positives : 0, fpr: negatives ? news.pictures.filter((one, i) => !one.real && mine[i]).length / negatives : 0 };
      const lines = [{ x: [0, 1], y: [0, 1], class: "chance" }];
      if (news.roc_d) lines.push({ x: news.roc_d.fpr, y: news.roc_d.tpr, class: "d" });
      if (news.roc_class) lines.push({ x: news.roc_class.fpr, y: news.roc_class.tpr, class: "people" });
      const marks = [...news.people.map((one) => ({ x: one.fpr, y: one.tpr, class: "person", r: 4 })), { x: news.d.fpr, y: news.d.tpr, class: "here", square: true, word: t("judge.game.d") }, { x: me.fpr, y: me.tpr, class: "me", r: 6, word: t("judge.game.you") }];
      const side = crisp(game.size, 64);
      const cells = news.pictures.map((one, i) => {
        const you = mine[i] === one.real, d = one.d === one.real;
        const who = you && d ? "judge.game.nobody" : !you && !d ? "judge.game.both" : you ? "judge.game.only_d" : "judge.game.only_you";
        return make("li", { class: you ? "" : "wrong" }, make("img", { src: pictures[i], alt: "", style: `width:${side}px;height:${side}px` }),
          make("span", { class: "role " + (one.real ? "" : "fake") }, t(one.real ? "live.series.real" : "live.series.fake")), make("span", {}, t(who)),
          ...(news.finished > 1 ? [make("span", { class: "gp-note" }, t("judge.game.said", { p: percent(one.said_real / news.finished) }))] : []));
      });
      place.replaceChildren(make("div", { class: "jj-result" },
        make("section", {}, make("h2", {}, t(score > news.d.right ? "judge.game.won" : score < news.d.right ? "judge.game.lost" : "judge.game.even", { you: score, d: news.d.right, of: news.count })),
          make("p", { class: "ll-state" }, t("judge.game.class", { players: news.players, finished: news.finished }) + (news.roc_class ? " " + t("judge.game.class.auc", { class: number(news.roc_class.auc, 2), d: number((news.roc_d || {}).auc, 2) }) : "")),
          make("div", { class: "ll-row" }, button(t("judge.game.again"), () => begin(true), "quiet strong"), button(t("judge.game.link"), async () => { try { await navigator.clipboard.writeText(link()); app.notice(t("judge.game.copied")); } catch { app.notice(link()); } }))),
        make("figure", {}, make("figcaption", {}, t("judge.game.roc")), window.ganplay.unitPlot(lines, marks, [t("judge.roc.x"), t("judge.roc.y")], t("judge.game.roc")),
          make("p", { class: "ll-row legend" }, make("span", { class: "key line d" }, t("judge.game.d")), make("span", { class: "key dot me" }, t("judge.game.you")), ...(news.finished > 1 ? [make("span", { class: "key line people" }, t("judge.game.everyone"))] : []))),
        make("ol", { class: "jj-fooled" }, ...cells)));
    }
    function keys(event) {
      if (event.target.closest?.("input, select, textarea") || !place.clientWidth || event.ctrlKey || event.metaKey) return;
      const real = ["r", "R", "ArrowLeft"].includes(event.key), fake = ["g", "G", "ArrowRight"].includes(event.key);
      if ((real || fake) && place.querySelector(".jj-round")) { event.preventDefault(); guess(real); }
    }
    return {
      build() { document.addEventListener("keydown", keys); return [place]; },
      update(what) { if (what === "open") { told = ""; if (S.game) begin(false); else intro(); } },
      leave() { left = true; clearTimeout(timer); document.removeEventListener("keydown", keys); },
    };
  };

  modes.cross = (app) => {
    const { S } = app;
    const chosen = { generators: [], discriminators: [] }, MOST = 6;
    const pick = make("div", { class: "jj-pickers" }), place = make("div", {}), bar = progress(t("judge.cross.playing"));
    let running = null;
    const title = (row) => row.title || t("runs.row", { recipe: row.recipe, dataset: t("data." + row.dataset) });
    const here = () => ({ run: S.run, name: S.facts.title || t("runs.row", { recipe: S.facts.name, dataset: t("data." + S.facts.dataset) }) });
    function start() {
      const { steps } = S.facts, few = steps.length <= 4 ? steps : [0, 1, 2, 3].map((i) => steps[Math.round(((i + 1) / 4) * (steps.length - 1))]);
      for (const side of ["generators", "discriminators"]) chosen[side] = few.map((step) => ({ ...here(), step }));
    }
    function choose() {
      pick.replaceChildren(...["generators", "discriminators"].map((side) => {
        const list = make("ol", { class: "jj-side" }, ...chosen[side].map((one, i) => make("li", {}, make("span", {}, one.name + " · " + (one.step === null ? t("judge.cross.last") : number(one.step))),
          button("×", () => { chosen[side].splice(i, 1); choose(); }, "mini", { "aria-label": t("latent.remove") }))));
        const add = make("select", { "aria-label": t("judge.cross.add") }, make("option", { value: "" }, t("judge.cross.add")),
          ...S.facts.steps.map((step) => make("option", { value: "step " + step }, here().name + " · " + number(step))),
          ...everyRun(S.lists).filter((row) => row.run !== S.run).map((row) => make("option", { value: "run " + row.run }, title(row) + " · " + t("judge.cross.last"))));
        add.disabled = chosen[side].length >= MOST;
        add.addEventListener("change", () => {
          const [kind, id] = add.value.split(" ");
          if (kind === "step") chosen[side].push({ ...here(), step: Number(id) });
          if (kind === "run") chosen[side].push({ run: id, name: title(everyRun(S.lists).find((row) => row.run === id)), step: null });
          choose();
        });
        return make("section", {}, make("h3", {}, t("judge.cross." + side)), list, add);
      }));
    }
    async function play() {
      if (running || !chosen.generators.length || !chosen.discriminators.length) return;
      const sides = { generators: [...chosen.generators], discriminators: [...chosen.discriminators] };
      const plain = (list) => list.map(({ run, step }) => ({ run, step }));
      busy(true);
      running = await job(app.server, { what: "cross", generators: plain(sides.generators), discriminators: plain(sides.discriminators) }, (news) => {
        bar.show(news.done ? null : news.fraction || 0, t("judge.cross.playing"));
        if (!news.done) return;
        running = null;
        busy(false);
        if (news.wins) table(news, sides);
      });
      if (!running) busy(false);
    }
    function table(news, { generators, discriminators }) {
      const name = (one, list) => (list.every((other) => other.run === list[0].run) ? "" : one.name + " · ") + (one.step === null ? t("judge.cross.last") : t("live.time.step", { step: number(one.step) }));
      const mean = (values) => values.reduce((a, b) => a + b, 0) / values.length;
      const cell = (value) => make("td", { style: `--share:${Math.round(100 * value)}%`, class: value > 0.6 ? "strong" : "" }, percent(value));
      place.replaceChildren(make("p", { class: "ll-state" }, t("judge.cross.read", { n: news.n })),
        make("div", { class: "jj-scroll" }, make("table", { class: "jj-cross" }, make("thead", {}, make("tr", {}, make("th", {}, t("judge.cross.corner")), ...discriminators.map((one) => make("th", { scope: "col" }, "D " + name(one, discriminators))), make("th", { scope: "col" }, t("judge.cross.mean")))),
          make("tbody", {}, ...news.wins.map((row, i) => make("tr", {}, make("th", { scope: "row" }, "G " + name(generators[i], generators)), ...row.map(cell), make("td", { class: "mean" }, percent(mean(row)))))),
          make("tfoot", {}, make("tr", {}, make("th", { scope: "row" }, t("judge.cross.mean")), ...discriminators.map((_, j) => make("td", { class: "mean" }, percent(mean(news.wins.map((row) => row[j]))))), make("td", {}))))));
    }
    function busy(is) { go.disabled = is; stop.hidden = !is; if (!is) bar.show(null); }
    const go = button(t("judge.cross.go"), play, "quiet strong"), stop = button("■ " + t("latent.stop"), () => running && running.stop(), "quiet", { hidden: "" });
    return {
      build: () => [pick, make("div", { class: "ll-row" }, go, stop), bar, place],
      update(what) { if (what === "open") { start(); choose(); play(); } },
      leave() { if (running) running.stop(); },
    };
  };
})();
