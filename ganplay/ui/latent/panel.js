// A picture with its name above it, hidden until there is one.
import { make } from "../kit/dom.js";
import { crisp, swap } from "../kit/sheet.js";
import { t } from "../kit/words.js";

/**
 * The element has show(url, size), and clear().
 * @param {string} word key of its name
 * @param {number} room CSS pixels a side at most
 * @returns {HTMLElement & {show: (url: string, size: number) => void, clear: () => void}} size: pixels of the picture
 */
export function panel(word, room = 150) {
  const image = make("img", { alt: t(word), hidden: "" });
  const show = (url, size) => {
    const side = `${crisp(size, room)}px`;
    image.style.width = side;
    image.style.height = side;
    swap(image, url);
  };
  const clear = () => {
    image.hidden = true;
  };
  const figure = make("figure", { class: "ll-panel" }, make("figcaption", {}, t(word)), image);
  return Object.assign(figure, { show, clear });
}
