// The list of runs: mine, to watch, resume or delete; and the finished ones that came with ganplay.
import { discard } from "../kit/discard.js";
import { make } from "../kit/dom.js";
import { owner } from "../kit/owner.js";
import { when } from "../kit/parts.js";
import { language, number, onLanguage, t } from "../kit/words.js";

export async function mount(element) {
  const root = element.querySelector(".gp-runs");
  const live = await when("live");
  let lists = { mine: [], pretrained: [] },
    before = "";

  async function act(what) {
    await what();
    return refresh();
  }

  function row(entry, shipped) {
    const name = t("runs.row", { recipe: entry.recipe, dataset: t(`data.${entry.dataset}`) });
    const button = (word, onclick, kind = "quiet") =>
      make("button", { type: "button", class: kind, onclick, "aria-label": `${t(word)}: ${name}` }, t(word));
    const actions = make("span", { class: "actions" });
    const look = () => {
      (shipped ? live.replay : live.watch)(entry.run);
      document.querySelector(".gp-live").scrollIntoView({ block: "start" });
    };
    actions.append(button(shipped ? "runs.replay" : "runs.watch", look));
    if (!shipped && entry.resumable && ["stopped", "interrupted"].includes(entry.status))
      actions.append(button("runs.resume", () => act(() => live.resume(entry.run))));
    if (!shipped && !["running", "paused", "preparing", "queued"].includes(entry.status)) {
      actions.append(button("runs.delete", () => act(() => discard(entry.run, entry.title || name, refresh))));
    }
    return make(
      "li",
      { "data-run": entry.run, class: live.state().run === entry.run ? "here" : null },
      make("b", {}, entry.title || name),
      make(
        "span",
        { class: `status ${entry.status}` },
        shipped ? "" : t(`live.status.${entry.status}`, { position: entry.position || 1 }),
      ),
      make("span", { class: "steps" }, t("runs.steps", { step: number(entry.step) })),
      actions,
    );
  }

  function render() {
    const part = (word, entries, shipped) =>
      entries.length ? [make("h3", {}, t(word)), make("ul", {}, ...entries.map((entry) => row(entry, shipped)))] : [];
    const none = lists.mine.length ? [] : [make("p", { class: "note" }, t("runs.none"))];
    const focused = root.contains(document.activeElement) ? document.activeElement.getAttribute("aria-label") : null;
    root.replaceChildren(
      make("h2", {}, t("runs.heading")),
      ...none,
      ...part("runs.mine", lists.mine, false),
      ...part("runs.pretrained", lists.pretrained, true),
    );
    if (focused) (root.querySelector(`[aria-label="${focused.replace(/["\\]/g, "\\$&")}"]`) || root).focus();
  }

  async function refresh() {
    try {
      lists = await live.ask("runs", { owner: owner() });
      const now = JSON.stringify([lists, live.state().run, language]);
      if (now !== before) {
        before = now;
        render();
      }
    } catch {
      /* the live view says when the connection is lost */
    }
  }

  let status = "";
  live.onChange((seen) => {
    const now = seen.run + seen.status;
    if (now !== status) {
      status = now;
      refresh();
    }
  });
  onLanguage(render);
  setInterval(() => {
    if (!document.hidden && root.clientWidth) refresh();
  }, 8000);
  refresh();
}
