// Saving a picture, and bringing what is shown back: by a link, a file, some lines of Python.
import { button } from "../kit/controls.js";
import { make, notice } from "../kit/dom.js";
import { save, saveText } from "../kit/files.js";
import { t } from "../kit/words.js";
import { linkTo } from "./views.js";

/** @typedef {import("./tab.js").App} App */

const MOST_BYTES = 200000; // of a file with a view
const JSON_KIND = "application/json";

/**
 * Save the pictures of a view as a PNG.
 * @param {App} app
 * @param {import("./views.js").View} view
 * @param {string} name of the file
 * @param {number} [scale] how many times enlarged, 1 .. 16
 */
export async function saveView(app, view, name, scale = 2) {
  const answer = await app.fetch("download_view", { view, scale });
  if (answer) save(answer.data, name);
}

/** @param {App} app @returns {HTMLElement} the part of the side panel */
export function sharePart(app) {
  const lines = make("pre", { class: "ll-python", hidden: "", tabindex: "0" });
  /** @returns {Promise<{text: string, json: string, python: string} | null>} */
  const shared = () => app.fetch("share_view", { view: app.wholeView() });
  function tell(words) {
    lines.textContent = words;
    lines.hidden = false;
  }
  async function link() {
    const answer = await shared();
    if (!answer) return;
    const address = linkTo(location.href, app.state.run, answer.text);
    try {
      await navigator.clipboard.writeText(address);
      notice(t("latent.share.copied"));
    } catch {
      tell(address); // no clipboard outside https
    }
  }
  async function recipe() {
    const answer = await shared();
    if (answer) saveText(answer.json, "ganplay-view.json", JSON_KIND);
  }
  async function python() {
    if (!lines.hidden) {
      lines.hidden = true;
      return;
    }
    const answer = await shared();
    if (answer) tell(answer.python);
  }
  const row = make(
    "div",
    { class: "ll-row" },
    button(t("latent.share.link"), link),
    button("JSON", recipe, "quiet", { title: t("latent.share.json") }),
    button("Python", python, "quiet", { title: t("latent.share.python") }),
    make("label", { class: "quiet", for: "ll-json" }, t("latent.share.open")),
    fileInput(app),
  );
  return make(
    "section",
    { class: "ll-share" },
    make("h3", {}, t("latent.share")),
    row,
    make("p", { class: "gp-note" }, t("latent.share.note")),
    lines,
  );
}

function fileInput(app) {
  const input = make("input", { type: "file", accept: `.json,${JSON_KIND}`, class: "gp-hidden", id: "ll-json" });
  input.addEventListener("change", async () => {
    const file = input.files[0];
    if (!file) return;
    if (file.size > MOST_BYTES) return void notice(t("latent.share.large"));
    const answer = await app.fetch("read_view", { json: await file.text() });
    if (answer) app.openRun(answer.view.run, answer.view);
  });
  return input;
}
