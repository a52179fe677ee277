// Light and dark.
import { keepText, keptText } from "./storage.js";

/** @type {((isDark: boolean) => void)[]} */
const listeners = [];

/** @returns {boolean} */
export const dark = () => document.body.classList.contains("dark");

/** @param {boolean} isDark @param {boolean} remember for the next visit */
export function setTheme(isDark, remember = true) {
  document.body.classList.toggle("dark", isDark);
  if (remember) keepText("theme", isDark ? "dark" : "light");
  for (const listener of listeners) listener(isDark);
}

/** Turn to what was chosen on an earlier visit, if anything was. */
export function settleTheme() {
  const chosen = keptText("theme");
  if (chosen) setTheme(chosen === "dark", false);
}

/** @param {string} name of a colour of the theme, as "real" @returns {string} as the charts need it */
export const colour = (name) => getComputedStyle(document.body).getPropertyValue(`--gp-${name}`).trim();

/** @param {(isDark: boolean) => void} listener is called after the theme has changed */
export const onTheme = (listener) => listeners.push(listener);
