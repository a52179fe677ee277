// The recipe book: a dialog with a page for each recipe, and a table of all of them by what they reached.
import { button, segments } from "../kit/controls.js";
import { keepingFocus, make } from "../kit/dom.js";
import { t } from "../kit/words.js";
import { page } from "./book_page.js";
import { table } from "./book_table.js";
import { sizeOf } from "./shelf.js";

/**
 * What the book is opened at.
 * @typedef {object} Opened
 * @property {string} recipe
 * @property {"page" | "compare"} view
 * @property {string} dataset of the table
 * @property {number | "first"} minutes of the table
 */

/**
 * @param {HTMLElement} place in which the dialog stands while it is open
 * @param {import("./shelf.js").Book} facts
 * @param {(name: string, size: string) => void} chosen a recipe is to fill the form
 * @returns {{open: (name: string) => void}}
 */
export function binding(place, facts, chosen) {
  /** @type {Opened} */
  const opened = { recipe: "quick", view: "page", dataset: "mnist", minutes: 2 };
  let dialog = null;
  const turn = (change) => {
    Object.assign(opened, change);
    keepingFocus(dialog, draw);
  };
  const choose = (name) => {
    chosen(name, sizeOf(facts, name));
    dialog.close();
  };

  function head() {
    const views = ["page", "compare"].map((view) => [view, t(`book.view.${view}`)]);
    const options = facts.recipes.map(({ name }) => make("option", { value: name }, name));
    const which = make("select", { "aria-label": t("book.recipe"), "data-focus": "recipe" }, ...options);
    which.value = opened.recipe;
    which.addEventListener("change", () => turn({ recipe: which.value, view: "page" }));
    return make(
      "div",
      { class: "lb-dialog-head rb-head" },
      make("h2", {}, t("book.title")),
      which,
      segments(views, opened.view, (view) => turn({ view }), t("book.view")),
      button("×", () => dialog.close(), "quiet rb-close", { "aria-label": t("book.close") }),
    );
  }
  function foot() {
    const { recipe } = opened;
    const hint = t("book.choose.hint", { recipe, size: sizeOf(facts, recipe) });
    const start = button(t("book.choose"), () => choose(recipe), "lb-start", { "data-ref": "book-choose" });
    return make("div", { class: "lb-dialog-foot" }, make("span", { class: "gp-note rb-hint" }, hint), start);
  }
  function draw() {
    const paged = opened.view === "page";
    const contents = paged ? page(facts, opened.recipe) : table(facts, opened, { turn, choose });
    dialog.dataset.view = opened.view;
    dialog.dataset.recipe = opened.recipe;
    dialog.replaceChildren(
      head(),
      make("div", { class: "lb-scroll rb-scroll", tabindex: 0, autofocus: "" }, ...contents),
      ...(paged ? [foot()] : []),
    );
  }

  function open(name) {
    if (dialog?.open) return;
    Object.assign(opened, { recipe: name, view: "page" });
    const made = make("dialog", { class: "lb-dialog rb-dialog", "aria-label": t("book.title") });
    made.addEventListener("close", () => made.remove());
    made.addEventListener("click", (event) => {
      if (event.target === made) made.close();
    });
    dialog = made;
    draw();
    place.append(made);
    made.showModal();
  }
  return { open };
}
