// The three charts of the live view. They are made once; updates keep the visitor's zoom (uirevision).
(() => {
  const { t, colour, make } = window.ganplay;
  const NAMES = ["losses", "belief", "logits"];
  let loading = null;

  function loadPlotly() {
    loading = loading || new Promise((resolve, reject) => {
      if (window.Plotly) return resolve(window.Plotly);
      const script = make("script", { src: window.ganplayPlotly });
      script.onload = () => resolve(window.Plotly);
      script.onerror = () => { loading = null; reject(new Error("plotly")); };
      document.head.append(script);
    });
    return loading;
  }

  function axis(extra) {
    return {
      gridcolor: colour("rule"), zerolinecolor: colour("rule"), linecolor: colour("rule"), color: colour("muted"),
      tickfont: { size: 12 }, ticks: "", automargin: false, nticks: 5, ...extra,
    };
  }

  window.ganplay.plotly = loadPlotly; // for charts elsewhere, in the same look
  window.ganplay.chartAxis = axis;

  function layout(name, revision, marker, { probability, until, points }) {
    const steps = points.step.length ? points.step[points.step.length - 1] : 0;
    const base = {
      uirevision: revision, autosize: true, showlegend: false, hovermode: "x unified", dragmode: "zoom",
      margin: { l: 44, r: name === "belief" ? 48 : 10, t: 10, b: 24 },
      paper_bgcolor: "rgba(0,0,0,0)", plot_bgcolor: "rgba(0,0,0,0)",
      font: { family: "system-ui, sans-serif", size: 12, color: colour("ink") },
      hoverlabel: { bgcolor: colour("panel"), bordercolor: colour("rule"), font: { color: colour("ink") } },
      xaxis: axis({ showgrid: false, rangemode: "tozero", tickformat: "~s" }),
      yaxis: axis({}),
      shapes: [],
    };
    if (marker !== null && name !== "logits") {
      base.shapes.push({
        type: "line", x0: marker, x1: marker, y0: 0, y1: 1, yref: "paper",
        line: { color: colour("ink"), width: 1.5, dash: "dot" },
      });
    }
    if (until) base.xaxis.range = [0, until]; // a replay draws its curves into their final frame
    else if (steps < 6) base.xaxis.dtick = 1; // no fractions of steps
    if (name === "belief") {
      if (probability) base.yaxis.range = [0, 1];
      base.yaxis2 = axis({ overlaying: "y", side: "right", range: [0, 100], showgrid: false, tickvals: [0, 50, 100], ticktext: ["0 %", "50 %", "100 %"] });
    }
    if (name === "logits") {
      Object.assign(base, { barmode: "overlay", bargap: 0, hovermode: "closest" });
      base.xaxis = axis({ showgrid: false, zeroline: true, zerolinewidth: 1.5, zerolinecolor: colour("muted") });
      base.yaxis = axis({ showticklabels: false, rangemode: "tozero" });
      base.margin.l = 10;
    }
    return base;
  }

  function line(x, y, name, color, extra = {}) {
    return { type: "scatter", mode: "lines", x, y, name, line: { color, width: 2, ...extra.line }, connectgaps: true,
      hovertemplate: "%{y:.3g}", ...extra.trace };
  }

  function losses(data) {
    const { points, equilibrium } = data;
    const d = colour("d"), g = colour("g");
    const last = points.step.length ? points.step[points.step.length - 1] : 1;
    const traces = [
      line(points.step, points.loss_d, t("live.series.loss_d"), d),
      line(points.step, points.loss_g, t("live.series.loss_g"), g, { line: { width: 2 } }),
    ];
    for (const [key, color] of [["loss_d", d], ["loss_g", g]]) {
      const level = (equilibrium || {})[key];
      if (level === null || level === undefined) continue;
      traces.push(line([0, last], [level, level], "", color,
        { line: { width: 1.5, dash: "dot" }, trace: { hoverinfo: "skip", hovertemplate: null } }));
    }
    return traces;
  }

  function belief({ evals }) {
    return [
      line(evals.step, (evals.accuracy || []).map((v) => (v === null ? null : 100 * v)), t("live.series.accuracy"),
        colour("muted"), { line: { width: 1.5 }, trace: { yaxis: "y2", hovertemplate: "%{y:.0f}" } }),
      line(evals.step, evals.real_mean, t("live.series.real"), colour("real")),
      line(evals.step, evals.fake_mean, t("live.series.fake"), colour("fake"), { line: { dash: "dash" } }),
    ];
  }

  function logits({ hist }) {
    if (!hist || !hist.edges) return [];
    const centres = hist.edges.slice(1).map((edge, i) => (edge + hist.edges[i]) / 2);
    const width = hist.edges.slice(1).map((edge, i) => edge - hist.edges[i]);
    const bars = (y, name, color, extra) => ({ type: "bar", x: centres, y, width, name, opacity: 0.75,
      marker: { color, line: { color, width: 1 }, ...extra }, hovertemplate: "%{x:.2f}: %{y}" });
    return [
      bars(hist.real, t("live.series.real"), colour("real"), {}),
      bars(hist.fake, t("live.series.fake"), colour("fake"),
        { pattern: { shape: "/", size: 6, solidity: 0.45, fgcolor: colour("fake"), bgcolor: "rgba(0,0,0,0)" } }),
    ];
  }

  const TRACES = { losses, belief, logits };

  // charts(root) finds the three places in `root` and returns draw(data, run, marker).
  // data: {points, evals, hist, equilibrium, probability}; marker: the step to mark, or null.
  window.ganplay.charts = function charts(root) {
    const places = Object.fromEntries(NAMES.map((name) => [name, root.querySelector(`[data-chart=${name}]`)]));
    let latest = null, drawing = false, again = false;

    async function draw(data, run, marker) {
      latest = [data, run, marker];
      if (drawing) { again = true; return; } // newest wins, and never two at once
      drawing = true;
      try {
        const Plotly = await loadPlotly();
        do {
          again = false;
          const [d, r, m] = latest;
          for (const name of NAMES) {
            if (places[name].clientWidth === 0) continue;
            await Plotly.react(places[name], TRACES[name](d), layout(name, r, m, d),
              { displayModeBar: false, responsive: true, doubleClick: "reset" });
          }
        } while (again);
        root.classList.remove("no-charts");
      } catch {
        root.classList.add("no-charts");
      } finally {
        drawing = false;
      }
    }

    window.ganplay.on("theme", () => latest && draw(...latest));
    window.ganplay.on("language", () => latest && draw(...latest));
    return draw;
  };
})();
