// The noise that G is given, beside what it makes of it: a point can be followed from here to its picture, and back.
import { make } from "../kit/dom.js";
import { sigmoid } from "../kit/engine/terms.js";
import { isProbability } from "../kit/plane/belief.js";
import { canvas, fitted } from "../kit/plane/canvas.js";
import { nearestPoint, valueAt } from "../kit/plane/scale.js";
import { number, percent, t } from "../kit/words.js";

const GAUSSIAN = 3; // standard deviations that are shown
const UNIFORM = 1.08;
const SIDE = 132; // CSS pixels

/** @param {import("./bench.js").App} app @returns {import("./page.js").Part} */
export function noiseOf(app) {
  const { state } = app;
  const board = canvas({ class: "lab-noise", role: "img", tabindex: "0", "aria-label": t("lab.noise.board") });
  const note = make("p", { class: "gp-note" });
  const element = make("figure", { class: "lab-noisebox" }, make("figcaption", {}, t("lab.noise")), board, note);
  element.hidden = state.hidden.has("noise");

  const reach = () => (app.main?.recipe?.noise === "uniform" ? UNIFORM : GAUSSIAN);
  const stride = () => app.main?.recipe?.z_dim ?? 2;

  /** Where the marked point of noise goes, and what D makes of it there. */
  function tellMarked() {
    const { frame, recipe } = app.main || {};
    if (!(state.marked >= 0) || !frame?.noise || !recipe) return;
    const [x, y] = frame.fake.subarray(2 * state.marked, 2 * state.marked + 2);
    const logit = frame.heat?.length ? valueAt(frame.heat, frame.extent, x, y) : Number.NaN;
    const value = isProbability(recipe.loss) ? percent(sigmoid(logit)) : number(logit, 2);
    note.textContent = t("lab.noise.followed", { x: number(x, 2), y: number(y, 2), value });
  }
  function mark(index) {
    state.marked = index;
    if (index < 0) tellNoise();
    else tellMarked();
    app.repaint();
  }
  function follow(event) {
    const { frame } = app.main || {};
    if (!frame?.noise) return;
    const bounds = board.getBoundingClientRect();
    const place = (share) => (2 * share - 1) * reach();
    const x = place((event.clientX - bounds.left) / bounds.width);
    const y = -place((event.clientY - bounds.top) / bounds.height);
    mark(nearestPoint(frame.noise, x, y, Number.POSITIVE_INFINITY, stride()));
  }
  board.addEventListener("pointermove", follow);
  board.addEventListener("pointerdown", follow);
  board.addEventListener("pointerleave", (event) => {
    if (event.pointerType === "mouse") mark(-1);
  });
  board.addEventListener("keydown", (event) => {
    const move = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    const count = (app.main?.frame?.fake.length ?? 0) / 2;
    if (!move || !count) return;
    event.preventDefault();
    mark(((state.marked ?? -1) + move + count) % count);
  });

  let shown = []; // what was drawn; the noise itself is always the same
  function draw() {
    const { frame, recipe } = app.main || {};
    const { palette } = app.paint;
    const now = [recipe, palette, state.marked, Boolean(frame?.noise)];
    if (now.every((one, i) => one === shown[i])) return;
    shown = now;
    const context = fitted(board, SIDE);
    context.fillStyle = palette.panel;
    context.fillRect(0, 0, SIDE, SIDE);
    if (!frame?.noise) return;
    const place = (value) => ((value / reach() + 1) / 2) * SIDE;
    const at = (i) => {
      const step = stride();
      return [place(frame.noise[i * step]), step > 1 ? SIDE - place(frame.noise[i * step + 1]) : SIDE / 2];
    };
    context.beginPath();
    for (let i = 0; i < frame.noise.length / stride(); i++) {
      const [x, y] = at(i);
      context.moveTo(x + 1.3, y);
      context.arc(x, y, 1.3, 0, 2 * Math.PI);
    }
    context.fillStyle = palette.g;
    context.globalAlpha = 0.75;
    context.fill();
    context.globalAlpha = 1;
    if (!(state.marked >= 0)) return;
    const [x, y] = at(state.marked);
    context.beginPath();
    context.arc(x, y, 6, 0, 2 * Math.PI);
    context.strokeStyle = palette.ink;
    context.lineWidth = 2;
    context.stroke();
  }
  function tell(what) {
    if (what === "frame") draw();
    if (what === "numbers") tellMarked();
    if (what === "state") tellNoise();
  }
  function tellNoise() {
    if (!app.main?.recipe) return;
    const { z_dim, noise } = app.main.recipe;
    const key = z_dim > 2 ? "lab.noise.more" : "lab.noise.note";
    note.textContent = t(key, { n: z_dim, law: t(`choice.noise.${noise}`) });
  }
  return { element, tell };
}
