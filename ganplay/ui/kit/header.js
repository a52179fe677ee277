// The head of the page: language, light and dark, and on a Space the way to a copy of one's own.
import { notice, pressable } from "./dom.js";
import { facts } from "./facts.js";
import { openedTab, openTab } from "./tabs.js";
import { dark, setTheme } from "./theme.js";
import { why } from "./why.js";
import { language, setLanguage, speak, t } from "./words.js";

const LOOKING = 100; // milliseconds between two looks for the button that is skipped to
const LATER = 2000; // milliseconds after which terms are explained: pictures come first
const TRAIN = "train";

/** Go to the one button, wherever the visitor is. @param {Event} event */
function skip(event) {
  event.preventDefault();
  if (openedTab() !== TRAIN) openTab(TRAIN);
  const looking = setInterval(() => {
    const button = openedTab() === TRAIN && pressable(document.getElementById("gp-act"));
    if (!button) return;
    clearInterval(looking);
    button.focus();
  }, LOOKING);
}

/** Do what a script does that is fetched for it. @param {() => Promise<void>} act */
async function fetched(act) {
  try {
    await act();
  } catch {
    notice(t("error.offline"));
  }
}

const listed = () => fetched(async () => (await import("./listed.js")).list());

/** @param {HTMLElement} element in which header.html stands */
export function mount(element) {
  speak();
  element.querySelector("#gp-language").addEventListener("click", async () => {
    try {
      await setLanguage(language === "zh" ? "en" : "zh");
    } catch {
      return notice(t("error.offline"));
    }
    return document.querySelector("#gp-speak")?.click(); // the words of Gradio's own components are the server's
  });
  element.querySelector("#gp-skip").addEventListener("click", skip);
  element.querySelector("#gp-theme").addEventListener("click", () => setTheme(!dark()));
  element.querySelector("#gp-why").addEventListener("click", why);
  element
    .querySelector("#gp-tour")
    .addEventListener("click", () => fetched(async () => (await import("./tour.js")).tour()));
  element.querySelector("#gp-words").addEventListener("click", listed);
  document.addEventListener("keydown", (event) => {
    if (event.key !== "F1") return;
    event.preventDefault();
    listed();
  });
  setTimeout(async () => (await import("./terms.js")).begin(), LATER);
  for (const button of element.querySelectorAll("button")) button.disabled = false; // a press before this would be lost
  if (!facts.space) return;
  const link = element.querySelector("#gp-duplicate");
  link.href = `https://huggingface.co/spaces/${facts.space}?duplicate=true`;
  link.hidden = false;
}
