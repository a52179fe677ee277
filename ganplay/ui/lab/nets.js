// A network as a little drawing, with what makes it deeper or wider.
import { button } from "../kit/controls.js";
import { make, shape } from "../kit/dom.js";
import { t } from "../kit/words.js";
import { columns } from "./columns.js";

const WIDTHS = [1, 2, 4, 8, 16, 32, 64];
const ENDS = { g: ["noise", "fake"], d: ["fake", "answer"] };
const [WIDE, HIGH] = [232, 58];

/**
 * @param {import("./bench.js").App} app
 * @param {"g" | "d"} network
 * @returns {import("./page.js").Part}
 */
export function netOf(app, network) {
  const { state } = app;
  const svg = shape("svg", { viewBox: `0 0 ${WIDE} ${HIGH}`, class: `lab-net ${network}`, "aria-hidden": "true" });
  const layers = stepper(t("lab.layers"), `${network}_layers`, (value, way) => value + way);
  const units = stepper(t("lab.units"), `${network}_width`, widthBeside);
  const title = make("span", { class: "name" }, t(`lab.net.${network}`));
  const element = make(
    "div",
    { class: "lab-netbox", "data-control": network, role: "group", "aria-label": t(`lab.net.${network}`) },
    make(
      "div",
      { class: "lab-nethead" },
      make("i", { class: "mark", title: t("lab.restart") }, "○"),
      title,
      layers.element,
      units.element,
    ),
    svg,
  );

  function stepper(word, name, next) {
    const { low, high } = app.start.fields[name];
    const value = make("output", {});
    const act = (way) => {
      const wanted = next(state.recipe[name], way);
      if (wanted >= low && wanted <= high) app.set(name, wanted);
    };
    const less = button("−", () => act(-1), "lab-mini", {
      "aria-label": t("lab.less", { what: `${network.toUpperCase()} ${word}` }),
      "data-focus": `${name}-less`,
    });
    const more = button("+", () => act(1), "lab-mini", {
      "aria-label": t("lab.more", { what: `${network.toUpperCase()} ${word}` }),
      "data-focus": `${name}-more`,
    });
    const tellValue = () => {
      value.textContent = state.recipe[name];
      less.disabled = state.recipe[name] <= low;
      more.disabled = state.recipe[name] >= high;
    };
    return {
      element: make("span", { class: "lab-stepper" }, less, value, more, make("span", {}, word)),
      tell: tellValue,
    };
  }
  function tell(what) {
    if (what !== "state" && what !== "theme") return;
    layers.tell();
    units.tell();
    draw(svg, network, state.recipe);
  }
  return { element, tell };
}

function widthBeside(value, way) {
  if (way > 0) return WIDTHS.find((width) => width > value) ?? WIDTHS[WIDTHS.length - 1] + 1;
  return [...WIDTHS].reverse().find((width) => width < value) ?? 0;
}

function draw(svg, network, recipe) {
  const [first, last] = network === "g" ? [recipe.z_dim, 2] : [2 * recipe.packing, 1];
  const shown = columns(first, recipe[`${network}_layers`], recipe[`${network}_width`], last);
  const x = (i) => 12 + (i * (WIDE - 24)) / (shown.length - 1);
  const y = (column, dot) =>
    HIGH / 2 + (dot - (column.dots - 1) / 2) * Math.min(9, (HIGH - 12) / Math.max(1, column.dots - 1));
  const wires = shown
    .slice(1)
    .flatMap((to, i) =>
      range(shown[i].dots).flatMap((a) =>
        range(to.dots).map((b) => `M${x(i)} ${y(shown[i], a)}L${x(i + 1)} ${y(to, b)}`),
      ),
    );
  svg.replaceChildren(shape("path", { d: wires.join(""), class: "wires" }));
  const ends = ENDS[network];
  shown.forEach((column, i) => {
    const kind = i === 0 ? ends[0] : i === shown.length - 1 ? ends[1] : "unit";
    for (const dot of range(column.dots)) {
      svg.append(shape("circle", { cx: x(i), cy: y(column, dot), r: column.dots > 4 ? 3 : 3.6, class: kind }));
    }
  });
}

const range = (count) => Array.from({ length: count }, (_, i) => i);
