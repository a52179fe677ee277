// Elements of the course's own texts, which are HTML that the server made of Markdown.
import { make } from "../kit/dom.js";
import { figures } from "./progress.js";

/** @param {string} tag @param {string} text @param {Record<string, any>} [attributes] @returns {HTMLElement} */
export function html(tag, text, attributes = {}) {
  const element = make(tag, attributes);
  element.innerHTML = text;
  return element;
}

/** Put numbers where a text names them. @param {ParentNode} root @param {Record<string, number>} numbers */
export function fill(root, numbers) {
  for (const place of root.querySelectorAll("[data-number]"))
    place.textContent = figures(numbers?.[place.dataset.number]);
}
