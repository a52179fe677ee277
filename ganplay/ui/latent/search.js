// Tools that search: a picture of one's own, the walk uphill on D, the nearest training pictures; and sharing.
import { chart } from "../kit/chart.js";
import { button, progress, slider } from "../kit/controls.js";
import { make } from "../kit/dom.js";
import { base64, save, saveText } from "../kit/files.js";
import { job } from "../kit/job.js";
import { crisp, swap } from "../kit/sheet.js";
import { number, percent, t } from "../kit/words.js";

/** What the tool of a name makes of the tab. */
export const tools = {};
const MOST_BYTES = 12e6,
  EDGE = 256;

const panel = (word, side = 150) => {
  // a picture with its name above it
  const image = make("img", { alt: t(word), hidden: "" });
  const figure = make("figure", { class: "ll-panel" }, make("figcaption", {}, t(word)), image);
  figure.show = (url, size) => {
    image.style.width = image.style.height = `${crisp(size, side)}px`;
    swap(image, url);
  };
  figure.clear = () => {
    image.hidden = true;
  };
  return figure;
};

tools.picture = (app) => {
  const { S } = app;
  const bar = progress(t("latent.picture.searching"));
  const target = panel("latent.picture.target"),
    found = panel("latent.picture.found"),
    curve = make("div", { class: "ll-curve" });
  const verdict = make("p", { class: "ll-state" });
  let running = null,
    left = false,
    source = null,
    crop = null,
    raw = null;
  const canvas = make("canvas", {
    width: EDGE,
    height: EDGE,
    class: "ll-crop",
    hidden: "",
    tabindex: "0",
    "aria-label": t("latent.picture.crop"),
  });
  const pen = canvas.getContext("2d");
  function paint() {
    pen.fillStyle = "#fff";
    pen.fillRect(0, 0, EDGE, EDGE);
    pen.drawImage(source, crop.x, crop.y, crop.side, crop.side, 0, 0, EDGE, EDGE);
  }
  function bound() {
    crop.side = Math.max(8, Math.min(crop.side, source.width, source.height));
    crop.x = Math.max(0, Math.min(crop.x, source.width - crop.side));
    crop.y = Math.max(0, Math.min(crop.y, source.height - crop.side));
    paint();
  }
  const zoom = slider({
    word: t("latent.picture.zoom"),
    min: 1,
    max: 6,
    step: 0.02,
    value: 1,
    say: (v) => `×${number(v, 2)}`,
    change: (v) => {
      if (!source) return;
      const middle = { x: crop.x + crop.side / 2, y: crop.y + crop.side / 2 };
      crop.side = Math.min(source.width, source.height) / v;
      Object.assign(crop, { x: middle.x - crop.side / 2, y: middle.y - crop.side / 2 });
      bound();
    },
  });
  zoom.hidden = true;
  let hand = null;
  canvas.addEventListener("pointerdown", (e) => {
    hand = { x: e.clientX, y: e.clientY, cx: crop.x, cy: crop.y };
    canvas.setPointerCapture(e.pointerId);
  });
  canvas.addEventListener("pointermove", (e) => {
    if (!hand) return;
    const scale = crop.side / canvas.clientWidth;
    Object.assign(crop, { x: hand.cx - (e.clientX - hand.x) * scale, y: hand.cy - (e.clientY - hand.y) * scale });
    bound();
  });
  canvas.addEventListener("pointerup", () => {
    hand = null;
  });
  async function take(file) {
    if (!file) return;
    if (file.size > MOST_BYTES) return void app.notice(t("latent.picture.large"));
    raw = file;
    try {
      source = await createImageBitmap(file);
      const side = Math.min(source.width, source.height);
      crop = { side, x: (source.width - side) / 2, y: (source.height - side) / 2 };
      zoom.set(1);
      paint();
    } catch {
      source = null;
    } // the server can read more kinds of pictures than a browser, and says so where it cannot
    canvas.hidden = zoom.hidden = !source;
    start.disabled = false;
    name.textContent = file.name;
  }
  async function search(own) {
    if (running) return;
    const question = { what: "invert", view: app.mainView() };
    if (own) question.own = true;
    else
      question.picture = await base64(
        source ? await new Promise((resolve) => canvas.toBlob(resolve, "image/png")) : raw,
      );
    let size = S.facts.resolution,
      latest = null;
    found.clear();
    target.clear();
    verdict.textContent = "";
    busy(true);
    running = await job(app.server, question, (news, errors) => {
      if (news.target) target.show(news.target, size);
      if (news.png) {
        found.show(news.png, size);
        latest = news;
      }
      if (errors.length > 1)
        curve.replaceChildren(
          chart([{ x: errors.map((_, i) => i), y: errors, class: "g" }], {
            height: 76,
            from: 0,
            to: news.steps || 300,
            label: t("latent.picture.curve"),
          }),
        );
      const error = errors[errors.length - 1];
      bar.show(
        news.done ? null : news.fraction || 0,
        t("latent.picture.progress", { step: news.step || 0, steps: news.steps || 300, error: number(error, 3) }),
      );
      if (!news.done) return;
      running = null;
      busy(false);
      if (!latest || left) return; // another tool is open: the current picture is its
      const word = error < 0.05 ? "good" : error < 0.12 ? "fair" : "poor";
      verdict.textContent = `${t(`latent.picture.${word}`, { error: number(error, 3) })} ${t("latent.picture.limits")}`;
      app.choose(latest.latent, t(own ? "latent.picture.again" : "latent.picture.name"), { quiet: true });
    });
    if (!running) busy(false);
  }
  function busy(is) {
    stop.hidden = !is;
    start.disabled = is || !raw;
    own.disabled = is;
    if (!is) bar.show(null);
  }
  const input = make("input", {
    type: "file",
    accept: "image/*",
    class: "gp-hidden",
    id: "ll-file",
    "data-ref": "latent-file",
  });
  input.addEventListener("change", () => take(input.files[0]));
  const name = make("span", { class: "gp-note" });
  const drop = make("label", { class: "ll-drop", for: "ll-file" }, t("latent.picture.drop"));
  drop.addEventListener("dragover", (e) => e.preventDefault());
  drop.addEventListener("drop", (e) => {
    e.preventDefault();
    take(e.dataTransfer.files[0]);
  });
  const start = button(t("latent.picture.start"), () => search(false), "quiet strong", { disabled: "" });
  const own = button(t("latent.picture.own"), () => search(true));
  const stop = button(`■ ${t("latent.stop")}`, () => running?.stop(), "quiet", { hidden: "" });
  return {
    build: () => [
      input,
      make("div", { class: "ll-row" }, drop, name),
      make("div", { class: "ll-row" }, canvas, zoom),
      make("div", { class: "ll-row" }, start, own, stop),
      bar,
      make("div", { class: "ll-row top" }, target, found),
      curve,
      verdict,
    ],
    leave() {
      left = true;
      if (running) running.stop();
    },
  };
};

tools.uphill = (app) => {
  const { S } = app;
  const bar = progress(t("latent.uphill.walking"));
  const first = panel("latent.uphill.start"),
    here = panel("latent.uphill.here"),
    curve = make("div", { class: "ll-curve" });
  const state = make("p", { class: "ll-state" });
  let running = null,
    left = false,
    stride = 0.25;
  async function walk() {
    if (running) return;
    let latest = null;
    busy(true);
    state.textContent = "";
    running = await job(
      app.server,
      { what: "climb", view: app.view({ tool: "uphill", keyframes: [S.shown], steps: 150, stride }) },
      (news, logits) => {
        if (news.first) first.show(news.first, S.facts.resolution);
        if (news.png) {
          here.show(news.png, S.facts.resolution);
          latest = news;
        }
        if (logits.length > 1)
          curve.replaceChildren(
            chart([{ x: logits.map((_, i) => i), y: logits, class: "d" }], {
              height: 90,
              zero: true,
              label: t("latent.path.logit"),
            }),
          );
        const tell = {
          from: number(logits[0], 2),
          to: number(logits[logits.length - 1], 2),
          n: Math.max(0, logits.length - 1),
        };
        bar.show(news.done ? null : news.fraction || 0, t("latent.uphill.progress", tell));
        if (!news.done) return;
        running = null;
        busy(false);
        if (!latest || left) return;
        state.textContent = t(news.summit ? "latent.uphill.summit" : "latent.uphill.done", tell);
        app.choose(latest.latent, t("latent.uphill.name"), { quiet: true });
      },
    );
    if (!running) busy(false);
  }
  function busy(is) {
    stop.hidden = !is;
    go.disabled = is;
    if (!is) bar.show(null);
  }
  const go = button(`▲ ${t("latent.uphill.go")}`, walk, "quiet strong");
  const stop = button(`■ ${t("latent.stop")}`, () => running?.stop(), "quiet", { hidden: "" });
  return {
    build: () => [
      make(
        "div",
        { class: "ll-row" },
        go,
        stop,
        slider({
          word: t("latent.uphill.stride"),
          min: 0.05,
          max: 1,
          step: 0.05,
          value: stride,
          change: (v) => {
            stride = v;
          },
        }),
      ),
      bar,
      make("div", { class: "ll-row top" }, first, here),
      curve,
      state,
    ],
    leave() {
      left = true;
      if (running) running.stop();
    },
  };
};

tools.copies = (app) => {
  const { S } = app;
  const bar = progress(t("latent.copies.looking"));
  const mine = panel("latent.copies.mine", 110),
    near = make("img", { alt: t("latent.copies.near"), hidden: "" }),
    names = make("div", { class: "ll-distances" });
  const nearest = make(
    "figure",
    { class: "ll-panel" },
    make("figcaption", {}, make("span", { class: "role" }, t("latent.copies.near"))),
    near,
    names,
  );
  const scale = make("div", { class: "ll-curve" }),
    state = make("p", { class: "ll-state" });
  let running = null;
  async function look() {
    if (running) return;
    busy(true);
    running = await job(app.server, { what: "neighbours", view: app.mainView() }, (news) => {
      const stage =
        news.stage === "compare" || !news.stage ? t("latent.copies.looking") : t(`live.stage.${news.stage}`);
      bar.show(news.done ? null : news.fraction || 0, `${stage} · ${percent(news.fraction || 0)}`);
      if (!news.done) return;
      running = null;
      busy(false);
      if (!news.distances) return;
      const size = S.facts.resolution,
        cell = Math.min(crisp(size, 110), crisp(size, (app.room().width - 8) / 6));
      mine.show(news.picture, size);
      near.style.width = `${6 * cell}px`;
      near.style.height = `${cell}px`;
      swap(near, news.png);
      names.style.width = `${6 * cell}px`;
      names.replaceChildren(...news.distances.map((d) => make("span", {}, number(d, 2))));
      state.textContent = t(news.percentile < 5 ? "latent.copies.close" : "latent.copies.normal", {
        d: number(news.distances[0], 2),
        p: number(news.percentile),
        typical: number(news.typical[1], 2),
        low: number(news.typical[0], 2),
        high: number(news.typical[2], 2),
        n: number(news.compared),
        total: number(news.total),
      });
    });
    if (!running) busy(false);
  }
  function busy(is) {
    stop.hidden = !is;
    go.disabled = is;
    if (!is) bar.show(null);
  }
  const go = button(t("latent.copies.go"), look, "quiet strong");
  const stop = button(`■ ${t("latent.stop")}`, () => running?.stop(), "quiet", { hidden: "" });
  return {
    build: () => [make("div", { class: "ll-row" }, go, stop), bar, mine, nearest, scale, state],
    leave() {
      if (running) running.stop();
    },
  };
};

// Keeping and sharing

export const saveView = async (app, view, scale, name) => {
  const answer = await app.fetch("download_view", { view, scale });
  if (answer) save(answer.data, name);
};

export const shareView = (app) => {
  const get = () => app.fetch("share_view", { view: app.wholeView() });
  async function copy(words, said) {
    try {
      await navigator.clipboard.writeText(words);
      app.notice(said);
    } catch {
      lines.textContent = words;
      lines.hidden = false;
    } // no clipboard outside https
  }
  const lines = make("pre", { class: "ll-python", hidden: "", tabindex: "0" });
  const link = async () => {
    const answer = await get();
    if (!answer) return;
    const url = new URL(location.href);
    url.search = `?run=${encodeURIComponent(app.S.run)}&view=${answer.text}`;
    copy(url.href, t("latent.share.copied"));
  };
  const recipe = async () => {
    const answer = await get();
    if (answer) saveText(answer.json, "ganplay-view.json", "application/json");
  };
  const python = async () => {
    if (!lines.hidden) {
      lines.hidden = true;
      return;
    }
    const answer = await get();
    if (answer) {
      lines.textContent = answer.python;
      lines.hidden = false;
    }
  };
  const input = make("input", { type: "file", accept: ".json,application/json", class: "gp-hidden", id: "ll-json" });
  input.addEventListener("change", async () => {
    const file = input.files[0];
    if (!file) return;
    if (file.size > 200000) return void app.notice(t("latent.share.large"));
    const answer = await app.fetch("read_view", { json: await file.text() });
    if (answer) app.openRun(answer.view.run, answer.view);
  });
  return make(
    "section",
    { class: "ll-share" },
    make("h3", {}, t("latent.share")),
    make(
      "div",
      { class: "ll-row" },
      button(t("latent.share.link"), link),
      button("JSON", recipe, "quiet", { title: t("latent.share.json") }),
      button("Python", python, "quiet", { title: t("latent.share.python") }),
      make("label", { class: "quiet", for: "ll-json" }, t("latent.share.open")),
      input,
    ),
    lines,
  );
};
