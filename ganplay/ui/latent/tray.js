// A row of latents as small pictures, that can be pressed, dragged, moved and removed.
import { button } from "../kit/controls.js";
import { make } from "../kit/dom.js";
import { colon, t } from "../kit/words.js";
import { pushThrough } from "./latents.js";
import { nameOf } from "./names.js";

/** @typedef {import("./latents.js").Item} Item */

const [FROM, LATENT] = ["text/ganplay-from", "text/ganplay-latent"]; // what is dragged: a place of a tray, or a latent

/**
 * @typedef {object} Acts what can be done; what is left out cannot
 * @property {(item: Item, index: number) => void} click
 * @property {(index: number) => void} [remove]
 * @property {(from: number, to: number) => void} [move]
 * @property {(item: Item, index: number) => void} [put] a latent was dropped there
 */

/**
 * @param {(items: Item[]) => Promise<(string | null)[]>} thumbsOf
 * @param {Item[]} items
 * @param {Acts} acts
 * @param {string} [kind] its class
 * @returns {HTMLElement} a list, an element an item
 */
export function tray(thumbsOf, items, acts, kind = "") {
  const cells = items.map((item, index) => cellOf(item, index, acts));
  const row = make("ol", { class: `ll-tray ${kind}` }, ...cells);
  const show = (url, index) => {
    if (url) cells[index].querySelector("img").src = url;
  };
  thumbsOf(items)
    .then((urls) => urls.forEach(show))
    .catch(() => {});
  return row;
}

function cellOf(item, index, acts) {
  const name = nameOf(item.latent, item.label);
  const image = make("img", { alt: "", draggable: "false" });
  const about = { type: "button", class: "pic", title: name, "aria-label": name };
  const picture = make("button", { ...about, onclick: () => acts.click(item, index) }, image);
  const cell = make("li", { draggable: acts.move ? "true" : null }, picture);
  const act = (sign, word, done, place) =>
    cell.append(button(sign, done, `mini ${place}`, { "aria-label": colon(t(word), name) }));
  if (acts.move) {
    cell.addEventListener("dragstart", (event) => event.dataTransfer.setData(FROM, String(index)));
    if (index > 0) act("‹", "latent.move.left", () => acts.move(index, index - 1), "left");
  }
  if (acts.remove) act("×", "latent.remove", () => acts.remove(index), "right");
  cell.addEventListener("dragover", (event) => event.preventDefault());
  cell.addEventListener("drop", (event) => dropped(event, index, acts));
  return cell;
}

function dropped(event, index, acts) {
  event.preventDefault();
  event.stopPropagation();
  const from = event.dataTransfer.getData(FROM);
  const latent = event.dataTransfer.getData(LATENT);
  if (from !== "" && acts.move) acts.move(Number(from), index);
  else if (latent && acts.put) acts.put(JSON.parse(latent), index);
}

/** Let a cell be dragged into the trays of the tools. @param {Element} cell @param {Item} item */
export function lend(cell, item) {
  cell.setAttribute("draggable", "true");
  cell.addEventListener("dragstart", (event) => event.dataTransfer.setData(LATENT, JSON.stringify(item)));
}

/**
 * Latents that stand for something, each in its place: a click puts the current one there, and so does a drop another.
 * @param {import("./tab.js").App} app
 * @param {Item[]} items are changed
 * @param {string} kind class of the tray
 * @param {() => void} changed
 * @returns {HTMLElement}
 */
export function places(app, items, kind, changed) {
  const put = (item, index) => {
    items[index] = item;
    changed();
  };
  return app.tray(items, { click: (_, index) => put(app.current(), index), put }, kind);
}

/**
 * How a tool with places takes one from the shelf: at the end, and the first goes.
 * @param {() => Item[]} items
 * @param {() => void} changed
 * @returns {(item: Item) => void}
 */
export function takesInto(items, changed) {
  return (item) => {
    pushThrough(items(), item);
    changed();
  };
}
