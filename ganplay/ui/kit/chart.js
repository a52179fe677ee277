// Small charts: lines, and histograms of D's scores.
import { shape } from "./dom.js";
import { extent, reach } from "./ranges.js";

const WIDTH = 400;
const PAD = 6;

/**
 * The element has mark(x), range: the lowest and the highest value, domain: the same of x, and place(x, y): where that
 * is, as shares of its width and its height. Without a value it has none of them.
 * @param {import("./ranges.js").Line[]} lines
 * @param {object} options
 * @param {number} [options.height]
 * @param {number} [options.marker] x of a line across
 * @param {number[]} [options.dots] x of ticks at the foot
 * @param {[number, number]} [options.band] a shaded range of y
 * @param {boolean} [options.zero] draw a line at 0
 * @param {number} [options.from] least x
 * @param {number} [options.to] largest x
 * @param {string} [options.label]
 * @param {(x: number) => void} [options.pick] a click at x
 * @returns {SVGElement & {mark?: (x: number) => void, range?: [number, number], domain?: [number, number],
 *   place?: (x: number, y: number) => [number, number]}}
 */
export function chart(lines, options = {}) {
  const height = options.height || 90;
  const label = options.label || "";
  const box = { viewBox: `0 0 ${WIDTH} ${height}`, preserveAspectRatio: "none", role: "img", "aria-label": label };
  const root = shape("svg", box);
  root.classList.add("ll-chart");
  const found = extent(lines, options);
  if (!found) return root;
  const { known, low, high } = found;
  const place = (x, y) => [
    PAD + ((x - low.x) / (high.x - low.x || 1)) * (WIDTH - 2 * PAD),
    height - PAD - ((y - low.y) / (high.y - low.y || 1)) * (height - 2 * PAD),
  ];
  if (options.band) {
    const [, top] = place(0, options.band[1]);
    const [, bottom] = place(0, options.band[0]);
    root.append(shape("rect", { x: 0, y: top, width: WIDTH, height: Math.max(1, bottom - top), class: "band" }));
  }
  if (options.zero && low.y < 0 && high.y > 0) {
    const [, y] = place(0, 0);
    root.append(shape("line", { x1: 0, x2: WIDTH, y1: y, y2: y, class: "zero" }));
  }
  for (const [index, line] of known.entries()) {
    const points = line.map(([x, y]) => place(x, y).join(",")).join(" ");
    root.append(shape("polyline", { points, class: lines[index].class }));
  }
  for (const x of options.dots || []) {
    const [at] = place(x, 0);
    root.append(shape("line", { x1: at, x2: at, y1: height - 5, y2: height, class: "dot" }));
  }
  const marker = shape("line", { y1: 0, y2: height, class: "marker" });
  root.append(marker);
  root.mark = (x) => {
    marker.style.display = Number.isFinite(x) ? "" : "none";
    if (!Number.isFinite(x)) return;
    const [at] = place(x, 0);
    marker.setAttribute("x1", at);
    marker.setAttribute("x2", at);
  };
  root.mark(options.marker);
  if (options.pick) {
    root.addEventListener("click", (event) => {
      const bounds = root.getBoundingClientRect();
      const across = ((event.clientX - bounds.left) / bounds.width) * WIDTH - PAD;
      options.pick(low.x + (across / (WIDTH - 2 * PAD)) * (high.x - low.x));
    });
  }
  root.range = [low.y, high.y];
  root.domain = [low.x, high.x];
  root.place = (x, y) => [place(x, y)[0] / WIDTH, place(x, y)[1] / height];
  return root;
}

/**
 * D's scores of real and generated pictures, with a line where this picture stands. The element has domain, range and
 * place, as a chart has.
 * @param {import("./ranges.js").Histogram | null} hist
 * @param {number | null} logit of this picture
 * @param {string} label
 * @param {object} options
 * @param {number[]} [options.others] logits of thinner lines
 * @param {number} [options.threshold] where D changes its mind
 * @returns {ReturnType<typeof chart>}
 */
export function histogram(hist, logit, label, options = {}) {
  const box = { viewBox: `0 0 ${WIDTH} 70`, preserveAspectRatio: "none", role: "img", "aria-label": label };
  const root = shape("svg", box);
  root.classList.add("ll-chart");
  if (!hist?.edges) return root;
  const { edges } = hist;
  const [low, high] = reach(edges, logit, options.threshold);
  const at = (x) => ((Math.max(low, Math.min(high, x)) - low) / (high - low || 1)) * 392 + 4;
  for (const side of ["real", "fake"]) {
    const most = Math.max(1e-9, ...hist[side]);
    const tops = hist[side].flatMap((count, i) => {
      const top = 68 - 58 * (count / most);
      return [
        [at(edges[i]), top],
        [at(edges[i + 1]), top],
      ];
    });
    const points = [[at(edges[0]), 68], ...tops, [at(edges[edges.length - 1]), 68]];
    root.append(shape("polygon", { points: points.map((point) => point.join(",")).join(" "), class: `area ${side}` }));
  }
  const line = (x, kind, from = 0) =>
    root.append(shape("line", { x1: at(x), x2: at(x), y1: from, y2: 70, class: kind }));
  if (Number.isFinite(options.threshold)) line(options.threshold, "threshold");
  for (const x of options.others || []) line(x, "other", 54);
  if (Number.isFinite(logit)) line(logit, "here");
  root.domain = [low, high];
  root.range = [0, 1];
  root.place = (x, y) => [at(x) / WIDTH, 1 - y];
  return root;
}
