// The recipe and its settings: what Train trains. Drawn again when the recipe or the language changes.
import { keepingFocus, make, notice } from "../kit/dom.js";
import { parts, provide, when } from "../kit/parts.js";
import { written } from "../kit/wording.js";
import { onLanguage, refusal, t } from "../kit/words.js";
import { advanced } from "./advanced.js";
import { facts } from "./facts.js";
import { heading, radios, select } from "./pieces.js";
import {
  changes,
  choice,
  dataFor,
  forgetUnreadable,
  recipeFor,
  settingsOf,
  textOf,
  valuesOf,
  wrong,
  wrongAt,
} from "./recipes.js";
import { idOf, setting } from "./setting.js";

const START = "quick";
const IN_SIGHT = ["resolution", "seconds", "lr_g", "lr_d", "n_dis", "batch"];

/** The pages of the course about a failure that is told, or a verdict. */
const ABOUT = {
  "mode-collapse": "modes",
  "vanishing-gradient": "slopes",
  oscillation: "circle",
  overfitting: "overfit",
  checkerboard: "upsampling",
  "exploding-critic": "apart",
  learning: "losses",
  d_too_strong: "slopes",
  g_not_learning: "slopes",
  collapsed: "modes",
  diverged: "circle",
};

const hidden = facts.fields.filter(({ name }) => !IN_SIGHT.includes(name));
const seen = IN_SIGHT.map((wanted) => facts.fields.find(({ name }) => name === wanted));
const live = facts.fields.filter((field) => field.live).map(({ name }) => name);

const part = (number, word, ...children) => make("section", { class: "gp-part" }, heading(number, word), ...children);

/** A note of two lines. @param {Record<string, string>} attributes @param {string} one @param {string} other */
const note = (attributes, one, other) => make("p", { class: "gp-note", ...attributes }, one, make("br"), other);

/**
 * @param {HTMLElement} element
 * @param {import("../kit/channel.js").Server} server with read_book, see book.py
 */
export function mount(element, server) {
  const root = element.querySelector(".gp-settings");
  const place = make("div", { class: "rb-place" });
  const body = make("div", { class: "gp-parts" });
  const folds = { advanced: false, groups: new Set() };
  let chosen = choice(facts, START);
  /** @type {Record<string, ReturnType<typeof setting>>} what is drawn of the settings */
  let shown = {};
  let rest = null;
  let book = null;

  async function openBook() {
    try {
      book ||= import("./book.js").then((module) => module.book(place, server, choose));
      (await book)(chosen.name);
    } catch {
      book = null;
      notice(t("error.offline"));
    }
  }

  /** @param {string} name of a recipe @param {import("./recipes.js").Size} [size] */
  function choose(name, size) {
    chosen = choice(facts, name, size);
    draw();
    when("gallery").then((gallery) => gallery.choose(dataFor(facts, name, gallery.chosen())));
  }
  /** @param {string} dataset that was chosen: a recipe for such data stands there afterwards */
  function fit(dataset) {
    const name = recipeFor(facts, dataset, chosen.name);
    if (name !== chosen.name) choose(name);
  }
  /** @param {import("./setting.js").Field} field @param {string | null} text null: back to the recipe's */
  function change(field, text) {
    if (text === null) delete chosen.texts[field.name];
    else chosen.texts[field.name] = text;
    shown[field.name][text === null ? "write" : "show"](textOf(facts, chosen, field));
    rest.show(changes(facts, chosen));
    if (field.live && !wrong(facts, chosen).includes(field.name)) {
      const value = settingsOf(facts, chosen)[field.name];
      when("live").then((view) => view.set({ [field.name]: value }));
    }
  }
  function drawn(field, informed = true) {
    const given = {
      text: textOf(facts, chosen, field),
      own: valuesOf(facts, chosen)[field.name],
      typed: (text) => {
        chosen.texts[field.name] = text;
      },
      changed: (text) => change(field, text),
    };
    shown[field.name] = setting(field, given, informed);
    return shown[field.name];
  }
  /** @param {Record<string, any>} values that a run has: the controls show them */
  function take(values) {
    for (const field of facts.fields.filter(({ name }) => live.includes(name) && name in values)) {
      chosen.texts[field.name] = written(values[field.name]);
      shown[field.name]?.write(textOf(facts, chosen, field));
    }
    rest.show(changes(facts, chosen));
  }
  /** Bring what cannot be into sight. @param {string} name of a setting */
  function point(name) {
    rest.open(name);
    document.querySelector(`#${idOf(name)} :is(input, select)`)?.focus();
  }
  /** What Train asks for, as JSON; see form.py. */
  function asked() {
    const [first] = wrong(facts, chosen);
    if (first) point(first);
    const dataset = parts.gallery.chosen();
    return JSON.stringify({ dataset, recipe: chosen.name, settings: settingsOf(facts, chosen) });
  }

  /** What came of Train. @param {{run: string} | import("../kit/wording.js").Refused} answer */
  async function answered(answer) {
    const view = await when("live");
    if (answer.run) return view.watch(answer.run);
    view.failed();
    const { setting: name } = answer.details || {};
    notice(refusal(wrongAt(facts, chosen, name) || answer));
    if (facts.fields.some((field) => field.name === name)) point(name);
  }

  function recipe() {
    const { name, size } = chosen;
    const names = Object.keys(facts.recipes).map((one) => [one, t(`recipe.${one}`)]);
    const which = select(names, name, { "aria-label": t("train.recipe"), "data-focus": "recipe" });
    which.addEventListener("change", () => choose(which.value));
    const words = Object.keys(facts.recipes[name].sizes).map((one) => [one, t(`train.size.${one}`)]);
    const sizes = radios("gp-size", words, size, (one) => choose(name, one), { "aria-label": t("train.size") });
    const opener = make(
      "button",
      { type: "button", id: "gp-book-open", class: "quiet", "data-focus": "book" },
      t("book.open"),
    );
    opener.addEventListener("click", openBook);
    const { source } = facts.recipes[name];
    return part(
      "two",
      "train.recipe",
      opener,
      make("div", { id: "gp-recipe" }, which),
      make("div", { id: "gp-size", class: "gp-segmented" }, sizes),
      note({ id: "gp-about-recipe" }, t(`recipe.${name}.note`), t("recipe.source", { source })),
    );
  }
  function settings() {
    shown = {};
    rest = advanced(hidden, folds, drawn);
    rest.show(changes(facts, chosen));
    const first = make("div", { class: "gp-grid" }, ...seen.map((field) => drawn(field, false)));
    return part("three", "train.settings", first, rest.element, note({}, t("train.live"), t("train.new")));
  }
  function draw() {
    forgetUnreadable(chosen);
    keepingFocus(body, () => body.replaceChildren(recipe(), settings()));
  }

  draw();
  root.append(body, place);
  onLanguage(draw);
  provide("about.train", () => ABOUT[parts.breaking?.about() || parts.live?.verdict()] || ABOUT.learning);
  when("gallery").then(() =>
    provide("settings", { asked, answered, fit, choose, recipes: Object.keys(facts.recipes) }),
  );
  when("live").then((view) => view.onAttach(take));
}
