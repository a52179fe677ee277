// Two networks, two questions: a discriminator and a classifier are trained on the server and asked about one lot.
import { button, progress, segments } from "../../kit/controls.js";
import { keepingFocus, make, notice } from "../../kit/dom.js";
import { base64 } from "../../kit/files.js";
import { job, orWaiting } from "../../kit/job.js";
import { swap } from "../../kit/sheet.js";
import { number, percent, t } from "../../kit/words.js";
import { numbersOf } from "./opinions.js";
import { squareOf } from "./square.js";
import { barOf, cropOf, workOf } from "./working.js";

const DRAWN = "animals";
const OWN = "own";
const FEWEST = 50; // pictures of a class in a zip; as in asked_animals.py
const LARGEST = 12_000_000; // bytes of a zip
const FACE = 64; // CSS pixels of a picture in a row
const FEW = 12; // pictures in a row, as far as there is room
const KINDS = ["one", "two", "fake"];

/** @param {import("../figure.js").Given} given @returns {import("../figure.js").Figure} */
export function figure(given) {
  const element = make("div", { class: "ln-animals" });
  const state = { source: DRAWN, pets: false, file: null, seed: 0, news: null, told: null, picked: null };
  const server = workOf(given, "animals_");
  const bar = progress("");
  let running = null;
  let wish = 0; // counts what was begun or left: news of an older wish is not for the figure any more
  let square = null;

  given.ask("animals_sources", {}).then(
    ({ pets }) => {
      state.pets = pets;
      if (pets) build();
    },
    () => {}, // the drawn ones are always there
  );

  async function begin() {
    wish += 1;
    const mine = wish;
    state.news = {};
    build();
    const question = { source: state.source, seed: state.seed };
    if (state.source === OWN) question.zip = await base64(state.file);
    const begun = mine === wish ? await job(server, question, (news) => mine === wish && hear(news)) : null;
    if (mine !== wish) return void begun?.stop();
    running = begun;
    if (!begun) hear({ done: true, failed: true });
  }

  function leave() {
    wish += 1;
    running?.stop();
    running = null;
    state.news = null;
    build();
  }

  function hear(news) {
    if (!news.done) {
      state.news = { ...state.news, ...news };
      return tell();
    }
    running = null;
    state.news = null;
    if (news.kinds) {
      Object.assign(state, { told: news, picked: null, seed: state.seed + 1 });
      given.numbers(numbersOf(news.kinds));
      given.done();
    }
    return build();
  }

  /** What goes on, without drawing the rest again. */
  function tell() {
    if (!state.news) return bar.show(null);
    const known = ["discriminator", "classifier"].includes(state.news.stage);
    const words = t(`learn.animals.stage.${known ? state.news.stage : "data"}`);
    bar.show(state.news.fraction || 0, orWaiting(state.news, words));
    if (state.news.drawn) swap(element.querySelector(".ln-animals-drawn img"), state.news.drawn);
    return undefined;
  }

  function choose(source) {
    if (state.news) leave();
    Object.assign(state, { source, told: null, picked: null });
    build();
  }

  function take(event) {
    const [file] = event.target.files;
    if (!file) return;
    if (file.size > LARGEST) return void notice(t("error.animals_large", { most: LARGEST / 1e6 }));
    choose(OWN);
    state.file = file;
    build();
  }

  function build() {
    const busy = state.news !== null;
    const go = button(t(state.told ? "learn.animals.again" : "learn.animals.go"), begin, "quiet strong", {
      "data-focus": "go",
      disabled: busy || (state.source === OWN && !state.file) ? "" : null,
    });
    const stop = button(`\u25a0 ${t("learn.animals.stop")}`, leave, "quiet", { "data-focus": "go" });
    square?.close();
    square = state.told ? sorted(state.told) : null;
    keepingFocus(element, () =>
      element.replaceChildren(
        questions(state),
        make("div", { class: "ll-row ln-animals-go" }, busy ? stop : go, sources(state, choose)),
        ...(state.source === OWN ? [zipOf(state, take)] : []),
        bar,
        ...(busy ? [drawing()] : []),
        ...(state.told ? [rowsOf(state.told), square.element] : [coming()]),
      ),
    );
    tell();
  }

  /** All pictures where both networks put them. */
  function sorted(told) {
    const pick = (picked) => {
      state.picked = picked;
    };
    return squareOf({ told, names: KINDS.map((_, kind) => nameOf(told, kind)), picked: state.picked, pick });
  }

  build();
  return {
    element,
    close() {
      wish += 1;
      running?.stop();
      square?.close();
    },
    speak: build,
  };
}

/** What a kind is called: the two drawn classes have words, those of a zip their own names. */
function nameOf(told, kind, many = false) {
  if (kind === 2) return t("learn.animals.fake");
  const name = told?.classes[kind] ?? ["cat", "dog"][kind];
  return ["cat", "dog"].includes(name) ? t(`learn.animals.${name}${many ? "s" : ""}`) : name;
}

function questions({ told }) {
  const gaps = { one: nameOf(told, 0), two: nameOf(told, 1) };
  const many = { one: nameOf(told, 0, true), two: nameOf(told, 1, true) };
  const card = (network) =>
    make(
      "section",
      { class: `ln-animals-card ${network}` },
      make("h3", {}, t(`learn.animals.${network}`)),
      make("p", { class: "asks" }, t(`learn.animals.${network}.asks`, gaps)),
      make("p", { class: "gp-note" }, t(`learn.animals.${network}.learns`, many)),
    );
  return make("div", { class: "ln-animals-cards" }, card("d"), card("c"));
}

function sources({ source, pets }, choose) {
  const names = [DRAWN, ...(pets ? ["cats_dogs"] : []), OWN];
  const choices = names.map((name) => [name, t(`learn.animals.source.${name}`)]);
  return segments(choices, source, choose, t("learn.animals.source"));
}

function zipOf({ file }, take) {
  const input = make("input", { type: "file", accept: ".zip", class: "gp-hidden" });
  input.addEventListener("change", take);
  const label = make("label", { class: "quiet" }, file ? file.name : t("learn.animals.choose"), input);
  return make(
    "div",
    { class: "ll-row" },
    label,
    make("p", { class: "gp-note" }, t("learn.animals.zip", { fewest: FEWEST })),
  );
}

/** Where the answers of both are going to stand. */
const coming = () =>
  make("div", { class: "ln-cover gp-note ln-animals-coming" }, make("span", {}, t("learn.animals.coming")));

const drawing = () =>
  make(
    "figure",
    { class: "ln-animals-drawn" },
    make("div", { class: "strip" }, make("img", { alt: "", class: "ln-sheet", hidden: "" })),
    make("figcaption", { class: "gp-note" }, t("learn.animals.drawn")),
  );

/** A row of pictures for each kind, below each what both say, and the means of all of the kind. */
function rowsOf(told) {
  const gaps = { one: nameOf(told, 0) };
  const key = make(
    "p",
    { class: "ll-row ln-animals-key" },
    make("span", { class: "key bar d" }, t("learn.animals.d.says")),
    make("span", { class: "key bar c" }, t("learn.animals.c.says", gaps)),
  );
  const rows = told.kinds.map((kind, at) => {
    const few = kind.said
      .slice(0, Math.min(FEW, told.shown))
      .map(([d, c], index) =>
        make(
          "figure",
          {},
          cropOf(told, at * told.shown + index, FACE),
          make("figcaption", {}, barOf(d, "d", percent(d)), barOf(c, "c", percent(c))),
        ),
      );
    return make(
      "section",
      { class: `ln-kind ln-animals-row ${KINDS[at]}` },
      make(
        "div",
        { class: "mean" },
        make("h3", {}, nameOf(told, at, true)),
        barOf(kind.d, "d", percent(kind.d)),
        barOf(kind.c, "c", percent(kind.c)),
        make("p", { class: "gp-note" }, t("learn.animals.means", { n: number(kind.n) })),
      ),
      make("div", { class: "few" }, ...few),
    );
  });
  const trained = { n: number(told.trained_on), steps: told.steps };
  return make("div", { class: "ln-animals-rows" }, make("p", {}, t("learn.animals.trained", trained)), key, ...rows);
}
