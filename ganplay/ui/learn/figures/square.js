// A square of pictures, each where two networks put it: one sorts from left to right, the other from bottom to top.
import { make } from "../../kit/dom.js";
import { canvas, fitted, palette } from "../../kit/plane/canvas.js";
import { percent, t } from "../../kit/words.js";
import { middleOf, nearest, placed } from "./opinions.js";
import { redrawn } from "./room.js";

const THUMB = 28; // CSS pixels of a picture

/**
 * @param {object} given
 * @param {any} given.told by the server, see asked_animals.py
 * @param {string[]} given.names of the kinds
 * @param {import("./opinions.js").Placed | null} given.picked
 * @param {(picked: import("./opinions.js").Placed) => void} given.pick
 * @returns {{element: HTMLElement, close: () => void}}
 */
export function squareOf({ told, names, picked, pick }) {
  const pictures = placed(told);
  const [one, two] = names;
  const means = told.kinds.flatMap(({ d, c }, kind) => [
    [`d${kind}`, percent(d)],
    [`c${kind}`, percent(c)],
  ]);
  const label = t("learn.animals.plane.told", { one, two, ...Object.fromEntries(means) });
  const board = canvas({ role: "img", tabindex: "0", "aria-label": label, "data-focus": "plane" });
  const square = make("div", { class: "square" }, board);
  const line = make("p", { class: "ln-animals-one", role: "status" });
  const image = new Image();
  let side = 0;
  let chosen = picked;
  image.onload = draw;
  image.src = told.png;

  function draw() {
    side = Math.floor(square.clientWidth);
    if (!side || !image.complete) return;
    const pen = fitted(board, side);
    const colours = palette();
    pen.clearRect(0, 0, side, side);
    pen.beginPath();
    pen.moveTo(side / 2, 0);
    pen.lineTo(side / 2, side);
    pen.moveTo(0, side / 2);
    pen.lineTo(side, side / 2);
    pen.strokeStyle = colours.rule;
    pen.setLineDash([4, 4]);
    pen.stroke();
    pen.setLineDash([]);
    const rims = [colours.real, colours.real, colours.fake];
    for (const each of pictures) paint(pen, each, THUMB, rims[each.kind]);
    if (chosen) paint(pen, chosen, 2 * THUMB, colours.ink);
  }

  function paint(pen, each, wide, rim) {
    const { x, y } = middleOf(each, side, THUMB);
    const [left, top] = [x, y].map((at) => Math.max(0, Math.min(side - wide, at - wide / 2)));
    const { columns, size } = told;
    const [column, row] = [each.index % columns, Math.floor(each.index / columns)];
    pen.fillStyle = rim;
    pen.fillRect(left - 1.5, top - 1.5, wide + 3, wide + 3);
    pen.drawImage(image, column * size, row * size, size, size, left, top, wide, wide);
  }

  function mark() {
    draw();
    const said = chosen && { kind: names[chosen.kind], d: percent(chosen.d), c: percent(chosen.c), one };
    line.textContent = said ? t("learn.animals.one", said) : t("learn.animals.hint");
  }
  function choose(next) {
    chosen = next;
    pick(next);
    mark();
  }

  function pointed(event) {
    const box = board.getBoundingClientRect();
    const found = nearest(pictures, { x: event.clientX - box.left, y: event.clientY - box.top }, side, THUMB);
    if (found && found.index !== chosen?.index) choose(found);
  }
  board.addEventListener("pointermove", pointed);
  board.addEventListener("pointerdown", pointed);
  board.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const from = pictures.findIndex(({ index }) => index === chosen?.index);
    choose(pictures[(Math.max(from, step < 0 ? 0 : -1) + step + pictures.length) % pictures.length]);
  });

  const element = make(
    "section",
    { class: "ln-animals-plane" },
    make("h3", {}, t("learn.animals.plane", { n: told.shown })),
    make(
      "div",
      { class: "field" },
      axis("up", t("learn.animals.up", { one })),
      square,
      axis("across", t("learn.animals.across")),
    ),
    line,
  );
  mark();
  return { element, close: redrawn(square, draw) };
}

const axis = (way, word) =>
  make(
    "span",
    { class: `axis ${way}`, "aria-hidden": "true" },
    ...[percent(0), word, percent(1)].map((part) => make("span", {}, part)),
  );
