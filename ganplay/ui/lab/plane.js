// The plane of two numbers on the page: the field of a loss, the path from where one taps, what R1 does to it.
import { button, segments, slider } from "../kit/controls.js";
import { make } from "../kit/dom.js";
import { canvas, fitted } from "../kit/plane/canvas.js";
import { DIRAC_LOSSES, fate, pathFrom, push } from "../kit/plane/dirac.js";
import { arrow } from "../kit/plane/plot.js";
import { across, down, xAt, yAt } from "../kit/plane/scale.js";
import { valueWord } from "../kit/settings.js";
import { number, t } from "../kit/words.js";

const EXTENT = 2.4;
const ARROWS = 21; // a side
const STEPS = 900;
const EACH = 6; // steps a frame while a path runs
const MOVES = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };

/** @param {import("./bench.js").App} app @returns {import("./page.js").Part} */
export function planeOf(app) {
  const { state } = app;
  const { dirac } = state;
  const board = canvas({ class: "lab-board", role: "img", tabindex: "0", "aria-label": t("lab.plane.board") });
  const stage = make("div", { class: "lab-stage" }, board);
  const told = make("div", { class: "lab-fate", "aria-live": "polite", "data-ref": "lab-fate" });
  let size = 400;
  let shown = STEPS;
  let running = 0;

  const losses = segments(
    DIRAC_LOSSES.map((loss) => [loss, valueWord("loss", loss)]),
    dirac.loss,
    (loss) => change({ loss }),
    t("field.loss"),
  );
  losses.classList.add("lab-losses");
  const gamma = slider({
    word: t("lab.plane.gamma"),
    min: 0,
    max: 2,
    step: 0.05,
    value: dirac.gamma,
    change: (value) => change({ gamma: value }),
  });
  const rate = slider({
    word: t("lab.plane.rate"),
    min: 0.02,
    max: 0.5,
    step: 0.02,
    value: dirac.rate,
    change: (value) => change({ rate: value }),
  });
  const again = button(t("lab.plane.again"), () => run(dirac.from));
  const words = make(
    "section",
    { class: "lab-planewords" },
    make("h2", {}, t("lab.plane.title")),
    make("p", {}, t("lab.plane.what")),
    told,
    make("p", { class: "gp-note" }, t("lab.plane.source")),
  );
  const rules = make(
    "section",
    { class: "lab-planerules" },
    losses,
    gamma,
    rate,
    again,
    make("p", { class: "gp-note" }, t("lab.plane.tap")),
  );
  const square = make("div", { class: "lab-square" }, stage);
  const element = make("div", { class: "lab-plane" }, rules, square, words);

  const plane = () => ({ size, extent: EXTENT });
  function change(next) {
    Object.assign(dirac, next);
    run(dirac.from);
  }
  function run(from) {
    dirac.from = from;
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    shown = still ? STEPS : 1;
    cancelAnimationFrame(running);
    running = requestAnimationFrame(draw);
  }
  const place = (event) => {
    const bounds = board.getBoundingClientRect();
    return { theta: xAt(plane(), event.clientX - bounds.left), psi: yAt(plane(), event.clientY - bounds.top) };
  };
  board.addEventListener("pointerdown", (event) => run(place(event)));
  board.addEventListener("keydown", (event) => {
    const move = MOVES[event.key];
    if (!move) return;
    event.preventDefault();
    run({ theta: dirac.from.theta + move[0] / 10, psi: dirac.from.psi + move[1] / 10 });
  });

  function draw() {
    const context = fitted(board, size);
    const { palette } = app.paint;
    context.fillStyle = palette.panel;
    context.fillRect(0, 0, size, size);
    field(context, palette);
    axes(context, palette);
    const path = pathFrom(dirac.from, dirac, STEPS);
    line(context, path, palette);
    const end = fate(path);
    element.dataset.fate = end;
    const from = { theta: number(dirac.from.theta, 2), psi: number(dirac.from.psi, 2) };
    told.textContent = t(`lab.plane.${end}`, from);
    if (shown >= STEPS || !element.isConnected) return;
    shown += EACH;
    running = requestAnimationFrame(draw);
  }
  function axes(context, palette) {
    const middle = Math.round(size / 2) + 0.5;
    context.strokeStyle = palette.muted;
    context.globalAlpha = 0.5;
    context.lineWidth = 1;
    context.beginPath();
    context.moveTo(0, middle);
    context.lineTo(size, middle);
    context.moveTo(middle, 0);
    context.lineTo(middle, size);
    context.stroke();
    context.globalAlpha = 1;
    context.font = "13px system-ui";
    context.fillStyle = palette.ink;
    context.strokeStyle = palette.panel;
    context.lineWidth = 5;
    const label = (word, align, x, y) => {
      context.textAlign = align;
      context.strokeText(word, x, y);
      context.fillText(word, x, y);
    };
    label(t("lab.plane.theta"), "right", size - 8, middle - 8);
    label(t("lab.plane.psi"), "left", middle + 8, 18);
  }
  /** Arrows of one step's direction, as long as it is strong. */
  function field(context, palette) {
    const gap = size / ARROWS;
    context.strokeStyle = palette.muted;
    context.lineWidth = 1.2;
    context.globalAlpha = 0.6;
    context.beginPath();
    for (let i = 0; i < ARROWS * ARROWS; i++) {
      const [px, py] = [((i % ARROWS) + 0.5) * gap, (Math.floor(i / ARROWS) + 0.5) * gap];
      const { theta, psi } = push({ theta: xAt(plane(), px), psi: yAt(plane(), py) }, dirac);
      const length = Math.hypot(theta, psi);
      if (length < 1e-3) continue;
      const long = (gap * 0.85) / (length + 0.6); // CSS pixels of a gradient of 1; what is strong is cut
      arrow(context, px - (theta * long) / 2, py + (psi * long) / 2, theta * long, -psi * long, 3.5);
    }
    context.stroke();
    context.globalAlpha = 1;
  }
  function line(context, path, palette) {
    context.beginPath();
    const seen = path.slice(0, shown);
    for (const { theta, psi } of seen) context.lineTo(across(plane(), theta), down(plane(), psi));
    context.strokeStyle = palette.ink;
    context.lineWidth = 1.8;
    context.stroke();
    dot(context, path[0], palette.panel, palette.ink);
    dot(context, seen[seen.length - 1], palette.ink, palette.ink);
    dot(context, { theta: 0, psi: 0 }, palette.real, palette.panel);
  }
  function dot(context, { theta, psi }, colour, rim) {
    context.beginPath();
    context.arc(across(plane(), theta), down(plane(), psi), 5, 0, 2 * Math.PI);
    context.fillStyle = colour;
    context.strokeStyle = rim;
    context.lineWidth = 2;
    context.fill();
    context.stroke();
  }
  return {
    element,
    tell(what) {
      if (what === "state" || what === "theme") run(dirac.from);
    },
    fit() {
      const narrow = app.root.clientWidth < 900;
      size = Math.floor(
        Math.max(260, Math.min(stage.parentElement.clientWidth, narrow ? Number.POSITIVE_INFINITY : innerHeight - 124)),
      );
      draw();
    },
  };
}
