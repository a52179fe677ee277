// What the server tells the page of itself, and what the address asks for.

/**
 * @typedef {object} Facts
 * @property {string} space the Space that this page is, or ""
 * @property {number} lent seconds of a GPU that is lent call by call; 0 where none is
 * @property {number} file bytes of the largest file to give and take
 * @property {string[]} tabs names of the tabs, in their order
 * @property {Record<string, string>} links which parameter of an address opens which tab
 */

/** @type {Facts} */
export const facts = JSON.parse(document.getElementById("gp-facts").textContent);

const address = new URLSearchParams(location.search); // as it was when the page was opened

/** @param {string} name @returns {string | null} the parameter of that name in the page's address */
export const asked = (name) => address.get(name);
