// Breeding: nine children of the current picture, of which one becomes the parent.
import { channel } from "../kit/channel.js";
import { button, slider } from "../kit/controls.js";
import { make, notice } from "../kit/dom.js";
import { sheet } from "../kit/sheet.js";
import { percent, t } from "../kit/words.js";
import { grown } from "./latents.js";
import { dice } from "./names.js";
import { viewOf } from "./views.js";

const LARGEST = 160; // CSS pixels of a child

/** @param {import("./tab.js").App} app @returns {import("./tools.js").Tool} */
export function breedTool(app) {
  const { state } = app;
  const { breed } = state;
  const page = sheet({
    class: "litter",
    room: app.room,
    most: LARGEST,
    pick: (index) => pick(index),
    label: (index) => t("latent.breed.child", { n: index + 1 }),
  });
  const line = make("div", { class: "ll-line" });
  const asking = channel((asked) => app.ask("draw_view", asked), page.show, notice);
  const parent = () => ({ latent: state.base, label: state.label });
  const question = () => ({
    view: viewOf(state, { tool: "breeding", keyframes: [state.base] }),
    litter: { seed: breed.seed, variation: breed.variation },
  });
  const draw = () => asking(question());

  function show() {
    draw();
    const click = (_, index) => {
      if (index < breed.line.length) back(index);
    };
    line.replaceChildren(app.tray([...breed.line, parent()], { click }, "line"));
    undo.disabled = !breed.line.length;
  }
  async function pick(index) {
    const answer = await app.fetch("pick_latent", { ...question(), index });
    if (!answer) return;
    breed.line = grown(breed.line, parent());
    breed.seed = dice();
    app.choose(answer.latent, ["latent.breed.name", { n: breed.line.length }], { quiet: true });
    show();
  }
  function back(index) {
    const { latent, label } = breed.line[index];
    breed.line = breed.line.slice(0, index);
    app.choose(latent, label, { quiet: true });
    show();
  }
  const undo = button(`↶ ${t("latent.breed.undo")}`, () => back(breed.line.length - 1));
  const others = button(`⚄ ${t("latent.breed.others")}`, () => {
    breed.seed = dice();
    draw();
  });
  const variation = slider({
    word: t("latent.breed.variation"),
    min: 0,
    max: 1,
    step: 0.01,
    value: breed.variation,
    say: percent,
    change: (value) => {
      breed.variation = value;
      draw();
    },
  });
  return {
    build: () => [
      make("div", { class: "ll-row" }, variation, others, undo),
      make("div", { class: "ll-center" }, page.element),
      make("h4", {}, t("latent.breed.line")),
      line,
    ],
    update(what) {
      if (what === "base") breed.line = [];
      show();
    },
  };
}
