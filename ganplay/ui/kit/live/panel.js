// A panel of the live view's charts: its caption says what it shows, to be chosen where there is a choice; below it
// stand the keys of its lines or the latest numbers.
import { make } from "../dom.js";
import { language, t } from "../words.js";

/** @typedef {import("./views.js").View} View */
/** @typedef {import("./moment.js").Seen} Seen */

/**
 * @param {HTMLElement} root
 * @param {string} name its data-panel
 * @param {Record<string, View>} views what it can show
 * @param {() => void} redraw
 * @returns {{place: HTMLElement, view: (seen: Seen) => View & {id: string}, caption: (view: View, seen: Seen) => void}}
 */
export function panel(root, name, views, redraw) {
  const figure = root.querySelector(`[data-panel=${name}]`);
  const choice = make("select", {});
  const key = make("p", { class: "keys" });
  figure.prepend(make("figcaption", {}, choice), key);
  let chosen = "";
  let listed = "";
  choice.addEventListener("change", () => {
    chosen = choice.value;
    redraw();
  });

  function offer(able) {
    const now = language + able.join();
    if (listed === now) return;
    listed = now;
    choice.replaceChildren(...able.map((id) => make("option", { value: id }, t(`live.chart.${id}`))));
  }

  /** What is shown now; the choices follow what there is to show. */
  function view(seen) {
    const able = Object.keys(views).filter((id) => !views[id].when || views[id].when(seen));
    offer(able);
    const shown = able.includes(chosen) ? chosen : able[0];
    if (choice.value !== shown) choice.value = shown;
    choice.disabled = able.length < 2;
    choice.setAttribute("aria-label", `${t("live.chart.choose")}: ${t(`live.chart.${shown}`)}`);
    choice.title = t(`live.chart.${shown}.hint`);
    figure.dataset.view = shown;
    return { id: shown, ...views[shown] };
  }

  function caption(shown, seen) {
    const keys = typeof shown.keys === "function" ? shown.keys(seen) : shown.keys || [];
    const told = shown.told ? shown.told(seen) : "";
    key.replaceChildren(
      ...keys.map(([look, word]) => make("span", { class: `key ${look}` }, t(word))),
      ...(told ? [make("span", { class: "told", title: told }, told)] : []),
    );
  }

  return { place: figure.querySelector(".chart"), view, caption };
}
