// Bringing pictures to the discriminator: files, the clipboard, a drawing pad, the camera, picks; and the cards they become.
(() => {
  const { t, make, number } = window.ganplay;
  const { button, segments, channel, crisp } = window.ganplay.kit;
  const modes = (window.ganplay.judgeModes = window.ganplay.judgeModes || {});
  const PAD = 224, COLOURS = ["#111111", "#ffffff", "#e4572e", "#f2b134", "#4c9f70", "#2563a8", "#8e5ea2", "#e8b796"];
  const PICKED = 8;

  window.ganplay.judgeBring = (app) => {
    const { S } = app;
    const input = make("input", { type: "file", accept: "image/*", multiple: "", class: "gp-hidden", id: "jj-file", "data-ref": "judge-file" });
    input.addEventListener("change", () => { app.take(input.files); input.value = ""; });
    const drop = make("label", { class: "ll-drop jj-drop", for: "jj-file" }, make("b", {}, t("judge.drop")), make("span", { class: "gp-note" }, t("judge.drop.note")));
    const over = (event) => { event.preventDefault(); drop.classList.add("over"); };
    drop.addEventListener("dragover", over);
    drop.addEventListener("dragleave", () => drop.classList.remove("over"));
    drop.addEventListener("drop", (event) => { event.preventDefault(); drop.classList.remove("over"); app.take(event.dataTransfer.files); });
    const again = () => app.bringAll(S.cards.filter((card) => card.file && card.kind !== "pad"));
    const crop = segments([["crop", t("judge.crop.crop")], ["fit", t("judge.crop.fit")]], S.crop, (value) => { S.crop = value; again(); }, t("judge.crop"));
    const check = (name) => {
      const box = make("input", { type: "checkbox", "data-ref": "judge-" + name });
      box.checked = S[name];
      box.addEventListener("change", () => { S[name] = box.checked; again(); });
      return make("label", { class: "check", title: t("judge." + name + ".hint") }, box, t("judge." + name));
    };
    return make("section", { class: "jj-bring" }, make("h3", {}, t("judge.bring")), input, drop,
      make("div", { class: "jj-sources" },
        button("✎ " + t("judge.draw"), () => { app.open("cards"); app.panel("pad"); }),
        button("◉ " + t("judge.camera"), () => { app.open("cards"); app.panel("camera"); }),
        button("+ " + t("judge.pick.real"), () => app.pick("real", PICKED)),
        button("+ " + t("judge.pick.generated"), () => app.pick("generated", PICKED)),
        button("+ " + t("judge.pick.odd"), () => app.pick("odd", 12), "quiet wide")),
      make("div", { class: "ll-row jj-how" }, crop, check("invert"), check("centre")));
  };

  modes.cards = (app) => {
    const { S } = app;
    const side = make("div", { class: "jj-panel", hidden: "" });
    const list = make("ol", { class: "jj-cards" });
    const bar = make("div", { class: "ll-row" });
    let panel = null;
    app.panel = (which) => { // the drawing pad or the camera above the cards, or null
      if (panel) panel.close();
      panel = which ? { pad, camera }[which](app, () => app.panel(null)) : null;
      side.hidden = !panel;
      side.replaceChildren(...(panel ? [panel.element] : []));
    };
    function show() {
      const size = crisp(S.facts.resolution, 84);
      list.replaceChildren(...S.cards.map((card) => {
        const real = card.row && card.row.logit > S.threshold;
        const name = app.nameOf(card);
        const face = card.png ? make("img", { src: card.png, alt: "", style: `width:${size}px;height:${size}px` }) : make("span", { class: "jj-blank" + (card.error ? " bad" : ""), style: `width:${size}px;height:${size}px` }, card.error ? "!" : "…");
        const words = card.error || (card.row ? t(real ? "live.series.real" : "live.series.fake") : "");
        return make("li", { class: [card.id === S.chosen && card.png ? "on" : "", card.error ? "bad" : ""].join(" ") },
          make("button", { type: "button", class: "jj-card", title: name, "aria-pressed": String(card.id === S.chosen), onclick: () => app.choose(card.id) },
            face, make("span", { class: "jj-name" }, name),
            card.row ? make("output", { class: "jj-logit " + (real ? "real" : "fake") }, app.logit(card.row.logit)) : make("output", {}, ""),
            make("span", { class: "jj-words" }, words, card.row && card.row.far > 1 ? make("i", { title: t("judge.far", { times: number(card.row.far, 1) }) }, " ?") : "")),
          button("×", () => app.remove(card.id), "mini right", { "aria-label": t("latent.remove") + ": " + name }));
      }));
      const strangest = S.cards.filter((card) => card.error).length;
      bar.replaceChildren(make("span", { class: "gp-note" }, t("judge.count", { n: S.cards.length, most: 64 }) + (strangest ? " " + t("judge.count.bad", { n: strangest }) : "")),
        button(t("judge.sort"), () => { S.cards.sort((a, b) => (b.row ? b.row.logit : -1e9) - (a.row ? a.row.logit : -1e9)); app.tell(); }),
        button(t("judge.clear"), () => { S.cards = []; S.chosen = null; app.tell(); }));
    }
    return { build: () => [side, bar, list], update: show, leave: () => app.panel(null) };
  };

  // A pad to draw on; what D says follows the pen.
  function pad(app, done) {
    const { S } = app;
    const canvas = make("canvas", { width: PAD, height: PAD, class: "jj-pad", tabindex: "0", "aria-label": t("judge.pad"), "data-ref": "judge-pad" });
    const pen = canvas.getContext("2d");
    const grey = S.facts.channels === 1;
    let strokes = [], stroke = null, colour = COLOURS[0], width = grey ? 18 : 14, card = null;
    const told = make("p", { class: "ll-state" }, t("judge.pad.note"));
    function paint() {
      pen.fillStyle = "#fff";
      pen.fillRect(0, 0, PAD, PAD);
      pen.lineCap = pen.lineJoin = "round";
      for (const one of strokes) {
        pen.strokeStyle = one.colour;
        pen.lineWidth = one.width;
        pen.beginPath();
        pen.moveTo(...one.points[0]);
        for (const point of one.points.slice(1)) pen.lineTo(...point);
        if (one.points.length === 1) pen.lineTo(one.points[0][0] + 0.1, one.points[0][1]);
        pen.stroke();
      }
    }
    const judge = channel(async () => {
      const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
      if (!card || !S.cards.includes(card)) { [card] = app.add([{ kind: "pad", file: blob, number: S.cards.filter((c) => c.kind === "pad").length + 1 }]); if (!card) return {}; S.chosen = card.id; }
      card.file = blob;
      const answer = await app.ask("brought", { ...app.here(), pad: true, picture: await window.ganplay.kit.base64(blob) });
      if (!answer.error) { card.png = answer.png; card.error = null; await app.judge(); }
      return answer;
    }, () => {}, (words) => { told.textContent = words; });
    const place = (event) => {
      const box = canvas.getBoundingClientRect();
      return [((event.clientX - box.left) / box.width) * PAD, ((event.clientY - box.top) / box.height) * PAD];
    };
    canvas.addEventListener("pointerdown", (event) => {
      canvas.setPointerCapture(event.pointerId);
      stroke = { colour, width, points: [place(event)] };
      strokes.push(stroke);
      paint();
    });
    canvas.addEventListener("pointermove", (event) => {
      if (!stroke) return;
      stroke.points.push(...(event.getCoalescedEvents?.() || [event]).map(place));
      paint();
      if (stroke.points.length % 4 === 0) judge({});
    });
    const up = () => { if (stroke) { stroke = null; judge({}); } };
    canvas.addEventListener("pointerup", up);
    canvas.addEventListener("pointercancel", up);
    const redo = () => { paint(); if (strokes.length) judge({}); };
    const undo = () => { strokes.pop(); redo(); };
    canvas.addEventListener("keydown", (event) => { if ((event.ctrlKey || event.metaKey) && event.key === "z") { event.preventDefault(); undo(); } });
    const brush = make("input", { type: "range", min: 4, max: 40, value: width, "aria-label": t("judge.pad.brush") });
    brush.addEventListener("input", () => { width = Number(brush.value); });
    const palette = grey ? [] : [make("div", { class: "jj-palette", role: "group", "aria-label": t("judge.pad.colour") }, ...COLOURS.map((one) => {
      const swatch = button("", () => { colour = one; [...swatch.parentNode.children].forEach((b) => b.setAttribute("aria-pressed", String(b === swatch))); }, "", { style: `background:${one}`, "aria-label": one, "aria-pressed": String(one === colour) });
      return swatch;
    }))];
    paint();
    return {
      close() {},
      element: make("div", { class: "jj-draw" }, canvas, make("div", {}, told, ...palette, make("label", { class: "ll-slider" }, make("span", {}, t("judge.pad.brush")), brush),
        make("div", { class: "ll-row" }, button("↶ " + t("latent.breed.undo"), undo), button(t("judge.pad.clear"), () => { strokes = []; paint(); }),
          button(t("judge.pad.next"), () => { card = null; strokes = []; paint(); }), button(t("judge.done"), done, "quiet strong")))),
    };
  }

  function camera(app, done) {
    const video = make("video", { class: "jj-video", autoplay: "", playsinline: "", muted: "" });
    const told = make("p", { class: "ll-state" }, t("judge.camera.wait"));
    let stream = null, closed = false;
    const shoot = button("● " + t("judge.camera.take"), async () => {
      const canvas = make("canvas", { width: video.videoWidth, height: video.videoHeight });
      canvas.getContext("2d").drawImage(video, 0, 0);
      const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
      app.take([blob], "camera");
    }, "quiet strong", { disabled: "" });
    const stop = () => { closed = true; if (stream) stream.getTracks().forEach((track) => track.stop()); };
    (async () => {
      try {
        if (!navigator.mediaDevices) throw new Error("insecure"); // browsers open it on https and on this machine only
        stream = await navigator.mediaDevices.getUserMedia({ video: { width: 640, height: 640 } });
        if (closed) return stop();
        video.srcObject = stream;
        told.textContent = t("judge.camera.note");
        shoot.disabled = false;
      } catch { told.textContent = t("judge.camera.none"); }
      return undefined;
    })();
    return { close: stop, element: make("div", { class: "jj-draw" }, video, make("div", {}, told, make("div", { class: "ll-row" }, shoot, button(t("judge.done"), done)))) };
  }
})();
