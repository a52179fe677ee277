// Mixing: each row keeps its latent, the chosen layers take the column's.
import { channel } from "../kit/channel.js";
import { button, segments } from "../kit/controls.js";
import { make, notice } from "../kit/dom.js";
import { sheet } from "../kit/sheet.js";
import { t } from "../kit/words.js";
import { seeds } from "./latents.js";
import { dice } from "./names.js";
import { saveView } from "./share.js";
import { places, takesInto } from "./tray.js";
import { mixView } from "./views.js";

const HEADS = { width: 90, height: 60 }; // CSS pixels that the heads of rows and columns take
const LARGEST = 128; // CSS pixels of a mixture

/** @param {import("./tab.js").App} app @returns {import("./tools.js").Tool} */
export function mixTool(app) {
  const { state } = app;
  const { mix } = state;
  const { layers } = state.facts;
  if (!layers.includes(mix.layers)) mix.layers = layers[0];
  const rows = make("div", { class: "rows" });
  const heads = make("div", { class: "columns" });
  const page = sheet({
    class: "mixing",
    room: () => {
      const { width, height } = app.room();
      return { width: width - HEADS.width, height: height - HEADS.height };
    },
    most: LARGEST,
    pick: (index) => pick(index),
    label: (index) => {
      const [row, column] = [Math.floor(index / mix.columns.length), index % mix.columns.length];
      return t("latent.mix.cell", { row: row + 1, column: column + 1 });
    },
  });
  const grid = make("div", { class: "ll-mix" }, make("span", {}), heads, rows, page.element);
  const asking = channel(
    (view) => app.ask("draw_view", { view }),
    async (answer) => {
      await page.show(answer);
      grid.style.setProperty("--mix-cell", `${page.element.dataset.cell}px`);
    },
    notice,
  );
  const draw = () => asking(mixView(state));
  async function pick(index) {
    const answer = await app.fetch("pick_latent", { view: mixView(state), index });
    if (answer) app.choose(answer.latent, ["latent.mix.name"], { quiet: true });
  }
  function show() {
    rows.replaceChildren(places(app, mix.rows, "heads", show));
    heads.replaceChildren(places(app, mix.columns, "heads", show));
    draw();
  }
  function shuffle() {
    for (const items of [mix.rows, mix.columns]) items.splice(0, items.length, ...seeds(...items.map(dice)));
    show();
  }
  const choices = layers.map((name) => [name, t(`latent.layers.${name}`)]);
  const choose = (name) => {
    mix.layers = name;
    draw();
  };
  const save = () => saveView(app, mixView(state), "ganplay-mixing.png");
  const controls = [
    segments(choices, mix.layers, choose, t("latent.mix.layers")),
    button(`⚄ ${t("latent.mix.shuffle")}`, shuffle),
    button(t("latent.grid"), save),
  ];
  return {
    take: takesInto(() => mix.columns, show),
    build: () => [
      make("div", { class: "ll-row" }, ...controls),
      make("p", { class: "gp-note" }, t("latent.mix.note")),
      grid,
    ],
    update(what) {
      if (what !== "base") show();
    },
  };
}
