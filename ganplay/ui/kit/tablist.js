// The tabs of the page by keys: one stop of Tab for all of them, arrows between them; and the menu that holds those
// for which a narrow screen has no room closes when it is left, and is called what it is in the page's language.
import { onLanguage, t } from "./words.js";

const WRAPPER = "#gp-tabs > .tab-wrapper";
const TABS = "button[role=tab]";
const MENU = ".overflow-menu";
const LOOKING = 150; // milliseconds between two looks for what Gradio has not put up yet
const STEPS = { ArrowRight: 1, ArrowLeft: -1, Home: -Infinity, End: Infinity };

/** @param {HTMLElement} wrapper */
function keys(wrapper) {
  const tabs = () => [...wrapper.querySelectorAll(TABS)];

  /** Only one of them is a stop: the one that has the focus, or else the open one. */
  function settle() {
    const all = tabs();
    const open = all.find((tab) => tab.getAttribute("aria-selected") === "true");
    const stop = all.includes(document.activeElement) ? document.activeElement : open || all[0];
    for (const tab of all) {
      const index = tab === stop ? 0 : -1;
      if (tab.tabIndex !== index) tab.tabIndex = index;
    }
    const more = wrapper.querySelector(`${MENU} > button`);
    if (more && more.ariaLabel !== t("page.more")) more.ariaLabel = t("page.more");
  }
  function close(menu) {
    const list = menu?.querySelector(".overflow-dropdown:not(.hide)");
    if (list) document.body.click(); // Gradio closes it when something else is pressed
    return Boolean(list);
  }
  wrapper.addEventListener("keydown", (event) => {
    const menu = event.target.closest(MENU);
    if (event.key === "Escape" && close(menu)) return menu.querySelector("button").focus();
    const all = tabs();
    const at = all.indexOf(event.target);
    const step = STEPS[event.key];
    if (at < 0 || !step) return undefined;
    event.preventDefault();
    return all[Math.min(Math.max(at + step, 0), all.length - 1)].focus();
  });
  wrapper.addEventListener("focusin", settle);
  wrapper.addEventListener("focusout", ({ target, relatedTarget }) => {
    const menu = target.closest(MENU);
    if (relatedTarget && menu && !menu.contains(relatedTarget)) close(menu);
    settle();
  });
  new MutationObserver(settle).observe(wrapper, { childList: true, subtree: true, attributeFilter: ["aria-selected"] });
  onLanguage(settle);
  settle();
}

const looking = setInterval(() => {
  const wrapper = document.querySelector(WRAPPER);
  if (!wrapper?.querySelector(TABS)) return;
  clearInterval(looking);
  keys(wrapper);
}, LOOKING);
