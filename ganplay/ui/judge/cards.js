// The pictures on the table as cards, with D's score of each; above them the drawing pad or the camera.
import { button } from "../kit/controls.js";
import { keepingFocus, make } from "../kit/dom.js";
import { crisp } from "../kit/sheet.js";
import { colon, refusal, t } from "../kit/words.js";
import { camera } from "./camera.js";
import { beside, byLogit, MOST } from "./deck.js";
import { signed, times } from "./figures.js";
import { pad } from "./pad.js";

const PANELS = { pad, camera };
const SIDE = 84; // CSS pixels, at the most, of a card's picture

function face({ png, error }, size) {
  const style = `width:${size}px;height:${size}px`;
  if (png) return make("img", { src: png, alt: "", style });
  return make("span", { class: `jj-blank${error ? " bad" : ""}`, style }, error ? "!" : "…");
}

function verdict({ row, error }) {
  if (error) return refusal(error);
  if (!row) return "";
  return t(row.logit > row.threshold ? "live.series.real" : "live.series.fake");
}

function score({ row }) {
  const real = row && row.logit > row.threshold;
  return make("output", { class: `jj-logit ${real ? "real" : "fake"}` }, row ? signed(row.logit) : "");
}

function doubt({ row }) {
  if (!row?.unfamiliar) return "";
  const words = t("judge.far", { times: times(row.far) });
  return make("i", { title: words, role: "img", "aria-label": words }, " ?");
}

/**
 * @param {import("./state.js").App} app
 * @returns {import("./state.js").Mode & {panel: (which: "pad" | "camera" | null) => void}}
 */
export function cards(app) {
  const { state } = app;
  const above = make("div", { class: "jj-panel", hidden: "" });
  const list = make("ol", { class: "jj-cards" });
  const count = make("span", { class: "gp-note" });
  const bar = make("div", { class: "ll-row" }, count, button(t("judge.sort"), sort), button(t("judge.clear"), clear));
  let opened = null; // the drawing pad or the camera

  function sort() {
    state.cards.sort(byLogit);
    app.tell();
  }

  function clear() {
    state.cards = [];
    app.tell();
  }

  function panel(which) {
    opened?.close();
    state.panel = which;
    opened = which ? PANELS[which](app, () => panel(null)) : null;
    above.hidden = !opened;
    above.replaceChildren(...(opened ? [opened.element] : []));
    app.tell();
  }

  function selector(one, name, size) {
    const attributes = {
      type: "button",
      class: "jj-card",
      title: name,
      disabled: one.png ? null : "",
      "aria-pressed": String(one.id === state.chosen),
      "data-focus": `card ${one.id}`,
      onclick: () => app.choose(one.id),
    };
    return make(
      "button",
      attributes,
      face(one, size),
      make("span", { class: "jj-name" }, name),
      ...(one.error ? [] : [score(one)]),
      make("span", { class: "jj-words" }, verdict(one), doubt(one)),
    );
  }

  function card(one, size) {
    const name = app.nameOf(one);
    const kinds = [one.id === state.chosen && one.png ? "on" : "", one.error ? "bad" : ""];
    const away = button("×", () => remove(one.id), "mini right", {
      "aria-label": colon(t("latent.remove"), name),
      "data-focus": `remove ${one.id}`,
    });
    return make("li", { class: kinds.join(" ") }, selector(one, name, size), away);
  }

  // The keyboard's focus goes to the next one's button.
  function remove(id) {
    const next = beside(state.cards, id);
    const held = list.contains(document.activeElement);
    app.remove(id);
    if (held && next) list.querySelector(`[data-focus="remove ${next.id}"]`)?.focus({ preventScroll: true });
  }

  function update() {
    const size = crisp(state.facts.resolution, SIDE);
    const bad = state.cards.filter((one) => one.error).length;
    keepingFocus(list, () => list.replaceChildren(...state.cards.map((one) => card(one, size))));
    const words = t("judge.count", { n: state.cards.length, most: MOST });
    count.textContent = bad ? `${words} ${t("judge.count.bad", { n: bad })}` : words;
  }

  function build() {
    if (state.panel) panel(state.panel);
    return [above, bar, list];
  }

  return { build, update, leave: () => opened?.close(), panel };
}
