// Terms wherever they stand in the page: a tap, or the mouse resting on one, explains it. Those of the open tab are
// marked where they are first named, and listed by the button of the header, or F1.
import { close, explain, explainOrNot, inExplanation, where } from "./explained.js";
import { glossary } from "./glossary.js";
import { onLanguage } from "./words.js";

const MARKS = "gp-terms"; // the name of the highlight in terms.css
// where a tap does something else
const PRESSED = "button, a, input, select, textarea, summary, canvas, [role=button], [role=option]";
const TAKEN = `${PRESSED}, label:has(input[type=checkbox], input[type=radio])`;
const UNREAD =
  "script, style, svg, math, pre, code, textarea, option, .ln-page, .gp-term, .gp-glossary, .js-plotly-plot";
const RESTING = 400; // milliseconds
const LOOKED = 1000; // milliseconds between two looks for what is new
const NEAR = 10; // pixels round the box and its word within which the mouse keeps it open

let find = null;
let resting = 0;
let looking = false;
/** @type {DOMRect | null} the word that the mouse rests on */
let rested = null;

/** The place in a text below a point, or nothing. */
function caret(x, y) {
  if (document.caretPositionFromPoint) {
    const place = document.caretPositionFromPoint(x, y);
    return place && { node: place.offsetNode, offset: place.offset };
  }
  const range = document.caretRangeFromPoint?.(x, y);
  return range && { node: range.startContainer, offset: range.startOffset };
}

const within = (rect, x, y, by = 2) =>
  x >= rect.left - by && x <= rect.right + by && y >= rect.top - by && y <= rect.bottom + by;

function rangeOf(node, { at, name }) {
  const range = document.createRange();
  range.setStart(node, at);
  range.setEnd(node, at + name.length);
  return range;
}

/** The term that is written at a point of the page. */
function termAt(x, y) {
  const place = find && caret(x, y);
  const { node, offset } = place || {};
  if (node?.nodeType !== Node.TEXT_NODE || node.parentElement.closest(UNREAD)) return null;
  for (const found of find(node.data)) {
    if (offset < found.at || offset > found.at + found.name.length) continue;
    const rect = [...rangeOf(node, found).getClientRects()].find((one) => within(one, x, y));
    if (rect) return { term: found.term, of: node.parentElement, rect };
  }
  return null;
}

/** What is open: the tab, and what stands above it. */
const open = () => document.querySelector("dialog[open]") || panel();
const panel = () => [...document.querySelectorAll("#gp-tabs .tabitem")].find((one) => one.checkVisibility());

/** Every text of a part of the page that is seen. @param {Node} root */
function* texts(root) {
  const accept = (node) => {
    if (node.nodeType === Node.TEXT_NODE) return NodeFilter.FILTER_ACCEPT;
    const unread = node.matches(UNREAD) || node.hidden;
    return unread ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_SKIP;
  };
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, accept);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) if (node.data.trim().length > 1) yield node;
}

/** @returns {Map<string, Range>} the terms that the open tab names, by their keys, where they are named first */
export function named() {
  const first = new Map();
  const root = open();
  if (!root || !find || root.matches(UNREAD)) return first;
  for (const node of texts(root)) {
    if (!node.parentElement.checkVisibility()) continue;
    for (const found of find(node.data)) if (!first.has(found.term)) first.set(found.term, rangeOf(node, found));
  }
  return first;
}

function mark() {
  looking = false;
  const tappable = [...named().values()].filter((range) => !range.startContainer.parentElement.closest(TAKEN));
  CSS.highlights.set(MARKS, new Highlight(...tappable));
}
function look() {
  if (looking) return;
  looking = true;
  setTimeout(() => requestAnimationFrame(mark), LOOKED);
}

function tapped(event) {
  const { target, clientX, clientY } = event;
  const asking = target.closest("[data-term]");
  if (asking) {
    if (event.metaKey || event.ctrlKey) return;
    event.preventDefault();
    explainOrNot(asking.dataset.term, asking, asking.getBoundingClientRect());
    return;
  }
  const free = event.detail && getSelection().isCollapsed && !target.closest(TAKEN); // detail: 0 where a key pressed it
  const found = free ? termAt(clientX, clientY) : null;
  if (found) {
    event.preventDefault(); // a label would hand the press on to its field
    explainOrNot(found.term, found.of, found.rect);
  } else if (!inExplanation(target)) close();
}

function moved(event) {
  clearTimeout(resting);
  if (event.pointerType !== "mouse" || event.buttons) return;
  const { clientX: x, clientY: y } = event;
  if (rested && !within(rested, x, y, NEAR) && !(where() && within(where(), x, y, NEAR))) {
    rested = null;
    close();
  }
  if (rested) return;
  resting = setTimeout(() => {
    const found = event.target.closest?.("[title]") ? null : termAt(x, y);
    if (!found) return;
    rested = found.rect;
    explain(found.term, found.of, found.rect);
  }, RESTING);
}

async function know() {
  try {
    ({ find } = await glossary());
  } catch {
    return; // the list asks again, and says why there is none
  }
  if (CSS.highlights) look();
}

/** @type {Promise<void> | null} */
let begun = null;

/** Terms are explained from now on. @returns {Promise<void>} once they are known, or cannot be fetched */
export function begin() {
  begun ||= attend();
  return begun;
}

function attend() {
  const root = document.querySelector(".gradio-container");
  root.addEventListener("click", tapped);
  root.addEventListener("pointermove", moved, { passive: true });
  root.addEventListener("pointerleave", () => clearTimeout(resting));
  onLanguage(know);
  if (CSS.highlights) new MutationObserver(look).observe(root, { childList: true, characterData: true, subtree: true });
  return know();
}
