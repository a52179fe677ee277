// The pictures of a game, one after another in a frame that stays: the keyboard's focus and a screen reader keep their
// place.
import { button } from "../controls.js";
import { make } from "../dom.js";
import { crisp } from "../sheet.js";
import { t } from "../words.js";
import { current, marks, ordinal } from "./turns.js";

const LEAST = 180; // CSS pixels of a picture's side
const MOST = 448;
const HIGH = 0.42; // of the window
const KEYS = { real: "\u2190 R", generated: "G \u2192" };

function sized(image, side) {
  image.style.width = `${side}px`;
  image.style.height = `${side}px`;
}

function answers(guess) {
  const answer = (name, real, kind) => {
    const one = button(t(`judge.game.${name}`), () => guess(real), kind, { "data-ref": `judge-${name}` });
    one.append(make("kbd", { class: "jj-keys", "aria-hidden": "true" }, KEYS[name]));
    return one;
  };
  const both = [answer("real", true, "jj-real"), answer("generated", false, "jj-fake")];
  const row = make("div", { class: "ll-row jj-answers" }, ...both);
  row.addEventListener("keydown", (event) => {
    if (event.repeat) event.preventDefault(); // a key that is held is one guess
  });
  return row;
}

function sentence({ called, real, d }) {
  const what = t(real ? "judge.game.was_real" : "judge.game.was_generated");
  const you = t(called === real ? "judge.game.right" : "judge.game.wrong", { what });
  return `${you} ${t(d === real ? "judge.game.d_right" : "judge.game.d_wrong")}`;
}

/**
 * @typedef {object} Round
 * @property {HTMLElement} element
 * @property {(turns: import("./turns.js").Turns, right: import("./turns.js").Right) => void} show the picture to guess
 * @property {(index: number, guess: import("./turns.js").Guess) => string} tell what the last one was, a sentence
 * @property {() => void} fit after the room has changed
 */

/**
 * @param {object} options
 * @param {string[]} options.pictures data URLs
 * @param {number} options.size pixels a side of each
 * @param {() => number} options.width CSS pixels that there are for one
 * @param {(real: boolean) => void} options.guess
 * @returns {Round}
 */
export function roundFrame({ pictures, size, width, guess }) {
  const count = make("b");
  const score = make("span");
  const strip = make("ol", { class: "jj-marks", "aria-hidden": "true" }, ...pictures.map(() => make("li")));
  const picture = make("img", { alt: t("judge.game.alt"), "data-ref": "judge-guess" });
  const before = make("img", { alt: "", hidden: "" });
  const told = make("span");
  const feedback = make("p", { class: "jj-feedback" }, before, told);
  const head = make("p", { class: "jj-count" }, count, score);
  const both = answers(guess);
  const frame = { class: "jj-round", tabindex: "-1" };
  const element = make("div", frame, head, strip, picture, both, feedback);

  function fit() {
    const room = Math.max(LEAST, innerHeight * HIGH);
    sized(picture, crisp(size, Math.min(MOST, room, width() - 20)));
  }

  function show(turns, right) {
    count.textContent = t("judge.game.count", { n: ordinal(turns), of: turns.count });
    score.textContent = t("judge.game.score", right);
    for (const [place, mark] of marks(turns).entries()) strip.children[place].className = mark;
    const index = current(turns);
    for (const one of both.children) one.setAttribute("aria-disabled", String(index === undefined));
    if (index !== undefined) picture.src = pictures[index]; // the last one stays until its answer is there
    fit();
  }

  function tell(index, answer) {
    feedback.className = `jj-feedback ${answer.called === answer.real ? "good" : "bad"}`;
    before.src = pictures[index];
    before.hidden = false;
    sized(before, crisp(size, 48));
    told.textContent = sentence(answer);
    return told.textContent;
  }

  return { element, show, tell, fit };
}
