// Questions about the selected picture: why, how steady, how to fool D, what it has seen before, how it changed over time.
import { channel } from "../kit/channel.js";
import { chart } from "../kit/chart.js";
import { button, slider } from "../kit/controls.js";
import { make } from "../kit/dom.js";
import { crisp, sheet } from "../kit/sheet.js";
import { colour } from "../kit/theme.js";
import { number, percent, t } from "../kit/words.js";
import { work } from "../kit/work.js";

/** What the mode of a name makes of the tab. */
export const modes = {};

// A question about the selected picture that is asked again when another one is selected, another moment chosen, or
// after it failed. clear(words): there is nothing to show, and why.
function follow(app, what, show, clear) {
  let asked = "";
  const keyOf = (card) => (card ? `${card.png}@${app.S.run}@${app.S.step}` : "");
  const wanted = ({ key }) => key === asked && key === keyOf(app.chosen());
  const ask = ({ question }) => app.ask(what, question);
  const go = channel(
    ask,
    (answer, question) => {
      if (wanted(question)) show(answer, question.card);
    },
    (words, question) => {
      if (!wanted(question)) return;
      asked = "";
      clear(words);
    },
  );
  return () => {
    const card = app.chosen(),
      key = keyOf(card);
    if (!card) {
      asked = "";
      return clear(t("judge.none"));
    }
    if (key === asked) return undefined;
    asked = key;
    return go({ key, card, question: { ...app.here(), picture: card.png } });
  };
}
const sentence = (words) => make("p", { class: "ll-state" }, words);

// Signed maps: blue speaks for real, orange for generated; both maps of a row share one scale.
const rgb = (name) => {
  const hex = colour(name);
  return [1, 3, 5].map((i) => parseInt(hex.slice(i, i + 2), 16));
};
function paint(canvas, packed, size, scale) {
  const bytes = Uint8Array.from(atob(packed.data), (c) => c.charCodeAt(0));
  const [real, fake, paper] = [rgb("real"), rgb("fake"), rgb("panel")];
  canvas.width = canvas.height = size;
  const pen = canvas.getContext("2d"),
    image = pen.createImageData(size, size);
  bytes.forEach((byte, i) => {
    const value = (((byte - 128) / 127) * packed.scale) / (scale || 1),
      to = value > 0 ? real : fake;
    const amount = Math.min(1, Math.abs(value));
    for (let c = 0; c < 3; c += 1) image.data[4 * i + c] = paper[c] + (to[c] - paper[c]) * amount;
    image.data[4 * i + 3] = 255;
  });
  pen.putImageData(image, 0, 0);
}

modes.why = (app) => {
  const { S } = app;
  const place = make("div", { class: "jj-maps" }),
    more = make("div", { class: "jj-filters" });
  let latest = null;
  function figure(word, packed, size, scale, side) {
    const canvas = make("canvas", {
      class: "jj-map",
      role: "img",
      "aria-label": t(word),
      style: `width:${side}px;height:${side}px`,
    });
    paint(canvas, packed, size, scale);
    return make("figure", { class: "ll-panel" }, make("figcaption", {}, t(word)), canvas);
  }
  function show(answer) {
    latest = answer;
    const side = crisp(answer.size, Math.max(96, Math.min(230, (app.room().width - 90) / 2)));
    place.replaceChildren(
      ...["occlusion", "gradient"].map((kind) => {
        const { d, twin } = answer[kind],
          scale = Math.max(d.scale, twin.scale);
        const legend = make(
          "div",
          { class: "jj-bar", style: `height:${side}px` },
          make("span", {}, `+${number(scale, 2)}`),
          make("i", {}),
          make("span", {}, `\u2212${number(scale, 2)}`),
        );
        return make(
          "section",
          {},
          make("h3", {}, t(`judge.why.${kind}`)),
          make("p", { class: "gp-note" }, t(`judge.why.${kind}.note`)),
          make(
            "div",
            { class: "ll-row top" },
            figure("judge.why.d", d, answer.size, scale, side),
            figure("judge.why.twin", twin, answer.size, scale, side),
            legend,
          ),
        );
      }),
    );
  }
  function showFilters(answer) {
    const strip = (word, url) => {
      const width = Math.min(app.room().width, 64 * answer.count);
      return [
        make("p", { class: "gp-note" }, t(word)),
        make("img", { src: url, alt: t(word), style: `width:${width}px` }),
      ];
    };
    more.replaceChildren(
      make("h3", {}, t("judge.filters", { n: answer.count, total: answer.total })),
      ...(answer.weights ? strip("judge.filters.weights", answer.weights) : []),
      ...(answer.responses ? strip("judge.filters.responses", answer.responses) : []),
      make("p", { class: "gp-note" }, t("judge.filters.note")),
    );
  }
  const maps = follow(app, "why", show, (words) => {
    latest = null;
    place.replaceChildren(sentence(words));
  });
  const layer = follow(app, "filters", showFilters, () => more.replaceChildren());
  return {
    build: () => [place, more],
    update(what) {
      if ((what === "theme" || what === "size") && latest) show(latest);
      maps();
      layer();
    },
  };
};

modes.steady = (app) => {
  const { S } = app;
  const place = make("div", {}),
    state = make("p", { class: "ll-state" });
  function show(answer, card) {
    const here = answer.rows[0].logit,
      rows = answer.rows.slice(1); // the first is the picture as it is
    const logits = answer.rows.map((row) => row.logit);
    const low = Math.min(...logits, answer.threshold),
      high = Math.max(...logits, answer.threshold),
      at = (x) => (100 * (x - low)) / (high - low || 1);
    const flips = rows.filter((row) => row.logit > answer.threshold !== here > answer.threshold).length;
    state.textContent = t("judge.steady.state", {
      spread: app.digits(answer.spread),
      usual: app.digits(answer.usual),
      flips,
      n: rows.length,
    });
    const size = crisp(S.facts.resolution, 40);
    const line = (name, png, logit) =>
      make(
        "tr",
        {},
        make("td", {}, make("img", { src: png, alt: "", style: `width:${size}px;height:${size}px` })),
        make("th", { scope: "row" }, name),
        make("td", { class: "number" }, app.logit(logit)),
        make(
          "td",
          { class: "number" },
          logit === here ? "" : (logit - here >= 0 ? "+" : "\u2212") + number(Math.abs(logit - here), 2),
        ),
        make(
          "td",
          { class: "where" },
          make(
            "span",
            { class: "track" },
            make("i", { class: "line", style: `left:${at(answer.threshold)}%` }),
            make("i", { class: "home", style: `left:${at(here)}%` }),
            make("b", { class: logit > answer.threshold ? "real" : "fake", style: `left:${at(logit)}%` }),
          ),
        ),
      );
    place.replaceChildren(
      make(
        "table",
        { class: "jj-table" },
        make(
          "thead",
          {},
          make(
            "tr",
            {},
            make("th", {}),
            make("th", { scope: "col" }, t("judge.steady.change")),
            make("th", { scope: "col" }, t("judge.logit")),
            make("th", { scope: "col" }, t("judge.steady.moved")),
            make("th", { scope: "col", class: "where" }, t("judge.steady.where")),
          ),
        ),
        make(
          "tbody",
          {},
          line(t("judge.steady.itself"), card.png, here),
          ...rows.map((row) =>
            line(
              t(`judge.steady.${row.name}`, { amount: row.name === "resize" ? percent(row.amount) : row.amount }),
              row.png,
              row.logit,
            ),
          ),
        ),
      ),
    );
  }
  const ask = follow(app, "steady", show, (words) => {
    state.textContent = "";
    place.replaceChildren(sentence(words));
  });
  return { build: () => [state, place], update: () => ask() };
};

modes.fool = (app) => {
  const { S } = app;
  const picture = make("img", { alt: t("judge.fool.picture"), "data-ref": "judge-fooled" }),
    difference = make("img", { alt: t("judge.fool.difference") });
  const state = make("p", { class: "ll-state" }),
    curve = make("div", { class: "ll-curve" }),
    row = make("div", { class: "ll-row" }),
    place = make("div", {});
  let answer = null,
    at = 0; // at: which of the answer's steps
  const levels = (v) => (v > 0 ? "+" : v < 0 ? "\u2212" : "") + Math.abs(v);
  const knob = slider({
    word: t("judge.fool.slider"),
    min: 0,
    max: 20,
    step: 1,
    value: 10,
    say: (v) => t("judge.fool.levels", { n: levels(answer?.steps[v] ? answer.steps[v].epsilon : 0) }),
    change: (v) => set(v),
  });
  function draw() {
    const one = answer.steps[at];
    const side = crisp(S.facts.resolution, Math.max(96, Math.min(240, (app.room().width - 20) / 2)));
    for (const image of [picture, difference]) image.style.width = image.style.height = `${side}px`;
    picture.src = one.png;
    difference.src = one.difference;
    const real = one.logit > answer.threshold;
    state.textContent = t("judge.fool.state", {
      logit: app.logit(one.logit),
      from: app.logit(answer.steps[answer.zero].logit),
      word: t(real ? "judge.short.real" : "judge.short.generated"),
      n: Math.abs(one.epsilon),
    });
    curve.firstChild?.mark?.(one.epsilon);
  }
  function set(index) {
    at = index;
    knob.set(at);
    draw();
  }
  const nearest = (v) =>
    answer.steps.reduce(
      (best, one, i) => (Math.abs(one.epsilon - v) < Math.abs(answer.steps[best].epsilon - v) ? i : best),
      0,
    );
  function show(next) {
    const before = answer ? answer.steps[at].epsilon : 0;
    answer = next;
    knob.querySelector("input").max = answer.steps.length - 1;
    place.hidden = false;
    curve.replaceChildren(
      chart([{ x: answer.steps.map((s) => s.epsilon), y: answer.steps.map((s) => s.logit), class: "d" }], {
        height: 90,
        zero: answer.threshold === 0,
        label: t("judge.fool.curve"),
        pick: (x) => set(nearest(x)),
      }),
    );
    row.replaceChildren(
      answer.flip !== null
        ? button(
            t("judge.fool.flip", { n: levels(answer.steps[answer.flip].epsilon) }),
            () => set(answer.flip),
            "quiet strong",
          )
        : make("p", { class: "gp-note" }, t("judge.fool.firm")),
      button(t("latent.directions.reset"), () => set(answer.zero)),
      button(t("judge.fool.keep"), () => {
        app.add([
          { kind: "odd", png: picture.src, name: t("judge.fool.name", { n: levels(answer.steps[at].epsilon) }) },
        ]);
        app.judge();
      }),
    );
    set(nearest(before));
  }
  const ask = follow(app, "fool", show, (words) => {
    answer = null;
    place.hidden = true;
    state.textContent = words;
  });
  place.append(
    knob,
    make(
      "div",
      { class: "ll-row top" },
      make("figure", { class: "ll-panel" }, make("figcaption", {}, t("judge.fool.picture")), picture),
      make("figure", { class: "ll-panel" }, make("figcaption", {}, t("judge.fool.difference")), difference),
    ),
    curve,
    make("p", { class: "gp-note" }, t("judge.fool.curve")),
    row,
  );
  place.className = "jj-fool";
  return {
    build: () => [state, place],
    update(what) {
      if (what === "size" && answer) draw();
      ask();
    },
  };
};

modes.seen = (app) => {
  const { S } = app;
  const place = make("div", { class: "jj-near" }),
    found = make("div", {}),
    state = make("p", { class: "ll-state" });
  let picture = null,
    shown = null; // picture: what was searched for
  function strip(word, answer, gaps = {}) {
    const page = sheet({
      pick() {},
      label: (i) => t("judge.distance", { d: number(answer.logits[i], 2) }),
      most: 92,
      room: () => ({ width: app.room().width, height: 92 }),
    });
    page.element.classList.add("still");
    page.show(answer);
    return make(
      "section",
      {},
      make("h3", {}, t(word, gaps)),
      page.element,
      make(
        "p",
        { class: "gp-note" },
        t("judge.seen.distances", {
          d: answer.logits.map((d) => number(d, 2)).join(" · "),
          usual: number(answer.usual, 2),
        }),
      ),
    );
  }
  function say() {
    // the score, which says how far it is, may come later
    const row = app.chosen()?.row;
    if (shown)
      state.textContent = shown.none
        ? t("judge.seen.none")
        : row && Number.isFinite(row.far)
          ? t(row.far > 1 ? "judge.far" : "judge.near", { times: number(row.far, 1) })
          : "";
  }
  function show(answer) {
    shown = answer;
    say();
    if (answer.none) return place.replaceChildren();
    return place.replaceChildren(
      strip("judge.seen.pixels", answer.pixels, { n: number(answer.compared) }),
      strip("judge.seen.features", answer.features, { n: number(answer.compared) }),
    );
  }
  const ask = follow(app, "near", show, (words) => {
    shown = null;
    place.replaceChildren();
    state.textContent = words;
  });
  const search = work(app, {
    go: t("judge.seen.search"),
    looking: t("latent.copies.looking"),
    ask: () => {
      const card = app.chosen();
      return card && { what: "search", ...app.here(), picture: card.png };
    },
    done: (news) =>
      found.replaceChildren(strip("judge.seen.all", news, { n: number(news.compared), total: number(news.total) })),
  });
  return {
    build: () => [state, place, search.element, found],
    update() {
      const now = app.chosen() ? `${app.chosen().png}@${S.step}` : null;
      if (now !== picture) {
        picture = now;
        search.leave();
        found.replaceChildren();
      }
      ask();
      say();
    },
    leave: search.leave,
  };
};

modes.time = (app) => {
  const { S } = app;
  const place = make("div", { class: "ll-curves jj-time" }),
    state = make("p", { class: "ll-state" });
  let rows = null,
    cards = [],
    n = 0;
  function draw() {
    if (!rows) return;
    const steps = rows.map((row) => row.step),
      picked = cards.findIndex((card) => card.id === S.chosen);
    const lines = cards.map((card, i) => ({
      x: steps,
      y: rows.map((row) => row.percentiles_real[i]),
      class: i === picked ? "d on" : "faint",
    }));
    if (picked >= 0) lines.push(lines.splice(picked, 1)[0]); // drawn last, on top
    const options = {
      dots: steps,
      marker: S.step,
      from: 0,
      to: steps[steps.length - 1],
      pick: (x) => app.setStep(steps.reduce((best, s) => (Math.abs(s - x) < Math.abs(best - x) ? s : best), steps[0])),
    };
    const one = picked >= 0 ? rows.map((row) => row.logits[picked]) : null;
    place.replaceChildren(
      make("h3", {}, t("judge.time.percentile", { n })),
      chart(lines, { ...options, height: 170, band: [0, 100], label: t("judge.time.percentile", { n }) }),
      make(
        "p",
        { class: "ll-row legend" },
        ...(one ? [make("span", { class: "key line d" }, t("latent.d.here"))] : []),
        make("span", { class: "key line faint" }, t("judge.time.others")),
      ),
      ...(one
        ? [
            make("h3", {}, t("judge.time.logit")),
            chart(
              [
                { x: steps, y: rows.map((row) => row.real_mean), class: "real" },
                { x: steps, y: rows.map((row) => row.generated_mean), class: "fake" },
                { x: steps, y: one, class: "d on" },
              ],
              { ...options, height: 170, label: t("judge.time.logit") },
            ),
            make(
              "p",
              { class: "ll-row legend" },
              make("span", { class: "key line real" }, t("judge.time.real")),
              make("span", { class: "key line fake" }, t("judge.time.fake")),
              make("span", { class: "key line d" }, t("latent.d.here")),
            ),
          ]
        : []),
    );
    [...place.querySelectorAll("svg")].forEach((svg) => svg.mark(S.step));
  }
  let asked = [];
  const look = work(app, {
    go: t("judge.time.go"),
    looking: t("judge.time.looking"),
    strong: true,
    ask() {
      asked = S.cards.filter((card) => card.png);
      return asked.length ? { what: "time", run: S.run, pictures: asked.map((card) => card.png) } : null;
    },
    done(news) {
      ({ rows, n } = news);
      cards = asked;
      state.textContent = t("judge.time.note", { n: rows.length });
      draw();
    },
  });
  return {
    build: () => [look.element, state, place],
    update(what) {
      if (["open", "ready"].includes(what) && S.ready) look.begin();
      if (!rows && S.ready && !S.cards.some((card) => card.png)) state.textContent = t("judge.none");
      draw();
    },
    leave: look.leave,
  };
};
