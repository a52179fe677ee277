// Long work of a figure on the server, and the small pictures that it tells of.
import { make } from "../../kit/dom.js";
import { answering } from "./asking.js";

/**
 * The server as `kit/job.js` asks it.
 * @param {import("../figure.js").Given} given
 * @param {string} prefix of the names of this figure's server functions
 * @returns {import("../../kit/channel.js").Server} start_work, poll_work and stop_work
 */
export function workOf(given, prefix) {
  const ask = answering(given);
  const names = ["start_work", "poll_work", "stop_work"];
  return Object.fromEntries(names.map((name) => [name, (question) => ask(`${prefix}${name}`, question)]));
}

/**
 * One picture of a sheet, cut out by its background.
 * @param {{png: string, columns: number, size: number}} sheet
 * @param {number} index
 * @param {number} side CSS pixels
 * @param {string} label what it shows; "" where words beside it say so
 * @returns {HTMLElement}
 */
export function cropOf({ png, columns, size }, index, side, label = "") {
  const [column, row] = [index % columns, Math.floor(index / columns)];
  const scale = side / size;
  const style = [
    `width:${side}px;height:${side}px`,
    `background-image:url("${png}")`,
    `background-size:${columns * size * scale}px auto`,
    `background-position:${-column * side}px ${-row * side}px`,
  ];
  const told = label ? { role: "img", "aria-label": label } : { "aria-hidden": "true" };
  return make("span", { class: "ln-crop", style: style.join(";"), ...told });
}

/**
 * A share as a bar of its own length, beside its number.
 * @param {number} share 0 .. 1
 * @param {string} kind a class: whose answer it is
 * @param {string} words the number, written
 * @returns {HTMLElement}
 */
export const barOf = (share, kind, words) =>
  make(
    "span",
    { class: `ln-share ${kind}` },
    make("span", { class: "track", "aria-hidden": "true" }, make("i", { style: `width:${100 * share}%` })),
    make("b", {}, words),
  );
