// The shelf: latents of this run that were kept, to be used in any tool.
import { button } from "../kit/controls.js";
import { make, notice } from "../kit/dom.js";
import { t } from "../kit/words.js";
import { keep, kept } from "./keeping.js";
import { lend } from "./tray.js";

/** @typedef {import("./latents.js").Item} Item */

const MOST = 24;
const keyOf = (run) => `shelf.${run}`;

/** @param {string} run @returns {Item[]} what was kept of it */
export const shelfOf = (run) => kept(keyOf(run), []);

/**
 * @param {import("./tab.js").App} app
 * @returns {{build: () => HTMLElement, draw: () => void, add: () => void}} add: keep the current picture
 */
export function shelving(app) {
  const { state } = app;
  let place = null;

  function build() {
    place = make("aside", { class: "ll-shelf", "aria-label": t("latent.shelf") });
    return place;
  }
  function changed() {
    keep(keyOf(state.run), state.shelf);
    draw();
    if (state.shelf.length > 1) return;
    app.draw(); // there is more room, or less
    app.update("size");
  }
  function add() {
    if (state.shelf.length >= MOST) return notice(t("latent.shelf.full", { n: MOST }));
    state.shelf.push(app.current());
    return changed();
  }
  function remove(index) {
    state.shelf.splice(index, 1);
    changed();
  }
  function row() {
    const cells = app.tray(state.shelf, { click: (item) => app.choose(item.latent, item.label), remove });
    const take = app.taker();
    const use = t("latent.shelf.use");
    for (const [index, cell] of [...cells.children].entries()) {
      const item = state.shelf[index];
      lend(cell, item);
      if (take) cell.append(button("+", () => take(item), "mini low", { "aria-label": use, title: use }));
    }
    return cells;
  }
  function draw() {
    place.hidden = !state.shelf.length; // it takes room once there is something on it
    place.replaceChildren(...(state.shelf.length ? [make("h3", {}, t("latent.shelf")), row()] : []));
  }
  return { build, draw, add };
}
