// The diagram that lives: noise, G, generated, D, real; what flows forward, what flows back; and the loss in numbers.
import { make } from "../kit/dom.js";
import { LIT, light, network, TERMS, text, wires } from "../kit/flow.js";
import { newest } from "../kit/newest.js";
import { canvas, cloud, fitted } from "../kit/plane/canvas.js";
import { bins } from "../kit/ranges.js";
import { t } from "../kit/words.js";
import { lossOfD, lossOfG } from "./formula.js";

const WIDTH = 340;
const HEIGHT = 168;
const SIDE = 54; // of a thumbnail
const PLACES = { noise: [2, 8], fake: [130, 8], real: [130, 96], judged: [278, 46] };
const GAUSSIAN = 3; // standard deviations
const EVERY = 120; // milliseconds between two drawings

const FLOWS = {
  z: "M58 35H76",
  make: "M112 35H128",
  show_fake: "M186 35C204 35 204 66 216 72",
  show_real: "M186 123C204 123 204 92 216 86",
  judge: "M254 78H276",
  back_d: "M270 92C262 124 236 128 236 108",
  back_g: "M304 44C304 -2 96 -14 95 9",
};

/** @param {import("./bench.js").App} app @returns {import("./page.js").Part} */
export function flowOf(app) {
  const thumbs = Object.fromEntries(Object.keys(PLACES).map((name) => [name, thumb(name)]));
  const svg = wires(WIDTH, HEIGHT, FLOWS);
  svg.append(network("g", "M78 22L110 12V58L78 48Z", 94, 41), network("d", "M218 56L252 68V90L218 102Z", 234, 85));
  for (const [name, [x, y]] of Object.entries(PLACES)) {
    svg.append(text(x + SIDE / 2, y + SIDE + 12, t(`lab.flow.${name}`)));
  }
  const drawing = make(
    "div",
    { class: "lab-flow", role: "img", "aria-label": t("lab.flow") },
    svg,
    ...Object.values(thumbs),
  );
  const formulas = make("div", { class: "lab-formulas" });
  const element = make("section", { class: "lab-flowbox" }, make("h3", {}, t("lab.flow")), drawing, formulas);
  element.hidden = app.state.hidden.has("flow");
  let lit = null;
  let phase = "";
  let answers = null;
  for (const name of Object.keys(thumbs)) fitted(thumbs[name], SIDE);

  let drawn = 0;
  function draw() {
    const { frame, recipe } = app.main || {};
    if (!frame || !recipe) return;
    const now = performance.now();
    if (now - drawn < EVERY && frame.phase === phase) return;
    drawn = now;
    phase = frame.phase;
    const { palette } = app.paint;
    const { batch, extent } = frame;
    const picture = (name, points, colour, most, stride = 2) => {
      const context = fitted(thumbs[name], SIDE);
      context.fillStyle = palette.panel;
      context.fillRect(0, 0, SIDE, SIDE);
      if (points?.length) cloud(context, SIDE, points, { colour, extent: most, stride });
    };
    const phased = Boolean(frame.phase) && batch;
    const of = (name) => (phased ? batch[name] : frame[name]);
    const reach = recipe.noise === "uniform" ? 1.1 : GAUSSIAN;
    picture("noise", of("noise"), palette.g, reach, recipe.z_dim);
    picture("fake", of("fake"), palette.fake, extent);
    picture("real", of("real"), palette.real, extent);
    lighten(frame.phase);
  }
  function lighten(told) {
    const now = told || (app.state.playing ? "playing" : "still");
    if (now === lit) return;
    lit = now;
    drawing.dataset.phase = now;
    light(drawing, LIT[told] || []);
  }

  const ask = newest(
    () => app.main.engine.ask("batch"),
    ({ batch }) => {
      answers = batch;
      if (batch) drawAnswers();
    },
    () => {},
  );
  function tellLoss() {
    const { recipe, frame } = app.main || {};
    if (!frame?.terms || !recipe) return; // there was no step yet
    const { terms, numbers } = frame;
    const rows = [];
    if (terms.loss_d !== null) rows.push(lossRow("d", lossOfD(recipe, terms, numbers.extra_d || 0)));
    if (terms.loss_g !== null) rows.push(lossRow("g", lossOfG(recipe, terms)));
    formulas.replaceChildren(...rows);
  }
  function drawAnswers() {
    const { palette } = app.paint;
    const context = fitted(thumbs.judged, SIDE);
    context.fillStyle = palette.panel;
    context.fillRect(0, 0, SIDE, SIDE);
    const found = bins([...(answers.real ?? [])], [...answers.fake], 18);
    if (!found) return;
    const most = Math.max(1, ...found.real, ...found.fake);
    for (const side of ["real", "fake"]) {
      context.fillStyle = palette[side];
      context.globalAlpha = 0.6;
      found[side].forEach((count, i) => {
        const height = (count / most) * (SIDE - 6);
        context.fillRect((i * SIDE) / 18, SIDE - height, SIDE / 18 - 0.5, height);
      });
    }
    context.globalAlpha = 1;
  }
  return {
    element,
    tell(what) {
      if (what === "frame" || what === "numbers") draw();
      const { frame } = app.main || {};
      if (what === "numbers") tellLoss();
      if (what === "numbers" && (frame?.step || frame?.batch?.logits)) ask({});
      if (what === "state") lighten(app.main?.frame?.phase);
    },
  };
}

function thumb(name) {
  const [x, y] = PLACES[name];
  const style = `left:${(100 * x) / WIDTH}%;top:${(100 * y) / HEIGHT}%;`;
  return canvas({ class: "lab-thumb", "data-part": name, "data-term": TERMS[name], style });
}

/** One loss: its name, its terms with their values, and the sum. */
function lossRow(whose, { parts, sum }) {
  const terms = parts.flatMap(({ of, formula, value }, i) => [
    ...(i && formula !== "+" ? [make("span", { class: "op" }, "+")] : []),
    make(
      "span",
      { class: `term ${of}` },
      make("span", {}, formula === "+" ? t("lab.formula.extra") : formula),
      make("b", {}, value),
    ),
  ]);
  return make(
    "p",
    { class: `lab-formula ${whose}` },
    make("span", { class: "who" }, t(`lab.formula.${whose}`)),
    make("span", { class: "terms" }, ...terms),
    make("b", { class: "sum" }, sum),
  );
}
