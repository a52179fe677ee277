// A panel of the live view's charts: its caption says what it shows, to be chosen where there is a choice; below it
// stand the keys of its lines or the latest numbers. What was chosen is kept for the next visit.
import { make } from "../dom.js";
import { keepText, keptText } from "../storage.js";
import { colon, language, t } from "../words.js";

/** @typedef {import("./views.js").View} View */
/** @typedef {import("./moment.js").Seen} Seen */

/** What is to be drawn. @typedef {View & {id: string, smooth: boolean}} Shown */

const KEEPING = "chart."; // where the choice of a panel is kept, by its name
const ROUGH = "chart.rough"; // kept where noisy lines are not to be smoothed

/**
 * @param {HTMLElement} root
 * @param {string} name its data-panel
 * @param {Record<string, View>} views what it can show
 * @param {() => void} redraw
 * @returns {{place: HTMLElement, view: (whole: Seen) => Shown,
 *   caption: (view: Shown, seen: Seen, whole: Seen) => void}}
 */
export function panel(root, name, views, redraw) {
  const figure = root.querySelector(`[data-panel=${name}]`);
  const choice = make("select", {});
  const key = make("p", { class: "keys" });
  const tick = make("input", { type: "checkbox" });
  const label = make("span", {});
  const smoothing = make("label", { class: "smooth" }, tick, label);
  tick.checked = !keptText(ROUGH);
  figure.prepend(make("figcaption", {}, choice, smoothing), key);
  let chosen = keptText(KEEPING + name) || "";
  let listed = "";
  choice.addEventListener("change", () => {
    chosen = choice.value;
    keepText(KEEPING + name, chosen);
    redraw();
  });
  tick.addEventListener("change", () => {
    keepText(ROUGH, tick.checked ? "" : "yes");
    redraw();
  });

  function offer(able) {
    const now = language + able.join();
    if (listed === now) return;
    listed = now;
    choice.replaceChildren(...able.map((id) => make("option", { value: id }, t(`live.chart.${id}`))));
  }

  /** What is shown now; the choices follow what there is to show. */
  function view(whole) {
    const able = Object.keys(views).filter((id) => !views[id].when || views[id].when(whole));
    offer(able);
    const shown = able.includes(chosen) ? chosen : able[0];
    if (choice.value !== shown) choice.value = shown;
    choice.disabled = able.length < 2;
    choice.setAttribute("aria-label", colon(t("live.chart.choose"), t(`live.chart.${shown}`)));
    choice.title = t(`live.chart.${shown}.hint`);
    figure.dataset.view = shown;
    smoothing.hidden = !views[shown].noisy?.(whole);
    label.textContent = t("live.smooth");
    smoothing.title = t("live.smooth.hint");
    return { id: shown, smooth: tick.checked, ...views[shown] };
  }

  function caption(shown, seen, whole) {
    const keys = typeof shown.keys === "function" ? shown.keys(whole) : shown.keys || [];
    const told = shown.told ? shown.told(seen) : "";
    key.replaceChildren(
      ...keys.map(([look, word]) => make("span", { class: `key ${look}` }, t(word))),
      ...(told ? [make("span", { class: "told", title: told }, told)] : []),
    );
  }

  return { place: figure.querySelector(".chart"), view, caption };
}
