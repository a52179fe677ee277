// Whether paths, planes and directions go through Z or through W, of a generator that has one.
import { segments } from "../kit/controls.js";
import { make } from "../kit/dom.js";
import { t } from "../kit/words.js";
import { through } from "./state.js";

/** @param {import("./tab.js").App} app @returns {HTMLElement[]} the choice, and what it means; none where there is no W */
export function spaceChoice(app) {
  const { state } = app;
  if (!state.facts.w) return [];
  const choose = (space) => {
    through(state, space);
    app.reopen();
    app.draw();
  };
  const spaces = ["w", "z"].map((space) => [space, t(`latent.space.${space}`)]);
  const word = t("latent.space");
  const row = make("div", { class: "ll-row" }, make("span", {}, word), segments(spaces, state.space, choose, word));
  return [make("div", { class: "ll-space" }, row, make("p", { class: "gp-note" }, t("latent.space.note")))];
}
