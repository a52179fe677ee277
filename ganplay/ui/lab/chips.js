// The top line: sets of points as little drawings of their laws, one's own, and presets.
import { button } from "../kit/controls.js";
import { make, shape } from "../kit/dom.js";
import { LAWS } from "../kit/engine/data.js";
import { Random } from "../kit/engine/random.js";
import { canvas, cloud, fitted } from "../kit/plane/canvas.js";
import { valueWord } from "../kit/settings.js";
import { t } from "../kit/words.js";
import { ownOf } from "./own.js";
import { PRESETS } from "./presets.js";

const SIDE = 30; // CSS pixels
const POINTS = 260;
// The ways to points of one's own, as signs of 20 x 20.
const OWN = {
  draw: "M3 17l1-4L14 3l3 3L7 16zM12 5l3 3",
  csv: "M3 4h14v12H3zM3 8h14M3 12h14M9 4v12",
  word: "M2 16L7 4l5 12M4 12h6M18 16v-6M18 13a2.5 2.5 0 1 1-5 0 2.5 2.5 0 1 1 5 0",
  picture: "M3 4h14v12H3zM3 14l4-5 4 4 2-2 4 4M13 7.5v.1",
};

/** What the points are called. @param {import("./state.js").State} state @returns {string} */
export const dataWord = (state) => (state.points && state.word) || valueWord("dataset", state.data);

/** @param {import("./bench.js").App} app @returns {import("./page.js").Part} */
export function chipsOf(app) {
  const { state } = app;
  const pictures = new Map();
  const sets = app.start.data.map((name) => {
    const picture = canvas({ "aria-hidden": "true" });
    pictures.set(name, picture);
    const chip = make(
      "button",
      {
        type: "button",
        class: "lab-chip",
        "data-set": name,
        "data-focus": `set-${name}`,
        title: valueWord("dataset", name),
        "aria-label": valueWord("dataset", name),
        onclick: () => app.data(name),
      },
      picture,
    );
    return chip;
  });
  const mine = canvas({ "aria-hidden": "true" });
  const own = make("span", { class: "lab-chip own", hidden: "" }, mine);
  const panel = ownOf(app);
  const ways = Object.entries(OWN).map(([way, path]) => {
    const [word, hint] = [t(`lab.own.${way}`), t(`lab.own.${way}.hint`)];
    const svg = shape("svg", { viewBox: "0 0 20 20", width: 20, height: 20, "aria-hidden": "true" });
    svg.append(shape("path", { d: path }));
    const known = {
      class: "lab-chip lab-way",
      "data-way": way,
      "data-focus": `way-${way}`,
      title: hint,
      "aria-label": word,
    };
    const chip = make("button", { type: "button", ...known, onclick: () => panel.open(way) });
    chip.append(svg);
    return chip;
  });
  const presets = PRESETS.map(({ name }) =>
    button(t(`lab.try.${name}`), () => app.begin(name), "quiet lab-preset", {
      "data-preset": name,
      "data-focus": `preset-${name}`,
    }),
  );
  const group = (word, kind, ...children) =>
    make(
      "div",
      { class: `lab-group ${kind}`, role: "group", "aria-label": t(word) },
      make("span", { class: "what" }, t(word)),
      ...children,
    );
  const data = group("lab.data", "sets", ...sets, own, ...ways);
  data.hidden = state.hidden.has("data");
  const tries = group("lab.try", "tries", ...presets);
  tries.hidden = state.hidden.has("presets");
  const element = make("header", { class: "lab-top" }, data, tries, panel.element);

  function draw() {
    const { palette } = app.paint;
    for (const [name, picture] of pictures) {
      const { extent, sample } = LAWS[name];
      const context = fitted(picture, SIDE);
      context.clearRect(0, 0, SIDE, SIDE);
      cloud(context, SIDE, sample(new Random(1), POINTS), { colour: palette.real, extent, dot: 1.3 });
    }
    own.hidden = !state.points;
    if (!state.points) return;
    const context = fitted(mine, SIDE);
    context.clearRect(0, 0, SIDE, SIDE);
    const extent = 1.1 * state.points.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-6);
    cloud(context, SIDE, state.points, { colour: palette.real, extent, dot: 1.3 });
  }
  function tell(what) {
    if (what === "theme") draw();
    if (what !== "state" && what !== "story") return;
    for (const chip of sets) chip.setAttribute("aria-pressed", chip.dataset.set === state.data);
    own.title = state.word;
    for (const chip of presets) chip.setAttribute("aria-pressed", chip.dataset.preset === state.story?.preset.name);
  }
  draw();
  return { element, tell };
}
