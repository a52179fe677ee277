// Bringing pictures to the discriminator: files, the clipboard, a drawing pad, the camera, picks; and the cards they become.
import { channel } from "../kit/channel.js";
import { button, segments } from "../kit/controls.js";
import { make } from "../kit/dom.js";
import { crisp } from "../kit/sheet.js";
import { number, t } from "../kit/words.js";

/** What the mode of a name makes of the tab. */
export const modes = {};
const PAD = 224,
  COLOURS = {
    black: "#111111",
    white: "#ffffff",
    red: "#e4572e",
    yellow: "#f2b134",
    green: "#4c9f70",
    blue: "#2563a8",
    purple: "#8e5ea2",
    skin: "#e8b796",
  };
const PICKED = 8;

export const bringPart = (app) => {
  const { S } = app;
  const input = make("input", {
    type: "file",
    accept: "image/*",
    multiple: "",
    class: "gp-hidden",
    id: "jj-file",
    "data-ref": "judge-file",
  });
  input.addEventListener("change", () => {
    app.take(input.files);
    input.value = "";
  });
  const drop = make(
    "label",
    { class: "ll-drop jj-drop", for: "jj-file" },
    make("b", {}, t("judge.drop")),
    make("span", { class: "gp-note" }, t("judge.drop.note")),
  );
  const again = () => app.bringAll(S.cards.filter((card) => card.file && card.kind !== "pad"));
  const crop = segments(
    [
      ["crop", t("judge.crop.crop")],
      ["fit", t("judge.crop.fit")],
    ],
    S.crop,
    (value) => {
      S.crop = value;
      again();
    },
    t("judge.crop"),
  );
  const check = (name) => {
    const box = make("input", { type: "checkbox", "data-ref": `judge-${name}` });
    box.checked = S[name];
    box.addEventListener("change", () => {
      S[name] = box.checked;
      again();
    });
    return make("label", { class: "check", title: t(`judge.${name}.hint`) }, box, t(`judge.${name}`));
  };
  return make(
    "section",
    { class: "jj-bring" },
    make("h3", {}, t("judge.bring")),
    input,
    drop,
    make(
      "div",
      { class: "ll-row jj-how" },
      make("span", { class: "gp-note" }, t("judge.files")),
      crop,
      check("invert"),
      check("centre"),
    ),
    make(
      "div",
      { class: "jj-sources" },
      button(`✎ ${t("judge.draw")}`, () => {
        app.open("cards");
        app.panel("pad");
      }),
      button(`◉ ${t("judge.camera")}`, () => {
        app.open("cards");
        app.panel("camera");
      }),
      button(`+ ${t("judge.pick.real")}`, () => app.pick("real", PICKED)),
      button(`+ ${t("judge.pick.generated")}`, () => app.pick("generated", PICKED)),
      button(`+ ${t("judge.pick.odd")}`, () => app.pick("odd", 12), "quiet wide"),
    ),
  );
};

modes.cards = (app) => {
  const { S } = app;
  const side = make("div", { class: "jj-panel", hidden: "" });
  const list = make("ol", { class: "jj-cards" });
  const count = make("span", { class: "gp-note" });
  const bar = make(
    "div",
    { class: "ll-row" },
    count,
    button(t("judge.sort"), () => {
      S.cards.sort((a, b) => (b.row ? b.row.logit : -1e9) - (a.row ? a.row.logit : -1e9));
      app.tell();
    }),
    button(t("judge.clear"), () => {
      S.cards = [];
      app.tell();
    }),
  );
  let panel = null;
  app.panel = (which) => {
    // the drawing pad or the camera above the cards, or null
    if (panel) panel.close();
    S.panel = which;
    panel = which ? { pad, camera }[which](app, () => app.panel(null)) : null;
    side.hidden = !panel;
    side.replaceChildren(...(panel ? [panel.element] : []));
    app.tell();
  };
  function card(one, size) {
    const { row, error } = one,
      real = row && row.logit > row.threshold,
      name = app.nameOf(one),
      style = `width:${size}px;height:${size}px`;
    const face = one.png
      ? make("img", { src: one.png, alt: "", style })
      : make("span", { class: `jj-blank${error ? " bad" : ""}`, style }, error ? "!" : "…");
    return make(
      "li",
      { class: [one.id === S.chosen && one.png ? "on" : "", error ? "bad" : ""].join(" ") },
      make(
        "button",
        {
          type: "button",
          class: "jj-card",
          title: name,
          disabled: one.png ? null : "",
          "aria-pressed": String(one.id === S.chosen),
          "data-focus": `card ${one.id}`,
          onclick: () => app.choose(one.id),
        },
        face,
        make("span", { class: "jj-name" }, name),
        ...(error
          ? []
          : [make("output", { class: `jj-logit ${real ? "real" : "fake"}` }, row ? app.logit(row.logit) : "")]),
        make(
          "span",
          { class: "jj-words" },
          error || (row ? t(real ? "live.series.real" : "live.series.fake") : ""),
          row && row.far > 1 ? make("i", { title: t("judge.far", { times: number(row.far, 1) }) }, " ?") : "",
        ),
      ),
      button("×", () => remove(one.id), "mini right", {
        "aria-label": `${t("latent.remove")}: ${name}`,
        "data-focus": `remove ${one.id}`,
      }),
    );
  }
  function remove(id) {
    // the keyboard's focus goes to the next one's button
    const at = S.cards.findIndex((one) => one.id === id),
      next = S.cards[at + 1] || S.cards[at - 1];
    const held = list.contains(document.activeElement);
    app.remove(id);
    if (held && next) list.querySelector(`[data-focus="remove ${next.id}"]`)?.focus({ preventScroll: true });
  }
  function show() {
    const size = crisp(S.facts.resolution, 84),
      bad = S.cards.filter((one) => one.error).length;
    app.keepingFocus(list, () => list.replaceChildren(...S.cards.map((one) => card(one, size))));
    count.textContent =
      t("judge.count", { n: S.cards.length, most: 64 }) + (bad ? ` ${t("judge.count.bad", { n: bad })}` : "");
  }
  return {
    build() {
      if (S.panel) app.panel(S.panel);
      return [side, bar, list];
    },
    update: show,
    leave() {
      if (panel) panel.close();
    },
  };
};

// A pad to draw on; what D says follows the pen. The drawing is kept in S.pad: {strokes, colour, width, card (its id)}.
function pad(app, done) {
  const { S } = app;
  const grey = S.facts.channels === 1;
  const drawing = (S.pad = S.pad || { strokes: [], colour: COLOURS.black, width: grey ? 18 : 14, card: null });
  const canvas = make("canvas", {
    width: PAD,
    height: PAD,
    class: "jj-pad",
    tabindex: "0",
    "aria-label": t("judge.pad"),
    "data-ref": "judge-pad",
  });
  const pen = canvas.getContext("2d");
  const told = make("p", { class: "ll-state", role: "status" }, t("judge.pad.note"));
  let stroke = null;
  function paint() {
    pen.fillStyle = "#fff";
    pen.fillRect(0, 0, PAD, PAD);
    pen.lineCap = pen.lineJoin = "round";
    for (const one of drawing.strokes) {
      pen.strokeStyle = grey ? COLOURS.black : one.colour;
      pen.lineWidth = one.width;
      pen.beginPath();
      pen.moveTo(...one.points[0]);
      for (const point of one.points.slice(1)) pen.lineTo(...point);
      if (one.points.length === 1) pen.lineTo(one.points[0][0] + 0.1, one.points[0][1]);
      pen.stroke();
    }
  }
  const mine = () => S.cards.find((one) => one.id === drawing.card);
  const judge = channel(
    async () => {
      const file = await new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
      if (!drawing.strokes.length) return {};
      let card = mine();
      if (!card) {
        [card] = app.add([
          {
            kind: "pad",
            file,
            number: 1 + Math.max(0, ...S.cards.filter((one) => one.kind === "pad").map((one) => one.number)),
          },
        ]);
        if (!card) return {}; // the table is full, which was said
        drawing.card = card.id;
      }
      card.file = file;
      await app.bring(card);
      told.textContent = card.error || t("judge.pad.note");
      if (card.png && mine() === card) S.chosen = card.id;
      await app.judge();
      return {};
    },
    () => {},
    app.notice,
  );
  function empty() {
    // nothing is drawn: nothing is judged
    drawing.strokes = [];
    paint();
    if (mine()) app.remove(drawing.card);
    drawing.card = null;
  }
  function another() {
    drawing.strokes = [];
    drawing.card = null;
    paint();
  }
  const place = (event) => {
    const box = canvas.getBoundingClientRect();
    return [((event.clientX - box.left) / box.width) * PAD, ((event.clientY - box.top) / box.height) * PAD];
  };
  canvas.addEventListener("pointerdown", (event) => {
    canvas.setPointerCapture(event.pointerId);
    stroke = { colour: drawing.colour, width: drawing.width, points: [place(event)] };
    drawing.strokes.push(stroke);
    paint();
  });
  canvas.addEventListener("pointermove", (event) => {
    if (!stroke) return;
    stroke.points.push(...(event.getCoalescedEvents?.() || [event]).map(place));
    paint();
    if (stroke.points.length % 4 === 0) judge({});
  });
  const up = () => {
    if (stroke) {
      stroke = null;
      judge({});
    }
  };
  canvas.addEventListener("pointerup", up);
  canvas.addEventListener("pointercancel", up);
  function undo() {
    drawing.strokes.pop();
    if (!drawing.strokes.length) return empty();
    paint();
    return judge({});
  }
  canvas.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key === "z") {
      event.preventDefault();
      undo();
    }
  });
  const brush = make("input", {
    type: "range",
    min: 4,
    max: 40,
    value: drawing.width,
    "aria-label": t("judge.pad.brush"),
  });
  brush.addEventListener("input", () => {
    drawing.width = Number(brush.value);
  });
  const palette = grey
    ? []
    : [
        make(
          "div",
          { class: "jj-palette", role: "group", "aria-label": t("judge.pad.colour") },
          ...Object.entries(COLOURS).map(([name, one]) => {
            const word = t(`judge.colour.${name}`);
            const swatch = button(
              "",
              () => {
                drawing.colour = one;
                [...swatch.parentNode.children].forEach((b) => b.setAttribute("aria-pressed", String(b === swatch)));
              },
              "",
              {
                style: `background:${one}`,
                title: word,
                "aria-label": word,
                "aria-pressed": String(one === drawing.colour),
              },
            );
            return swatch;
          }),
        ),
      ];
  paint();
  return {
    close() {},
    element: make(
      "div",
      { class: "jj-draw" },
      canvas,
      make(
        "div",
        {},
        told,
        ...palette,
        make("label", { class: "ll-slider" }, make("span", {}, t("judge.pad.brush")), brush),
        make(
          "div",
          { class: "ll-row" },
          button(`↶ ${t("latent.breed.undo")}`, undo),
          button(t("judge.pad.clear"), empty),
          button(t("judge.pad.next"), another),
          button(
            t("judge.done"),
            () => {
              another();
              done();
            },
            "quiet strong",
          ),
        ),
      ),
    ),
  };
}

function camera(app, done) {
  const video = make("video", { class: "jj-video", autoplay: "", playsinline: "", muted: "" });
  const told = make("p", { class: "ll-state" }, t("judge.camera.wait"));
  let stream = null,
    closed = false;
  const shoot = button(
    `● ${t("judge.camera.take")}`,
    async () => {
      const canvas = make("canvas", { width: video.videoWidth, height: video.videoHeight });
      canvas.getContext("2d").drawImage(video, 0, 0);
      const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
      app.take([blob], "camera");
    },
    "quiet strong",
    { disabled: "" },
  );
  const stop = () => {
    closed = true;
    if (stream) stream.getTracks().forEach((track) => track.stop());
  };
  (async () => {
    try {
      if (!navigator.mediaDevices) throw new Error("insecure"); // browsers open it on https and on this machine only
      stream = await navigator.mediaDevices.getUserMedia({ video: { width: 640, height: 640 } });
      if (closed) return stop();
      video.srcObject = stream;
      told.textContent = t("judge.camera.note");
      shoot.disabled = false;
    } catch {
      told.textContent = t("judge.camera.none");
    }
    return undefined;
  })();
  return {
    close: stop,
    element: make(
      "div",
      { class: "jj-draw" },
      video,
      make("div", {}, told, make("div", { class: "ll-row" }, shoot, button(t("judge.done"), done))),
    ),
  };
}
