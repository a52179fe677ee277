// A small "?" beside a term: its explanation on a tap, a click or a key, where a title would need a mouse.
import { make, notice } from "../kit/dom.js";
import { t } from "../kit/words.js";

const APART = 6; // CSS pixels between the button and its explanation
let last = 0;

/**
 * @param {string} word that is explained
 * @param {string} text
 * @returns {HTMLElement}
 */
export function infoOf(word, text) {
  last += 1;
  const id = `lab-info-${last}`;
  const note = make("div", { id, class: "lab-note", popover: "auto", role: "note" }, make("b", {}, word), text);
  const mark = make("button", {
    type: "button",
    class: "lab-info",
    "aria-label": t("lab.info", { what: word }),
    onclick: (event) => {
      event.preventDefault(); // a label around it is not pressed
      event.stopPropagation();
      show(mark, note, text);
    },
  });
  mark.textContent = "?";
  return make("span", { class: "lab-infobox" }, mark, note);
}

function show(mark, note, text) {
  if (!note.showPopover) {
    notice(text); // a browser without popovers
    return;
  }
  note.togglePopover();
  const { left, bottom, top } = mark.getBoundingClientRect();
  const { offsetWidth, offsetHeight } = note;
  const below = bottom + APART + offsetHeight <= innerHeight;
  note.style.left = `${Math.max(APART, Math.min(innerWidth - offsetWidth - APART, left))}px`;
  note.style.top = `${Math.max(APART, below ? bottom + APART : top - APART - offsetHeight)}px`;
}
