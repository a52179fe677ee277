// The plane: an endless one, or the one between four corners.
import { channel } from "../kit/channel.js";
import { button, segments, slider } from "../kit/controls.js";
import { make, notice } from "../kit/dom.js";
import { sheet } from "../kit/sheet.js";
import { number, t } from "../kit/words.js";
import { gestures } from "./gestures.js";
import { same } from "./latents.js";
import { ARROWS, dragged, lag, middle, moved, offMiddle, zoomed } from "./lattice.js";
import { dice } from "./names.js";
import { saveView } from "./share.js";
import { wayChoice } from "./space.js";
import { places, takesInto } from "./tray.js";
import { planeView } from "./views.js";

/** @typedef {import("./tab.js").App} App */

const NEARER = 1.4; // times, a press of a button
const [MOST, TOUCHED] = [11, 7]; // pictures a side: for a mouse, for a finger
const touched = matchMedia("(pointer: coarse)");
/** What a finger presses instead of pulling the sheet. */
const WAYS = [
  ["←", "ArrowLeft", "left"],
  ["↑", "ArrowUp", "up"],
  ["↓", "ArrowDown", "down"],
  ["→", "ArrowRight", "right"],
];
const cellLabel = (index) => t("latent.plane.cell", { n: index + 1 });

/** @param {App} app @returns {import("./tools.js").Tool} */
export const planeTool = (app) => (app.state.plane.kind === "corners" ? cornersTool(app) : endlessTool(app));

/** A sheet whose place on its lattice is moved by hand. */
function endlessTool(app) {
  const { state } = app;
  const { plane } = state;
  const where = make("output", {});
  let drawn = null; // the view that the sheet shows
  let picked = null; // the latent that was picked last, and where the sheet lay with it in the middle
  const isMiddle = () => picked?.at === JSON.stringify(planeView(state)) && same(picked.latent, state.base);
  const page = sheet({
    class: "plane",
    room: app.room,
    pick: (index) => !hand.dragging() && pick(index),
    label: cellLabel,
    mark: (index) => (index === middle(plane.side) && isMiddle() ? "on" : ""),
  });
  const asking = channel(
    (view) => app.ask("draw_view", { view }),
    async (answer, view) => {
      await page.show(answer);
      drawn = view;
      place();
    },
    notice,
  );
  const cell = () => Number(page.element.dataset.cell);

  /** Where the hand is ahead of the server, the sheet is moved by what is missing. */
  function place() {
    if (drawn?.zoom !== plane.zoom) {
      page.image.style.transform = "";
      return;
    }
    const { x, y } = lag(drawn, plane, cell(), plane.zoom);
    page.image.style.transform = `translate(${x}px, ${y}px)`;
  }
  function draw() {
    where.textContent = t("latent.plane.place", {
      x: number(plane.x, 2),
      y: number(plane.y, 2),
      zoom: number(plane.zoom, 1),
    });
    place();
    asking(planeView(state));
  }
  function go(change) {
    Object.assign(plane, change);
    draw();
  }
  const zoom = (times) => go({ zoom: zoomed(plane.zoom, times) });
  const step = (sign, pictures, way) =>
    button(sign, () => go(move(pictures)), "quiet", { "aria-label": t(`latent.plane.${way}`) });
  const move = (pictures) => moved(plane, pictures, plane.zoom);
  const hand = gestures(page.element, {
    taken: () => ({ x: plane.x, y: plane.y }),
    dragged: (from, by) => go(dragged(from, by, cell(), plane.zoom)),
    zoomed: zoom,
    moved: (pictures) => go(move(pictures)),
  });
  async function pick(index) {
    const answer = await app.fetch("pick_latent", { view: planeView(state), index });
    if (!answer) return;
    Object.assign(plane, move(offMiddle(index, plane.side)));
    const at = { x: number(plane.x, 2), y: number(plane.y, 2) };
    app.choose(answer.latent, ["latent.plane.name", at], { quiet: true });
    picked = { latent: answer.latent, at: JSON.stringify(planeView(state)) };
    draw();
  }
  const buttons = [
    make(
      "span",
      { class: "ll-row" },
      button("−", () => zoom(1 / NEARER), "quiet", { "aria-label": t("latent.plane.out") }),
      button("+", () => zoom(NEARER), "quiet", { "aria-label": t("latent.plane.in") }),
    ),
    make("span", { class: "ll-taps" }, ...WAYS.map(([sign, key, way]) => step(sign, ARROWS[key], way))),
    button(`⚄ ${t("latent.plane.other")}`, () => go({ world: dice() })),
  ];
  return {
    build: () => [headRow(app, draw, buttons), ...wayChoice(app), sheetRow(page), footRow(app, where)],
    update(what) {
      if (what === "base") page.mark();
      else draw();
    },
  };
}

/** A sheet between four latents. */
function cornersTool(app) {
  const { state } = app;
  const { plane } = state;
  const row = make("div", {});
  const page = sheet({
    class: "plane",
    room: app.room,
    pick: (index) => pick(index),
    label: cellLabel,
    mark: () => "",
  });
  const asking = channel((view) => app.ask("draw_view", { view }), page.show, notice);
  const draw = () => asking(planeView(state));
  async function pick(index) {
    const answer = await app.fetch("pick_latent", { view: planeView(state), index });
    if (!answer) return;
    app.choose(answer.latent, ["latent.plane.between"], { quiet: true });
    draw();
  }
  function drawCorners() {
    const note = make("p", { class: "gp-note" }, t("latent.plane.corners.note"));
    row.replaceChildren(places(app, plane.corners, "corners", changed), note);
  }
  function changed() {
    drawCorners();
    draw();
  }
  return {
    take: takesInto(() => plane.corners, changed),
    build: () => [headRow(app, draw, []), ...wayChoice(app), row, sheetRow(page), footRow(app, make("output", {}))],
    update(what) {
      if (what !== "base") draw();
      if (["open", "step", "scale"].includes(what)) drawCorners();
    },
  };
}

/** Which plane, how many pictures a side, and more buttons. */
function headRow(app, draw, buttons) {
  const { plane } = app.state;
  const kinds = [
    ["endless", t("latent.plane.endless")],
    ["corners", t("latent.plane.corners")],
  ];
  const choose = (kind) => {
    plane.kind = kind;
    app.reopen();
  };
  const side = slider({
    word: t("latent.plane.side"),
    min: 3,
    max: touched.matches ? TOUCHED : MOST,
    step: 2,
    value: plane.side,
    say: (value) => `${value}×${value}`,
    change: (value) => {
      plane.side = value;
      draw();
    },
  });
  return make(
    "div",
    { class: "ll-row" },
    segments(kinds, plane.kind, choose, t("latent.mode.plane")),
    side,
    ...buttons,
  );
}

const sheetRow = (page) => make("div", { class: "ll-center" }, page.element);

/** Where it is, and saving it. */
function footRow(app, where) {
  const grid = () => saveView(app, planeView(app.state), "ganplay-plane.png");
  return make("div", { class: "ll-row" }, where, button(t("latent.grid"), grid));
}
