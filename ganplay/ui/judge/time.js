// Over time: the pictures on the table before the discriminator of every moment.
import { withAxes } from "../kit/axes.js";
import { chart } from "../kit/chart.js";
import { make } from "../kit/dom.js";
import { nearest } from "../kit/ranges.js";
import { t } from "../kit/words.js";
import { work } from "../kit/work.js";
import { logits, percentiles } from "./moments.js";

const HEIGHT = 170; // units of the charts
const QUARTERS = [0, 25, 50, 75, 100];

const key = (kind, word) => make("span", { class: `key line ${kind}` }, t(word));
const steps = () => ({ word: t("judge.time.step") });
const legend = (...keys) => make("p", { class: "ll-row legend" }, ...keys);

/** @param {import("./state.js").App} app @returns {import("./state.js").Mode} */
export function time(app) {
  const { state } = app;
  const place = make("div", { class: "ll-curves jj-time" });
  const told = make("p", { class: "ll-state" });
  /** @type {import("./moments.js").Moment[] | null} */
  let rows = null;
  let compared = 0; // real pictures that the percentiles are among
  let cards = []; // those that the rows are about
  let asked = [];

  function ranking(chosen, options) {
    const title = t("judge.time.percentile", { n: compared });
    const lines = percentiles(rows, cards.length, chosen);
    const here = chosen < 0 ? [] : [key("d", "latent.d.here")];
    return [
      make("h3", {}, title),
      withAxes(chart(lines, { ...options, band: [0, 100], label: title }), { y: { ticks: QUARTERS }, x: steps() }),
      legend(...here, key("faint", "judge.time.others")),
    ];
  }

  function scores(chosen, options) {
    if (chosen < 0) return [];
    const keys = [key("real", "judge.time.real"), key("fake", "judge.time.fake"), key("d", "latent.d.here")];
    return [
      make("h3", {}, t("judge.time.logit")),
      withAxes(chart(logits(rows, chosen), { ...options, label: t("judge.time.logit") }), { x: steps() }),
      legend(...keys),
    ];
  }

  function draw() {
    if (!rows) return;
    const moments = rows.map((row) => row.step);
    const chosen = cards.findIndex((card) => card.id === state.chosen);
    const options = {
      height: HEIGHT,
      dots: moments,
      marker: state.step,
      from: 0,
      to: moments[moments.length - 1],
      pick: (step) => app.setStep(nearest(moments, step)),
    };
    place.replaceChildren(...ranking(chosen, options), ...scores(chosen, options));
    for (const svg of place.querySelectorAll("svg")) svg.mark?.(state.step);
  }

  const look = work(app, {
    go: t("judge.time.go"),
    looking: t("judge.time.looking"),
    strong: true,
    ask() {
      asked = state.cards.filter((card) => card.png);
      if (!asked.length) return null;
      return { what: "time", run: state.run, pictures: asked.map((card) => card.png) };
    },
    done(news) {
      rows = news.rows;
      compared = news.n;
      cards = asked;
      told.textContent = t("judge.time.note", { n: rows.length });
      draw();
    },
  });

  function update(what) {
    if (["open", "ready"].includes(what) && state.ready) look.begin();
    if (!rows && state.ready && !state.cards.some((card) => card.png)) told.textContent = t("judge.none");
    draw();
  }

  return { build: () => [look.element, told, place], update, leave: look.leave };
}
