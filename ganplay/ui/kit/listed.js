// The glossary as a list: the terms of what is open first, and all of them to search.
import { button } from "./controls.js";
import { make, notice } from "./dom.js";
import { glossary } from "./glossary.js";
import { begin, named } from "./terms.js";
import { t } from "./words.js";

const entry = ([name, meaning]) => make("div", {}, make("dt", {}, name), make("dd", {}, meaning));

function part(title, entries) {
  return make("section", {}, make("h3", {}, title), make("dl", {}, ...entries.map(entry)));
}

/** Only what says what was typed is seen. @param {HTMLElement[]} parts @returns {boolean} whether there is any */
function narrow(parts, typed) {
  const wanted = typed.trim().toLowerCase();
  for (const section of parts) {
    const rows = [...section.querySelectorAll("dl > div")];
    for (const row of rows) row.hidden = !row.textContent.toLowerCase().includes(wanted);
    section.hidden = rows.every((row) => row.hidden);
  }
  return parts.some((section) => !section.hidden);
}

/** Open the list, above the page; where it is open, close it. */
export async function list() {
  const open = document.querySelector(".gp-glossary");
  if (open) return open.close();
  let terms = null;
  try {
    ({ terms } = await glossary());
    await begin();
  } catch {
    return notice(t("error.offline"));
  }
  const here = [...named().keys()];
  const rest = Object.keys(terms).filter((term) => !here.includes(term));
  const rows = (keys) =>
    keys.map((term) => terms[term]).sort(([a], [b]) => a.localeCompare(b, document.documentElement.lang));
  const typed = make("input", { type: "search", placeholder: t("terms.search"), "aria-label": t("terms.search") });
  const shut = button("×", () => dialog.close(), "quiet", { "aria-label": t("terms.close"), title: t("terms.close") });
  const parts = here.length ? [part(t("terms.here"), rows(here)), part(t("terms.rest"), rows(rest))] : [];
  if (!parts.length) parts.push(part(t("terms.all"), rows(rest)));
  const none = make("p", { class: "gp-note", hidden: "" }, t("terms.none"));
  const dialog = make(
    "dialog",
    { class: "lb-dialog gp-glossary", "aria-label": t("terms.title") },
    make("header", { class: "lb-dialog-head" }, make("h2", {}, t("terms.title")), typed, shut),
    make("div", { class: "lb-scroll", tabindex: "0" }, ...parts, none),
  );
  typed.addEventListener("input", () => {
    none.hidden = narrow(parts, typed.value);
  });
  dialog.addEventListener("close", () => dialog.remove());
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close(); // beside it
  });
  document.querySelector(".gradio-container").append(dialog);
  return dialog.showModal();
}
