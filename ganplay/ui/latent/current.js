// The current picture: what it is, how real D finds it, and where that lies among D's scores.
import { channel } from "../kit/channel.js";
import { histogram } from "../kit/chart.js";
import { button } from "../kit/controls.js";
import { make } from "../kit/dom.js";
import { crisp, NARROW, swap } from "../kit/sheet.js";
import { number, percent, t } from "../kit/words.js";
import { fileName } from "./latents.js";
import { dice, nameOf } from "./names.js";
import { logitText, nearestInTime, probability } from "./numbers.js";
import { saveView } from "./share.js";
import { shownView } from "./views.js";

/**
 * What `draw_view` answers for one picture.
 * @typedef {object} Drawn
 * @property {string} png data URL
 * @property {number} size pixels a side
 * @property {import("./latents.js").Latent} latent what it was drawn from
 * @property {number[]} logits D's, one a picture
 * @property {number} ms that the server took
 */

const [TALLEST, BESIDE_TOOLS] = [0.52, 0.32]; // of the window: beside the open tool; above it, where it stays in sight
const ENLARGED = 8; // times, in a file

/**
 * @param {import("./tab.js").App} app
 * @returns {{build: () => HTMLElement, draw: () => void}} draw: the current latent, or a place that a path passes;
 *   it becomes the current one once the hand rests
 */
export function currentPicture(app) {
  const { state, root } = app;
  /** @type {Record<string, HTMLElement>} of the page as it was built last */
  let ref = {};

  const asking = channel(
    ({ view }) => app.ask("draw_view", { view, here: true, logits: true }),
    async (answer, question, last) => {
      if (question.opening === state.opening) await show(answer, question.passed, last);
    },
    (sentence) => {
      ref.problem.textContent = sentence;
      ref.problem.hidden = false;
    },
  );

  /**
   * @param {Drawn} answer
   * @param {number | null} passed where on a path it is
   * @param {boolean} last then it becomes the current latent
   */
  async function show(answer, passed, last) {
    await swap(ref.picture, answer.png);
    const tallest = root.clientWidth < NARROW ? BESIDE_TOOLS : TALLEST;
    const side = crisp(answer.size, Math.min(ref.stage.clientWidth, innerHeight * tallest));
    ref.picture.style.width = `${side}px`;
    ref.picture.style.height = `${side}px`;
    state.shown = answer.latent;
    state.logit = answer.logits[0];
    state.passed = passed;
    if (passed !== null && last) {
      state.base = answer.latent;
      state.directions.amounts = [];
    }
    root.dataset.drawn = Number(root.dataset.drawn || 0) + 1;
    ref.time.textContent = t("latent.ms", { ms: number(answer.ms, answer.ms < 10 ? 1 : 0) });
    ref.problem.hidden = true;
    tellScore();
    app.drawn();
  }
  function tellScore() {
    const { facts, logit, step } = state;
    ref.logit.textContent = logitText(logit);
    ref.chance.textContent = facts.probability
      ? t("latent.d.probability", { p: percent(probability(logit)) })
      : t("latent.d.critic");
    const near = nearestInTime(facts.histograms, step);
    ref.scores.replaceChildren(histogram(near, logit, t("latent.d.hist")));
    ref.scores.hidden = !near;
    root.dataset.logit = logit;
  }

  function draw() {
    const view = shownView(state);
    asking({ view, passed: view.tool === "path" ? view.position : null, opening: state.opening });
    ref.label.textContent = nameOf(state.base, state.label);
  }
  const png = () => saveView(app, app.mainView(), fileName(state.shown), ENLARGED);

  function build() {
    const picture = make("img", { alt: t("latent.alt"), hidden: "", "data-ref": "latent-picture" });
    const problem = make("p", { class: "ll-problem", role: "alert", hidden: "" });
    const label = make("b", {});
    const time = make("span", { class: "ms", title: t("latent.ms.hint") });
    const logit = make("output", {});
    const chance = make("span", { class: "gp-note" });
    const scores = make("div", {});
    const what = make("span", { class: "what" }, t("latent.d"));
    const stage = make(
      "figure",
      { class: "stage" },
      make("figcaption", {}, label, time),
      make("div", { class: "frame" }, picture),
      problem,
    );
    const acts = make(
      "div",
      { class: "ll-row acts" },
      button(`⚄ ${t("latent.dice")}`, () => app.choose(dice(), "", { keepAmounts: true }), "quiet strong"),
      button(t("latent.keep"), () => app.shelve()),
      button(t("latent.png"), png),
    );
    const score = make("div", { class: "ll-score" }, what, logit, chance);
    ref = { stage, picture, problem, label, time, logit, chance, scores };
    return make("section", { class: "ll-now" }, stage, acts, score, make("div", { class: "belief" }, scores, legend()));
  }
  return { build, draw };
}

const legend = () =>
  make(
    "p",
    { class: "ll-row legend" },
    make("span", { class: "key real bar" }, t("live.series.real")),
    make("span", { class: "key fake bar" }, t("live.series.fake")),
    make("span", { class: "key plain" }, t("latent.d.here")),
  );
