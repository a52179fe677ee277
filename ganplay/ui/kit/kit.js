// The kit that the tabs are made of: newest-wins requests, sheets of pictures, small charts, jobs, the choice of run and moment.
(() => {
  const { t, make, number } = window.ganplay;
  const SVG = "http://www.w3.org/2000/svg";

  // At most one question in flight; while it is, only the newest wish is kept, and it is always asked in the end.
  function channel(ask, show, fail) {
    let busy = false, wanted = null;
    return async function go(question) {
      wanted = question;
      if (busy) return;
      busy = true;
      while (wanted) {
        const now = wanted;
        wanted = null;
        try {
          const answer = await ask(now);
          if (answer.error) { if (!wanted) fail(window.ganplay.refusal(answer), now); } else await show(answer, now, !wanted);
        } catch (error) {
          if (!wanted) fail(t("error.offline"), now);
        }
      }
      busy = false;
    };
  }

  // Show a picture only when it is decoded: nothing flickers.
  async function swap(image, url) {
    const next = new Image();
    next.src = url;
    try { await next.decode(); } catch { /* shown as it comes */ }
    image.src = url;
    image.hidden = false;
  }

  // The size of a picture's cell on the page: a whole multiple of its pixels on the screen, so that they stay crisp.
  function crisp(size, room) {
    const dpr = devicePixelRatio || 1;
    return (Math.max(1, Math.floor((room * dpr) / size)) * size) / dpr;
  }

  // A sheet of pictures in one image, each a button. options: pick(index), label(index), mark(index) -> class, most and least (px)
  function sheet(options) {
    const image = make("img", { alt: "", hidden: "" });
    const grid = make("div", { class: "cells" });
    const element = make("div", { class: "ll-sheet " + (options.class || "") }, image, grid);
    let count = 0, columns = 1;
    grid.addEventListener("click", (event) => {
      const cell = event.target.closest("button");
      if (cell) options.pick(Number(cell.dataset.index), event);
    });
    function mark() {
      [...grid.querySelectorAll("button")].forEach((cell, index) => {
        cell.className = (options.mark && options.mark(index)) || "";
        const label = options.label ? options.label(index) : String(index + 1);
        cell.title = label;
        cell.setAttribute("aria-label", label);
      });
    }
    async function show(answer) {
      columns = answer.columns;
      const rows = Math.ceil(answer.count / columns);
      const room = options.room ? options.room() : { width: element.parentElement.clientWidth, height: Infinity };
      let cell = Math.min(crisp(answer.size, room.width / columns), crisp(answer.size, room.height / rows), options.most || 256);
      if (options.least) { // where whole pixels leave them too small to compare, or too large for the room, they are not kept whole
        const snug = Math.floor(Math.min(room.width / columns, room.height / rows));
        cell = cell > snug ? snug : Math.max(cell, Math.min(options.least, snug));
      }
      await swap(image, answer.png);
      element.style.width = cell * columns + "px";
      element.style.height = cell * rows + "px";
      grid.style.gridTemplateColumns = `repeat(${columns}, 1fr)`;
      grid.style.gridTemplateRows = `repeat(${rows}, 1fr)`;
      if (count !== answer.count) {
        count = answer.count;
        grid.replaceChildren(...Array.from({ length: count }, (_, index) => make("button", { type: "button", "data-index": index })));
      }
      grid.querySelector("i")?.remove(); // what the last row lacks is not part of the sheet
      if (count % columns) grid.append(make("i", { style: `grid-column: ${(count % columns) + 1} / -1; grid-row: ${rows}` }));
      element.dataset.cell = cell;
      mark();
    }
    return { element, image, show, mark };
  }

  // Cut a sheet into pictures of their own.
  async function slices(answer) {
    const image = new Image();
    image.src = answer.png;
    await image.decode();
    const canvas = make("canvas", { width: answer.size, height: answer.size });
    const pen = canvas.getContext("2d");
    return Array.from({ length: answer.count }, (_, index) => {
      pen.drawImage(image, -(index % answer.columns) * answer.size, -Math.floor(index / answer.columns) * answer.size);
      return canvas.toDataURL("image/png");
    });
  }

  const shape = (tag, attributes) => {
    const element = document.createElementNS(SVG, tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    return element;
  };

  // A small chart. lines: [{x, y, class}], options: {marker, dots, band: [low, high], zero, from, to, label, pick(x)}
  function chart(lines, options = {}) {
    const width = 400, height = options.height || 90, pad = 6;
    const known = lines.map((line) => line.x.map((x, i) => [x, line.y[i]]).filter(([, y]) => Number.isFinite(y)));
    const xs = known.flat().map(([x]) => x), ys = known.flat().map(([, y]) => y);
    if (options.band) ys.push(...options.band);
    const low = { x: options.from ?? Math.min(...xs), y: Math.min(...ys) };
    const high = { x: options.to ?? Math.max(...xs), y: Math.max(...ys) };
    const place = (x, y) => [
      pad + ((x - low.x) / (high.x - low.x || 1)) * (width - 2 * pad),
      height - pad - ((y - low.y) / (high.y - low.y || 1)) * (height - 2 * pad),
    ];
    const root = shape("svg", { viewBox: `0 0 ${width} ${height}`, preserveAspectRatio: "none", role: "img", "aria-label": options.label || "" });
    root.classList.add("ll-chart");
    if (!xs.length) return root;
    if (options.band) {
      const [, top] = place(0, options.band[1]), [, bottom] = place(0, options.band[0]);
      root.append(shape("rect", { x: 0, y: top, width, height: Math.max(1, bottom - top), class: "band" }));
    }
    if (options.zero && low.y < 0 && high.y > 0) {
      const [, y] = place(0, 0);
      root.append(shape("line", { x1: 0, x2: width, y1: y, y2: y, class: "zero" }));
    }
    known.forEach((points, index) => {
      root.append(shape("polyline", { points: points.map(([x, y]) => place(x, y).join(",")).join(" "), class: lines[index].class }));
    });
    for (const x of options.dots || []) root.append(shape("line", { x1: place(x, 0)[0], x2: place(x, 0)[0], y1: height - 5, y2: height, class: "dot" }));
    const marker = shape("line", { y1: 0, y2: height, class: "marker" });
    root.append(marker);
    root.mark = (x) => {
      marker.style.display = Number.isFinite(x) ? "" : "none";
      if (Number.isFinite(x)) { const [at] = place(x, 0); marker.setAttribute("x1", at); marker.setAttribute("x2", at); }
    };
    root.mark(options.marker);
    if (options.pick) {
      root.addEventListener("click", (event) => {
        const box = root.getBoundingClientRect();
        options.pick(low.x + (((event.clientX - box.left) / box.width) * width - pad) / (width - 2 * pad) * (high.x - low.x));
      });
    }
    root.range = [low.y, high.y];
    return root;
  }

  // D's scores of real and generated pictures, with a line where this picture stands.
  // options: others (logits of thinner lines), threshold (where D changes its mind), bars: [names of the two sides]
  function histogram(hist, logit, label, options = {}) {
    const root = shape("svg", { viewBox: "0 0 400 70", preserveAspectRatio: "none", role: "img", "aria-label": label });
    root.classList.add("ll-chart");
    if (!hist || !hist.edges) return root;
    const known = [hist.edges[0], hist.edges[hist.edges.length - 1], ...(Number.isFinite(options.threshold) ? [options.threshold] : [])];
    const room = 0.5 * (Math.max(...known) - Math.min(...known)); // what lies farther out than this stands at the edge
    const low = Math.max(Math.min(...known, logit || 0), Math.min(...known) - room), high = Math.min(Math.max(...known, logit || 0), Math.max(...known) + room);
    const at = (x) => ((Math.max(low, Math.min(high, x)) - low) / (high - low || 1)) * 392 + 4;
    for (const side of ["real", "fake"]) {
      const most = Math.max(1e-9, ...hist[side]);
      const points = [[at(hist.edges[0]), 68]];
      hist[side].forEach((n, i) => points.push([at(hist.edges[i]), 68 - 58 * (n / most)], [at(hist.edges[i + 1]), 68 - 58 * (n / most)]));
      points.push([at(hist.edges[hist.edges.length - 1]), 68]);
      root.append(shape("polygon", { points: points.map((p) => p.join(",")).join(" "), class: "area " + side }));
    }
    const line = (x, kind, from = 0) => root.append(shape("line", { x1: at(x), x2: at(x), y1: from, y2: 70, class: kind }));
    if (Number.isFinite(options.threshold)) line(options.threshold, "threshold");
    (options.others || []).forEach((x) => line(x, "other", 54));
    if (Number.isFinite(logit)) line(logit, "here");
    return root;
  }

  // Counts of two lists of numbers over edges that both share.
  function bins(real, fake, count = 40) {
    const all = [...real, ...fake];
    if (!all.length) return null;
    let low = Math.min(...all), high = Math.max(...all);
    if (high - low < 1e-6) { low -= 0.5; high += 0.5; }
    const edges = Array.from({ length: count + 1 }, (_, i) => low + ((high - low) * i) / count);
    const counted = (values) => {
      const counts = new Array(count).fill(0);
      for (const value of values) counts[Math.min(count - 1, Math.floor(((value - low) / (high - low)) * count))] += 1;
      return counts;
    };
    return { edges, real: counted(real), fake: counted(fake) };
  }

  // A slider with its name and its value. options: word, min, max, step, value, say(value), change(value), done(value)
  function slider(options) {
    const output = make("output", {});
    const input = make("input", { type: "range", min: options.min, max: options.max, step: options.step, value: options.value, "aria-label": options.word });
    const tell = () => { output.textContent = options.say ? options.say(Number(input.value)) : number(Number(input.value), 2); };
    input.addEventListener("input", () => { tell(); options.change(Number(input.value)); });
    if (options.done) input.addEventListener("change", () => options.done(Number(input.value)));
    tell();
    const element = make("label", { class: "ll-slider" }, make("span", {}, options.word), output, input);
    element.set = (value) => { if (Number(input.value) !== value) input.value = value; tell(); };
    return element;
  }

  const button = (word, onclick, kind = "quiet", extra = {}) => make("button", { type: "button", class: kind, onclick, ...extra }, word);

  // Draw a part of the page again; what had the keyboard's focus (by its data-focus) has it afterwards, too.
  function keepingFocus(part, draw) {
    const held = part.contains(document.activeElement) ? document.activeElement.dataset.focus : null;
    draw();
    if (held && document.activeElement === document.body) part.querySelector(`[data-focus="${held}"]`)?.focus({ preventScroll: true });
  }

  // A row of choices, one of them pressed. choices: [[value, word]]
  function segments(choices, value, choose, label) {
    const row = make("div", { class: "ll-segments", role: "group", "aria-label": label || "" });
    const press = (chosen) => [...row.children].forEach((b) => b.setAttribute("aria-pressed", b.dataset.value === String(chosen)));
    row.append(...choices.map(([name, word]) => button(word, () => { press(name); choose(name); }, "", { "data-value": name, "data-focus": "choice-" + name })));
    press(value);
    row.press = press;
    return row;
  }

  // Long work: start it, hear of it four times a second, stop it.
  async function job(server, question, heard) {
    const answer = await server.start_work(question);
    if (!answer || answer.error) { window.ganplay.notice(answer ? window.ganplay.refusal(answer) : t("error.offline")); return null; }
    const curve = [];
    let failures = 0, ended = false;
    async function listen() {
      let news = null;
      try { news = await server.poll_work({ job: answer.job, since: curve.length }); } catch { news = null; }
      if (!news) {
        failures += 1;
        if (failures > 20) { ended = true; window.ganplay.notice(t("error.offline")); return heard({ done: true, failed: true }, curve); }
        return setTimeout(listen, 1000);
      }
      failures = 0;
      curve.push(...(news.curve || []));
      if (news.error) window.ganplay.notice(window.ganplay.refusal(news));
      ended = Boolean(news.done || news.error);
      heard({ ...news, done: ended, failed: Boolean(news.error) }, curve);
      if (!ended) setTimeout(listen, 250);
      return undefined;
    }
    listen();
    return { stop: () => { if (!ended) server.stop_work({ job: answer.job }); } };
  }

  function progress(word) {
    const bar = make("i"), text = make("span");
    const element = make("div", { class: "gp-progress", role: "progressbar", "aria-label": word, hidden: "" }, bar, text);
    element.show = (fraction, words) => {
      element.hidden = fraction === null;
      bar.style.width = Math.round(100 * (fraction || 0)) + "%";
      text.textContent = words || "";
    };
    return element;
  }

  function save(url, name) { make("a", { href: url, download: name }).click(); }
  const text = (url, name, kind) => {
    const link = URL.createObjectURL(new Blob([url], { type: kind }));
    save(link, name);
    setTimeout(() => URL.revokeObjectURL(link), 10000);
  };

  // How many pictures in a row show them at a size to look at, in this room.
  const columns = (size, width) => {
    const dpr = devicePixelRatio || 1, times = Math.max(1, Math.ceil((44 * dpr) / size));
    return Math.max(3, Math.min(10, Math.floor((width * dpr) / (times * size))));
  };


  const everyRun = (lists) => [...lists.pretrained, ...lists.mine, ...lists.others];

  // Which run: options: lists, run, about (a line below), pick(run). The element has `select`.
  function runPicker({ lists, run, about, pick }) {
    const select = make("select", { "aria-label": t("latent.run") });
    for (const [word, rows] of [["runs.mine", lists.mine], ["latent.run.others", lists.others], ["runs.pretrained", lists.pretrained]]) {
      const group = make("optgroup", { label: t(word) });
      group.append(...rows.map((row) => make("option", { value: row.run }, (row.title || t("runs.row", { recipe: row.recipe, dataset: t("data." + row.dataset) })) + " · " + number(row.step))));
      if (rows.length) select.append(group);
    }
    if (run && !everyRun(lists).some((row) => row.run === run)) select.append(make("option", { value: run }, t("latent.run.link")));
    if (run) select.value = run;
    select.addEventListener("change", () => pick(select.value));
    const element = make("section", {}, make("h3", {}, t("latent.run")), select, make("p", { class: "gp-note" }, about));
    element.select = select;
    return element;
  }

  // Which moment of the run: a slider over its checkpoints, locked to its loss curves. options: steps, curve, step,
  // name (data-ref of the slider), change(step). The element has set(step), stop() and grow({steps, curve}).
  function moment({ steps, curve, step, name, change }) {
    let playing = 0, here = step;
    const words = make("output", {});
    const time = make("input", { type: "range", min: 0, max: steps.length - 1, step: 1, "aria-label": t("latent.moment"), "data-ref": name });
    const nearest = (x) => steps.reduce((best, one) => (Math.abs(one - x) < Math.abs(best - x) ? one : best), steps[0]);
    const plot = () => chart([{ x: curve.step, y: curve.loss_d, class: "d" }, { x: curve.step, y: curve.loss_g, class: "g" }],
      { height: 76, dots: steps, marker: here, from: 0, to: steps[steps.length - 1], label: t("latent.moment.curve"), pick: (x) => { stop(); go(nearest(x)); } });
    let picture = plot();
    const start = button("", play);
    const tellPlay = () => { start.textContent = playing ? "❚❚ " + t("latent.pause") : "▶ " + t("latent.play"); };
    function set(next) {
      here = next;
      time.value = steps.indexOf(next);
      words.textContent = t("live.time.step", { step: number(next) });
      time.setAttribute("aria-valuetext", words.textContent);
      picture.mark(next);
    }
    function go(next) { if (next !== here) { set(next); change(next); } }
    function grow(more) { // a run that trains has other checkpoints by now; where this one is gone the nearest is shown
      ({ steps, curve } = more);
      time.max = steps.length - 1;
      const old = picture;
      picture = plot();
      old.replaceWith(picture);
      if (steps.includes(here)) set(here); else go(nearest(here));
    }
    function stop() { clearInterval(playing); playing = 0; tellPlay(); }
    function play() {
      if (playing) return stop();
      let at = here === steps[steps.length - 1] ? -1 : steps.indexOf(here);
      const next = () => { at += 1; if (at >= steps.length) return stop(); return go(steps[at]); };
      playing = setInterval(next, 420);
      tellPlay();
      return next();
    }
    time.addEventListener("input", () => { stop(); go(steps[Number(time.value)]); });
    tellPlay();
    const element = make("section", {}, make("h3", {}, t("latent.moment"), words), make("div", { class: "ll-curve" }, picture), time,
      make("div", { class: "ll-row" }, start, make("span", { class: "key d" }, t("live.series.loss_d")), make("span", { class: "key g" }, t("live.series.loss_g"))));
    set(step);
    return Object.assign(element, { set, stop, grow });
  }

  // A setting of a recipe and its value, in words where there are any.
  const fieldWord = (name) => { const word = t("field." + name); return word.startsWith("field.") ? name.replace(/_/g, " ") : word; };
  const valueWord = (name, value) => {
    if (name === "dataset") return t("data." + value);
    const word = t(`choice.${name}.${value}`);
    if (!word.startsWith("choice.")) return word;
    return typeof value === "number" && !Number.isInteger(value) ? String(Number(value.toPrecision(6))) : String(value);
  };

  // Small things to keep in this browser.
  const keep = (key, value) => { try { localStorage.setItem("ganplay." + key, JSON.stringify(value)); } catch { /* kept for now only */ } };
  const kept = (key, otherwise) => { try { return JSON.parse(localStorage.getItem("ganplay." + key)) || otherwise; } catch { return otherwise; } };

  // Ask a server function: `ask` throws where nobody answers, `fetch` says what went wrong and answers null.
  function asker(server) {
    async function ask(what, question) {
      const answer = await server[what](question);
      if (!answer || typeof answer !== "object") throw new Error("offline");
      return answer;
    }
    async function fetch(what, question) {
      try {
        const answer = await ask(what, question);
        if (!answer.error) return answer;
        window.ganplay.notice(window.ganplay.refusal(answer));
      } catch { window.ganplay.notice(t("error.offline")); }
      return null;
    }
    return { ask, fetch };
  }

  // A file as base64, without the head of its data URL.
  async function base64(blob) {
    const url = await new Promise((resolve) => { const reader = new FileReader(); reader.onload = () => resolve(reader.result); reader.readAsDataURL(blob); });
    return url.slice(url.indexOf(",") + 1);
  }

  // A tab by its place in TABS, pressed as a visitor would, as soon as it is there; on a narrow screen the last ones are in a menu.
  function openTab(index) {
    const timer = setInterval(() => {
      const tabs = document.querySelectorAll("#gp-tabs > .tab-wrapper :is(button[role=tab], .overflow-dropdown button)");
      if (tabs.length <= index) return;
      clearInterval(timer);
      tabs[index].click();
    }, 150);
  }

  window.ganplay.kit = { shape, bins, fieldWord, valueWord, everyRun, runPicker, moment, keep, kept, asker, base64, openTab, columns, channel, swap, crisp, sheet, slices, chart, histogram, slider, button, keepingFocus, segments, job, progress, save, text };
  window.ganplay.latentTools = {};
})();
