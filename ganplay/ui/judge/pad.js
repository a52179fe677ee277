// A pad to draw on; what D says follows the pen. The drawing is kept in the tab's state: it outlives the pad.
import { channel } from "../kit/channel.js";
import { button } from "../kit/controls.js";
import { make, notice } from "../kit/dom.js";
import { refusal, t } from "../kit/words.js";
import { nextDrawing } from "./deck.js";

const SIDE = 224; // pixels
const JUDGED_EVERY = 4; // points of a stroke
const BRUSH = { min: 4, max: 40 }; // pixels
const WIDTH = { grey: 18, coloured: 14 };
const COLOURS = {
  black: "#111111",
  white: "#ffffff",
  red: "#e4572e",
  yellow: "#f2b134",
  green: "#4c9f70",
  blue: "#2563a8",
  purple: "#8e5ea2",
  skin: "#e8b796",
};

function paint(pen, strokes, grey) {
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, SIDE, SIDE);
  pen.lineCap = "round";
  pen.lineJoin = "round";
  for (const { colour, width, points } of strokes) {
    const [first, ...others] = points;
    pen.strokeStyle = grey ? COLOURS.black : colour;
    pen.lineWidth = width;
    pen.beginPath();
    pen.moveTo(...first);
    for (const point of others) pen.lineTo(...point);
    if (!others.length) pen.lineTo(first[0] + 0.1, first[1]); // a dot
    pen.stroke();
  }
}

function brushSlider(drawing) {
  const word = t("judge.pad.brush");
  const brush = make("input", { type: "range", ...BRUSH, value: drawing.width, "aria-label": word });
  brush.addEventListener("input", () => {
    drawing.width = Number(brush.value);
  });
  return make("label", { class: "ll-slider" }, make("span", {}, word), brush);
}

function palette(drawing) {
  const row = make("div", { class: "jj-palette", role: "group", "aria-label": t("judge.pad.colour") });
  const swatch = ([name, colour]) => {
    const word = t(`judge.colour.${name}`);
    const choose = () => {
      drawing.colour = colour;
      for (const one of row.children) one.setAttribute("aria-pressed", String(one === chosen));
    };
    const chosen = button("", choose, "", {
      style: `background:${colour}`,
      title: word,
      "aria-label": word,
      "aria-pressed": String(colour === drawing.colour),
    });
    return chosen;
  };
  row.append(...Object.entries(COLOURS).map(swatch));
  return row;
}

function onPen(canvas, { begin, move, end }) {
  let down = false;
  const place = (event) => {
    const box = canvas.getBoundingClientRect();
    return [((event.clientX - box.left) / box.width) * SIDE, ((event.clientY - box.top) / box.height) * SIDE];
  };
  const up = () => {
    if (down) end();
    down = false;
  };
  canvas.addEventListener("pointerdown", (event) => {
    canvas.setPointerCapture(event.pointerId);
    down = true;
    begin(place(event));
  });
  canvas.addEventListener("pointermove", (event) => {
    if (down) move((event.getCoalescedEvents?.() || [event]).map(place));
  });
  canvas.addEventListener("pointerup", up);
  canvas.addEventListener("pointercancel", up);
}

/**
 * @param {import("./state.js").App} app
 * @param {() => void} done the visitor has enough of it
 * @returns {{element: HTMLElement, close: () => void}}
 */
export function pad(app, done) {
  const { state } = app;
  const grey = state.facts.channels === 1;
  const width = grey ? WIDTH.grey : WIDTH.coloured;
  state.pad = state.pad || { strokes: [], colour: COLOURS.black, width, card: null };
  const drawing = state.pad;
  const look = { class: "jj-pad", tabindex: "0", "aria-label": t("judge.pad"), "data-ref": "judge-pad" };
  const canvas = make("canvas", { width: SIDE, height: SIDE, ...look });
  const pen = canvas.getContext("2d");
  const told = make("p", { class: "ll-state", role: "status" }, t("judge.pad.note"));

  const draw = () => paint(pen, drawing.strokes, grey);
  const mine = () => state.cards.find((card) => card.id === drawing.card);

  // The drawing's card, made with the first stroke; none where the table is full, which is said.
  function carded(file) {
    if (mine()) return mine();
    const [card] = app.add([{ kind: "pad", file, number: nextDrawing(state.cards) }]);
    if (card) drawing.card = card.id;
    return card;
  }

  async function bring() {
    const file = await new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
    const card = drawing.strokes.length ? carded(file) : null;
    if (!card) return {};
    card.file = file;
    await app.bring(card);
    told.textContent = card.error ? refusal(card.error) : t("judge.pad.note");
    if (card.png && mine() === card) state.chosen = card.id;
    await app.judge();
    return {};
  }
  const judge = channel(bring, () => {}, notice);

  // Nothing is drawn: nothing is judged.
  function empty() {
    drawing.strokes = [];
    draw();
    if (mine()) app.remove(drawing.card);
    drawing.card = null;
  }

  function another() {
    drawing.strokes = [];
    drawing.card = null;
    draw();
  }

  function undo() {
    drawing.strokes.pop();
    if (!drawing.strokes.length) return empty();
    draw();
    return judge({});
  }

  let stroke = null;
  onPen(canvas, {
    begin(point) {
      stroke = { colour: drawing.colour, width: drawing.width, points: [point] };
      drawing.strokes.push(stroke);
      draw();
    },
    move(points) {
      stroke.points.push(...points);
      draw();
      if (stroke.points.length % JUDGED_EVERY === 0) judge({});
    },
    end: () => judge({}),
  });
  canvas.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.key !== "z") return;
    event.preventDefault();
    undo();
  });

  function finish() {
    another();
    done();
  }

  const actions = make(
    "div",
    { class: "ll-row" },
    button(`↶ ${t("latent.breed.undo")}`, undo),
    button(t("judge.pad.clear"), empty),
    button(t("judge.pad.next"), another),
    button(t("judge.done"), finish, "quiet strong"),
  );
  const colours = grey ? [] : [palette(drawing)];
  draw();
  const controls = make("div", {}, told, ...colours, brushSlider(drawing), actions);
  return { element: make("div", { class: "jj-draw" }, canvas, controls), close() {} };
}
