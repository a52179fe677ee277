// A hundred seeds at a time.
import { button } from "../kit/controls.js";
import { make } from "../kit/dom.js";
import { t } from "../kit/words.js";
import { PAGE } from "./latents.js";
import { dice, nameOf } from "./names.js";
import { seedSheet } from "./seedsheet.js";

const PAGES = 10000; // among which the dice choose

/** @param {import("./tab.js").App} app @returns {import("./tools.js").Tool} */
export function seedsTool(app) {
  const { state } = app;
  const sheet = seedSheet(app, {
    pick: (seed) => {
      app.choose(seed, "", { keepAmounts: true });
      sheet.mark();
    },
    label: nameOf,
    mark: (seed) => (state.base === seed ? "on" : ""),
  });
  const anywhere = button(`⚄ ${t("latent.page.dice")}`, () => sheet.go(PAGE * (dice() % PAGES)));
  return {
    build: () => [make("div", { class: "ll-row" }, ...sheet.pages, anywhere), sheet.element],
    update(what) {
      sheet.tell();
      if (what === "base") sheet.mark();
      else sheet.draw();
    },
  };
}
