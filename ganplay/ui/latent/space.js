// Whether a tool goes through Z or through W, of a generator that has one.
import { segments } from "../kit/controls.js";
import { make } from "../kit/dom.js";
import { t } from "../kit/words.js";
import { through } from "./state.js";

/** @typedef {import("./tab.js").App} App */

/** @param {App} app @returns {HTMLElement[]} of paths and planes; none where there is no W */
export const wayChoice = (app) =>
  spaceChoice(app, app.state.space, (space) => {
    app.state.space = space;
  });

/** @param {App} app @returns {HTMLElement[]} of directions, and of what is taught; none where there is no W */
export const directionChoice = (app) =>
  spaceChoice(app, app.state.directions.space, (space) => through(app.state, space));

/** The choice, and what it means. */
function spaceChoice(app, chosen, turn) {
  if (!app.state.facts.w) return [];
  const choose = (space) => {
    turn(space);
    app.reopen();
    app.draw();
  };
  const word = t("latent.space");
  const spaces = ["w", "z"].map((space) => [space, t(`latent.space.${space}`)]);
  const row = make("div", { class: "ll-row" }, make("span", {}, word), segments(spaces, chosen, choose, word));
  return [make("div", { class: "ll-space" }, row, make("p", { class: "gp-note" }, t("latent.space.note")))];
}
