// Shares against shares, as an ROC curve.
import { shape } from "./dom.js";

/**
 * A square plot of shares, 0 to 1 both ways.
 * @param {{x: number[], y: number[], class: string}[]} lines
 * @param {{x: number, y: number, class: string, word?: string, square?: boolean, r?: number}[]} marks
 * @param {[string, string]} axes their words
 * @param {string} label
 * @returns {SVGElement}
 */
export function unitPlot(lines, marks, axes, label) {
  const side = 220,
    pad = { l: 42, b: 30, t: 8, r: 8 };
  const px = (x) => pad.l + x * (side - pad.l - pad.r),
    py = (y) => side - pad.b - y * (side - pad.b - pad.t);
  const root = shape("svg", { viewBox: `0 0 ${side} ${side}`, role: "img", "aria-label": label });
  root.classList.add("jj-unit");
  for (const tick of [0, 0.5, 1]) {
    root.append(
      shape("line", { x1: px(0), x2: px(1), y1: py(tick), y2: py(tick), class: "grid" }),
      shape("line", { x1: px(tick), x2: px(tick), y1: py(0), y2: py(1), class: "grid" }),
    );
    const a = shape("text", { x: px(0) - 5, y: py(tick) + 4, "text-anchor": "end" }),
      b = shape("text", { x: px(tick), y: py(0) + 13, "text-anchor": "middle" });
    a.textContent = b.textContent = String(tick);
    root.append(a, b);
  }
  const x = shape("text", { x: px(0.5), y: side - 3, "text-anchor": "middle", class: "axis" }),
    y = shape("text", {
      x: 9,
      y: py(0.5),
      "text-anchor": "middle",
      class: "axis",
      transform: `rotate(-90 9 ${py(0.5)})`,
    });
  [x.textContent, y.textContent] = axes;
  root.append(x, y);
  for (const line of lines)
    root.append(
      shape("polyline", { points: line.x.map((v, i) => `${px(v)},${py(line.y[i])}`).join(" "), class: line.class }),
    );
  for (const mark of marks) {
    const dot = shape(
      mark.square ? "rect" : "circle",
      mark.square
        ? { x: px(mark.x) - 4, y: py(mark.y) - 4, width: 8, height: 8, class: mark.class }
        : { cx: px(mark.x), cy: py(mark.y), r: mark.r || 5, class: mark.class },
    );
    if (mark.word) {
      const title = shape("title", {});
      title.textContent = mark.word;
      dot.append(title);
    }
    root.append(dot);
  }
  return root;
}
