// The plane of two numbers on the page: the field of a loss, the path from where one taps, what R1 does to it.
import { button, segments, slider } from "../kit/controls.js";
import { make } from "../kit/dom.js";
import { still } from "../kit/motion.js";
import { onArrows } from "../kit/plane/arrows.js";
import { canvas, fitted } from "../kit/plane/canvas.js";
import { DIRAC_LOSSES, fate, pathFrom } from "../kit/plane/dirac.js";
import { drawPair, EXTENT } from "../kit/plane/pair.js";
import { xAt, yAt } from "../kit/plane/scale.js";
import { valueWord } from "../kit/settings.js";
import { number, t } from "../kit/words.js";

const STEPS = 900;
const EACH = 6; // steps a frame while a path runs

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
    shown = still() ? STEPS : 1;
    cancelAnimationFrame(running);
    running = requestAnimationFrame(draw);
  }
  const place = (event) => {
    const bounds = board.getBoundingClientRect();
    return { theta: xAt(plane(), event.clientX - bounds.left), psi: yAt(plane(), event.clientY - bounds.top) };
  };
  board.addEventListener("pointerdown", (event) => run(place(event)));
  onArrows(board, (right, up) => run({ theta: dirac.from.theta + right / 10, psi: dirac.from.psi + up / 10 }));

  function draw() {
    const context = fitted(board, size);
    const path = pathFrom(dirac.from, dirac, STEPS);
    const names = { theta: t("lab.plane.theta"), psi: t("lab.plane.psi") };
    drawPair(context, size, { palette: app.paint.palette, rules: dirac, names, path: path.slice(0, shown) });
    const end = fate(path);
    element.dataset.fate = end;
    const from = { theta: number(dirac.from.theta, 2), psi: number(dirac.from.psi, 2) };
    told.textContent = t(`lab.plane.${end}`, from);
    if (shown >= STEPS || !element.isConnected) return;
    shown += EACH;
    running = requestAnimationFrame(draw);
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
