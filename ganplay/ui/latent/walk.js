// A walk through one code: all of its values from left to right, a seed in each row.
import { channel } from "../kit/channel.js";
import { button, segments } from "../kit/controls.js";
import { make, notice } from "../kit/dom.js";
import { sheet } from "../kit/sheet.js";
import { t } from "../kit/words.js";
import { codeName } from "./codes.js";
import { same, seeds } from "./latents.js";
import { dice, nameOf } from "./names.js";
import { signed } from "./numbers.js";
import { saveView } from "./share.js";
import { places, takesInto } from "./tray.js";
import { walkView } from "./views.js";

const ROWS = 8;
const [LARGEST, SMALLEST] = [96, 48]; // CSS pixels of a picture

/** @param {import("./tab.js").App} app @returns {import("./tools.js").Tool} */
export function walkTool(app) {
  const { state } = app;
  const { walk } = state;
  let values = []; // of the code, from left to right
  const rows = make("div", { class: "rows" });
  const heads = make("div", { class: "ll-values" });
  const place = (index) => ({
    item: walk.rows[Math.floor(index / values.length)],
    value: values[index % values.length],
  });
  const page = sheet({
    room: () => {
      const { width, height } = app.room(); // beside the heads
      return { width: ((width - 12) * values.length) / (values.length + 1), height: height - 20 };
    },
    most: LARGEST,
    least: SMALLEST,
    pick(index) {
      const { item, value } = place(index);
      state.codes[walk.code] = value;
      app.tellCodes();
      app.choose(item.latent, item.label);
    },
    label(index) {
      const { item, value } = place(index);
      const word = walk.code ? signed(value) : String(value); // c1 is a category
      return `${nameOf(item.latent, item.label)}, ${codeName(walk.code)} = ${word}`;
    },
    mark(index) {
      const { item, value } = place(index);
      return state.codes[walk.code] === value && same(state.base, item.latent) ? "on" : "";
    },
  });
  const grid = make("div", { class: "ll-mix" }, make("span", {}), heads, rows, page.element);
  const asking = channel(
    (view) => app.ask("draw_view", { view }),
    async (answer) => {
      values = answer.values;
      await page.show(answer);
      grid.style.setProperty("--mix-cell", `${page.element.dataset.cell}px`);
      heads.style.gridTemplateColumns = `repeat(${values.length}, var(--mix-cell))`;
      heads.replaceChildren(...values.map((value) => make("span", {}, String(value).replace("-", "\u2212"))));
    },
    notice,
  );
  function show() {
    rows.replaceChildren(places(app, walk.rows, "heads", show));
    asking(walkView(state));
  }
  function shuffle() {
    walk.rows = seeds(...Array.from({ length: ROWS }, dice));
    show();
  }
  function choose(code) {
    walk.code = code;
    app.tellCodes();
    show();
  }
  const choices = state.codes.map((_, code) => [code, codeName(code)]);
  const save = () => saveView(app, walkView(state), "ganplay-codes.png");
  const controls = [
    segments(choices, walk.code, choose, t("latent.mode.walk")),
    button(`⚄ ${t("latent.mix.shuffle")}`, shuffle),
    button(t("latent.grid"), save),
  ];
  return {
    take: takesInto(() => walk.rows, show),
    build: () => [
      make("div", { class: "ll-row" }, ...controls),
      make("p", { class: "gp-note" }, t("latent.walk.note")),
      grid,
    ],
    update(what) {
      if (what === "base") return page.mark();
      app.tellCodes();
      return show();
    },
    leave: () => setTimeout(app.tellCodes), // once another tool is open
  };
}
