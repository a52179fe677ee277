// The list of runs: mine, to watch, resume or delete; and the finished ones that came with ganplay.
import { button } from "../kit/controls.js";
import { discard } from "../kit/discard.js";
import { make } from "../kit/dom.js";
import { owner } from "../kit/owner.js";
import { when } from "../kit/parts.js";
import { namesIn } from "../kit/runs.js";
import { going } from "../kit/status.js";
import { colon, language, number, onLanguage, t } from "../kit/words.js";

/**
 * A run of a list, as `listed` in kit/live/live.py tells it.
 * @typedef {object} Entry
 * @property {string} run
 * @property {string} recipe
 * @property {string[]} changed settings of the recipe
 * @property {string} dataset
 * @property {string} title
 * @property {import("../kit/status.js").Status} status
 * @property {number} step
 * @property {number} [position] in the queue
 * @property {string} note
 * @property {number} created seconds since 1970
 * @property {boolean} resumable
 */

const REFRESH_EVERY = 8000; // milliseconds

/** @param {HTMLElement} element */
export async function mount(element) {
  const root = element.querySelector(".gp-runs");
  const live = await when("live");
  /** @type {{mine: Entry[], pretrained: Entry[]}} */
  let lists = { mine: [], pretrained: [] };
  let before = ""; // what is shown, as text
  let watched = "";
  let nameOf = namesIn([]);

  async function changing(does) {
    await does();
    return refresh();
  }

  function actions(entry, shipped) {
    const act = (word, does) => button(t(word), does, "quiet", { "aria-label": colon(t(word), nameOf(entry)) });
    const look = () => {
      (shipped ? live.replay : live.watch)(entry.run);
      document.querySelector(".gp-live").scrollIntoView({ block: "start" });
    };
    const remove = () => discard([{ run: entry.run, title: nameOf(entry) }], refresh);
    const offered = [act(shipped ? "runs.replay" : "runs.watch", look)];
    if (!shipped && entry.resumable && ["stopped", "interrupted"].includes(entry.status)) {
      offered.push(act("runs.resume", () => changing(() => live.resume(entry.run))));
    }
    if (!shipped && !going(entry.status)) offered.push(act("runs.delete", () => changing(remove)));
    return make("span", { class: "actions" }, ...offered);
  }

  function row(entry, shipped) {
    const { run, status, position, step } = entry;
    const told = shipped ? "" : t(`live.status.${status}`, { position: position || 1 });
    return make(
      "li",
      { "data-run": run, class: live.state().run === run ? "here" : null },
      make("b", {}, nameOf(entry)),
      make("span", { class: `status ${status}` }, told),
      make("span", { class: "steps" }, t("runs.steps", { step: number(step) })),
      actions(entry, shipped),
    );
  }

  function render() {
    nameOf = namesIn([...lists.mine, ...lists.pretrained]);
    const part = (word, entries, shipped) =>
      entries.length ? [make("h3", {}, t(word)), make("ul", {}, ...entries.map((entry) => row(entry, shipped)))] : [];
    const none = lists.mine.length ? [] : [make("p", { class: "note" }, t("runs.none"))];
    const { activeElement } = document;
    const focused = root.contains(activeElement) ? activeElement.getAttribute("aria-label") : null;
    root.replaceChildren(
      make("h2", {}, t("runs.heading")),
      ...none,
      ...part("runs.mine", lists.mine, false),
      ...part("runs.pretrained", lists.pretrained, true),
    );
    if (focused) (root.querySelector(`[aria-label="${CSS.escape(focused)}"]`) || root).focus();
  }

  async function refresh() {
    try {
      lists = await live.ask("runs", { owner: owner() });
      const now = JSON.stringify([lists, live.state().run, language]);
      if (now === before) return;
      before = now;
      render();
    } catch {
      /* the live view says when the connection is lost */
    }
  }

  live.onChange(({ run, status }) => {
    const now = run + status;
    if (now === watched) return;
    watched = now;
    refresh();
  });
  onLanguage(render);
  setInterval(() => {
    if (!document.hidden && root.clientWidth) refresh();
  }, REFRESH_EVERY);
  refresh();
}
