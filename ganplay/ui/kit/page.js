// What the page does first: its light, its words, and the tab that its address asks for.
import { asked, facts } from "./facts.js";
import { lent } from "./lent.js";
import { owner } from "./owner.js";
import { parts, when } from "./parts.js";
import { openTab } from "./tabs.js";
import "./tablist.js";
import { settleTheme } from "./theme.js";
import { language, refusal, speak } from "./words.js";

/** What the events that Python declares may call. */
export const page = {
  parts,
  when,
  lent,
  owner,
  get language() {
    return language;
  },
};

settleTheme();
speak();
// a file that is dropped beside the place for it would take its visitor away from the page
for (const kind of ["dragover", "drop"]) {
  window.addEventListener(kind, (event) => {
    if (event.defaultPrevented || !event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = "none";
  });
}
for (const [parameter, tab] of Object.entries(facts.links)) if (asked(parameter)) openTab(tab);

window.ganplay = { parts, owner, refusal, openTab, facts }; // read by the browser tests alone
