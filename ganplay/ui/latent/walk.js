// Tools that walk: the sheet of seeds, the path through keyframes, the plane.
import { channel } from "../kit/channel.js";
import { chart } from "../kit/chart.js";
import { button, progress, segments, slider } from "../kit/controls.js";
import { make } from "../kit/dom.js";
import { save } from "../kit/files.js";
import { job } from "../kit/job.js";
import { columns, sheet } from "../kit/sheet.js";
import { number, t } from "../kit/words.js";
import { saveView } from "./search.js";

/** What the tool of a name makes of the tab. */
export const tools = {};
tools.seeds = (app) => {
  const { S } = app;
  const page = sheet({
    class: "scrolls",
    pick: (index) => {
      app.choose(S.first + index, "", { keepAmounts: true });
      page.mark();
    },
    label: (index) => t("latent.seed.name", { seed: S.first + index }),
    mark: (index) => (S.base === S.first + index ? "on" : ""),
  });
  const draw = channel(
    (view) => app.ask("draw_view", { view, columns: columns(S.facts.resolution, app.room().width) }),
    (answer) => page.show(answer),
    app.notice,
  );
  const where = make("output", {});
  const go = (first) => {
    S.first = Math.min(4294966295, Math.max(0, first));
    app.update("page");
  };
  return {
    build: () => [
      make(
        "div",
        { class: "ll-row" },
        button("←", () => go(S.first - 100), "quiet", { "aria-label": t("latent.page.before") }),
        where,
        button("→", () => go(S.first + 100), "quiet", { "aria-label": t("latent.page.after") }),
        button(`⚄ ${t("latent.page.dice")}`, () => go(100 * (app.dice() % 10000))),
      ),
      make("div", { class: "ll-scroll" }, page.element),
    ],
    update(what) {
      where.textContent = t("latent.page", { first: number(S.first), last: number(S.first + 99) });
      if (what === "base") page.mark();
      else draw(app.view({ tool: "seeds", first: S.first, count: 100 }));
    },
  };
};

tools.path = (app) => {
  const { S } = app,
    p = S.path,
    FRAMES = 16;
  const keys = make("div", {}),
    curves = make("div", { class: "ll-curves" });
  const bar = progress(t("latent.film"));
  let running = null,
    logits = null,
    norms = null;
  const strip = sheet({
    class: "strip",
    pick: (index) => scrub(p.loop ? index / FRAMES : index / (FRAMES - 1)),
    label: (index) => t("latent.frame", { n: index + 1 }),
    mark: () => "",
  });
  const pathView = (extra = {}) =>
    app.view({
      tool: "path",
      keyframes: app.plain(p.keys),
      mode: p.mode,
      loop: p.loop,
      position: p.position,
      frames: FRAMES,
      ...extra,
    });
  const draw = channel(
    (view) => app.ask("draw_view", { view, logits: true, norms: true }),
    async (answer) => {
      await strip.show(answer);
      ({ logits, norms } = answer);
      drawCurves();
    },
    app.notice,
  );
  const slide = slider({
    word: t("latent.path.position"),
    min: 0,
    max: 1,
    step: 0.002,
    value: p.position,
    say: (v) => `${Math.round(100 * v)} %`,
    change: (v) => scrub(v),
  });

  function drawCurves() {
    if (!logits) return;
    const at = logits.map((_, i) => (p.loop ? i / FRAMES : i / (FRAMES - 1)));
    const even = norms.slerp.map((_, i) => i / (norms.slerp.length - 1));
    const d = chart([{ x: at, y: logits, class: "d" }], {
      height: 64,
      zero: true,
      from: 0,
      to: 1,
      marker: p.position,
      label: t("latent.path.logit"),
      pick: scrub,
    });
    const z = chart(
      [
        { x: even, y: norms.lerp, class: `lerp${p.mode === "lerp" ? " on" : ""}` },
        { x: even, y: norms.slerp, class: `slerp${p.mode === "slerp" ? " on" : ""}` },
      ],
      {
        height: 64,
        from: 0,
        to: 1,
        marker: p.loop ? NaN : p.position,
        band: [norms.shell[0] - 2 * norms.shell[1], norms.shell[0] + 2 * norms.shell[1]],
        label: t("latent.path.norm"),
      },
    );
    const low = Math.min(...norms.lerp);
    curves.replaceChildren(
      make(
        "figure",
        {},
        make(
          "figcaption",
          {},
          make("span", { class: "key d" }, t("latent.path.logit")),
          make("span", {}, `${number(d.range[0], 1)} … ${number(d.range[1], 1)}`),
        ),
        d,
      ),
      make(
        "figure",
        {},
        make(
          "figcaption",
          {},
          make("span", { class: "key slerp" }, t("latent.path.slerp")),
          make("span", { class: "key lerp" }, t("latent.path.lerp")),
          make("span", {}, t("latent.path.norms", { low: number(low, 1), mean: number(norms.shell[0], 1) })),
        ),
        z,
      ),
    );
  }
  function scrub(position) {
    p.position = Math.min(1, Math.max(0, position));
    slide.set(p.position);
    curves.querySelectorAll("svg").forEach((svg, i) => svg.mark?.(i && p.loop ? NaN : p.position));
    if (p.keys.length < 2) return;
    S.label = t("latent.path.place", { p: Math.round(100 * p.position) });
    app.draw(pathView());
  }
  function changed() {
    keys.replaceChildren(
      app.tray(
        p.keys,
        {
          click: (item) => app.choose(item.latent, item.label),
          remove: (index) => {
            p.keys.splice(index, 1);
            changed();
          },
          move: (from, to) => {
            p.keys.splice(to, 0, ...p.keys.splice(from, 1));
            changed();
          },
          put: (item) => take(item),
        },
        "keys",
      ),
    );
    film.forEach((b) => {
      b.disabled = p.keys.length < 2;
    });
    if (p.keys.length < 2) {
      strip.element.style.height = 0;
      curves.replaceChildren(make("p", { class: "gp-note" }, t("latent.path.few")));
      logits = null;
    } else draw(pathView());
  }
  function take(item) {
    if (p.keys.length >= 8) return app.notice(t("latent.path.full"));
    p.keys.push({ latent: item.latent, label: item.label });
    return changed();
  }
  async function make_film(kind) {
    if (running) return running.stop();
    bar.show(0, t("latent.film"));
    running = await job(
      app.server,
      {
        what: "film",
        kind,
        fps: 25,
        view: pathView({ frames: Math.max(50, 40 * (p.keys.length - (p.loop ? 0 : 1))) }),
      },
      (news) => {
        bar.show(news.done ? null : news.fraction, `${t("latent.film")} · ${Math.round(100 * (news.fraction || 0))} %`);
        if (news.done) {
          running = null;
          if (news.data) save(news.data, `ganplay-path.${kind}`);
        }
      },
    );
    if (!running) bar.show(null);
    return undefined;
  }
  const film = [
    button("GIF", () => make_film("gif")),
    button("MP4", () => make_film("mp4")),
    button(t("latent.strip"), () => saveView(app, pathView(), 4, "ganplay-strip.png")),
  ];
  const loop = make("input", { type: "checkbox" });
  loop.checked = p.loop;
  loop.addEventListener("change", () => {
    p.loop = loop.checked;
    changed();
  });
  return {
    take,
    build: () => [
      make(
        "div",
        { class: "ll-row" },
        keys,
        button(`+ ${t("latent.path.add")}`, () => take(app.current()), "quiet strong"),
      ),
      make(
        "div",
        { class: "ll-row" },
        segments(
          [
            ["slerp", t("latent.path.slerp")],
            ["lerp", t("latent.path.lerp")],
          ],
          p.mode,
          (mode) => {
            p.mode = mode;
            changed();
            scrub(p.position);
          },
          t("latent.path.mode"),
        ),
        make("label", { class: "check" }, loop, t("latent.path.loop")),
      ),
      make("div", { class: "ll-strip" }, strip.element, slide),
      curves,
      make("div", { class: "ll-row" }, make("span", { class: "gp-note" }, t("latent.path.films")), ...film),
      bar,
    ],
    update(what) {
      if (what !== "base") changed();
      if (what === "open") slide.set(p.position);
    },
    leave() {
      if (running) running.stop();
    },
  };
};

tools.plane = (app) => {
  const { S } = app,
    q = S.plane;
  const corners = q.kind === "corners";
  let drawn = null,
    drag = null;
  const page = sheet({
    class: "plane",
    room: app.room,
    pick: (index) => !drag && pick(index),
    label: (index) => t("latent.plane.cell", { n: index + 1 }),
    mark: (index) => (!corners && index === (q.side * q.side - 1) / 2 ? "on" : ""),
  });
  const planeView = () =>
    corners
      ? app.view({ tool: "plane", keyframes: app.plain(q.corners), side: q.side })
      : app.view({ tool: "endless", x: q.x, y: q.y, zoom: q.zoom, side: q.side, world: q.world });
  const draw = channel(
    (view) => app.ask("draw_view", { view }),
    async (answer, view) => {
      await page.show(answer);
      drawn = view;
      place();
    },
    app.notice,
  );
  const where = make("output", {});
  const cell = () => 0.5 / q.zoom; // of the lattice, from picture to picture
  function place() {
    // where the hand is ahead of the server, the sheet is moved by what is missing
    if (!drawn || corners || drawn.zoom !== q.zoom) {
      page.image.style.transform = "";
      return;
    }
    const px = Number(page.element.dataset.cell) / cell();
    page.image.style.transform = `translate(${(drawn.x - q.x) * px}px, ${(drawn.y - q.y) * px}px)`;
  }
  function go() {
    where.textContent = corners
      ? ""
      : t("latent.plane.place", { x: number(q.x, 2), y: number(q.y, 2), zoom: number(q.zoom, 1) });
    place();
    draw(planeView());
  }
  async function pick(index) {
    const answer = await app.fetch("pick_latent", { view: planeView(), index });
    if (!answer) return;
    if (!corners) {
      const middle = (q.side - 1) / 2;
      q.x += ((index % q.side) - middle) * cell();
      q.y += (Math.floor(index / q.side) - middle) * cell();
    }
    app.choose(
      answer.latent,
      corners ? t("latent.plane.between") : t("latent.plane.name", { x: number(q.x, 2), y: number(q.y, 2) }),
      { quiet: true },
    );
    go();
  }
  const zoom = (times) => {
    q.zoom = Math.min(100, Math.max(0.1, q.zoom * times));
    go();
  };
  const e = page.element;
  if (!corners) {
    let start = null;
    e.addEventListener("pointerdown", (event) => {
      start = { x: event.clientX, y: event.clientY, qx: q.x, qy: q.y, id: event.pointerId };
    });
    e.addEventListener("pointermove", (event) => {
      if (!start || event.pointerId !== start.id) return;
      const dx = event.clientX - start.x,
        dy = event.clientY - start.y;
      if (!drag && Math.hypot(dx, dy) > 5) {
        drag = true;
        e.setPointerCapture(start.id);
        e.classList.add("dragged");
      }
      if (!drag) return;
      const px = Number(e.dataset.cell) / cell();
      q.x = Math.max(-1e6, Math.min(1e6, start.qx - dx / px));
      q.y = Math.max(-1e6, Math.min(1e6, start.qy - dy / px));
      go();
    });
    const up = () => {
      start = null;
      e.classList.remove("dragged");
      setTimeout(() => {
        drag = null;
      });
    };
    e.addEventListener("pointerup", up);
    e.addEventListener("pointercancel", up);
    e.addEventListener(
      "wheel",
      (event) => {
        event.preventDefault();
        zoom(Math.exp(-event.deltaY / 400));
      },
      { passive: false },
    );
    e.addEventListener("keydown", (event) => {
      const move = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
      if (!move) return;
      event.preventDefault();
      q.x += move[0] * cell();
      q.y += move[1] * cell();
      go();
    });
  }
  const again = () => {
    app.S.mode = "plane";
    app.reopen();
  };
  const row = make("div", {});
  const drawCorners = () =>
    row.replaceChildren(
      app.tray(
        q.corners,
        {
          click: (item, index) => {
            q.corners[index] = app.current();
            drawCorners();
            go();
          },
          put: (item, index) => {
            q.corners[index] = item;
            drawCorners();
            go();
          },
        },
        "corners",
      ),
      make("p", { class: "gp-note" }, t("latent.plane.corners.note")),
    );
  return {
    take: corners
      ? (item) => {
          q.corners.push({ latent: item.latent, label: item.label });
          q.corners.shift();
          drawCorners();
          go();
        }
      : null,
    build: () => [
      make(
        "div",
        { class: "ll-row" },
        segments(
          [
            ["endless", t("latent.plane.endless")],
            ["corners", t("latent.plane.corners")],
          ],
          q.kind,
          (kind) => {
            q.kind = kind;
            again();
          },
          t("latent.mode.plane"),
        ),
        slider({
          word: t("latent.plane.side"),
          min: 3,
          max: 11,
          step: 2,
          value: q.side,
          say: (v) => `${v}×${v}`,
          change: (v) => {
            q.side = v;
            go();
          },
        }),
        ...(corners
          ? []
          : [
              button("−", () => zoom(1 / 1.4), "quiet", { "aria-label": t("latent.plane.out") }),
              button("+", () => zoom(1.4), "quiet", { "aria-label": t("latent.plane.in") }),
              button(`⚄ ${t("latent.plane.other")}`, () => {
                q.world = app.dice();
                go();
              }),
            ]),
      ),
      ...(corners ? [row] : []),
      make("div", { class: "ll-center" }, page.element),
      make(
        "div",
        { class: "ll-row" },
        where,
        button(t("latent.grid"), () => saveView(app, planeView(), 2, "ganplay-plane.png")),
      ),
    ],
    update(what) {
      if (what !== "base") go();
      if (corners && ["open", "step", "scale"].includes(what)) drawCorners();
    },
  };
};
