// A direction taught by example: seeds are ticked as A, what shows it, or as B; the server learns what leads to A.
import { button, segments, slider } from "../kit/controls.js";
import { make, notice } from "../kit/dom.js";
import { percent, t } from "../kit/words.js";
import { nameOf } from "./names.js";
import { sigma } from "./numbers.js";
import { seedSheet } from "./seedsheet.js";
import { directionChoice } from "./space.js";
import { task } from "./task.js";
import { enough, otherSide, tick, tickAll, ticked } from "./ticks.js";
import { movingView, viewOf } from "./views.js";

/** @typedef {import("./tab.js").App} App */

const ATTRIBUTES = ["smile", "glasses", "hat", "beard", "long_hair", "dark_hair"];

/** @param {App} app @returns {import("./tools.js").Tool} */
export function teachTool(app) {
  const { state } = app;
  const { teach } = state;
  const words = make("p", { class: "ll-state" });
  const amount = make("div", {});
  const examples = make("div", { class: "ll-examples" });
  const sheet = seedSheet(app, {
    pick: (seed, event) => pick(seed, event.shiftKey ? otherSide(teach.side) : teach.side),
    label: (seed) => {
      const side = ticked(teach, seed);
      return side ? `${nameOf(seed)} · ${side.toUpperCase()}` : nameOf(seed);
    },
    mark: (seed) => ticked(teach, seed),
  });

  function pick(seed, side) {
    tick(teach, seed, side);
    if (teach.amount) {
      teach.amount = 0;
      app.draw();
    }
    retold();
  }
  function retold() {
    tell();
    sheet.mark();
  }
  function tell() {
    const { known, shown, not_shown } = teach;
    fit.disabled = !enough(teach);
    words.textContent = known
      ? t("latent.teach.known", { p: percent(known.accuracy), a: known.examples[0], b: known.examples[1] })
      : t("latent.teach.counts", { a: shown.length, b: not_shown.length });
    amount.replaceChildren(...(known ? [amountSlider(app)] : []));
    examples.replaceChildren(...[...tickedRow("A", shown), ...tickedRow("B", not_shown)]);
  }
  /** What is ticked lies on many pages: here it is all in sight. */
  function tickedRow(side, seeds) {
    if (!seeds.length) return [];
    const items = seeds.map((latent) => ({ latent }));
    const ticks = app.tray(items, { click: ({ latent }) => pick(latent, side) }, "ticks");
    ticks.setAttribute("aria-label", side);
    return [make("b", { "aria-hidden": "true" }, side), ticks];
  }
  async function learn() {
    const { shown, not_shown } = teach;
    const view = movingView(state, { tool: "teach", keyframes: [0], shown, not_shown }, state.directions.space);
    const answer = await app.fetch("teach_direction", { view });
    if (!answer) return;
    teach.known = answer;
    tell();
    app.draw();
  }
  function clear() {
    tickAll(teach);
    teach.amount = 0;
    retold();
    app.draw();
  }
  const fit = button(t("latent.teach.fit"), learn, "quiet strong");
  const known = knownAttributes(app, (news) => {
    tickAll(teach, news.shown, news.not_shown);
    notice(t("latent.teach.ticked", { p: percent(news.accuracy) }));
    retold();
    learn();
  });
  const controls = [
    sideChoice(teach),
    fit,
    button(t("latent.teach.clear"), clear),
    ...(state.facts.attributes ? known.controls : []),
  ];
  return {
    build: () => [
      ...directionChoice(app),
      make("div", { class: "ll-row" }, ...controls),
      known.bar,
      words,
      amount,
      examples,
      make("div", { class: "ll-row" }, ...sheet.pages),
      sheet.element,
    ],
    update(what) {
      sheet.tell();
      if (what === "open" && enough(teach) && !teach.known) learn();
      if (what !== "base") sheet.draw();
      tell();
    },
    leave: known.leave,
  };
}

/** What a click ticks. */
function sideChoice(teach) {
  const sides = [
    ["A", t("latent.teach.a")],
    ["B", t("latent.teach.b")],
  ];
  const choose = (side) => {
    teach.side = side;
  };
  return segments(sides, teach.side, choose, t("latent.teach.side"));
}

/** Along what was learned. */
function amountSlider(app) {
  const { teach } = app.state;
  const change = (value) => {
    teach.amount = value;
    app.draw();
  };
  return slider({ word: "B ← → A", min: -3, max: 3, step: 0.05, value: teach.amount, say: sigma, change });
}

/** A classifier on the server ticks an attribute that it knows; done() is told {shown, not_shown, accuracy}. */
function knownAttributes(app, done) {
  const word = t("latent.teach.learning");
  const options = ATTRIBUTES.map((name) => make("option", { value: name }, t(`latent.attribute.${name}`)));
  const choice = make("select", { "aria-label": t("latent.teach.attribute") }, ...options);
  const work = task(app, word, (isBusy) => {
    start.disabled = isBusy;
  });
  async function begin() {
    if (work.running()) return;
    work.bar.show(0, word);
    const question = { what: "tick", attribute: choice.value, view: viewOf(app.state, {}) };
    const ended = (news) => {
      if (news.shown) done(news);
    };
    await work.begin(question, { words: () => word, ended });
  }
  const start = button(t("latent.teach.tick"), begin);
  const controls = [make("span", { class: "ll-row" }, choice, start)];
  return { controls, bar: work.bar, leave: work.halt };
}
