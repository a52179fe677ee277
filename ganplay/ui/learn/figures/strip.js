// One row of a layer that doubles: what goes in, how far each pixel reaches, how often each that comes out is hit.
import { make, shape } from "../../kit/dom.js";
import { reachOf } from "./doubling.js";
import { written } from "./graph.js";

const PIXELS = 9; // that go in
const CELL = 24; // units of the drawing, as what follows
const [GAP, BAR, FOOT] = [10, 9, 24];

/** Counts of a row, edges and all. */
function countsOf(way, kernel, sources) {
  const counts = new Array(2 * PIXELS).fill(0);
  for (let i = 0; i < sources; i++) {
    const [first, end] = reachOf(way, kernel, i);
    for (let at = Math.max(0, first); at < Math.min(counts.length, end); at++) counts[at] += 1;
  }
  return counts;
}

/**
 * @param {string} label
 * @returns {{element: HTMLElement, show: (way: import("./doubling.js").Way, kernel: number) => void}}
 */
export function stripOf(label) {
  const root = shape("svg", { role: "img", "aria-label": label });
  const element = make("div", { class: "ln-upsampling-strip" });
  element.append(root);

  function show(way, kernel) {
    const enlarged = way === "resize";
    const [sources, width] = enlarged ? [2 * PIXELS, 1] : [PIXELS, 2]; // pixels that spread, and how wide each is drawn
    const rows = Math.ceil(kernel / width);
    const foot = CELL + GAP + rows * BAR + GAP;
    const whole = { width: 2 * PIXELS * CELL, height: foot + FOOT };
    root.setAttribute("viewBox", `0 0 ${whole.width} ${whole.height}`);
    const nodes = [];
    for (let i = 0; i < sources; i++) {
      const kind = (enlarged ? i >> 1 : i) % 2 ? "odd" : "even";
      const box = { x: i * width * CELL + 1, y: 0, width: width * CELL - 2, height: CELL, rx: 3, class: `in ${kind}` };
      const [first, end] = reachOf(way, kernel, i).map((at) => Math.max(0, Math.min(2 * PIXELS, at)));
      const y = CELL + GAP + (i % rows) * BAR;
      const bar = { x: first * CELL + 2, y, width: (end - first) * CELL - 4, height: BAR - 3, rx: 3 };
      nodes.push(shape("rect", box), shape("rect", { ...bar, class: `bar ${kind}` }));
    }
    const counts = countsOf(way, kernel, sources);
    const most = Math.max(...counts);
    counts.forEach((count, at) => {
      const box = { x: at * CELL + 1, y: foot, width: CELL - 2, height: FOOT, rx: 3, class: "out" };
      const pixel = shape("rect", { ...box, opacity: (0.9 * count) / most });
      const word = written(String(count), (at + 0.5) * CELL, foot + 16, "middle", count > most / 2 ? "on" : "");
      nodes.push(pixel, word);
    });
    root.replaceChildren(...nodes);
  }
  return { element, show };
}
