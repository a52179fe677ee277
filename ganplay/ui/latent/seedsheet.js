// A hundred seeds as a sheet, and the buttons that turn its pages.
import { channel } from "../kit/channel.js";
import { button } from "../kit/controls.js";
import { make, notice } from "../kit/dom.js";
import { columns, sheet } from "../kit/sheet.js";
import { number, t } from "../kit/words.js";
import { firstFrom, PAGE } from "./latents.js";
import { seedsView } from "./views.js";

/**
 * The sheet from the state's first seed on.
 * @param {import("./tab.js").App} app
 * @param {object} options
 * @param {(seed: number, event: MouseEvent) => void} options.pick
 * @param {(seed: number) => string} options.label
 * @param {(seed: number) => string} options.mark the class of its cell
 * @returns {{pages: HTMLElement[], element: HTMLElement, go: (first: number) => void, mark: () => void,
 *   tell: () => void, draw: () => void}} pages: the buttons, and where the sheet is
 */
export function seedSheet(app, { pick, label, mark }) {
  const { state } = app;
  const page = sheet({
    class: "scrolls",
    pick: (index, event) => pick(state.first + index, event),
    label: (index) => label(state.first + index),
    mark: (index) => mark(state.first + index),
  });
  const asking = channel((question) => app.ask("draw_view", question), page.show, notice);
  const where = make("output", {});
  function go(first) {
    state.first = firstFrom(first);
    app.update("page");
  }
  const turn = (sign, pages, word) =>
    button(sign, () => go(state.first + pages * PAGE), "quiet", { "aria-label": word });
  return {
    pages: [turn("←", -1, t("latent.page.before")), where, turn("→", 1, t("latent.page.after"))],
    element: make("div", { class: "ll-scroll" }, page.element),
    go,
    mark: page.mark,
    tell: () => {
      const [first, last] = [number(state.first), number(state.first + PAGE - 1)];
      where.textContent = t("latent.page", { first, last });
    },
    draw: () => {
      const wide = columns(state.facts.resolution, app.room().width);
      asking({ view: seedsView(state), columns: wide });
    },
  };
}
