// What can be done with a run of the list: what it is called, what begins from it, fewer checkpoints, deleting it.
import { button } from "../kit/controls.js";
import { make } from "../kit/dom.js";
import { going } from "../kit/status.js";
import { t } from "../kit/words.js";
import { openCard } from "./card.js";
import { dialogs } from "./dialogs.js";
import { isMine, tagsIn, thinnings } from "./found.js";
import { nameOf } from "./naming.js";

/** @typedef {import("./tab.js").App} App */
/** @typedef {import("./found.js").Row} Row */

const WRITTEN = 900; // milliseconds for which a field shows that its words were kept

/** @param {App} app @param {Row} row @returns {HTMLElement} */
export function panel(app, row) {
  const acts = make("div", { class: "ll-row" }, ...offered(app, row));
  if (isMine(row)) return make("div", { class: "lb-panel" }, words(app, row), acts, ...thinning(app, row));
  const note = row.note ? [make("p", { class: "lb-note" }, row.note)] : [];
  const whose = t(row.pretrained ? "library.shipped.note" : "library.nobody.note");
  return make("div", { class: "lb-panel" }, ...note, acts, make("p", { class: "gp-note" }, whose));
}

/** @param {Row} row @returns {boolean} whether this browser may save it as a file */
export const canSave = (row) => isMine(row) && row.steps.length > 0 && !going(row.status);

function offered(app, row) {
  const { acts } = app;
  const mine = isMine(row);
  const ready = row.steps.length > 0;
  const begin = (kind) =>
    button(t(`library.${kind}`), () => dialogs[kind](app, row), "quiet", { title: t(`library.${kind}.hint`) });
  const buttons = [];
  if (row.card) {
    buttons.push(button(t("card.open"), () => openCard(app, row), "quiet strong", { title: t("card.open.hint") }));
  }
  if (ready && row.rooms.includes("lab")) {
    buttons.push(button(t("library.lab"), () => acts.experiment(row), "quiet", { title: t("library.lab.hint") }));
  }
  if (ready) buttons.push(begin("branch"));
  if (row.recipe) buttons.push(begin("twin"));
  if (canSave(row)) {
    const title = t(row.at_home ? "library.save.hint.own" : "library.save.hint");
    buttons.push(button(t("library.save"), () => acts.saveFiles([row]), "quiet", { title }));
  }
  if (mine && row.lost && row.resumable && !going(row.status)) buttons.push(...bringing(acts, row));
  else if (mine && row.resumable && ["stopped", "interrupted"].includes(row.status)) {
    buttons.push(button(t("runs.resume"), () => acts.resume(row)));
  }
  if (mine) buttons.push(button(t("runs.delete"), () => acts.remove([row]), "danger"));
  return buttons;
}

/** Its pictures are nowhere here: they are brought again. */
function bringing(acts, row) {
  const files = make("input", { type: "file", multiple: "", hidden: "", "data-ref": "bring" });
  files.addEventListener("change", () => files.files.length && acts.bring(row, [...files.files]));
  return [button(t("library.bring"), () => files.click(), "", { title: t("library.bring.hint") }), files];
}

function words({ fetch, refresh }, row) {
  const title = make("input", {
    type: "text",
    value: row.title,
    maxlength: 120,
    placeholder: nameOf({ ...row, title: "" }),
  });
  const tags = make("input", {
    type: "text",
    value: row.tags.join(", "),
    maxlength: 220,
    placeholder: t("library.tags.example"),
  });
  const note = make("textarea", { rows: 2, maxlength: 2000, placeholder: t("library.note.example") });
  note.value = row.note;
  async function write(input, changed) {
    if (await fetch("describe", { run: row.run, ...changed })) {
      Object.assign(row, changed);
      input.classList.add("kept");
      setTimeout(() => input.classList.remove("kept"), WRITTEN);
    }
    refresh(true);
  }
  title.addEventListener("change", () => write(title, { title: title.value.trim() }));
  tags.addEventListener("change", () => write(tags, { tags: tagsIn(tags.value) }));
  note.addEventListener("change", () => write(note, { note: note.value }));
  for (const input of [title, tags]) {
    input.addEventListener("keydown", (event) => {
      if (event.key === "Enter") input.blur();
    });
  }
  const field = (word, input) => make("label", { class: "lb-field" }, make("span", {}, t(word)), input);
  const fields = [field("library.title", title), field("library.tags", tags), field("library.note", note)];
  return make("div", { class: "lb-words" }, ...fields);
}

/** Keep fewer checkpoints. */
function thinning({ acts }, row) {
  const { length } = row.steps;
  if (length <= 2 || going(row.status)) return [];
  const options = thinnings(length).map((fewer) => make("option", { value: fewer }, String(fewer)));
  const count = make("select", { "aria-label": t("library.keep.count") }, ...options);
  const thin = button(t("library.keep.now"), () => acts.thin(row, Number(count.value)), "quiet", {
    title: t("library.keep.hint"),
  });
  const word = make("span", {}, t("library.keep", { n: length }));
  return [make("div", { class: "ll-row lb-thin" }, word, count, thin)];
}
