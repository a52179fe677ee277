// What a tab is going to show, in outline, while it is fetched.
import { make } from "./dom.js";

const block = (kind) => make("i", { class: `gp-coming ${kind}` });

/**
 * @param {string} words what is waited for
 * @returns {HTMLElement[]} the side and the work of a tab that has both
 */
export const coming = (words) => [
  make("aside", { class: "ll-side", "aria-hidden": "true" }, ...["line", "chart", "line", "line"].map(block)),
  make(
    "main",
    { class: "ll-main gp-awaited" },
    block("line"),
    make("p", { role: "status" }, words),
    make("div", { "aria-hidden": "true" }, block("picture"), block("work")),
  ),
];
