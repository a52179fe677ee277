// The gallery of data sets. What is chosen brings a recipe that goes with it.
import { keepingFocus, make } from "../kit/dom.js";
import { provide, when } from "../kit/parts.js";
import { number, onLanguage, t } from "../kit/words.js";
import { facts } from "./facts.js";
import { heading, radios } from "./pieces.js";

const START = "faces";
const OWN = "own";

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
  let offered = false; // whether one's own files can be given

  function choose(name) {
    chosen = name;
    line.textContent = about(name);
    document.getElementById("gp-form")?.toggleAttribute("data-own", name === OWN);
    if (name === OWN && !offered) {
      offered = true;
      document.getElementById("gp-own")?.click();
    }
    when("settings").then((settings) => settings.fit(name));
  }
  function draw() {
    const choices = names.map((name) => [name, t(`data.${name}`)]);
    const row = radios("gp-data", choices, chosen, choose, { "aria-label": t("train.data") });
    for (const input of row.querySelectorAll("input")) {
      input.parentElement.classList.toggle("pictured", Boolean(known(input.value)?.pictured));
    }
    line.textContent = about(chosen);
    root.replaceChildren(heading("one", "train.data"), make("div", { id: "gp-data" }, row), line);
  }
  const drawAgain = () => keepingFocus(root, draw);
  drawAgain();
  onLanguage(drawAgain);
  provide("gallery", {
    names,
    chosen: () => chosen,
    /** @param {string} name of a data set that a recipe needs */
    choose(name) {
      if (name === chosen) return;
      choose(name);
      drawAgain();
    },
  });
}
