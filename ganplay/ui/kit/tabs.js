// Going to another tab.
import { facts } from "./facts.js";

const SHOWN = "#gp-tabs > .tab-wrapper button[role=tab]";
const MENU = "#gp-tabs > .tab-wrapper .overflow-dropdown button";

let going = 0;

const named = (button) => button.dataset.tabId;

/** @returns {string} the tab that is open, as in the facts of the page */
export function openedTab() {
  const tabs = [...document.querySelectorAll(SHOWN)];
  const open = tabs.find((tab) => tab.getAttribute("aria-selected") === "true");
  return open ? named(open) : "";
}

/**
 * Where a tab is pressed: on a narrow screen some are in a menu, in their order, without their names.
 * @param {string} name
 * @returns {HTMLElement | undefined}
 */
function buttonOf(name) {
  const shown = [...document.querySelectorAll(SHOWN)];
  const rest = facts.tabs.filter((tab) => !shown.some((button) => named(button) === tab));
  const inMenu = [...document.querySelectorAll(MENU)];
  if (shown.length + inMenu.length < facts.tabs.length) return undefined; // Gradio is not through yet
  return shown.find((button) => named(button) === name) || inMenu[rest.indexOf(name)];
}

/**
 * Press a tab as a visitor would, as soon as it is there.
 * @param {string} name as in the facts of the page
 */
export function openTab(name) {
  clearInterval(going); // the last wish counts
  going = setInterval(() => {
    const button = buttonOf(name);
    if (!button) return;
    clearInterval(going);
    button.click();
  }, 150);
}
