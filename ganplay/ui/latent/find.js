// Tools that find: directions, a direction taught by example, breeding, mixing.
import { channel } from "../kit/channel.js";
import { button, progress, segments, slider } from "../kit/controls.js";
import { make } from "../kit/dom.js";
import { job } from "../kit/job.js";
import { columns, sheet } from "../kit/sheet.js";
import { number, percent, t } from "../kit/words.js";
import { saveView } from "./search.js";

/** What the tool of a name makes of the tab. */
export const tools = {};
const sigma = (v) => `${(v > 0 ? "+" : v < 0 ? "−" : "") + number(Math.abs(v), 2)} σ`;

tools.directions = (app) => {
  const { S } = app,
    d = S.directions;
  const METHODS = [...(S.facts.named.length ? ["named"] : []), "factorised", "principal", "visible", "random"];
  if (!METHODS.includes(d.method)) d.method = "factorised";
  const list = make("div", { class: "ll-sliders" }),
    kept = make("div", { class: "ll-kept" });
  let share = [],
    sliders = [];
  const set = (index, value) => {
    while (d.amounts.length < share.length) d.amounts.push(0);
    d.amounts[index] = value;
    app.draw();
  };
  async function find() {
    list.classList.add("busy");
    const answer = await app.fetch("find_directions", {
      view: app.view({ tool: "directions", keyframes: [0], method: d.method }),
    });
    list.classList.remove("busy");
    if (!answer || answer.method !== d.method) return;
    share = answer.share.slice(0, 8);
    sliders = share.map((part, index) =>
      slider({
        word: nameOf(index, part),
        min: -3,
        max: 3,
        step: 0.05,
        value: d.amounts[index] || 0,
        say: sigma,
        change: (v) => set(index, v),
      }),
    );
    list.replaceChildren(...sliders);
  }
  const nameOf = (index, part) =>
    d.method === "named"
      ? t(`latent.attribute.${S.facts.named[index]}`)
      : t("latent.directions.name", { n: index + 1, share: percent(part) });
  const reset = () => {
    d.amounts = [];
    sliders.forEach((s) => s.set(0));
    app.draw();
  };
  const storeKey = () => `directions.${S.run}`;
  const mine = () => app.kept(storeKey(), []);
  const name = make("input", {
    type: "text",
    maxlength: 40,
    placeholder: t("latent.directions.call"),
    "aria-label": t("latent.directions.call"),
  });
  function drawKept() {
    kept.replaceChildren(
      ...mine().map((one, index) =>
        make(
          "div",
          { class: "ll-row" },
          slider({
            word: one.name,
            min: -1.5,
            max: 1.5,
            step: 0.02,
            value: 0,
            say: (v) => `×${number(v, 2)}`,
            change: (v) => {
              if (d.method !== one.method) {
                d.method = one.method;
                methods.press(d.method);
                find();
              }
              d.amounts = one.amounts.map((amount) => Math.max(-10, Math.min(10, amount * v)));
              sliders.forEach((s, i) => s.set(d.amounts[i] || 0));
              app.draw();
            },
          }),
          button(
            "×",
            () => {
              const all = mine();
              all.splice(index, 1);
              app.keep(storeKey(), all);
              drawKept();
            },
            "quiet",
            { "aria-label": `${t("latent.remove")}: ${one.name}` },
          ),
        ),
      ),
    );
  }
  const keepIt = () => {
    if (!d.amounts.some(Boolean)) return app.notice(t("latent.directions.nothing"));
    const all = mine();
    all.push({
      name: name.value.trim() || t("latent.directions.unnamed", { n: all.length + 1 }),
      method: d.method,
      amounts: [...d.amounts],
    });
    app.keep(storeKey(), all.slice(-20));
    name.value = "";
    return drawKept();
  };
  const methods = segments(
    METHODS.map((m) => [m, t(`latent.method.${m}`)]),
    d.method,
    (m) => {
      d.method = m;
      d.amounts = [];
      app.draw();
      find();
      about.textContent = t(`latent.method.${m}.note`);
    },
    t("latent.mode.directions"),
  );
  const about = make("p", { class: "gp-note" }, t(`latent.method.${d.method}.note`));
  return {
    build: () => [
      methods,
      about,
      list,
      make(
        "div",
        { class: "ll-row" },
        button(t("latent.directions.reset"), reset),
        name,
        button(t("latent.directions.keep"), keepIt, "quiet strong"),
      ),
      kept,
    ],
    update(what) {
      if (what === "open" || what === "step") {
        find();
        drawKept();
      }
      if (what === "base") sliders.forEach((s, i) => s.set(d.amounts[i] || 0));
    },
  };
};

tools.teach = (app) => {
  const { S } = app,
    m = S.teach;
  const ATTRIBUTES = ["smile", "glasses", "hat", "beard", "long_hair", "dark_hair"];
  const bar = progress(t("latent.teach.learning"));
  let running = null;
  const kind = (seed) => (m.shown.includes(seed) ? "a" : m.not_shown.includes(seed) ? "b" : "");
  const page = sheet({
    class: "scrolls",
    pick: (index, event) => tick(S.first + index, event.shiftKey ? (m.side === "A" ? "B" : "A") : m.side),
    label: (index) =>
      t("latent.seed.name", { seed: S.first + index }) +
      (kind(S.first + index) ? ` · ${kind(S.first + index).toUpperCase()}` : ""),
    mark: (index) => kind(S.first + index),
  });
  const draw = channel(
    (view) => app.ask("draw_view", { view, columns: columns(S.facts.resolution, app.room().width) }),
    (answer) => page.show(answer),
    app.notice,
  );
  const state = make("p", { class: "ll-state" }),
    amount = make("div", {});
  const sides = segments(
    [
      ["A", t("latent.teach.a")],
      ["B", t("latent.teach.b")],
    ],
    m.side,
    (side) => {
      m.side = side;
    },
    t("latent.teach.side"),
  );
  function tick(seed, side) {
    const [to, from] = side === "A" ? [m.shown, m.not_shown] : [m.not_shown, m.shown];
    const was = to.includes(seed);
    for (const list of [to, from]) if (list.includes(seed)) list.splice(list.indexOf(seed), 1);
    if (!was) to.push(seed);
    m.known = null;
    if (m.amount) {
      m.amount = 0;
      app.draw();
    }
    tell();
    page.mark();
  }
  function tell() {
    const ready = m.shown.length >= 5 && m.not_shown.length >= 5;
    fit.disabled = !ready;
    state.textContent = m.known
      ? t("latent.teach.known", { p: percent(m.known.accuracy), a: m.known.examples[0], b: m.known.examples[1] })
      : t("latent.teach.counts", { a: m.shown.length, b: m.not_shown.length });
    amount.replaceChildren(
      ...(m.known
        ? [
            slider({
              word: "B ← → A",
              min: -3,
              max: 3,
              step: 0.05,
              value: m.amount,
              say: sigma,
              change: (v) => {
                m.amount = v;
                app.draw();
              },
            }),
          ]
        : []),
    );
  }
  async function learn() {
    const answer = await app.fetch("teach_direction", {
      view: app.view({ tool: "teach", keyframes: [0], shown: m.shown, not_shown: m.not_shown }),
    });
    if (answer) {
      m.known = answer;
      tell();
      app.draw();
    }
  }
  const fit = button(t("latent.teach.fit"), learn, "quiet strong");
  const clear = () => {
    m.shown = [];
    m.not_shown = [];
    m.known = null;
    m.amount = 0;
    tell();
    page.mark();
    app.draw();
  };
  const choice = make(
    "select",
    { "aria-label": t("latent.teach.attribute") },
    ...ATTRIBUTES.map((a) => make("option", { value: a }, t(`latent.attribute.${a}`))),
  );
  async function byAttribute() {
    if (running) return;
    auto.disabled = true;
    bar.show(0, t("latent.teach.learning"));
    running = await job(app.server, { what: "tick", attribute: choice.value, view: app.view({}) }, (news) => {
      bar.show(news.done ? null : news.fraction, t("latent.teach.learning"));
      if (!news.done) return;
      running = null;
      auto.disabled = false;
      if (news.shown) {
        Object.assign(m, { shown: news.shown, not_shown: news.not_shown, known: null });
        app.notice(t("latent.teach.ticked", { p: percent(news.accuracy) }));
        tell();
        page.mark();
        learn();
      }
    });
    if (!running) {
      auto.disabled = false;
      bar.show(null);
    }
  }
  const auto = button(t("latent.teach.tick"), byAttribute);
  const go = (first) => {
    S.first = Math.max(0, first);
    app.update("page");
  };
  const where = make("output", {});
  return {
    build: () => [
      make(
        "div",
        { class: "ll-row" },
        sides,
        fit,
        button(t("latent.teach.clear"), clear),
        ...(S.facts.attributes ? [choice, auto] : []),
      ),
      bar,
      state,
      amount,
      make(
        "div",
        { class: "ll-row" },
        button("←", () => go(S.first - 100), "quiet", { "aria-label": t("latent.page.before") }),
        where,
        button("→", () => go(S.first + 100), "quiet", { "aria-label": t("latent.page.after") }),
      ),
      make("div", { class: "ll-scroll" }, page.element),
    ],
    update(what) {
      where.textContent = t("latent.page", { first: number(S.first), last: number(S.first + 99) });
      if (what === "open" && m.shown.length >= 5 && m.not_shown.length >= 5 && !m.known) learn();
      if (what !== "base") draw(app.view({ tool: "seeds", first: S.first, count: 100 }));
      tell();
    },
    leave() {
      if (running) running.stop();
    },
  };
};

tools.breed = (app) => {
  const { S } = app,
    b = S.breed;
  const page = sheet({
    class: "litter",
    room: app.room,
    most: 160,
    pick: (index) => pick(index),
    label: (index) => t("latent.breed.child", { n: index + 1 }),
  });
  const question = () => ({
    view: app.view({ tool: "breeding", keyframes: [S.base] }),
    litter: { seed: b.seed, variation: b.variation },
  });
  const draw = channel(
    (q) => app.ask("draw_view", q),
    (answer) => page.show(answer),
    app.notice,
  );
  const line = make("div", { class: "ll-line" });
  function show() {
    draw(question());
    line.replaceChildren(
      app.tray(
        [...b.line, { latent: S.base, label: S.label }],
        {
          click: (item, index) => {
            if (index < b.line.length) back(index);
          },
        },
        "line",
      ),
    );
    undo.disabled = !b.line.length;
  }
  async function pick(index) {
    const answer = await app.fetch("pick_latent", { ...question(), index });
    if (!answer) return;
    b.line.push({ latent: S.base, label: S.label });
    b.line = b.line.slice(-60);
    b.seed = app.dice();
    app.choose(answer.latent, t("latent.breed.name", { n: b.line.length }), { quiet: true });
    show();
  }
  function back(index) {
    const item = b.line[index];
    b.line = b.line.slice(0, index);
    app.choose(item.latent, item.label, { quiet: true });
    show();
  }
  const undo = button(`↶ ${t("latent.breed.undo")}`, () => back(b.line.length - 1));
  return {
    build: () => [
      make(
        "div",
        { class: "ll-row" },
        slider({
          word: t("latent.breed.variation"),
          min: 0,
          max: 1,
          step: 0.01,
          value: b.variation,
          say: percent,
          change: (v) => {
            b.variation = v;
            draw(question());
          },
        }),
        button(`⚄ ${t("latent.breed.others")}`, () => {
          b.seed = app.dice();
          draw(question());
        }),
        undo,
      ),
      make("div", { class: "ll-center" }, page.element),
      make("h4", {}, t("latent.breed.line")),
      line,
    ],
    update(what) {
      if (what === "base") b.line = [];
      show();
    },
  };
};

tools.mix = (app) => {
  const { S } = app,
    m = S.mix;
  const rows = make("div", { class: "rows" }),
    heads = make("div", { class: "columns" });
  const page = sheet({
    class: "mixing",
    room: () => ({ width: app.room().width - 90, height: app.room().height - 60 }),
    most: 128,
    pick: (index) => pick(index),
    label: (index) =>
      t("latent.mix.cell", { row: Math.floor(index / m.columns.length) + 1, column: (index % m.columns.length) + 1 }),
  });
  const mixView = () =>
    app.view({ tool: "mixing", keyframes: app.plain(m.rows), columns: app.plain(m.columns), layers: m.layers });
  const grid = make("div", { class: "ll-mix" });
  const draw = channel(
    (view) => app.ask("draw_view", { view }),
    async (answer) => {
      await page.show(answer);
      grid.style.setProperty("--mix-cell", `${page.element.dataset.cell}px`);
    },
    app.notice,
  );
  async function pick(index) {
    const answer = await app.fetch("pick_latent", { view: mixView(), index });
    if (answer) app.choose(answer.latent, t("latent.mix.name"), { quiet: true });
  }
  function trays() {
    for (const [place, list] of [
      [rows, m.rows],
      [heads, m.columns],
    ]) {
      place.replaceChildren(
        app.tray(
          list,
          {
            click: (item, index) => {
              list[index] = app.current();
              show();
            },
            put: (item, index) => {
              list[index] = item;
              show();
            },
          },
          "heads",
        ),
      );
    }
  }
  function show() {
    trays();
    draw(mixView());
  }
  const shuffle = () => {
    for (const list of [m.rows, m.columns])
      list.forEach((_, i) => {
        list[i] = { latent: app.dice() };
      });
    show();
  };
  return {
    take: (item) => {
      m.columns.push({ latent: item.latent, label: item.label });
      m.columns.shift();
      show();
    },
    build: () => {
      if (!S.facts.layers.includes(m.layers)) m.layers = S.facts.layers[0];
      grid.append(make("span", {}), heads, rows, page.element);
      return [
        make(
          "div",
          { class: "ll-row" },
          segments(
            S.facts.layers.map((l) => [l, t(`latent.layers.${l}`)]),
            m.layers,
            (layers) => {
              m.layers = layers;
              draw(mixView());
            },
            t("latent.mix.layers"),
          ),
          button(`⚄ ${t("latent.mix.shuffle")}`, shuffle),
          button(t("latent.grid"), () => saveView(app, mixView(), 2, "ganplay-mixing.png")),
        ),
        make("p", { class: "gp-note" }, t("latent.mix.note")),
        grid,
      ];
    },
    update(what) {
      if (what !== "base") show();
    },
  };
};
