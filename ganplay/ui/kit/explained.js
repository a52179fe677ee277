// One term, explained in a box where it stands.
import { make, notice } from "./dom.js";
import { glossary } from "./glossary.js";
import { onLanguage, t } from "./words.js";

const [WIDTH, MARGIN, BELOW, MOVED] = [340, 8, 6, 1]; // pixels

/** @type {{box: HTMLElement, term: string, of: Element, top: number} | null} */
let shown = null;
let round = 0;

/** Nothing is explained any more. */
export function close() {
  round += 1;
  shown?.box.remove();
  shown = null;
}

/** @param {Node} node @returns {boolean} whether it belongs to the explanation */
export const inExplanation = (node) => Boolean(shown?.box.contains(node));

/** @returns {DOMRect | undefined} where the explanation stands */
export const where = () => shown?.box.getBoundingClientRect();

/**
 * @param {string} term its key in the glossary
 * @param {Element} of by which it was asked
 * @param {DOMRect} place which is not to be covered
 */
export async function explain(term, of, place) {
  close();
  const mine = round;
  let said = null;
  try {
    said = (await glossary()).terms[term];
  } catch {
    notice(t("error.offline"));
  }
  if (!said || mine !== round) return;
  const [name, meaning] = said;
  const box = make("div", { class: "gp-term", role: "status" });
  const width = Math.min(WIDTH, innerWidth - 2 * MARGIN);
  box.style.width = `${width}px`;
  box.style.left = `${Math.max(MARGIN, Math.min(place.left, innerWidth - width - MARGIN))}px`;
  (document.querySelector("dialog[open]") || document.querySelector(".gradio-container")).append(box);
  shown = { box, term, of, top: of.getBoundingClientRect().top };
  box.append(make("strong", {}, name), make("p", {}, meaning)); // once it stands there: so it is read aloud
  const { height } = box.getBoundingClientRect();
  const under = place.bottom + BELOW;
  const fits = under + height + MARGIN <= innerHeight;
  box.style.top = `${fits ? under : Math.max(MARGIN, place.top - height - BELOW)}px`;
}

/** The same, or where it is explained already, no more. @type {typeof explain} */
export async function explainOrNot(term, of, place) {
  if (shown?.term === term && shown.of === of) close();
  else await explain(term, of, place);
}

/** Escape ends the explanation, and what lies below it only when it is pressed again. */
function escaped(event) {
  if (event.key !== "Escape" || !shown) return;
  event.stopPropagation();
  event.preventDefault();
  close();
}

/** What is explained has moved from under its explanation: other parts of the page may scroll. */
function scrolled() {
  if (shown && Math.abs(shown.of.getBoundingClientRect().top - shown.top) > MOVED) close();
}

document.addEventListener("keydown", escaped, { capture: true });
addEventListener("scroll", scrolled, { capture: true, passive: true });
onLanguage(close);
