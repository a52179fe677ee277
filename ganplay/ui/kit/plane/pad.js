// Drawing points of one's own over a square picture of the plane, by mouse or finger.
import { button } from "../controls.js";
import { make } from "../dom.js";
import { number, speak, t } from "../words.js";
import { canvas, fitted } from "./canvas.js";
import { across, down, xAt, yAt } from "./scale.js";

const EXTENT = 1.5;
const MOST = 3000; // points
const FEWEST = 20;
const EACH = 4; // points that a move sprays
const SPRAY = 0.035; // their deviation

/**
 * A pad that lies over an element while points are drawn.
 * @param {HTMLElement} over
 * @param {object} given
 * @param {() => import("./plot.js").Palette} given.palette
 * @param {() => void} given.begun it was opened
 * @param {(points: Float32Array) => void} given.use x and y of each point that was drawn
 */
export function padOf(over, { palette, begun, use: take }) {
  /** @type {number[][]} strokes */
  let strokes = [];
  let drawing = false;
  let size = 0;
  const board = canvas({ class: "pl-pad", "data-label": "plane.pad" });
  const count = make("output", {});
  const act = (name, onclick, kind, more) => button("", onclick, kind, { "data-word": `plane.pad.${name}`, ...more });
  const use = act("use", finish, "quiet strong", { disabled: "" });
  const bar = make(
    "div",
    { class: "pl-padbar" },
    make("span", { "data-word": "plane.pad.note" }),
    count,
    act("undo", () => change(strokes.slice(0, -1))),
    act("cancel", close),
    use,
  );
  const element = make("div", { class: "pl-padding", hidden: "" }, board, bar);
  over.append(element);

  const all = () => strokes.flat();
  const plane = () => ({ size, extent: EXTENT });

  function change(next) {
    strokes = next;
    draw();
  }
  function draw() {
    const context = fitted(board, size);
    const { panel, real } = palette();
    context.fillStyle = panel;
    context.fillRect(0, 0, size, size);
    context.fillStyle = real;
    const points = all();
    for (let i = 0; i < points.length; i += 2) {
      context.fillRect(across(plane(), points[i]) - 1.5, down(plane(), points[i + 1]) - 1.5, 3, 3);
    }
    const n = points.length / 2;
    count.textContent = t("plane.pad.count", { n: number(n) });
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
    take(points);
  }
  function close() {
    element.hidden = true;
    strokes = [];
  }
  return {
    open() {
      begun();
      speak(element);
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
