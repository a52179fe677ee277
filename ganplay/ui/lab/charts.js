// Charts of the numbers of the steps: losses with their equilibria, D's accuracy, how long the gradients are.
import { chart } from "../kit/chart.js";
import { make } from "../kit/dom.js";
import { number, percent, t } from "../kit/words.js";
import { equilibrium } from "./formula.js";
import { infoOf } from "./info.js";

const EVERY = 400; // milliseconds between two drawings
const HEIGHT = 64;

/** @param {import("./bench.js").App} app @returns {import("./page.js").Part} */
export function chartsOf(app) {
  const loss = make("figure", {});
  const accuracy = make("figure", {});
  const gradients = make("figure", {});
  const element = make("section", { class: "lab-charts" }, loss, accuracy, gradients);
  element.hidden = app.state.hidden.has("charts");
  let last = 0;

  const key = (kind, word, value) => make("span", { class: `key ${kind}` }, `${word} `, make("b", {}, value));
  const level = (value, kind, [from, to]) => ({ x: [from, to], y: [value, value], class: `even ${kind}` });

  const figures = { loss, accuracy, gradient: gradients };
  for (const [name, figure] of Object.entries(figures)) {
    const words = [t(`lab.chart.${name}`), t(`lab.chart.${name}.info`)];
    const heading = make("span", { class: "name", title: words[1] }, words[0], infoOf(words[0], words[1]));
    figure.append(make("figcaption", {}, heading, make("span", { class: "keys" })), make("div", { class: "drawn" }));
  }
  function put(figure, name, lines, keys, options = {}) {
    figure.querySelector(".keys").replaceChildren(...keys);
    const drawn = figure.querySelector(".drawn");
    drawn.replaceChildren(chart(lines, { height: HEIGHT, label: t(`lab.chart.${name}`), ...options }));
  }
  function draw() {
    const { history, frame, recipe } = app.main;
    const { numbers } = frame;
    const { range } = history;
    const line = (name, kind) => ({ ...history.line(name), class: kind });
    const [even_d, even_g] = equilibrium(recipe.loss);
    const even = [
      ...(even_d === null ? [] : [level(even_d, "d", range)]),
      ...(even_g === null ? [] : [level(even_g, "g", range)]),
    ];
    put(
      loss,
      "loss",
      [line("loss_d", "d"), line("loss_g", "g"), ...even],
      [
        key("line d", "D", number(numbers.loss_d, 2)),
        key("line g", "G", number(numbers.loss_g, 2)),
        ...(even.length ? [key("even", t("lab.chart.even"), "")] : []),
      ],
    );
    put(
      accuracy,
      "accuracy",
      [line("accuracy", "d"), level(0.5, "", range)],
      [key("line d", "D", percent(numbers.accuracy)), key("even", t("lab.chart.guess"), "")],
      { band: [0, 1] },
    );
    put(
      gradients,
      "gradient",
      [line("gradient_d", "d"), line("gradient_g", "g")],
      [key("line d", "D", number(numbers.gradient_d, 3)), key("line g", "G", number(numbers.gradient_g, 3))],
      { band: [0, 0] },
    );
  }
  return {
    element,
    tell(what) {
      if (what !== "numbers" || !app.main?.frame || !app.main.recipe) return;
      const now = performance.now();
      if (now - last < EVERY) return;
      last = now;
      draw();
    },
  };
}
