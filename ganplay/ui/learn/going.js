// Where a page of the course goes on: the tab that it is about, in the state that is in front of the visitor.
import { when } from "../kit/parts.js";
import { openTab } from "../kit/tabs.js";

/** What is done in a tab that was opened. */
const THERE = {
  lab: async (_, figure) => {
    const laboratory = await when("lab");
    const state = figure?.lab?.();
    if (state) laboratory.show(state);
  },
  latent: opened("latent"),
  judge: opened("judge"),
  runs: async (at) => (await when("library")).compare(at.split(" ")),
  train: async (at) => {
    const [breaking, settings, gallery] = await Promise.all(["breaking", "settings", "gallery"].map(when));
    if (gallery.names.includes(at)) gallery.choose(at);
    else if (settings.recipes.includes(at)) settings.choose(at);
    else breaking.open(at);
  },
};

function opened(tab) {
  return async (run) => {
    const { app } = await when(tab);
    app.openRun(run, null);
  };
}

/**
 * @param {import("./course.js").Page} page
 * @param {import("./figure.js").Figure | null} figure
 */
export function goOn({ tab, at }, figure) {
  openTab(tab);
  return THERE[tab](at, figure);
}
