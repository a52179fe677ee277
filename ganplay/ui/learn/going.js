// Where a page of the course goes on: the tab that it is about, in the state that is in front of the visitor.
import { when } from "../kit/parts.js";
import { openTab } from "../kit/tabs.js";

/**
 * @param {import("./course.js").Page} page
 * @param {import("./figure.js").Figure | null} figure
 */
export async function goOn({ lab, run }, figure) {
  openTab(lab);
  const part = await when(PARTS[lab]);
  if (lab === "lab") {
    const state = figure?.lab?.();
    if (state) part.show(state);
  } else if (run && part.app?.openRun) part.app.openRun(run, null);
}

const PARTS = { lab: "lab", latent: "latent", judge: "judge", train: "settings", runs: "library" };
