// Measures of the generator, each beside its n and its floor.
import { make } from "../kit/dom.js";
import { number, percent, t } from "../kit/words.js";
import { infoOf } from "./info.js";

/**
 * @param {import("./bench.js").App} app
 * @param {number} index of the engine
 * @returns {import("./page.js").Part}
 */
export function measuresOf(app, index) {
  const cells = {};
  const cell = (name) => {
    const value = make("b", { "data-ref": `lab-${name}` }, "–");
    const bar = make("i", {});
    const note = make("span", { class: "note" });
    cells[name] = { value, bar, note };
    const meter = make("span", { class: "lab-meter", "aria-hidden": "true" }, bar);
    return make(
      "div",
      { class: "lab-measure", "data-measure": name, title: t(`lab.measure.${name}.info`) },
      make("dt", {}, t(`lab.measure.${name}`), infoOf(t(`lab.measure.${name}`), t(`lab.measure.${name}.info`))),
      make("dd", {}, value, meter, note),
    );
  };
  const list = make("dl", { class: "lab-measures" }, ...["modes", "quality", "kl", "js"].map(cell));
  const element = make("section", { class: "lab-measuresbox" }, make("h3", {}, t("lab.measures")), list);
  element.hidden = app.state.hidden.has("measures");

  function set(name, value, share, note, floor = null) {
    const { value: place, bar, note: small } = cells[name];
    place.textContent = value;
    bar.style.width = `${Math.round(100 * Math.max(0, Math.min(1, share)))}%`;
    bar.parentElement.style.setProperty("--lab-floor", floor === null ? "-1" : String(Math.min(1, floor)));
    small.textContent = note;
  }
  function tell(what) {
    const { frame } = app.fights[index] || {};
    if (what !== "numbers" || !frame) return;
    const { modes, kl, js } = frame;
    element.toggleAttribute("data-unmoded", !modes);
    if (modes) {
      set("modes", `${modes.covered} / ${modes.of}`, modes.covered / modes.of, t("lab.n", { n: number(modes.n) }));
      set("quality", percent(modes.quality), modes.quality, t("lab.n", { n: number(modes.n) }));
    }
    divergence("kl", kl, 3);
    divergence("js", js, Math.LN2);
  }
  function divergence(name, found, most) {
    if (!found) return;
    const note = t("lab.floor", { floor: number(found.floor, 2), n: number(found.n) });
    set(name, number(found.value, 2), found.value / most, note, found.floor / most);
  }
  return { element, tell };
}
