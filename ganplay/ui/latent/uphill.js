// The walk uphill: step by step to where D finds the picture more real.
import { chart } from "../kit/chart.js";
import { button, slider } from "../kit/controls.js";
import { make } from "../kit/dom.js";
import { t } from "../kit/words.js";
import { example, over } from "./example.js";
import { logitText } from "./numbers.js";
import { panel } from "./panel.js";
import { task } from "./task.js";
import { viewOf } from "./views.js";

/** @typedef {import("./tab.js").App} App */

/**
 * What the work `climb` tells; its curve is D's logit on the way.
 * @typedef {object} News
 * @property {string} [first] data URL of the picture it starts from
 * @property {number} [from] D's logit of that picture
 * @property {string} [png] data URL of where it is
 * @property {number} [to] D's logit of that picture
 * @property {number} [at] step at which that is
 * @property {import("./latents.js").Latent} [latent] of that place
 * @property {boolean} [summit] whether no step leads higher
 * @property {boolean} done
 */

const STEPS = 150;
const HEIGHT = 90; // CSS pixels of the curve

/** @param {App} app @returns {import("./tools.js").Tool} */
export function uphillTool(app) {
  const { state } = app;
  const first = panel("latent.uphill.start");
  const here = panel("latent.uphill.here");
  const curve = make("div", { class: "ll-curve" });
  const words = make("p", { class: "ll-state" });
  const shown = example("uphill");
  let left = false;
  let stride = 0.25;
  const start = button(`▲ ${t("latent.uphill.go")}`, walk, "quiet strong");
  const work = task(app, t("latent.uphill.walking"), (isBusy) => {
    start.disabled = isBusy;
  });

  async function walk() {
    if (work.running()) return;
    const view = viewOf(state, { tool: "uphill", keyframes: [state.shown], steps: STEPS, stride });
    const size = state.facts.resolution;
    /** @type {News | null} */
    let latest = null;
    words.textContent = "";
    function heard(news, logits) {
      if (news.first) {
        first.show(news.first, size);
        over(shown);
      }
      if (news.png) {
        here.show(news.png, size);
        latest = news;
      }
      if (logits.length > 1) curve.replaceChildren(logitCurve(logits));
    }
    function ended(news) {
      if (!latest || left) return;
      words.textContent = t(news.summit ? "latent.uphill.summit" : "latent.uphill.done", rise(latest));
      app.choose(latest.latent, ["latent.uphill.name"], { quiet: true });
    }
    const progress = (news) => (news.png ? t("latent.uphill.progress", rise(news)) : t("latent.uphill.walking"));
    await work.begin({ what: "climb", view }, { words: progress, heard, ended });
  }
  const strides = slider({
    word: t("latent.uphill.stride"),
    min: 0.05,
    max: 1,
    step: 0.05,
    value: stride,
    change: (value) => {
      stride = value;
    },
  });
  return {
    build: () => [
      make("div", { class: "ll-row" }, start, work.stop, strides),
      work.bar,
      make("div", { class: "ll-row top" }, first, here),
      curve,
      words,
      shown,
    ],
    leave() {
      left = true;
      work.halt();
    },
  };
}

/** From which logit to which, of the pictures that are shown, in how many steps. */
const rise = ({ from, to, at }) => ({ from: logitText(from), to: logitText(to), n: at });

function logitCurve(logits) {
  const line = { x: logits.map((_, index) => index), y: logits, class: "d" };
  return chart([line], { height: HEIGHT, zero: true, label: t("latent.uphill.logit") });
}
