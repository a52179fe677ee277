// Noise and what G makes of it, side by side: how its lattice is bent, and a walk that has to cross the gap.
import { button, slider } from "../../kit/controls.js";
import { make } from "../../kit/dom.js";
import { Noise } from "../../kit/engine/noise.js";
import { still } from "../../kit/motion.js";
import { newest } from "../../kit/newest.js";
import { onArrows } from "../../kit/plane/arrows.js";
import { canvas, fitted } from "../../kit/plane/canvas.js";
import { padOf } from "../../kit/plane/pad.js";
import { across, down, xAt, yAt } from "../../kit/plane/scale.js";
import { diamond, haloed, mesh } from "../../kit/plane/strokes.js";
import { number, t } from "../../kit/words.js";
import { ALL, COUNTED, ENOUGH, evenWalk, landed, RATE, RECIPE, roundWalk, shareOn } from "./landing.js";
import { liveOf, standing, thinned } from "./live.js";

const CELLS = 16; // of the lattice, a side
const REACH = 3.1; // standard deviations of the noise that are in sight
const RADIUS = 1.3; // of the walk that is there at first
const ROUND = 9; // seconds of a walk that goes by itself
const LEAST = 0.4; // of the noise: shorter strokes are taps
const KEY = 0.2; // as far as an arrow key moves the walk
const NODES = new Noise("gaussian", 2).lattice(CELLS);

/** @param {import("../figure.js").Given} given @returns {import("../figure.js").Figure} */
export function figure(given) {
  // drawn: the visitor's own points; walk: through the noise, image: what G makes of it, at: share of the way
  const state = { seed: 0, drawn: null, walk: roundWalk({ x: 0, y: 0 }, RADIUS), image: null, at: 0, done: false };
  let on = null; // which of the generated points lie on the data; null before the first step
  let middle = { x: 0, y: 0 };
  let moved = 0;
  let tell = () => {};

  const live = liveOf({
    layers: ["real", "fake", "lattice"],
    view: { heat: 40, lattice: CELLS, points: COUNTED, extent: 1.5 },
    rate: RATE,
    all: ALL,
    shown: thinned,
    seen: () => {
      follow({});
      walkOn();
    },
    told: (frame) => {
      on = frame.step ? landed(frame.fake, state.drawn) : null;
      const share = on && shareOn(on);
      if (on) given.numbers({ on: share, between: 100 - share, steps: frame.step });
      if (on && share >= ENOUGH && !state.done) {
        state.done = true;
        given.done();
      }
      drawNoise();
      tell(share);
    },
    over: (context, size, frame, { palette }) => {
      if (state.image) drawWalk(context, { size, extent: frame.extent }, state.image, state.at, palette);
    },
  });
  const follow = newest(
    () => live.fight.engine.ask("generate", { z: state.walk }),
    ({ points }) => {
      state.image = points;
      live.repaint();
      drawNoise();
    },
    () => {},
  );

  const board = canvas({ class: "ln-live-board ln-noise-board", role: "img", tabindex: "0" });
  const room = make("div", { class: "ln-noise-room" }, board);
  const pad = padOf(live.stage, {
    palette: () => live.paint.palette,
    begun: () => live.pause(),
    use: (points) => begin({ drawn: points }),
  });
  const element = make("div", { class: "ln-live ln-noise" });

  /** Begin anew, perhaps on other data. */
  async function begin(changes = {}) {
    const first = !live.frame;
    Object.assign(state, changes);
    state.image = null;
    const { drawn, seed } = state;
    await live.open({ recipe: { ...RECIPE, seed, dataset: drawn ? "own" : RECIPE.dataset }, points: drawn });
    if (!first) live.play();
  }
  /** While it plays the walk goes by itself. */
  function walkOn() {
    const now = performance.now();
    if (live.playing && !still()) state.at = (state.at + Math.min(0.1, (now - moved) / 1000) / ROUND) % 1;
    moved = now;
    tell();
  }
  function take(walk) {
    state.walk = walk;
    state.image = null;
    follow({});
    drawNoise();
  }

  const plane = () => ({ size: board.getBoundingClientRect().width, extent: REACH });
  let stroke = null;
  board.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    board.setPointerCapture(event.pointerId);
    stroke = [];
    draw(event);
  });
  board.addEventListener("pointermove", draw);
  function draw(event) {
    if (!stroke) return;
    const bounds = board.getBoundingClientRect();
    stroke.push(xAt(plane(), event.clientX - bounds.left), yAt(plane(), event.clientY - bounds.top));
    drawNoise();
  }
  for (const end of ["pointerup", "pointercancel"]) {
    board.addEventListener(end, () => {
      const drawn = stroke ?? [];
      stroke = null;
      const [x, y] = drawn;
      const long = drawn.some((value, i) => Math.abs(value - (i % 2 ? y : x)) > LEAST);
      if (long) take(evenWalk(drawn));
      else if (drawn.length) round({ x, y });
    });
  }
  onArrows(board, (right, up) => round({ x: middle.x + KEY * right, y: middle.y + KEY * up }));
  function round(next) {
    middle = next;
    take(roundWalk(middle, RADIUS));
  }

  function drawNoise() {
    const size = Math.floor(room.clientWidth);
    if (!size) return;
    const context = fitted(board, size);
    const { palette } = live.paint;
    const [field, { frame }] = [{ size, extent: REACH }, live];
    context.fillStyle = palette.panel;
    context.fillRect(0, 0, size, size);
    drawNodes(context, field, palette);
    if (frame?.noise) drawPoints(context, field, frame.noise, on, palette);
    if (stroke) drawWalk(context, field, Float32Array.from(stroke), null, palette);
    else drawWalk(context, field, state.walk, state.at, palette);
  }

  function build() {
    const act = (name, onclick) => button(t(`learn.noise.${name}`), onclick);
    const walk = slider({
      word: t("learn.noise.walk"),
      min: 0,
      max: 1,
      step: 0.005,
      value: state.at,
      say: () => "",
      change: (at) => {
        if (live.playing) live.pause();
        state.at = at;
        live.repaint();
        drawNoise();
      },
    });
    const [landing, between] = [0, 1].map(() => make("output", {}));
    const note = make("p", { class: "ln-live-note" });
    const back = act("back", () => begin({ drawn: null }));
    element.replaceChildren(
      make(
        "div",
        { class: "ln-live-bar" },
        live.toggle,
        live.single,
        again,
        act("draw", () => {
          pad.fit(Math.floor(live.board.clientWidth));
          pad.open();
        }),
        back,
        live.count,
      ),
      make(
        "div",
        { class: "ln-noise-both" },
        make("div", { class: "ln-live-half" }, make("h4", {}, t("learn.noise.z")), room),
        make("div", { class: "ln-live-half" }, make("h4", {}, t("learn.noise.x")), live.stage),
      ),
      walk,
      legend,
      make(
        "div",
        { class: "ln-live-figures" },
        landing,
        make("span", {}, t("learn.noise.on", { n: number(COUNTED) })),
        between,
        make("span", {}, t("learn.noise.between")),
      ),
      note,
    );
    board.setAttribute("aria-label", t("learn.noise.board"));
    live.board.setAttribute("aria-label", t("learn.noise.plane"));
    tell = (share) => {
      walk.set(state.at);
      back.hidden = !state.drawn;
      if (share === undefined) return;
      landing.textContent = share === null ? "–" : `${number(share, 1)} %`;
      between.textContent = share === null ? "–" : `${number(100 - share, 1)} %`;
      note.textContent = t(`learn.noise.${state.done ? "after" : "before"}`);
    };
    tell(null);
    if (live.frame) live.speak();
    drawNoise();
  }

  const again = live.again(() => begin({ seed: state.seed + 1 }));
  const legend = live.legend(["real", "fake", "lattice", "belief"]);
  const watched = new ResizeObserver(drawNoise);
  watched.observe(room);
  build();
  begin();
  return {
    ...standing(live, element, build, () => {
      watched.disconnect();
    }),
    lab: () => ({
      recipe: { ...RECIPE, seed: state.seed },
      points: state.drawn,
      layers: live.layers,
    }),
    picture: () => live.board.toDataURL("image/webp", 0.8),
  };
}

/** The lattice as it lies in the noise: all its cells are equally likely. */
function drawNodes(context, field, palette) {
  mesh(context, field, NODES, CELLS + 1);
  context.globalAlpha = 0.35;
  context.strokeStyle = palette.g;
  context.lineWidth = 0.8;
  context.stroke();
  context.globalAlpha = 1;
}

/** What lands on the data is a dot, what lands between a diamond in the colour of what is generated. */
function drawPoints(context, field, noise, on, palette) {
  const small = Math.max(1.1, field.size / 190);
  for (const lands of [1, 0]) {
    context.beginPath();
    for (let i = 0; i < Math.min(COUNTED, noise.length / 2); i++) {
      if ((on?.[i] ?? 1) !== lands) continue;
      const [x, y] = [across(field, noise[2 * i]), down(field, noise[2 * i + 1])];
      if (lands) context.rect(x - small / 2, y - small / 2, small, small);
      else diamond(context, x, y, 2.2 * small);
    }
    context.fillStyle = lands ? palette.g : palette.fake;
    context.fill();
  }
}

/** A way, and where on it one is. */
function drawWalk(context, field, way, at, palette) {
  context.beginPath();
  for (let i = 0; i < way.length; i += 2) context.lineTo(across(field, way[i]), down(field, way[i + 1]));
  context.lineJoin = "round";
  haloed(context, palette.ink, palette.panel, 2);
  if (at === null) return;
  const i = 2 * Math.round(at * (way.length / 2 - 1));
  context.beginPath();
  context.arc(across(field, way[i]), down(field, way[i + 1]), 6, 0, 2 * Math.PI);
  context.fillStyle = palette.ink;
  context.strokeStyle = palette.panel;
  context.lineWidth = 2;
  context.fill();
  context.stroke();
}
