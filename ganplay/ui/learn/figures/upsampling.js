// A flat picture through an untrained layer that doubles its size, and how often each pixel of the answer is painted.
import { button, segments } from "../../kit/controls.js";
import { make } from "../../kit/dom.js";
import { motion } from "../../kit/motion.js";
import { onArrows } from "../../kit/plane/arrows.js";
import { canvas } from "../../kit/plane/canvas.js";
import { number, t } from "../../kit/words.js";
import {
  doubled,
  inputOf,
  KERNELS,
  kindsOf,
  overlaps,
  pattern,
  pictureOf,
  SIZE,
  unevenness,
  weightsOf,
} from "./doubling.js";
import { redrawn } from "./room.js";
import { stripOf } from "./strip.js";
import { grey, heat, largest, ring, shade } from "./tiles.js";

const SIDE = 2 * SIZE;
const REVEAL = 0.9; // seconds
const FAINT = 0.05; // of the brightness: a pattern that nobody would find
/** Of the two kernels that the page's text compares. */
const UNEVEN = Object.fromEntries(
  [3, 4].map((kernel) => [`uneven${kernel}`, unevenness(overlaps("transposed", kernel))]),
);

/** @param {import("../figure.js").Given} given @returns {import("../figure.js").Figure} */
export function figure(given) {
  // shown: the share of rows that have come out; at: the pixel that is asked about
  const state = { way: "transposed", kernel: 3, around: "one", what: "flat", shown: 0, at: [9, 9] };
  const tried = { even: false, resize: false };
  const element = make("div", { class: "ln-upsampling" });
  const moving = motion();
  let found = computed(state);
  let tell = () => {};
  let fit = () => {};
  let close = () => {};

  function change(next) {
    moving.stop();
    Object.assign(state, next, { shown: 1 });
    found = computed(state);
    told();
  }
  function send() {
    moving.play(
      REVEAL,
      (share) => {
        state.shown = share;
        tell();
      },
      told,
    );
  }
  /** What was tried by now, once it has been seen. */
  function told() {
    tell();
    if (state.shown < 1) return;
    tried.even ||= state.way === "transposed" && found.uneven === 1 && found.pattern < FAINT;
    tried.resize ||= state.way === "resize";
    given.numbers({ ...UNEVEN, kernel: state.kernel });
    if (tried.even && tried.resize) given.done();
  }

  function build() {
    close();
    const square = (name) =>
      canvas({ class: "ln-upsampling-square", role: "img", "aria-label": t(`learn.upsampling.${name}`) });
    const [from, out, counts] = ["in", "out", "counts"].map(square);
    for (const board of [out, counts]) asks(board);
    const first = button(t("learn.upsampling.send"), send, "quiet strong", { "data-focus": "send" });
    const controls = make("div", { class: "ln-upsampling-controls", hidden: "" }, ...choices());
    const legend = make("div", { class: "ln-upsampling-legend" });
    const here = make("p", { class: "ln-upsampling-here" });
    const words = make("p", { class: "ln-upsampling-told", "aria-live": "polite" });
    const strip = stripOf(t("learn.upsampling.strip"));
    const row = make("div", { hidden: "" }, make("h4", {}, t("learn.upsampling.row")), strip.element);
    const panel = (name, board, ...more) =>
      make(
        "figure",
        { class: name },
        make("figcaption", {}, t(`learn.upsampling.${name}`)),
        make("div", {}, board),
        ...more,
      );
    const pictures = make(
      "div",
      { class: "ln-upsampling-pictures" },
      panel("in", from, make("div", { class: "act" }, first)),
      panel("out", out),
      panel("counts", counts, legend),
    );
    element.replaceChildren(pictures, controls, words, here, row);
    tell = () => {
      const sent = state.shown > 0;
      controls.hidden = !sent;
      row.hidden = !sent;
      first.hidden = sent;
      grey(from, found.picture, 1, 1);
      grey(out, found.out, state.shown);
      heat(counts, found.counts, state.shown);
      for (const board of sent ? [out, counts] : []) ring(board, state.at, SIDE);
      legend.replaceChildren(...(sent ? keysOf(found.kinds) : []));
      words.textContent = sent ? said(state, found) : t("learn.upsampling.before", { n: SIZE, kernel: state.kernel });
      here.textContent = sent ? hereOf(state, found) : "";
      strip.show(state.way, state.kernel);
    };
    close = redrawn(pictures, tell);
    fit = tell;
    tell();
  }

  function choices() {
    const choice = (name, values, say, set) =>
      make(
        "div",
        { class: "row" },
        make("span", {}, t(`learn.upsampling.${name}`)),
        segments(
          values.map((value) => [value, say(value)]),
          state[name],
          set,
          t(`learn.upsampling.${name}`),
        ),
      );
    const word = (name) => (value) => t(`learn.upsampling.${name}.${value}`);
    return [
      choice("way", ["transposed", "resize"], word("way"), (way) => change({ way })),
      choice(
        "kernel",
        KERNELS,
        (k) => `${k} × ${k}`,
        (kernel) => change({ kernel }),
      ),
      choice("around", ["one", "zero"], word("around"), (around) => change({ around })),
      choice("what", ["flat", "ball"], word("what"), (what) => change({ what })),
    ];
  }

  /** Pixels are asked about by pointer and arrow keys. */
  function asks(board) {
    board.tabIndex = 0;
    const move = (x, y) => {
      if (!state.shown) return;
      state.at = [x, y].map((value) => Math.max(0, Math.min(SIDE - 1, value)));
      tell();
    };
    board.addEventListener("pointermove", (event) => {
      const bounds = board.getBoundingClientRect();
      const pixel = (at, from, size) => Math.floor(((at - from) / size) * SIDE);
      move(pixel(event.clientX, bounds.left, bounds.width), pixel(event.clientY, bounds.top, bounds.height));
    });
    onArrows(board, (right, up) => move(state.at[0] + right, state.at[1] - up));
  }

  build();
  return {
    element,
    close() {
      moving.stop();
      close();
    },
    speak: build,
    fit: () => fit(),
  };
}

function computed({ way, kernel, around, what }) {
  const input = inputOf(what);
  const weights = weightsOf(kernel, around);
  const counts = overlaps(way, kernel);
  const flat = what === "flat" ? input : inputOf("flat");
  return {
    picture: pictureOf(what),
    out: doubled(way, input, weights, kernel),
    counts,
    kinds: kindsOf(counts),
    uneven: unevenness(counts),
    pattern: pattern(doubled(way, flat, weights, kernel)),
  };
}

function listed(kinds) {
  const [last, ...others] = kinds.map((one) => number(one)).reverse();
  return others.length ? t("learn.upsampling.or", { others: others.reverse().join(", "), last }) : last;
}

function said({ way, kernel, around }, { kinds, uneven, pattern: strength }) {
  const gaps = { kernel, kinds: listed(kinds), uneven: number(uneven, uneven % 1 ? 2 : 0) };
  gaps.pattern = number(100 * strength, strength > 0.1 || strength < 5e-4 ? 0 : 1);
  if (way === "resize") return t("learn.upsampling.said.resize", gaps);
  if (uneven > 1) return t("learn.upsampling.said.uneven", gaps);
  return t(around === "one" ? "learn.upsampling.said.even" : "learn.upsampling.said.signs", gaps);
}

function hereOf({ at: [x, y] }, { counts, out }) {
  const at = y * SIDE + x;
  const value = number((100 * out[at]) / largest(out));
  return t("learn.upsampling.here", { x: x + 1, y: y + 1, n: number(counts[at]), value });
}

const keysOf = (kinds) =>
  kinds.map((kind) =>
    make(
      "span",
      { class: "key" },
      make("i", { style: `opacity:${shade(kind, kinds[kinds.length - 1])}` }),
      number(kind),
    ),
  );
