// The laboratory's tab: begins when it is first seen, rests while it is not.
import { LAWS } from "../kit/engine/data.js";
import { DEFAULTS, SUITED } from "../kit/engine/presets.js";
import { still } from "../kit/motion.js";
import { provide } from "../kit/parts.js";
import { styleOf } from "../kit/style.js";
import { onLanguage, wordsOf } from "../kit/words.js";
import { benchOf } from "./bench.js";
import { pageOf } from "./page.js";
import { shownAs } from "./state.js";

/** The pages of the course about what is tried. */
const ABOUT = {
  ring: "modes",
  collapse: "modes",
  packing: "modes",
  chase: "circle",
  vanishing: "apart",
  overpowered: "slopes",
  frozen: "best",
};

/** @param {HTMLElement} element @param {import("../kit/channel.js").Server} server */
export async function mount(element, server) {
  const root = element.querySelector(".gp-lab");
  await Promise.all([wordsOf("lab"), styleOf("lab")]);
  const { fields, film } = JSON.parse(root.dataset.start);
  const app = benchOf(root, { fields, film, recipe: DEFAULTS, suited: SUITED, data: Object.keys(LAWS) }, server);
  Object.assign(app, pageOf(app));
  let begun = false;
  let resting = false;

  function look() {
    const seen = root.clientWidth > 0 && !document.hidden;
    if (!seen) {
      if (begun && app.state.playing && !resting) {
        resting = true;
        app.pause();
      }
      return;
    }
    if (!begun) {
      begun = true;
      app.build();
      if (app.state.run) app.bring(app.state.run, app.state.at);
      else app.open();
    } else {
      if (resting) app.play();
      app.fit();
    }
    resting = false;
  }

  /** Begin with what is shown elsewhere. @param {import("./state.js").Showing} showing */
  function show(showing) {
    Object.assign(app.state, shownAs(app.start, showing));
    if (still()) app.state.playing = false;
    resting = false;
    if (!begun) return;
    app.build();
    app.open();
  }

  new ResizeObserver(look).observe(root);
  document.addEventListener("visibilitychange", look);
  onLanguage(() => {
    if (begun) app.build();
  });
  provide("about.lab", () => (app.state.mode === "plane" ? "circle" : ABOUT[app.state.story?.preset.name] || "noise"));
  provide("lab", { app, bring: app.bring, show });
}
