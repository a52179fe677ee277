// "Why?": the page of the course about what is in front of the visitor.
import { when } from "./parts.js";
import { openedTab, openTab } from "./tabs.js";

/** Every tab tells the page of the course that is about what it shows: provide("about.train", () => "modes"). */
export async function why() {
  const about = await when(`about.${openedTab()}`);
  const page = about();
  openTab("learn");
  const learn = await when("learn");
  learn.open(page);
}
