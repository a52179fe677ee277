// Going to another tab.
import { facts } from "./facts.js";

const BUTTONS = "#gp-tabs > .tab-wrapper :is(button[role=tab], .overflow-dropdown button)";

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
