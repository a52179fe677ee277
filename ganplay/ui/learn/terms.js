// A term of the field, explained where it stands.
import { make } from "../kit/dom.js";

let shown = null;

function close() {
  shown?.remove();
  shown = null;
}

document.addEventListener("click", (event) => {
  if (shown && !shown.contains(event.target) && !shown.of.contains(event.target)) close();
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !shown) return;
  shown.of.focus();
  close();
});

/**
 * Show what a term means, below it; once more, and it goes.
 * @param {HTMLElement} link with data-term
 * @param {Record<string, [string, string]>} glossary
 */
export function terms(link, glossary) {
  const again = shown?.of === link;
  close();
  const said = glossary[link.dataset.term];
  if (again || !said) return;
  const [name, meaning] = said;
  const box = make("div", { class: "ln-term-box", role: "note" }, make("strong", {}, name), make("p", {}, meaning));
  const room = link.closest(".ln-page").getBoundingClientRect();
  const { left, bottom } = link.getBoundingClientRect();
  const width = Math.min(340, room.width - 16);
  box.style.width = `${width}px`;
  box.style.left = `${Math.max(8, Math.min(left - room.left, room.width - width - 8))}px`;
  box.style.top = `${bottom - room.top + 6}px`;
  link.closest(".ln-page").append(box);
  shown = Object.assign(box, { of: link });
}
