// A D that learns from few real points: what it says of these, and of real ones that it has not seen.
import { segments } from "../../kit/controls.js";
import { make, shape } from "../../kit/dom.js";
import { newest } from "../../kit/newest.js";
import { circles, filled, haloed } from "../../kit/plane/strokes.js";
import { number, t } from "../../kit/words.js";
import { dot, graphOf, tick } from "./graph.js";
import { liveOf, standing } from "./live.js";
import { ALL, EXTENT, FAR, meanAnswer, NEAR, NUMBERS, pointsOf, RATE, recipeOf, SEEDS } from "./moons.js";

const [SEEN, UNSEEN] = [400, 160]; // real points that are drawn, at most
const FEW = 100; // points that are drawn larger
const KINDS = ["seen", "unseen"];
const MANY = NUMBERS[0];

/** @param {import("../figure.js").Given} given @returns {import("../figure.js").Figure} */
export function figure(given) {
  // answers: of D now, in percent; null before its first step; ended: by n, what came of it
  const state = { turn: 0, n: MANY, answers: null, ended: {}, done: false };
  let points = null; // { seen, unseen }
  let round = 0;
  let tell = () => {};
  let close = () => {};

  const live = liveOf({
    layers: ["belief", "line", "real", "fake"],
    view: { points: SEEN, extent: EXTENT },
    rate: RATE,
    all: ALL,
    shown: (frame) => ({
      ...frame,
      real: points.seen.subarray(0, 2 * SEEN),
      fake: frame.fake.subarray(0, 2 * UNSEEN),
    }),
    told: (frame) => ask({ step: frame.step, mine: round }),
    over: (context, size, _, { palette }) => {
      drawUnseen(context, { size, extent: EXTENT }, points.unseen, palette);
      if (state.n <= FEW) drawSeen(context, { size, extent: EXTENT }, points.seen, palette);
    },
  });
  const ask = newest(
    async (question) => {
      const asked = KINDS.map((kind) => live.fight.engine.ask("judge", { points: points[kind] }));
      return { ...question, logits: (await Promise.all(asked)).map((answer) => answer.logits) };
    },
    ({ logits, step, mine }) => {
      if (mine === round) heard(step, logits.map(meanAnswer));
    },
    () => {},
  );
  const element = make("div", { class: "ln-live ln-overfit" });

  function heard(step, [seen, unseen]) {
    state.answers = step ? { seen, unseen } : null;
    if (step) given.numbers({ n: state.n, seen, unseen, gap: seen - unseen });
    if (step >= ALL && !state.ended[state.n]) {
      state.ended[state.n] = { seen, unseen };
      if (state.n === MANY) given.numbers({ gap_many: seen - unseen });
      check();
      live.say();
    }
    tell();
  }
  /** Seen near each other with many points, and far apart with few. */
  function check() {
    const gaps = Object.entries(state.ended).map(([n, { seen, unseen }]) => ({ n: Number(n), gap: seen - unseen }));
    const near = gaps.some(({ n, gap }) => n === MANY && gap <= NEAR);
    if (state.done || !near || !gaps.some(({ n, gap }) => n < MANY && gap >= FAR)) return;
    state.done = true;
    given.done();
  }

  async function begin(changes) {
    const going = Boolean(live.frame?.step);
    if ("turn" in changes) state.ended = {};
    Object.assign(state, changes, { answers: null });
    delete state.ended[state.n];
    round += 1;
    points = pointsOf(state.n, seed());
    await live.open({ recipe: recipeOf(seed()), points: points.seen });
    if (going) live.play();
  }
  const seed = () => SEEDS[state.turn % SEEDS.length];

  function build() {
    close();
    const counts = segments(
      NUMBERS.map((n) => [n, number(n)]),
      state.n,
      (n) => begin({ n }),
      t("learn.overfit.n"),
    );
    const bars = Object.fromEntries(KINDS.map((kind) => [kind, barOf(kind)]));
    const gap = make("output", {});
    const graph = graphOf({
      label: t("learn.overfit.graph"),
      height: 220,
      x: [Math.log(12), Math.log(2700)],
      y: [0, 100],
      below: {
        word: t("learn.overfit.n"),
        ticks: NUMBERS.map((n) => tick(Math.log(n), number(n))),
      },
      beside: { word: t("learn.overfit.real"), ticks: [0, 50, 100].map((at) => tick(at, `${at} %`)) },
      draw: (field) => KINDS.flatMap((kind) => drawn(field, kind)),
    });
    close = graph.close;
    const note = make("p", { class: "ln-live-note", "aria-live": "polite" });
    element.replaceChildren(
      make("div", { class: "ln-overfit-n" }, make("span", {}, t("learn.overfit.n")), counts),
      make("div", { class: "ln-live-bar" }, live.toggle, next, live.single, again, live.count),
      make(
        "div",
        { class: "ln-live-both" },
        live.stage,
        make(
          "div",
          { class: "ln-live-half" },
          make("h4", {}, t("learn.overfit.asked")),
          bars.seen.element,
          bars.unseen.element,
          make("div", { class: "ln-live-figures" }, gap, make("span", {}, t("learn.overfit.gap"))),
          graph.element,
        ),
      ),
      legend,
      note,
    );
    live.board.setAttribute("aria-label", t("learn.overfit.board"));
    tell = () => {
      counts.press(state.n);
      for (const kind of KINDS) bars[kind].show(state.answers?.[kind]);
      gap.textContent = state.answers ? number(state.answers.seen - state.answers.unseen) : "–";
      graph.redraw();
      note.textContent = noteOf();
    };
    tell();
  }
  /** What came of each n, and where D is with the present one. */
  function drawn(field, kind) {
    const found = { ...state.ended };
    if (state.answers) found[state.n] = state.answers;
    const places = Object.entries(found)
      .map(([n, answers]) => ({ n: Number(n), x: field.across(Math.log(n)), y: field.up(answers[kind]) }))
      .sort((one, other) => one.n - other.n);
    const line = places.map(({ x, y }) => `${x},${y}`).join(" ");
    return [
      shape("polyline", { points: line, class: kind }),
      ...places.map(({ n, x, y }) => dot(x, y, n === state.n ? 7 : 5, `answer ${kind}`)),
    ];
  }
  function noteOf() {
    const { n, ended, done } = state;
    const gaps = { n: number(n) };
    if (!live.frame?.step) return t("learn.overfit.before", gaps);
    if (!ended[n]) return t("learn.overfit.watch", gaps);
    if (done) return t("learn.overfit.after", gaps);
    const { seen, unseen } = ended[n];
    if (seen - unseen >= FAR) return t("learn.overfit.few", gaps);
    return t(seen - unseen <= NEAR ? "learn.overfit.many" : "learn.overfit.between", gaps);
  }

  const fewest = NUMBERS[NUMBERS.length - 1];
  const ready = () => Boolean(state.ended[state.n]) && !state.done;
  const opposite = () => (state.n === MANY ? fewest : MANY);
  const word = () => t("learn.overfit.next", { n: number(opposite()) });
  const next = live.next(word, ready, () => begin({ n: opposite() }));
  const again = live.again(() => begin({ turn: state.turn + 1 }));
  const legend = live.legend(["real", "fake", "belief", "line"], { real: "learn.overfit.key.seen" });
  const key = live.saying(make("span", { class: "ln-overfit-key" }), (one) => {
    one.textContent = t("learn.overfit.key.unseen");
  });
  legend.querySelector("[data-layer=real]").after(key);
  begin({});
  build();
  return standing(live, element, build, () => {
    close();
  });
}

/** What D says of one kind of points, as a bar. */
function barOf(kind) {
  const fill = make("i");
  const value = make("output", {});
  const bar = make("div", { class: `bar ${kind}` }, fill);
  const element = make("div", { class: "ln-overfit-bar" }, make("span", {}, t(`learn.overfit.${kind}`)), value, bar);
  const show = (answer) => {
    fill.style.width = `${answer ?? 0}%`;
    value.textContent = answer === undefined ? "–" : `${number(answer)} %`;
  };
  return { element, show };
}

/** The few points that D learns from. */
function drawSeen(context, plane, points, palette) {
  circles(context, plane, points, Math.max(3.5, plane.size / 80));
  filled(context, palette.real, palette.panel, 3);
}

/** Real points that D has not seen are open. */
function drawUnseen(context, plane, points, palette) {
  circles(context, plane, points.subarray(0, 2 * UNSEEN), Math.max(2.2, plane.size / 150));
  haloed(context, palette.real, palette.panel, 1.3, 1.7);
}
