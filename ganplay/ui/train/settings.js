// The recipe and its settings: what Train trains. Drawn again when the recipe or the language changes.
import { changedTo, wrongIn } from "../kit/changed.js";
import { keepingFocus, make, notice } from "../kit/dom.js";
import { parts, provide, when } from "../kit/parts.js";
import { trainedWord } from "../kit/settings.js";
import { written } from "../kit/wording.js";
import { onLanguage, refusal, t } from "../kit/words.js";
import { advanced } from "./advanced.js";
import { difference } from "./difference.js";
import { facts } from "./facts.js";
import { heading, radios, select } from "./pieces.js";
import {
  changes,
  choice,
  choicesOf,
  dataFor,
  forgetUnreadable,
  put,
  recipeFor,
  settingsOf,
  textOf,
  valuesOf,
  wrong,
  wrongAt,
} from "./recipes.js";
import { idOf, setting } from "./setting.js";
import { steers } from "./steered.js";

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
  oscillating: "circle",
  diverged: "circle",
};

const hidden = facts.fields.filter(({ name }) => !IN_SIGHT.includes(name));
const inSight = IN_SIGHT.map((wanted) => facts.fields.find(({ name }) => name === wanted));
const live = facts.fields.filter((field) => field.live);

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
  const folds = { advanced: false, groups: new Set(), find: "" };
  let chosen = choice(facts, START);
  /** @type {Record<string, ReturnType<typeof setting>>} what is drawn of the settings */
  let shown = {};
  let rest = null;
  let foot = null;
  let told = null;
  let book = null;
  /** @type {import("./steered.js").Steered | null} my run that trains */
  let run = null;

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
    chosen = { ...choice(facts, name, size), run: chosen.run };
    draw();
    when("gallery").then((gallery) => gallery.choose(dataFor(facts, name, gallery.chosen())));
  }
  /** @param {string} dataset that was chosen: a recipe for such data stands there afterwards */
  function fit(dataset) {
    const name = recipeFor(facts, dataset, chosen.name);
    if (name !== chosen.name) choose(name);
  }
  const own = (name) => valuesOf(facts, chosen)[name];
  const foreign = () => run !== null && run.recipe !== chosen.name;

  /** @param {import("./setting.js").Field} field @param {string | null} text null: back to the recipe's */
  function change(field, text) {
    put(chosen, field.name, text, own(field.name), !foreign());
    const now = textOf(facts, chosen, field);
    shown[field.name][text === null ? "write" : "show"](now);
    tell();
    if (!field.live || wrongIn(field, now)) return;
    const value = changedTo({ ...field, value: own(field.name) }, now) ?? own(field.name);
    when("live").then((view) => view.set({ [field.name]: value }));
  }
  /** What differs from the recipe. */
  function tell() {
    const changed = changes(facts, chosen);
    rest.show(changed);
    told.show(changed);
  }
  function restore() {
    chosen.texts = {};
    draw();
    body.querySelector("#gp-recipe select").focus();
  }
  function drawn(field, informed = true) {
    const given = {
      text: textOf(facts, chosen, field),
      own: own(field.name),
      choices: choicesOf(facts, chosen, field),
      typed: (text) => put(chosen, field.name, text, own(field.name), !foreign()),
      foreign: () => field.live && foreign(),
      changed: (text) => change(field, text),
    };
    shown[field.name] = setting(field, given, informed);
    return shown[field.name];
  }
  /**
   * The controls of what acts at once show what my run has while it trains, and the form's own values after it.
   * @param {import("./steered.js").Steered | null} steered
   */
  function take(steered) {
    const there = live.filter(({ name }) => steered && name in steered.live);
    run = steered;
    chosen.run = steered && Object.fromEntries(there.map(({ name }) => [name, written(steered.live[name])]));
    for (const field of live) shown[field.name]?.write(textOf(facts, chosen, field));
    tell();
    foot.replaceWith(sayFoot());
  }
  function sayFoot() {
    const acts = run ? t("train.steers", { run: trainedWord(run) }) : t("train.live");
    foot = note({ id: "gp-acts" }, acts, t("train.new"));
    return foot;
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
    const { gallery } = parts;
    const data = { dataset: gallery.chosen(), ...gallery.taken() };
    return JSON.stringify({ ...data, recipe: chosen.name, settings: settingsOf(facts, chosen) });
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
    told = difference(which.selectedOptions[0], restore);
    return part(
      "two",
      "train.recipe",
      opener,
      make("div", { id: "gp-recipe" }, which),
      make("div", { id: "gp-size", class: "gp-segmented" }, sizes),
      told.element,
      note(
        { id: "gp-about-recipe" },
        t(`recipe.${name}.note`),
        t("recipe.source", { source: t(`recipe.${name}.source`) }),
      ),
    );
  }
  function settings() {
    shown = {};
    rest = advanced(hidden, folds, drawn);
    const first = make("div", { class: "gp-grid" }, ...inSight.map((field) => drawn(field, false)));
    return part("three", "train.settings", first, rest.element, sayFoot());
  }
  function draw() {
    forgetUnreadable(chosen);
    keepingFocus(body, () => body.replaceChildren(recipe(), settings()));
    tell();
  }

  draw();
  root.append(body, place);
  onLanguage(draw);
  provide("about.train", () => ABOUT[parts.breaking?.about() || parts.live?.verdict()] || ABOUT.learning);
  when("gallery").then(() =>
    provide("settings", { asked, answered, fit, choose, recipes: Object.keys(facts.recipes) }),
  );
  when("live").then((view) => {
    view.onChange((seen) => {
      const now = steers(seen);
      if (now?.run !== run?.run) take(now);
    });
    view.onAttach((values) => run && take({ ...run, live: values }));
  });
}
