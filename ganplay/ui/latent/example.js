// What a tool finds, shown on a shipped run until the visitor asks for something: pictures, and their numbers.
import { chart } from "../kit/chart.js";
import { make } from "../kit/dom.js";
import { crisp } from "../kit/sheet.js";
import { number, t } from "../kit/words.js";
import { copyGaps, copyWord, logitText } from "./numbers.js";

/** @typedef {"picture" | "uphill" | "copies"} Kind the tools that have one */

const LARGEST = 64; // CSS pixels of a picture
const HEIGHT = 64; // CSS pixels of a curve
const here = (name) => new URL(name, import.meta.url);

/** What stands below the pictures, and how the curve is drawn. */
const SAID = {
  picture: ({ errors }) => ({ below: ["", ...errors.map((error) => number(error, 3))], kind: "g" }),
  uphill: ({ logits }) => ({ below: logits.map(logitText), kind: "d" }),
  copies: ({ distances }) => ({ below: ["", ...distances.map((distance) => number(distance, 2))] }),
};

/** @type {Promise<any> | null} what `facts` of facts.py tells */
let told = null;
async function factsOf() {
  const answer = await fetch(here("facts.json"));
  return answer.json();
}

/**
 * @param {Kind} kind
 * @returns {HTMLElement} hidden until it is there; whoever has something better to show hides it
 */
export function example(kind) {
  const element = make("figure", { class: "ll-example", hidden: "", "data-ref": "latent-example" });
  told ||= factsOf();
  told
    .then((facts) => {
      element.replaceChildren(...partsOf(kind, facts));
      element.hidden = element.dataset.asked === "yes";
    })
    .catch(() => {
      told = null; // the tool does without
    });
  return element;
}

/** @param {HTMLElement} element the example of a tool that has been asked */
export function over(element) {
  element.dataset.asked = "yes";
  element.hidden = true;
}

function partsOf(kind, facts) {
  const one = facts[kind];
  const { below, kind: line } = SAID[kind](one);
  const verdict = kind === "copies" ? t(`latent.copies.${copyWord(one.percentile)}`, copyGaps(one)) : "";
  const words = t(`latent.example.${kind}`, { ...one, verdict });
  const strip = make("img", { src: here(`../examples/${kind}.webp`), alt: "" });
  const cell = crisp(facts.size, LARGEST);
  const numbers = below.map((text) => make("span", {}, text));
  const row = make("div", { class: "strip", style: `--count: ${one.count}; --cell: ${cell}px` }, strip, ...numbers);
  const curve = line
    ? [chart([{ x: one.curve.map((_, index) => index), y: one.curve, class: line }], { height: HEIGHT, label: words })]
    : [];
  const title = make("b", {}, t("latent.example"));
  return [make("figcaption", {}, title, make("span", {}, words)), row, ...curve];
}
