// "Why?": the page of the course about what is in front of the visitor.
import { parts, when } from "./parts.js";
import { openedTab, openTab } from "./tabs.js";

const OTHERWISE = "questions"; // the page for a tab that tells nothing

/** A tab tells which page its visitor is looking at the matter of: provide("about.train", () => "modes"). */
export async function why() {
  const page = parts[`about.${openedTab()}`]?.() || OTHERWISE;
  openTab("learn");
  const learn = await when("learn");
  learn.open(page);
}
