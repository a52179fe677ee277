// What the tab opens with: its question, and the game one tap away.
import { button } from "../kit/controls.js";
import { make } from "../kit/dom.js";
import { t } from "../kit/words.js";
import { PICTURES } from "./game.js";

const SIDES = ["real", "generated"]; // the gaps of the question, each in its colour

// A sentence with its gaps as elements.
const filled = (sentence, parts) => sentence.split(/\{(\w+)\}/).map((piece, at) => (at % 2 ? parts[piece] : piece));

/** @param {() => void} play begin a game @returns {HTMLElement} */
export function opening(play) {
  const parts = Object.fromEntries(SIDES.map((side) => [side, make("em", { class: side }, t(`judge.open.${side}`))]));
  const title = make("h2", {}, ...filled(t("judge.open"), parts));
  const start = button(t("judge.open.play", { n: PICTURES }), play, "quiet strong jj-big", { "data-focus": "play" });
  return make("div", { class: "jj-opening" }, title, start);
}
