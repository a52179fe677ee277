// Two to six runs side by side: curves laid over one another, the same seeds, what was measured, what differs.

import { channel } from "../kit/channel.js";
import { button, segments } from "../kit/controls.js";
import { make, shape } from "../kit/dom.js";
import { plotly } from "../kit/plotly.js";
import { crisp, slices } from "../kit/sheet.js";
import { keep, kept } from "../kit/storage.js";
import { colour } from "../kit/theme.js";
import { number, percent, t } from "../kit/words.js";

const CURVES = ["loss_d", "loss_g", "rate"];
const MEASURED = ["classifier_fd", "coverage", "modes", "high_quality"]; // curves of them where some run has any
const QUANTITIES = ["diversity", "gap", "accuracy", "loss_d", "loss_g", "rate"];
const AXES = ["step", "images", "seconds"];
const DASHES = ["solid", "dash", "dot", "dashdot", "longdash", "longdashdot"];
const SHARES = ["accuracy", "diversity", "distinct", "coverage", "high_quality"];
const word = (name) => (MEASURED.includes(name) ? "metric." : "library.quantity.") + name;

export function comparison(app, place) {
  const runs = app.ticked();
  const view = { quantity: "diversity", axis: "step", first: 0, kind: "", all: false, ...kept("runs.compare", {}) };
  let data = null,
    gone = false;
  app.measured = () => {
    if (!gone) load(true);
  };
  const ref = {},
    strips = new Map(),
    steps = new Map();
  const remember = () => keep("runs.compare", view);
  const ink = (index) => colour(`run-${index + 1}`);

  if (runs.length < 2) {
    place.append(
      make(
        "div",
        { class: "ll-empty lb-empty" },
        make("h2", {}, t("library.compare.few")),
        make("p", {}, t("library.compare.how")),
        button(t("library.mode.library"), () => app.mode("library"), "quiet strong"),
      ),
    );
    return { leave() {}, resize() {}, redraw() {} };
  }

  const nameOf = (run, index) => {
    const name = app.nameOf(data.runs[index].row);
    const same = data.runs.filter((other) => app.nameOf(other.row) === name).length > 1;
    return same ? `${name} (${index + 1})` : name;
  };
  const swatch = (index) => {
    const dashes = {
      solid: "",
      dash: "7 4",
      dot: "2 3",
      dashdot: "7 3 2 3",
      longdash: "11 4",
      longdashdot: "11 3 2 3",
    }[DASHES[index]];
    const line = shape("svg", { viewBox: "0 0 26 8", width: 26, height: 8, "aria-hidden": "true" });
    line.append(
      shape("line", {
        x1: 0,
        x2: 26,
        y1: 4,
        y2: 4,
        style: `stroke: var(--gp-run-${index + 1})`,
        "stroke-width": 3,
        "stroke-dasharray": dashes,
      }),
    );
    return line;
  };

  // Curves
  async function draw() {
    if (!data || gone || !ref.chart.clientWidth) return;
    const { quantity, axis } = view,
      numbers = CURVES.includes(quantity);
    const traces = data.runs.map((run, index) => {
      const columns = numbers ? run.curves : MEASURED.includes(quantity) ? run.measures : run.evals;
      return {
        type: "scatter",
        mode: MEASURED.includes(quantity) ? "lines+markers" : "lines",
        marker: { size: 5 },
        x: columns[axis],
        y: columns[quantity].map((v) => (v === null ? null : SHARES.includes(quantity) ? 100 * v : v)),
        name: nameOf(run, index),
        line: { color: ink(index), width: 2.2, dash: DASHES[index] },
        connectgaps: true,
        hovertemplate: "%{y:.4g}",
      };
    });
    try {
      const Plotly = await plotly();
      const look = axis;
      if (gone) return;
      const base = {
        uirevision: quantity + axis,
        autosize: true,
        showlegend: false,
        hovermode: "x unified",
        dragmode: "zoom",
        margin: { l: 52, r: 12, t: 8, b: 40 },
        paper_bgcolor: "rgba(0,0,0,0)",
        plot_bgcolor: "rgba(0,0,0,0)",
        font: { family: "system-ui, sans-serif", size: 12.5, color: colour("ink") },
        hoverlabel: { bgcolor: colour("panel"), bordercolor: colour("rule"), font: { color: colour("ink") } },
        xaxis: look({
          showgrid: false,
          rangemode: "tozero",
          tickformat: "~s",
          title: { text: t(`live.stat.${axis}`), standoff: 6 },
        }),
        yaxis: look({
          rangemode: numbers && quantity !== "rate" ? "normal" : "tozero",
          tickformat: quantity === "rate" ? "~s" : "",
          ticksuffix: SHARES.includes(quantity) ? " %" : "",
        }),
      };
      if (quantity === "classifier_fd") base.yaxis.type = "log";
      if (quantity === "accuracy" || quantity === "diversity")
        base.shapes = [
          {
            type: "line",
            x0: 0,
            x1: 1,
            xref: "paper",
            y0: quantity === "accuracy" ? 50 : 100,
            y1: quantity === "accuracy" ? 50 : 100,
            line: { color: colour("muted"), width: 1, dash: "dot" },
          },
        ];
      await Plotly.react(ref.chart, traces, base, { displayModeBar: false, responsive: true, doubleClick: "reset" });
      ref.chart.dataset.drawn = `${quantity}.${axis}`;
    } catch {
      ref.chart.textContent = t("live.charts.missing");
    }
  }

  // The same latents
  const room = () => {
    const width = ref.strips.clientWidth || 500;
    const count = Math.max(4, Math.min(10, Math.floor(width / 62)));
    return { count, cell: Math.min(96, Math.floor(width / count)) };
  };
  function strip(index) {
    const run = data.runs[index].row.run;
    if (!strips.has(index)) {
      strips.set(
        index,
        channel(
          (question) => app.ask("draw", question),
          async (answer, question) => {
            const pictures = await slices(answer),
              { cell } = room();
            if (gone || question.kind !== view.kind) return;
            const line = ref.strips.querySelector(`[data-strip="${index}"]`);
            if (!line) return;
            const side = crisp(answer.size, cell - 2);
            line.style.gridTemplateColumns = `repeat(${answer.count}, ${cell}px)`;
            line.replaceChildren(
              ...pictures.map((url, i) =>
                make("img", {
                  src: url,
                  alt: t("library.seed.alt", { seed: question.first + i, title: nameOf(null, index) }),
                  title: t("library.seed", { seed: question.first + i }),
                  style: `width: ${side}px; height: ${side}px`,
                }),
              ),
            );
            line.dataset.step = answer.step;
          },
          (text) => {
            const line = ref.strips.querySelector(`[data-strip="${index}"]`);
            if (line) line.replaceChildren(make("p", { class: "gp-note" }, text));
          },
        ),
      );
    }
    const { classes } = data.runs[index],
      label = classes.indexOf(view.kind);
    if (view.kind && classes.length && label < 0) {
      // runs that are told no class draw as always
      ref.strips
        .querySelector(`[data-strip="${index}"]`)
        .replaceChildren(make("p", { class: "gp-note" }, t("library.class.none", { name: view.kind })));
    } else if (data.runs[index].steps.length) {
      strips.get(index)({
        run,
        step: steps.get(run),
        first: view.first,
        count: room().count,
        kind: view.kind,
        ...(label < 0 ? {} : { label }),
      });
    }
  }
  function classPicker() {
    // of the runs that are told the class, by its name
    const names = [...new Set(data.runs.flatMap((run) => run.classes))];
    if (!names.includes(view.kind)) view.kind = "";
    const select = make(
      "select",
      { "aria-label": t("latent.class"), "data-ref": "compare-class" },
      make("option", { value: "" }, t("latent.class.own")),
      ...names.map((name) => make("option", { value: name }, name)),
    );
    select.value = view.kind;
    select.addEventListener("change", () => {
      view.kind = select.value;
      remember();
      drawAll();
    });
    return names.length ? [make("label", { class: "check" }, t("latent.class"), select)] : [];
  }
  const drawAll = () => data.runs.forEach((_, index) => strip(index));
  function stripRow(run, index) {
    const id = run.row.run;
    const choose = make(
      "select",
      { "aria-label": t("library.moment.of", { title: nameOf(run, index) }) },
      ...run.steps.map((step) => make("option", { value: step }, t("live.time.step", { step: number(step) }))),
    );
    choose.value = steps.get(id);
    choose.addEventListener("change", () => {
      steps.set(id, Number(choose.value));
      strip(index);
    });
    const none = run.steps.length ? [] : [make("p", { class: "gp-note" }, t("library.no_checkpoint"))];
    return make(
      "div",
      { class: "lb-strip" },
      make(
        "div",
        { class: "lb-strip-head" },
        swatch(index),
        make("b", {}, nameOf(run, index)),
        ...(run.steps.length ? [choose] : []),
      ),
      make("div", { class: "lb-pictures", "data-strip": index }, ...none),
    );
  }
  function everyMoment(share) {
    // the checkpoint nearest to this share of each run's own way
    data.runs.forEach((run, index) => {
      const last = run.steps[run.steps.length - 1];
      if (last === undefined) return;
      const step = run.steps.reduce(
        (best, one) => (Math.abs(one - share * last) < Math.abs(best - share * last) ? one : best),
        run.steps[0],
      );
      if (step === steps.get(run.row.run)) return;
      steps.set(run.row.run, step);
      ref.strips.querySelectorAll("select")[data.runs.slice(0, index).filter((one) => one.steps.length).length].value =
        step;
      strip(index);
    });
  }

  // Tables
  const head = () =>
    make(
      "thead",
      {},
      make(
        "tr",
        {},
        make("td", {}),
        ...data.runs.map((run, index) =>
          make("th", { scope: "col" }, swatch(index), make("span", {}, nameOf(run, index))),
        ),
      ),
    );
  function metricsTable() {
    const names = [...new Set(data.runs.flatMap((run) => run.measured.map((one) => one.name)))];
    const shown = (name, value) =>
      value === null || value === undefined ? "–" : SHARES.includes(name) ? percent(value) : number(value, 3);
    const of = (run, name) => run.measured.find((one) => one.name === name);
    const distance = (one) => (one && one.value !== null ? Math.abs(one.value - one.floor) : Infinity);
    const rows = names.map((name) => {
      const best = Math.min(...data.runs.map((run) => distance(of(run, name))));
      const floor = data.runs.map((run) => of(run, name)).find(Boolean).floor;
      return make(
        "tr",
        {},
        make(
          "th",
          { scope: "row", title: t(`library.metric.${name}.hint`) },
          t(`library.metric.${name}`),
          make("small", {}, t("library.perfect", { value: shown(name, floor) })),
        ),
        ...data.runs.map((run) => {
          const one = of(run, name);
          return make(
            "td",
            { class: one && distance(one) === best ? "best" : null },
            one ? shown(name, one.value) : "–",
            one?.n ? make("small", {}, `n = ${number(one.n)}`) : "",
          );
        }),
      );
    });
    const plain = (word, value) =>
      make("tr", {}, make("th", { scope: "row" }, t(word)), ...data.runs.map((run) => make("td", {}, value(run))));
    return make(
      "table",
      { class: "lb-cross" },
      head(),
      make(
        "tbody",
        {},
        plain("library.column.status", (run) => app.statusWord(run.row)),
        plain("library.verdict", (run) => app.verdictWord(run.row) || "–"),
        ...rows,
      ),
      make(
        "tbody",
        { class: "cost" },
        plain("live.stat.step", (run) => number(run.row.step)),
        plain("live.stat.images", (run) => number(run.row.images)),
        plain("live.stat.seconds", (run) => number(run.row.seconds, run.row.seconds < 10 ? 1 : 0)),
        plain("live.stat.rate", (run) => (run.row.seconds > 0 ? number(run.row.images / run.row.seconds) : "–")),
        plain("library.machine", (run) =>
          [run.device ? run.device.toUpperCase() : "–", run.precision].filter(Boolean).join(" · "),
        ),
        plain("library.column.bytes", (run) => app.space(run.bytes)),
      ),
    );
  }
  // What was measured on a saved moment of each run, beside its floor; the best of a row where they can be compared
  const RATIOS = ["precision", "recall", "density", "coverage", "label_accuracy", "copies", "high_quality"];
  function reportTable() {
    const reports = data.runs.map((run) => run.report),
      names = [...new Set(reports.flatMap((report) => (report ? report.rows.map((one) => one.name) : [])))];
    const of = (report, name) => report?.rows.find((one) => one.name === name);
    const shown = (name, value) =>
      value === null || value === undefined
        ? "–"
        : RATIOS.includes(name)
          ? percent(value)
          : number(value, name === "modes" ? 0 : Math.abs(value) >= 10 ? 1 : 3);
    const pictures = (run) =>
      JSON.stringify(["dataset", "resolution", "channels", "crop", "limit"].map((name) => run.settings[name]));
    let apart = false;
    function bestOf(name) {
      // null where pictures or n differ
      const known = data.runs.filter((run) => {
        const one = of(run.report, name);
        return one && one.value !== null;
      });
      if (known.length < 2) return null;
      const same = new Set(known.map((run) => pictures(run) + of(run.report, name).n)).size === 1;
      if (!same) {
        apart = true;
        return null;
      }
      const values = known.map((run) => of(run.report, name).value);
      if (new Set(values).size === 1) return null;
      if (["copies", "nearness"].includes(name)) return null; // neither end of these is good: pictures unlike any other copy nothing
      return of(known[0].report, name).better === "lower" ? Math.min(...values) : Math.max(...values);
    }
    const rows = names.map((name) => {
      const best = bestOf(name);
      return make(
        "tr",
        { "data-metric": name },
        make("th", { scope: "row", title: t(`metric.${name}.hint`) }, t(`metric.${name}`)),
        ...reports.map((report) => {
          const one = of(report, name);
          if (!one) return make("td", {}, "–");
          return make(
            "td",
            {
              class: one.value !== null && one.value === best ? "best" : null,
              title: one.note.key ? t(one.note.key, one.note.gaps) : one.note.text,
            },
            shown(name, one.value),
            make(
              "small",
              {},
              (one.floor === null ? "" : `${t("library.report.floor", { floor: shown(name, one.floor) })} · `) +
                t("live.n", { n: number(one.n) }),
            ),
          );
        }),
      );
    });
    const at = make(
      "tr",
      {},
      make("th", { scope: "row" }, t("library.report.at")),
      ...data.runs.map((run) => {
        const { report } = run,
          told = report
            ? [
                t("live.time.step", { step: number(report.step) }),
                make(
                  "small",
                  {},
                  t("library.report.cost", {
                    images: number(report.images),
                    seconds: number(report.seconds, report.seconds < 10 ? 1 : 0),
                  }),
                ),
              ]
            : [t("library.report.none")];
        return make("td", {}, ...told, ...measureButton(run));
      }),
    );
    const table = make(
      "table",
      { class: "lb-cross", "data-ref": "reports" },
      head(),
      make("tbody", {}, ...rows),
      make("tbody", { class: "cost" }, at),
    );
    return [
      ...(apart ? [make("p", { class: "gp-note" }, t("library.report.apart"))] : []),
      make("div", { class: "lb-wide" }, table),
    ];
  }
  const { measuring } = app; // runs that are being measured just now, also when one has left and come back
  function measureButton({ row, report, steps: saved }) {
    const known = app.find(row.run),
      may = known && (known.mine || known.pretrained) && saved.length && (!report || report.late);
    if (measuring.has(row.run)) return [make("small", { role: "status" }, t("library.report.measuring"))];
    return may
      ? [
          button(
            t(report ? "library.report.again" : "library.report.measure"),
            () => measure(row.run),
            "quiet lb-measure",
            { "data-measure": row.run },
          ),
        ]
      : [];
  }
  async function measure(run) {
    const started = await app.fetch("measure", { run });
    if (!started) return;
    measuring.add(run);
    tell();
    for (let told = started; told && !told.done; ) {
      await new Promise((resolve) => setTimeout(resolve, 1000));
      told = await app.fetch("measuring", { job: started.job });
    }
    measuring.delete(run);
    app.measured();
  }
  const tell = () => ref.reports.replaceChildren(...reportTable());
  function settingsTable() {
    const names = Object.keys(data.runs[0].settings);
    const value = (run, name) => JSON.stringify(run.settings[name]);
    const differs = (name) => new Set(data.runs.map((run) => value(run, name))).size > 1;
    const listed = names.filter((name) => view.all || differs(name));
    if (!listed.length) return make("p", { class: "ll-state" }, t("library.same_settings"));
    return make(
      "table",
      { class: "lb-cross" },
      head(),
      make(
        "tbody",
        {},
        ...listed.map((name) => {
          const usual = value(data.runs[0], name);
          return make(
            "tr",
            { class: differs(name) ? "differs" : null },
            make("th", { scope: "row" }, app.fieldWord(name)),
            ...data.runs.map((run) =>
              make(
                "td",
                { class: value(run, name) !== usual ? "other" : null },
                app.valueWord(name, run.settings[name]),
              ),
            ),
          );
        }),
      ),
    );
  }

  function build() {
    for (const run of data.runs) if (!steps.has(run.row.run)) steps.set(run.row.run, run.steps[run.steps.length - 1]);
    const chips = make(
      "ul",
      { class: "lb-chips" },
      ...data.runs.map((run, index) =>
        make(
          "li",
          {},
          swatch(index),
          make("span", {}, nameOf(run, index)),
          button(
            "×",
            () => {
              app.tick(run.row.run, false);
              app.mode("compare");
            },
            "mini",
            { "aria-label": t("library.untick", { title: nameOf(run, index) }) },
          ),
        ),
      ),
    );
    const there = [
      ...MEASURED.filter((name) => data.runs.some((run) => run.measures[name].some((value) => value !== null))),
      ...QUANTITIES,
    ];
    if (!there.includes(view.quantity)) view.quantity = "diversity";
    const what = segments(
      there.map((name) => [name, t(word(name))]),
      view.quantity,
      (name) => {
        view.quantity = name;
        remember();
        ref.hint.textContent = t(`${word(name)}.hint`);
        draw();
      },
      t("library.quantity"),
    );
    const against = segments(
      AXES.map((name) => [name, t(`live.stat.${name}`)]),
      view.axis,
      (name) => {
        view.axis = name;
        remember();
        draw();
      },
      t("library.axis"),
    );
    ref.hint = make("p", { class: "gp-note" }, t(`${word(view.quantity)}.hint`));
    ref.chart = make("div", { class: "lb-chart" });
    ref.strips = make("div", { class: "lb-strips" }, ...data.runs.map(stripRow));
    const seed = make("input", {
      type: "number",
      min: 0,
      max: 2 ** 31 - 20,
      step: 1,
      value: view.first,
      "aria-label": t("library.first"),
    });
    const reseed = (next) => {
      view.first = Math.max(0, Math.min(2 ** 31 - 20, Math.round(next) || 0));
      seed.value = view.first;
      remember();
      drawAll();
    };
    seed.addEventListener("change", () => reseed(Number(seed.value)));
    const time = make("input", {
      type: "range",
      min: 0,
      max: 100,
      value: 100,
      "aria-label": t("library.moment.all"),
      title: t("library.moment.all"),
    });
    time.addEventListener("input", () => everyMoment(Number(time.value) / 100));
    const every = make("input", { type: "checkbox" });
    every.checked = view.all;
    every.addEventListener("change", () => {
      view.all = every.checked;
      remember();
      ref.settings.replaceChildren(settingsTable());
    });
    ref.settings = make("div", { class: "lb-wide" }, settingsTable());
    ref.reports = make("div", {}, ...reportTable());
    place.replaceChildren(
      chips,
      make(
        "div",
        { class: "lb-compare" },
        make("section", {}, make("div", { class: "ll-row lb-choose" }, what, against), ref.hint, ref.chart),
        make(
          "section",
          {},
          make(
            "div",
            { class: "ll-row lb-choose" },
            make("h3", {}, t("library.latents")),
            make("label", { class: "check" }, t("library.first"), seed),
            button("⚄", () => reseed(Math.floor(Math.random() * 1e6)), "quiet", {
              "aria-label": t("library.dice"),
              title: t("library.dice"),
            }),
            ...classPicker(),
            make("label", { class: "lb-time" }, make("span", {}, t("library.moment.all")), time),
          ),
          ref.strips,
        ),
        make(
          "section",
          {},
          make("h3", {}, t("library.report")),
          make("p", { class: "gp-note" }, t("library.report.note")),
          ref.reports,
        ),
        make(
          "section",
          {},
          make("h3", {}, t("library.measured")),
          make("p", { class: "gp-note" }, t("library.measured.note")),
          make("div", { class: "lb-wide" }, metricsTable()),
        ),
        make(
          "section",
          {},
          make("h3", {}, t("library.settings"), make("label", { class: "check" }, every, t("library.settings.all"))),
          ref.settings,
        ),
      ),
    );
    draw();
    drawAll();
    app.root.dataset.compared = data.runs.length;
  }
  async function load(again = false) {
    const answer = await app.fetch("compare", { runs });
    if (gone || !answer) return;
    const grew =
      !data ||
      JSON.stringify(answer.runs.map((run) => [run.row.status, run.steps])) !==
        JSON.stringify(data.runs.map((run) => [run.row.status, run.steps]));
    data = answer;
    if (!again || grew) build();
    else {
      draw();
      tell();
    }
  }
  place.append(make("p", { class: "ll-empty" }, t("latent.loading")));
  load();
  const going = setInterval(() => {
    // those that train go on while they are looked at
    if (
      document.hidden ||
      !place.clientWidth ||
      !data ||
      !data.runs.some((run) => ["preparing", "running", "queued"].includes(run.row.status))
    )
      return;
    if (place.contains(document.activeElement) && document.activeElement.matches("select, input[type=number]")) return;
    load(true);
  }, 5000);
  return {
    leave() {
      gone = true;
      clearInterval(going);
    },
    resize() {
      if (data) {
        draw();
        drawAll();
      }
    },
    redraw: draw,
  };
}
