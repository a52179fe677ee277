// What facts.py tells of settings and recipes. Who imports this module waits until it is there.

/** @typedef {import("./recipes.js").Facts} Facts */

/** @type {Facts} */
export const facts = await (await fetch(new URL("./facts.json", import.meta.url))).json();
