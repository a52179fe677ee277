// A step of D, a step of G, each when it is pressed; and a generated point that can be put elsewhere, to see where G's
// loss would push it from there.
import { button } from "../../kit/controls.js";
import { make } from "../../kit/dom.js";
import { sigmoid } from "../../kit/engine/terms.js";
import { newest } from "../../kit/newest.js";
import { onArrows } from "../../kit/plane/arrows.js";
import { across, down, nearestPoint } from "../../kit/plane/scale.js";
import { arrow, haloed, ring } from "../../kit/plane/strokes.js";
import { number, percent, t } from "../../kit/words.js";
import {
  angleBetween,
  CONTEST,
  CONTESTS,
  COUNTED,
  movedBetween,
  nearestReal,
  pushOf,
  RECIPE,
  SHOWN,
  sharesOn,
} from "./aim.js";
import { liveOf, standing } from "./live.js";

const [DRAGS, STEPS] = [3, 5]; // that complete the page
const EXTENT = 1.5;
const [LONGER, LONGEST] = [4, 3]; // times the length of an arrow in the laboratory, up to that of so large a push
const [ARM, HEAD] = [64, 10]; // CSS pixels of the arrow of the point that is held: it shows a direction
const FAR = 0.12; // that a point has to be put away for a drag
const [SLICE, PAUSE] = [10, 70]; // steps of a contest at once, and milliseconds between
const STRIDE = 0.075; // as far as an arrow key moves a point

/** @param {import("../figure.js").Given} given @returns {import("../figure.js").Figure} */
export function figure(given) {
  const state = { seed: 0, drags: 0, d: 0, g: 0, last: "begin", angle: Number.NaN, done: false, shares: {} };
  // held: the point that was put elsewhere, with D's answer and the push there; from: where it was taken
  let held = null;
  let dragging = false;
  let first = null; // the generated points at the beginning
  let before = null; // at the last step of G
  let moved = 0; // by that step
  let running = ""; // a contest
  let turn = 0;
  let tell = () => {};

  const live = liveOf({
    layers: ["belief", "line", "real", "fake", "arrows", "paths"],
    view: { arrows: "g", points: COUNTED, extent: EXTENT },
    shown,
    seen: (frame) => {
      first ??= frame.fake.slice(0, 2 * SHOWN);
      if (before) moved = movedBetween(before, frame.fake.subarray(0, 2 * SHOWN));
      if (held && !dragging) ask(held);
    },
    told: (frame) => {
      if (!running && (state.d || state.g)) {
        given.numbers({ moved: movedBetween(first, frame.fake.subarray(0, 2 * SHOWN)) });
      }
      tell();
    },
    over: (context, size, frame, { palette }) => {
      if (held) drawHeld(context, { size, extent: EXTENT }, held, nearestReal(realOf(frame), held), palette);
    },
  });
  const { board } = live;
  const ask = newest(
    ({ x, y }) => live.fight.engine.ask("judge", { points: Float32Array.of(x, y), slopes: true }),
    ({ logits, slopes }, place) => {
      if (!held) return;
      held.push = pushOf(logits[0], slopes);
      held.answer = sigmoid(logits[0]);
      state.angle = angleBetween(held.push, place, nearestReal(realOf(live.frame), place));
      live.repaint();
      tell();
    },
    () => {},
  );
  const element = make("div", { class: "ln-live ln-steps" });

  function shown(frame) {
    const [fake, arrows] = [frame.fake, frame.arrows].map((rows) => rows.slice(0, 2 * SHOWN));
    for (let i = 0; i < arrows.length; i += 2) {
      const longer = Math.min(LONGER, LONGEST / Math.hypot(arrows[i], arrows[i + 1]));
      for (const axis of [0, 1]) arrows[i + axis] *= longer;
    }
    if (held) {
      fake.set([held.x, held.y], 2 * held.index);
      arrows.fill(0, 2 * held.index, 2 * held.index + 2);
    }
    return { ...frame, fake, arrows, real: realOf(frame) };
  }

  async function begin(seed) {
    turn += 1;
    state.seed = seed;
    [held, first, before, running, state.last] = [null, null, null, "", "begin"];
    await live.open({ recipe: { ...RECIPE, seed } });
  }
  async function step(network) {
    if (running) return;
    if (network === "g") {
      before = live.frame?.fake.slice(0, 2 * SHOWN);
      held = null; // where a point is, G says
    }
    if (!(await live.step(network))) return;
    state[network] += 1;
    state.last = network;
    tell();
    given.numbers({ d_steps: state.d, g_steps: state.g });
    check();
  }
  /** The step that is to be taken next; "" where there were enough. */
  function due() {
    const { d, g } = state;
    if (Math.min(d, g) >= STEPS) return "";
    return d <= g ? "d" : "g";
  }
  function check() {
    if (state.done || state.drags < DRAGS || state.d < STEPS || state.g < STEPS) return;
    state.done = true;
    given.done();
  }

  /** Steps in turns, or all of D's first: from the same beginning. */
  async function contest(name) {
    const begun = begin(state.seed);
    const mine = turn;
    running = name;
    tell();
    await begun;
    const whole = await allTaken(CONTESTS[name], () => mine === turn);
    const found = whole && live.frame && (await made().catch(() => null));
    if (mine !== turn) return;
    if (found) {
      state.shares[name] = sharesOn(found.points);
      state.last = name;
    }
    running = "";
    tell();
  }
  /** Steps of each network after the other, as long as it is so; whether all of them were taken. */
  async function allTaken(networks, still) {
    for (const network of networks) {
      for (let i = 0; i < CONTEST; i += SLICE) {
        if (!still() || !(await live.step(network, SLICE))) return false;
        await new Promise((resolve) => setTimeout(resolve, PAUSE));
      }
    }
    return still();
  }
  const made = () => live.fight.engine.ask("generate", { z: live.frame.noise });

  function take(place) {
    const { frame } = live;
    if (!frame || running) return false;
    const points = frame.fake.slice(0, 2 * SHOWN);
    if (held) points.set([held.x, held.y], 2 * held.index);
    const index = nearestPoint(points, place.x, place.y);
    held = { index, x: points[2 * index], y: points[2 * index + 1], push: null, answer: null };
    held.from = { x: held.x, y: held.y };
    return true;
  }
  function put({ x, y }) {
    const clamp = (value) => Math.max(-EXTENT, Math.min(EXTENT, value));
    Object.assign(held, { x: clamp(x), y: clamp(y) });
    ask({ x: held.x, y: held.y });
    live.repaint();
  }
  async function letGo() {
    dragging = false;
    if (!held || Math.hypot(held.x - held.from.x, held.y - held.from.y) < FAR) return;
    held.from = { x: held.x, y: held.y };
    state.drags += 1;
    state.last = "drag";
    await ask({ x: held.x, y: held.y });
    if (Number.isFinite(state.angle)) given.numbers({ angle: state.angle });
    check();
    tell();
  }
  board.addEventListener("pointerdown", (event) => {
    const place = live.placeOf(event);
    if (!take(place)) return;
    event.preventDefault();
    board.setPointerCapture(event.pointerId);
    dragging = true;
    put(place);
  });
  board.addEventListener("pointermove", (event) => {
    if (dragging) put(live.placeOf(event));
  });
  for (const end of ["pointerup", "pointercancel"]) board.addEventListener(end, letGo);
  function nudge(right, up) {
    if (held || take({ x: 0, y: 0 })) put({ x: held.x + STRIDE * right, y: held.y + STRIDE * up });
  }
  onArrows(board, nudge, letGo);

  function build() {
    const [stepD, stepG] = ["d", "g"].map((network) =>
      button("", () => step(network), "quiet", { "data-focus": `step-${network}` }),
    );
    const todo = ["drags", "d", "g"].map((name) => [name, make("output", {})]);
    const note = make("p", { class: "ln-live-note", "aria-live": "polite" });
    const rivals = Object.keys(CONTESTS).map((name) => {
      const shares = make("output", {});
      const act = button(t(`learn.steps.contest.${name}`, { n: CONTEST }), () => contest(name));
      return { name, act, shares };
    });
    element.replaceChildren(
      make("div", { class: "ln-live-bar" }, stepD, stepG, again),
      make(
        "div",
        { class: "ln-live-both ln-steps-both" },
        live.stage,
        make(
          "div",
          { class: "ln-live-half" },
          make(
            "div",
            { class: "ln-live-figures" },
            ...todo.flatMap(([name, output]) => [output, make("span", {}, t(`learn.steps.${name}`))]),
          ),
          note,
          make("h4", {}, t("learn.steps.contest")),
          make("p", { class: "gp-note" }, t("learn.steps.contest.what")),
          ...rivals.map(({ act, shares }) => make("div", { class: "ln-steps-rival" }, act, shares)),
        ),
      ),
      legend,
    );
    board.setAttribute("aria-label", t("learn.steps.board"));
    tell = () => {
      for (const [network, act] of [
        ["d", stepD],
        ["g", stepG],
      ]) {
        act.textContent = t(`learn.steps.step.${network}`);
        act.disabled = Boolean(running);
        act.classList.toggle("strong", network === due());
      }
      const wanted = { drags: DRAGS, d: STEPS, g: STEPS };
      for (const [name, output] of todo) {
        output.textContent = `${number(state[name])} / ${wanted[name]}`;
        output.classList.toggle("there", state[name] >= wanted[name]);
      }
      note.textContent = noteOf();
      for (const { name, act, shares } of rivals) {
        act.disabled = Boolean(running);
        shares.textContent = sharesIn(name);
      }
    };
    tell();
  }
  function noteOf() {
    if (running) return t("learn.steps.running");
    if (held?.push && (dragging || state.last === "drag" || state.last === "d")) {
      const gaps = { angle: number(state.angle), d: percent(held.answer) };
      return t("learn.steps.held", gaps);
    }
    return t(`learn.steps.last.${state.last}`, { moved: number(moved, 2) });
  }
  function sharesIn(name) {
    if (running === name) return "…";
    const shares = state.shares[name];
    return shares ? t("learn.steps.shares", { one: number(shares[0]), other: number(shares[1]) }) : "";
  }

  const again = live.again(() => begin(state.seed + 1));
  const legend = live.legend(["real", "fake", "arrows", "paths", "belief", "line"]);
  build();
  begin(state.seed);
  return {
    ...standing(live, element, build, () => {
      turn += 1;
    }),
    lab: () => ({ recipe: { ...RECIPE, seed: state.seed }, layers: live.layers }),
  };
}

const realOf = ({ real }) => real.subarray(0, 2 * SHOWN);

/** The point that is held, its arrow, and the way to the nearest real point. */
function drawHeld(context, plane, { x, y, push }, near, palette) {
  const at = ({ x: right, y: up }) => [across(plane, right), down(plane, up)];
  const [[px, py], [nx, ny]] = [at({ x, y }), at(near)];
  context.setLineDash([3, 5]);
  context.lineWidth = 2;
  context.strokeStyle = palette.real;
  context.beginPath();
  context.moveTo(px, py);
  context.lineTo(nx, ny);
  context.stroke();
  context.setLineDash([]);
  ring(context, plane, near, 7, palette.real, palette.panel);
  ring(context, plane, { x, y }, 9, palette.ink, palette.panel);
  const length = push ? Math.hypot(push.x, push.y) : 0;
  if (!(length > 0)) return;
  context.beginPath();
  arrow(context, px, py, (ARM * push.x) / length, (-ARM * push.y) / length, HEAD);
  haloed(context, palette.ink, palette.panel, 3);
}
