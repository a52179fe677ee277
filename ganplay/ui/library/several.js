// What is done with all runs that are ticked.
import { button } from "../kit/controls.js";
import { make } from "../kit/dom.js";
import { going } from "../kit/status.js";
import { t } from "../kit/words.js";
import { isMine, MOST, notCompared } from "./found.js";
import { canSave } from "./panel.js";

/** @param {import("./tab.js").App} app @returns {{element: HTMLElement, tell: () => void}} */
export function several(app) {
  const rows = () => app.ticked().map(app.find);
  const savable = () => rows().filter(canSave);
  const removable = () => rows().filter((row) => isMine(row) && !going(row.status));
  const compare = button("", () => app.mode("compare"), "quiet strong", { "data-ref": "library-compare" });
  const saving = button("", () => app.acts.saveFiles(savable()), "quiet", { "data-ref": "library-save" });
  const remove = button("", () => app.acts.remove(removable()), "danger", { "data-ref": "library-delete" });
  const clear = button(t("library.compare.clear"), () => app.tickOnly([]), "quiet");

  function tell() {
    const count = rows().length;
    const why = notCompared(count);
    compare.textContent = count ? t("library.compare.n", { n: count }) : t("library.compare");
    compare.disabled = why !== "";
    compare.title = why ? t(`library.compare.${why}`, { n: MOST }) : "";
    for (const [one, those, word] of [
      [saving, savable(), "library.save.n"],
      [remove, removable(), "library.delete.n"],
    ]) {
      one.textContent = t(word, { n: those.length });
      one.hidden = !those.length;
    }
    clear.hidden = !count;
  }
  return { element: make("div", { class: "lb-several" }, compare, saving, remove, clear), tell };
}
