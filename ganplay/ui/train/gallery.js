// The gallery of data sets. What is chosen brings a recipe that goes with it.
import { keepingFocus, make } from "../kit/dom.js";
import { PICTURES } from "../kit/files.js";
import { provide, when } from "../kit/parts.js";
import { fieldWord, valueWord } from "../kit/settings.js";
import { number, onLanguage, t } from "../kit/words.js";
import { facts } from "./facts.js";
import { heading, radios } from "./pieces.js";

const START = "faces";
const OWN = "own";
const OFFERED = [PICTURES, ...facts.suffixes].join(); // to choose from; what is dropped is taken, whatever it is

const known = (name) => facts.data.find((one) => one.name === name);

/** @param {string} name of a data set @returns {string} one line on it; those that are downloaded say so */
function about(name) {
  const { megabytes } = known(name) || {};
  const download = megabytes ? [t("about.download", { megabytes: number(megabytes) })] : [];
  return [t(`about.${name}`), ...download].join(" ");
}

/** @param {HTMLElement} element */
export function mount(element) {
  const root = element.querySelector(".gp-gallery");
  const names = [...facts.data.map(({ name }) => name), OWN];
  const line = make("p", { class: "gp-note", id: "gp-about-data" });
  let chosen = START;
  const taken = Object.fromEntries(facts.taken.map(({ name, choices }) => [name, choices[0]]));
  let offered = false; // whether one's own files can be given

  function choose(name) {
    chosen = name;
    line.textContent = about(name);
    document.getElementById("gp-form")?.toggleAttribute("data-own", name === OWN);
    if (name === OWN && !offered) {
      offered = true;
      document.getElementById("gp-own")?.click();
      import("./own.js").then(({ named }) => named(element.closest(".gp-part")));
    }
    when("settings").then((settings) => settings.fit(name));
  }
  /** What there is to say and to choose of one's own: the place for the files themselves is Gradio's, and follows. */
  function own() {
    document.getElementById("gp-form")?.style.setProperty("--drop", JSON.stringify(t("train.upload.drop")));
    const note = make("p", { class: "gp-note" }, t("train.upload.note"));
    return make("div", { id: "gp-of-own" }, note, ...facts.taken.flatMap(choosing));
  }
  /** How one's own files become pictures: one choice, and its name. */
  function choosing({ name, choices }) {
    const id = `gp-${name}`;
    const words = choices.map((one) => [one, valueWord(name, one)]);
    const turn = (one) => {
      taken[name] = one;
    };
    const row = radios(id, words, taken[name], turn, { "aria-labelledby": `${id}-name` });
    const title = make("p", { class: "gp-setting-name", id: `${id}-name` }, fieldWord(name));
    return [title, make("div", { id, class: "gp-segmented" }, row)];
  }
  function draw() {
    const choices = names.map((name) => [name, t(`data.${name}`)]);
    const row = radios("gp-data", choices, chosen, choose, { "aria-label": t("train.data") });
    for (const input of row.querySelectorAll("input")) {
      input.parentElement.classList.toggle("pictured", Boolean(known(input.value)?.pictured));
    }
    line.textContent = about(chosen);
    root.replaceChildren(heading("one", "train.data"), make("div", { id: "gp-data" }, row), line, own());
  }
  const drawAgain = () => keepingFocus(root, draw);
  drawAgain();
  onLanguage(drawAgain);
  document.addEventListener(
    "click",
    ({ target }) => {
      const input = target.closest("#gp-upload")?.querySelector("input[type=file]");
      if (input) input.accept = OFFERED; // Gradio would refuse what it is told not to offer, in its own words
    },
    true,
  );
  // pictures come once the form can be used: what Train waits for comes first
  when("settings").then(() => requestAnimationFrame(() => setTimeout(() => root.classList.add("gp-pictured"))));
  provide("gallery", {
    names,
    chosen: () => chosen,
    /** How one's own files become pictures: setting -> value. */
    taken: () => taken,
    /** @param {string} name of a data set that a recipe needs */
    choose(name) {
      if (name === chosen) return;
      choose(name);
      drawAgain();
    },
  });
}
