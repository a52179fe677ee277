// A ring of eight clusters: a G that is ten times as fast as D gives it up, and what mends that.
import { segments } from "../../kit/controls.js";
import { make, shape } from "../../kit/dom.js";
import { across, down } from "../../kit/plane/scale.js";
import { number, t } from "../../kit/words.js";
import { graphOf, tick } from "./graph.js";
import { liveOf, standing, thinned } from "./live.js";
import {
  ALL,
  bestOf,
  CENTRES,
  COUNTED,
  counted,
  coveredBy,
  EXTENT,
  FEW,
  learned,
  MODES,
  RATE,
  REACH,
  REAL,
  RECIPE,
  REMEDIES,
} from "./ring.js";

const TICKS = [0, 500, 1000, 1500, 2000, 2500];
const RUNS = ["none", ...Object.keys(REMEDIES)]; // "none": without a remedy

/** @param {import("../figure.js").Given} given @returns {import("../figure.js").Figure} */
export function figure(given) {
  // looks: at each run from this seed, as far as it went; ended: what came of it
  const state = { seed: 0, run: "none", looks: {}, ended: {}, mended: false, done: false };
  let covered = null; // which clusters are
  let now = null; // what is counted; null before the first step, when nothing was learned
  let tell = () => {};
  let close = () => {};

  const live = liveOf({
    layers: ["belief", "real", "fake"],
    view: { points: COUNTED, extent: EXTENT },
    rate: RATE,
    all: ALL,
    shown: thinned,
    told: (frame) => {
      count(frame);
      tell();
    },
    over: (context, size, _, { palette }) => {
      if (covered) drawRings(context, { size, extent: EXTENT }, covered, palette);
    },
  });
  const element = make("div", { class: "ln-live ln-modes" });

  async function begin(changes) {
    const going = Boolean(live.frame?.step);
    if ("seed" in changes) Object.assign(state, { run: "none", looks: {}, ended: {} });
    Object.assign(state, changes);
    state.looks[state.run] = [];
    delete state.ended[state.run];
    const recipe = { ...RECIPE, ...REMEDIES[state.run], seed: state.seed };
    await live.open({ recipe, points: REAL });
    if (going) live.play();
  }
  function count(frame) {
    now = frame.step ? counted(frame.fake) : null;
    covered = now && coveredBy(frame.fake);
    live.repaint();
    const looks = state.looks[state.run];
    if (!frame.step || frame.step > ALL || frame.step <= looks[looks.length - 1]?.step) return;
    looks.push({ step: frame.step, ...now });
    const over = frame.step === ALL;
    if (state.run !== "none") mend(over);
    else if (over) {
      state.ended.none = { covered: bestOf(looks) };
      given.numbers({ modes: state.ended.none.covered });
    }
  }
  function mend(over) {
    given.numbers({ mended: now.covered, high: now.high });
    if (over) state.ended[state.run] = now;
    if (state.done || !(state.ended.none?.covered <= FEW) || !learned(state.looks[state.run])) return;
    state.done = true;
    given.done();
  }

  function build() {
    close();
    const runs = segments(
      RUNS.map((run) => [run, t(`learn.modes.run.${run}`)]),
      state.run,
      (run) => begin({ run }),
      t("learn.modes.runs"),
    );
    const [modes, high] = [0, 1].map(() => make("output", {}));
    const graph = graphOf({
      label: t("learn.modes.graph"),
      height: 210,
      x: [0, ALL],
      y: [0, MODES],
      below: { word: t("learn.modes.steps"), ticks: TICKS.map((at) => tick(at)) },
      beside: { word: t("learn.modes.covered"), ticks: [0, 4, 8].map((at) => tick(at)) },
      draw: (field) => RUNS.filter((run) => state.looks[run]?.length).map((run) => drawn(field, run)),
    });
    close = graph.close;
    const note = make("p", { class: "ln-live-note", "aria-live": "polite" });
    element.replaceChildren(
      make("div", { class: "ln-live-bar" }, live.toggle, next, live.single, again, live.count),
      make(
        "div",
        { class: "ln-live-both" },
        live.stage,
        make(
          "div",
          { class: "ln-live-half" },
          make(
            "div",
            { class: "ln-live-figures" },
            modes,
            make("span", {}, t("learn.modes.covered.now")),
            high,
            make("span", {}, t("learn.modes.high", { n: number(COUNTED) })),
          ),
          graph.element,
          note,
        ),
      ),
      make("h4", {}, t("learn.modes.runs")),
      runs,
      legend,
    );
    live.board.setAttribute("aria-label", t("learn.modes.board"));
    tell = () => {
      runs.press(state.run);
      for (const one of runs.children) one.disabled = !state.ended.none && one.dataset.value !== "none";
      modes.textContent = now ? t("learn.modes.of", { n: number(now.covered), of: MODES }) : "–";
      high.textContent = now ? `${number(now.high)} %` : "–";
      graph.redraw();
      note.textContent = noteOf();
    };
    tell();
  }
  function drawn(field, run) {
    const points = state.looks[run].map((look) => `${field.across(look.step)},${field.up(look.covered)}`).join(" ");
    return shape("polyline", { points, class: `${run === "none" ? "bad" : "good"} ${run === state.run ? "now" : ""}` });
  }
  function noteOf() {
    const { run, ended } = state;
    if (run === "none" && !ended.none) return t(`learn.modes.${live.frame?.step ? "watch" : "before"}`);
    const gaps = { n: number(ended[run]?.covered), of: MODES, high: number(ended[run]?.high) };
    if (run === "none") return t(`learn.modes.${ended.none.covered <= FEW ? "collapsed" : "escaped"}`, gaps);
    return t(`learn.modes.${ended[run] ? "mended" : `what.${run}`}`, gaps);
  }

  const collapsed = () => state.run === "none" && state.ended.none?.covered <= FEW;
  const next = live.next(
    () => t("learn.modes.next"),
    collapsed,
    () => begin({ run: RUNS[1] }),
  );
  const again = live.again(() => begin({ seed: state.seed + 1 }));
  const legend = live.legend(["real", "fake", "belief", "line"]);
  begin({ run: "none" });
  build();
  return {
    ...standing(live, element, build, () => {
      close();
    }),
    lab: () => ({
      recipe: { ...RECIPE, ...REMEDIES[state.run], seed: state.seed },
      points: REAL,
      layers: live.layers,
    }),
  };
}

/** Around each cluster, as far as it is covered: full where it is, broken where it is not. */
function drawRings(context, plane, covered, palette) {
  const radius = (REACH / plane.extent / 2) * plane.size;
  CENTRES.forEach(([x, y], i) => {
    context.beginPath();
    context.arc(across(plane, x), down(plane, y), radius, 0, 2 * Math.PI);
    context.setLineDash(covered[i] ? [] : [4, 5]);
    context.strokeStyle = covered[i] ? palette.g : palette.muted;
    context.lineWidth = covered[i] ? 3 : 1.5;
    context.stroke();
  });
  context.setLineDash([]);
}
