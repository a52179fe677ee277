// The square in which everything is seen: D's belief, the points, and what is asked of them by pointer, finger or keys.
import { make } from "../kit/dom.js";
import { sigmoid } from "../kit/engine/terms.js";
import { newest } from "../kit/newest.js";
import { onArrows } from "../kit/plane/arrows.js";
import { isProbability, undecided } from "../kit/plane/belief.js";
import { canvas, fitted } from "../kit/plane/canvas.js";
import { padOf } from "../kit/plane/pad.js";
import { drawPlane, Heat } from "../kit/plane/plot.js";
import { across, down, nearestPoint, valueAt, xAt, yAt } from "../kit/plane/scale.js";
import { number, percent, t } from "../kit/words.js";
import { dataWord } from "./chips.js";

const NEAR = 12; // CSS pixels within which a generated point is meant
const STEP = 1 / 40; // of the picture, that an arrow key moves
const SPOKEN_EVERY = 4000; // milliseconds between two descriptions of the picture
const LEAST = 240; // CSS pixels

/**
 * @param {import("./bench.js").App} app
 * @param {number} index of the engine
 * @returns {import("./page.js").Part}
 */
export function stageOf(app, index) {
  const { state } = app;
  const board = canvas({ class: "lab-board", role: "img", tabindex: "0", "aria-label": t("lab.board") });
  const tip = make("output", { class: "lab-tip", hidden: "" });
  const caption = make("div", { class: "lab-caption", "aria-live": "polite", hidden: "" });
  const data = make("div", { class: "lab-dataname", "data-ref": "lab-dataname" });
  const problem = make("div", { class: "lab-problem", role: "alert", hidden: "" });
  const element = make("div", { class: "lab-stage", "data-index": index }, board, data, tip, caption, problem);
  const pad = padOf(element, {
    palette: () => app.paint.palette,
    begun: app.pause,
    use: (points) => app.data("own", points, t("lab.own.drawn")),
  });
  const heat = new Heat();
  let size = LEAST;
  let place = null; // of the pointer, in the plane
  let spoken = 0;

  const fight = () => app.fights[index];
  const plane = () => ({ size, extent: fight()?.frame?.extent ?? 1.5 });

  const ask = newest(
    ({ x, y }) => fight().engine.ask("value", { x, y }),
    ({ logit }, question, last) => {
      if (last && place) say(question, logit);
    },
    () => {},
  );

  function say({ x, y }, value) {
    const { loss } = fight().recipe;
    const middle = undecided(loss, fight().frame.numbers);
    const takes = t(value > middle ? "lab.takes.real" : "lab.takes.fake");
    const words = isProbability(loss) ? percent(sigmoid(value)) : number(value, 2);
    tip.textContent = t("lab.tip", { value: words, takes });
    tip.hidden = false;
    const { clientWidth } = element;
    const left = across(plane(), x) + (clientWidth - size) / 2;
    const top = down(plane(), y);
    tip.style.left = `${Math.max(0, Math.min(clientWidth - tip.offsetWidth, left + 14))}px`;
    tip.style.top = `${top > size - 48 ? top - 40 : top + 14}px`;
  }
  function at(next, follow) {
    place = next;
    const { frame } = fight() || {};
    if (!next || !frame) {
      tip.hidden = true;
      state.marked = -1;
    } else {
      if (frame.heat?.length) say(next, valueAt(frame.heat, frame.extent, next.x, next.y));
      ask(next);
      const reach = (NEAR / size) * 2 * frame.extent;
      if (follow) state.marked = nearestPoint(frame.fake, next.x, next.y, reach);
    }
    app.repaint();
  }
  const placeOf = (event) => {
    const bounds = board.getBoundingClientRect();
    return { x: xAt(plane(), event.clientX - bounds.left), y: yAt(plane(), event.clientY - bounds.top) };
  };
  board.addEventListener("pointermove", (event) => at(placeOf(event), true));
  board.addEventListener("pointerdown", (event) => at(placeOf(event), true));
  board.addEventListener("pointerleave", (event) => {
    if (event.pointerType === "mouse") at(null, true);
  });
  board.addEventListener("blur", () => at(null, true));
  onArrows(board, (right, up) => {
    const { extent } = plane();
    const clamp = (value) => Math.max(-extent, Math.min(extent, value));
    const from = place || { x: 0, y: 0 };
    const stride = 2 * extent * STEP;
    at({ x: clamp(from.x + right * stride), y: clamp(from.y + up * stride) }, true);
    describe(tip.textContent);
  });

  function describe(words) {
    board.setAttribute("aria-label", words);
  }
  function draw() {
    const { frame, recipe, trail } = fight() || {};
    const context = fitted(board, size);
    if (!frame || !recipe) {
      context.fillStyle = app.paint.palette.panel;
      context.fillRect(0, 0, size, size);
      return;
    }
    const { layers } = state;
    const marked = state.marked ?? -1;
    drawPlane(context, size, frame, { ...app.paint, layers, trail, loss: recipe.loss, marked, place }, heat);
    element.dataset.step = frame.step;
  }
  function tellNumbers() {
    const { frame } = fight() || {};
    if (!frame) return;
    const phase = frame.phase;
    caption.hidden = !phase;
    if (phase) caption.textContent = t(`lab.phase.${phase}`);
    problem.hidden = !state.refused && !frame.diverged;
    problem.textContent = state.refused || t("lab.diverged");
    if (place || performance.now() - spoken < SPOKEN_EVERY) return;
    spoken = performance.now();
    const { modes, kl, step } = frame;
    const known = { step: number(step), covered: modes?.covered, of: modes?.of, kl: number(kl?.value, 2) };
    describe(t(modes ? "lab.board.modes" : "lab.board.kl", known));
  }
  return {
    element,
    tell(what) {
      if (what === "frame") draw();
      if (what === "numbers" || what === "state") tellNumbers();
      if (what === "pad") pad.open();
      if (what !== "state") return;
      data.textContent = dataWord(state);
      if (!state.refused) return;
      problem.hidden = false;
      problem.textContent = state.refused;
    },
    fit() {
      const { clientWidth } = element.parentElement;
      const height = innerHeight - 53 - Number.parseFloat(getComputedStyle(app.root).getPropertyValue("--lab-above"));
      const narrow = app.root.clientWidth < 900;
      size = Math.floor(Math.max(LEAST, Math.min(clientWidth, narrow ? clientWidth : height)));
      element.style.setProperty("--lab-size", `${size}px`);
      pad.fit(size);
      draw();
    },
  };
}
