// Drawing points of one's own over the square, by mouse or finger.
import { button } from "../kit/controls.js";
import { make } from "../kit/dom.js";
import { canvas, fitted } from "../kit/plane/canvas.js";
import { across, down, xAt, yAt } from "../kit/plane/scale.js";
import { number, t } from "../kit/words.js";

const EXTENT = 1.5;
const MOST = 3000; // points
const FEWEST = 20;
const EACH = 4; // points that a move sprays
const SPRAY = 0.035; // their deviation

/** @param {import("./bench.js").App} app @param {HTMLElement} stage */
export function padOf(app, stage) {
  /** @type {number[][]} strokes */
  let strokes = [];
  let drawing = false;
  let size = 0;
  const board = canvas({ class: "lab-pad", "aria-label": t("lab.pad") });
  const count = make("output", {});
  const use = button(t("lab.pad.use"), finish, "quiet strong", { disabled: "" });
  const bar = make(
    "div",
    { class: "lab-padbar" },
    make("span", {}, t("lab.pad.note")),
    count,
    button(t("lab.pad.undo"), () => change(strokes.slice(0, -1))),
    button(t("lab.cancel"), close),
    use,
  );
  const element = make("div", { class: "lab-padding", hidden: "" }, board, bar);
  stage.append(element);

  const all = () => strokes.flat();
  const plane = () => ({ size, extent: EXTENT });

  function change(next) {
    strokes = next;
    draw();
  }
  function draw() {
    const context = fitted(board, size);
    const { palette } = app.paint;
    context.fillStyle = palette.panel;
    context.fillRect(0, 0, size, size);
    context.fillStyle = palette.real;
    const points = all();
    for (let i = 0; i < points.length; i += 2) {
      context.fillRect(across(plane(), points[i]) - 1.5, down(plane(), points[i + 1]) - 1.5, 3, 3);
    }
    const n = points.length / 2;
    count.textContent = t("lab.pad.count", { n: number(n) });
    use.disabled = n < FEWEST;
  }
  function spray(event) {
    if (all().length / 2 >= MOST) return;
    const bounds = board.getBoundingClientRect();
    const stroke = strokes[strokes.length - 1];
    for (let i = 0; i < EACH; i++) {
      const [u, v] = [Math.sqrt(-2 * Math.log(1 - Math.random())), 2 * Math.PI * Math.random()];
      const clamp = (value) => Math.max(-EXTENT, Math.min(EXTENT, value));
      stroke.push(
        clamp(xAt(plane(), event.clientX - bounds.left) + SPRAY * u * Math.cos(v)),
        clamp(yAt(plane(), event.clientY - bounds.top) + SPRAY * u * Math.sin(v)),
      );
    }
    draw();
  }
  board.addEventListener("pointerdown", (event) => {
    board.setPointerCapture(event.pointerId);
    drawing = true;
    strokes.push([]);
    spray(event);
  });
  board.addEventListener("pointermove", (event) => {
    if (drawing) spray(event);
  });
  for (const end of ["pointerup", "pointercancel"])
    board.addEventListener(end, () => {
      drawing = false;
    });

  function finish() {
    const points = Float32Array.from(all());
    close();
    app.data("own", points, t("lab.own.drawn"));
  }
  function close() {
    element.hidden = true;
    strokes = [];
  }
  return {
    open() {
      app.pause();
      element.hidden = false;
      strokes = [];
      draw();
    },
    fit(next) {
      size = next;
      if (!element.hidden) draw();
    },
  };
}
