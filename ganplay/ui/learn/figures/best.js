// D alone: what it says at each place, beside the best that any D could say; a straight line first, then a network.
import { segments } from "../../kit/controls.js";
import { make, shape } from "../../kit/dom.js";
import { sigmoid } from "../../kit/engine/terms.js";
import { newest } from "../../kit/newest.js";
import { onArrows } from "../../kit/plane/arrows.js";
import { canvas, fitted } from "../../kit/plane/canvas.js";
import { drawPlane, Heat } from "../../kit/plane/plot.js";
import { ring } from "../../kit/plane/strokes.js";
import { number, t } from "../../kit/words.js";
import { graphOf, stroke, tick } from "./graph.js";
import { liveOf, standing } from "./live.js";
import {
  ALL,
  CELLS,
  CLOSE,
  CLUSTERS,
  compared,
  cutOf,
  densitiesOf,
  EXTENT,
  idealOf,
  linearOf,
  RATE,
  recipeOf,
  SEEDS,
} from "./ratio.js";

const LAYERS = [0, 2]; // hidden ones of D
const SETTLED = 400; // iterations after which a straight line has come as far as it can
const REACH = Math.SQRT2 * EXTENT; // of the line through both clusters
const TALL = 0.92; // of the graph: its densest place
const KEY = 0.05;

/** @param {import("../figure.js").Given} given @returns {import("../figure.js").Figure} */
export function figure(given) {
  // found: how near D is to the best one; null before the first step
  const state = { turn: 0, layers: 0, place: null, answer: null, found: null, done: false };
  let linear = null; // G, once a frame has shown it
  let ideal = null;
  let tell = () => {};
  let close = () => {};

  const live = liveOf({
    layers: ["belief", "line", "real", "fake", "best"],
    view: { heat: CELLS, extent: EXTENT, points: 300 },
    rate: RATE,
    all: ALL,
    shown: (frame) => ({ ...frame, best: ideal?.logits ?? null }),
    seen: (frame) => {
      if (!ideal) {
        linear = linearOf(frame.noise, frame.fake);
        ideal = idealOf(linear);
      }
      if (state.place) ask(state.place);
    },
    told: (frame) => {
      state.found = frame.step ? compared(frame.heat, ideal) : null;
      if (state.found) report(state.found);
      drawIdeal();
      tell();
    },
    over: (context, size, _, { palette }) => mark(context, size, palette),
  });
  const ask = newest(
    ({ x, y }) => live.fight.engine.ask("judge", { points: Float32Array.of(x, y) }),
    ({ logits }) => {
      state.answer = sigmoid(logits[0]);
      tell();
    },
    () => {},
  );

  const heat = new Heat();
  const best = canvas({ class: "ln-live-board", role: "img" });
  const room = make("div", {}, best);
  const element = make("div", { class: "ln-live ln-best" });

  async function begin(changes = {}) {
    const going = live.playing || Boolean(live.frame?.step);
    Object.assign(state, changes, { found: null, answer: null });
    ideal = null;
    await live.open({ recipe: recipe() });
    if (going) live.play();
  }
  function report({ gap, half }) {
    given.numbers(state.layers ? { gap, half } : { gap, half, line_gap: gap });
    if (state.done || gap > CLOSE) return;
    state.done = true;
    given.done();
  }
  const recipe = () => recipeOf(state.layers, SEEDS[state.turn % SEEDS.length]);
  /** Whether the straight line has come as far as it can. */
  const stuck = () => !state.layers && !state.done && (live.frame?.step ?? 0) >= SETTLED;
  function point(place) {
    const clamp = (value) => Math.max(-EXTENT, Math.min(EXTENT, value));
    state.place = { x: clamp(place.x), y: clamp(place.y) };
    ask(state.place);
    live.repaint();
    drawIdeal();
    tell();
  }
  for (const kind of ["pointerdown", "pointermove"]) {
    live.board.addEventListener(kind, (event) => point(live.placeOf(event)));
  }
  onArrows(live.board, (right, up) => {
    const { x, y } = state.place ?? { x: 0, y: 0 };
    point({ x: x + KEY * right, y: y + KEY * up });
  });

  function drawIdeal() {
    const size = Math.min(Math.floor(room.clientWidth), live.board.clientWidth || Number.POSITIVE_INFINITY);
    if (!size || !live.frame || !ideal) return;
    const context = fitted(best, size);
    const { paint } = live;
    const layers = new Set(live.layers);
    const frame = { ...live.frame, heat: ideal.logits, best: null };
    drawPlane(context, size, frame, { ...paint, layers, loss: "nonsaturating", marked: -1 }, heat);
    mark(context, size, paint.palette);
  }
  /** The place that is asked about. */
  function mark(context, size, palette) {
    if (state.place) ring(context, { size, extent: EXTENT }, state.place, 8, palette.ink, palette.panel);
  }

  /** Along the line through both clusters: both densities, D, and the best D. */
  function drawCut(field) {
    if (!ideal || !live.frame) return [];
    const { cut, logits } = ideal;
    const tallest = Math.max(...cut.map(({ p, q }) => Math.max(p, q)));
    const places = (heights) => heights.map((height, i) => [field.across(cut[i].at), field.up(height)]);
    const hills = ["p", "q"].map((name) => {
      const top = places(cut.map((one) => (TALL * one[name]) / tallest));
      return drawn("polygon", [[field.left, field.bottom], ...top, [field.right, field.bottom]], name);
    });
    const lines = { ideal: logits, d: live.frame.heat };
    return [
      ...hills,
      stroke(field.left, field.up(0.5), field.right, field.up(0.5), "half"),
      ...Object.entries(lines).map(([name, of]) => drawn("polyline", places(cutOf(of).map(sigmoid)), name)),
    ];
  }

  function build() {
    close();
    const layers = segments(
      LAYERS.map((count) => [count, t(`learn.best.layers.${count}`)]),
      state.layers,
      (count) => begin({ layers: count }),
      t("learn.best.layers"),
    );
    const cut = graphOf({
      label: t("learn.best.cut.label"),
      height: 230,
      x: [-REACH, REACH],
      y: [0, 1.02],
      below: { word: t("learn.best.cut"), ticks: CLUSTERS.map((at) => tick(at, t("learn.best.cluster"))) },
      beside: { word: t("learn.best.answer"), ticks: [0, 0.5, 1].map((at) => tick(at, number(at, 1))) },
      draw: drawCut,
    });
    const [gap, half] = [0, 1].map(() => make("output", {}));
    const asked = make("div", { class: "ln-best-asked" });
    const note = make("p", { class: "ln-live-note" });
    const key = (name) => make("span", { class: `key ${name}` }, t(`learn.best.key.${name}`));
    element.replaceChildren(
      make("div", { class: "ln-live-bar" }, live.toggle, next, live.single, again, layers, live.count),
      make(
        "div",
        { class: "ln-live-both" },
        make("div", { class: "ln-live-half" }, make("h4", {}, t("learn.best.mine")), live.stage),
        make("div", { class: "ln-live-half" }, make("h4", {}, t("learn.best.ideal")), room),
      ),
      legend,
      asked,
      make(
        "div",
        { class: "ln-live-figures" },
        gap,
        make("span", {}, t("learn.best.gap")),
        half,
        make("span", {}, t("learn.best.half")),
      ),
      cut.element,
      make("div", { class: "ln-best-keys" }, ...["p", "q", "d", "ideal"].map(key)),
      note,
    );
    live.board.setAttribute("aria-label", t("learn.best.board"));
    best.setAttribute("aria-label", t("learn.best.board.ideal"));
    close = cut.close;
    tell = () => {
      const { found, place } = state;
      layers.press(state.layers);
      gap.textContent = number(found?.gap, 3);
      half.textContent = number(found?.half, 2);
      asked.textContent = place && linear ? askedWords(place) : t("learn.best.ask");
      cut.redraw();
      note.textContent = t(`learn.best.${state.done && found ? "after" : stuck() ? "stuck" : "before"}`, {
        gap: number(found?.gap, 2),
      });
    };
    tell();
  }
  function askedWords({ x, y }) {
    const logs = densitiesOf(linear)(x, y);
    return t("learn.best.here", {
      p: number(Math.exp(logs.p), 2),
      q: number(Math.exp(logs.q), 2),
      best: number(sigmoid(logs.p - logs.q), 2),
      d: number(state.answer, 2),
    });
  }

  const next = live.next(
    () => t("learn.best.next"),
    stuck,
    () => begin({ layers: LAYERS[1] }),
  );
  const again = live.again(() => begin({ turn: state.turn + 1 }));
  const legend = live.legend(["real", "fake", "belief", "line", "best"]);
  const watched = new ResizeObserver(drawIdeal);
  watched.observe(room);
  build();
  begin();
  return {
    ...standing(live, element, build, () => {
      watched.disconnect();
      close();
    }),
    lab: () => ({ recipe: recipe(), layers: live.layers }),
  };
}

const drawn = (tag, places, kind) =>
  shape(tag, { points: places.map((place) => place.map((pixels) => pixels.toFixed(1)).join()).join(" "), class: kind });
