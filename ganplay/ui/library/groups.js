// The rows of the list in groups: mine, the command line's, those that came with ganplay.
import { make } from "../kit/dom.js";
import { number, t } from "../kit/words.js";
import { GROUPS, groupOf } from "./found.js";
import { line } from "./row.js";

/** @typedef {import("./tab.js").App} App */
/** @typedef {import("./found.js").Row} Row */

const COLUMNS = 10;

/** @param {App} app @param {Row[]} rows those that are shown, in their order @returns {HTMLElement[]} a body a group */
export function grouped(app, rows) {
  const { search, tag } = app.state;
  const bodies = GROUPS.map((name) => {
    const those = rows.filter((row) => groupOf(row) === name);
    const invited = name === "mine" && !those.length && !search && !tag;
    if (!those.length && !invited) return null;
    const lines = invited ? [invitation()] : those.flatMap((row) => line(app, row));
    return make("tbody", { "data-group": name }, heading(app, name, those), ...lines);
  });
  return bodies.filter(Boolean);
}

/** Its name, how many, and a box that ticks them all. */
function heading(app, name, rows) {
  const word = t(`library.group.${name}`);
  const count = make("span", { class: "lb-many" }, number(rows.length));
  const runs = rows.map(({ run }) => run);
  const box = make("input", {
    type: "checkbox",
    "data-group": name,
    "data-focus": `group ${name}`,
    "aria-label": t("library.tick.all", { group: word }),
  });
  box.addEventListener("change", () => app.tick(runs, box.checked));
  const tick = rows.length ? make("label", {}, box) : "";
  const head = make("th", { colspan: COLUMNS - 1, scope: "rowgroup" }, word, " ", count);
  const row = make("tr", { class: "lb-group" }, make("td", { class: "lb-tick" }, tick), head);
  tellGroup(box, app.state.ticked, runs);
  return row;
}

const invitation = () =>
  make("tr", { class: "lb-invited" }, make("td", {}), make("td", { colspan: COLUMNS - 1 }, t("library.none")));

/**
 * Whether all, some or none of a group are ticked.
 * @param {HTMLInputElement} box
 * @param {string[]} ticked
 * @param {string[]} [runs] of its group; else those of the rows beside it
 */
export function tellGroup(box, ticked, runs) {
  const beside = () => [...box.closest("tbody").querySelectorAll("tr[data-run]")].map((row) => row.dataset.run);
  const those = runs || beside();
  const count = those.filter((run) => ticked.includes(run)).length;
  box.checked = count > 0 && count === those.length;
  box.indeterminate = count > 0 && count < those.length;
}
