// Going to another tab.
import { facts } from "./facts.js";

const BUTTONS = "#gp-tabs > .tab-wrapper :is(button[role=tab], .overflow-dropdown button)";

/** @returns {string} the tab that is open, as in the facts of the page */
export function openedTab() {
  const tabs = [...document.querySelectorAll("#gp-tabs > .tab-wrapper button[role=tab]")];
  return facts.tabs[tabs.findIndex((tab) => tab.getAttribute("aria-selected") === "true")] || "";
}

/**
 * Press a tab as a visitor would, as soon as it is there; on a narrow screen the last ones are in a menu.
 * @param {string} name as in the facts of the page
 */
export function openTab(name) {
  const index = facts.tabs.indexOf(name);
  const timer = setInterval(() => {
    const buttons = document.querySelectorAll(BUTTONS);
    if (buttons.length <= index) return;
    clearInterval(timer);
    buttons[index].click();
  }, 150);
}
