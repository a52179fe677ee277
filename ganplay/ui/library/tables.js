// Two tables of a comparison: what was measured as each run trained, and the settings.
import { make } from "../kit/dom.js";
import { fieldWord, valueWord } from "../kit/settings.js";
import { number, ratio, t } from "../kit/words.js";
import { crossRow, crossTable, scrolled } from "./cross.js";
import { bestMeasured, differs, distance, measuredNames, measuredOf, settingOf, settingsOf } from "./laid.js";
import { duration, space, statusWord, verdictWord } from "./naming.js";

/** @typedef {import("./compare.js").Sides} Sides */
/** @typedef {import("./laid.js").Laid} Laid */

const SHARES = ["accuracy", "diversity", "distinct"];

function shown(name, value) {
  if (value === null || value === undefined) return "–";
  return SHARES.includes(name) ? ratio(value) : number(value, 3);
}

/** What stands below a number: what real pictures scored in its place, where that is known, and n. */
function below(name, { n, real, n_floor: ofFloor }) {
  const floor = shown(name, real);
  const said = real === null ? [] : [t("library.report.floor.of", { floor, n: number(ofFloor) })];
  return n ? make("small", {}, [...said, t("live.n", { n: number(n) })].join(" · ")) : "";
}

/** A row of a number, the nearest to perfect marked. @param {Laid[]} runs @param {string} name */
function measuredRow(runs, name) {
  const known = runs.map((run) => measuredOf(run, name));
  const { best } = bestMeasured(runs, name);
  const perfect = t("library.perfect", { value: shown(name, known.find(Boolean).floor) });
  const title = { scope: "row", title: t(`library.metric.${name}.hint`) };
  const cell = (one) => {
    const size = one ? below(name, one) : "";
    return make("td", { class: one && distance(one) === best ? "best" : null }, shown(name, one?.value), size);
  };
  const head = make("th", title, t(`library.metric.${name}`), make("small", {}, perfect));
  return make("tr", {}, head, ...known.map(cell));
}

/** @param {Sides} sides @returns {HTMLElement} */
export function measuredTable({ runs, names }) {
  const plain = (word, value) => crossRow(word, runs.map(value));
  const machine = ({ device, precision }) => [device?.toUpperCase() || "–", precision].filter(Boolean).join(" · ");
  const rate = ({ row }) => (row.seconds > 0 ? number(row.images / row.seconds) : "–");
  const body = make(
    "tbody",
    {},
    plain("library.column.status", ({ row }) => statusWord(row)),
    plain("library.verdict", ({ row }) => verdictWord(row) || "–"),
    ...measuredNames(runs).map((name) => measuredRow(runs, name)),
  );
  const cost = make(
    "tbody",
    { class: "cost" },
    plain("live.stat.step", ({ row }) => number(row.step)),
    plain("live.stat.images", ({ row }) => number(row.images)),
    plain("live.stat.seconds", ({ row }) => duration(row.seconds)),
    plain("live.stat.rate.average", rate),
    plain("library.machine", machine),
    plain("library.column.bytes", ({ bytes }) => space(bytes)),
  );
  const apart = measuredNames(runs).some((name) => bestMeasured(runs, name).apart);
  return make(
    "section",
    { class: "lb-whole" },
    make("h3", {}, t("library.measured")),
    make("p", { class: "gp-note" }, t("library.measured.note")),
    ...(apart ? [make("p", { class: "gp-note" }, t("library.report.apart"))] : []),
    scrolled(t("library.measured"), crossTable(names, { "data-ref": "measured" }, body, cost)),
  );
}

/** @param {Sides} sides @returns {HTMLElement} */
export function settingsTable({ runs, names, view, remember }) {
  const place = scrolled(t("library.settings"));
  const row = (name) => {
    const usual = settingOf(runs[0], name);
    const cell = (run) => {
      const other = settingOf(run, name) !== usual;
      return make("td", { class: other ? "other" : null }, valueWord(name, run.settings[name]));
    };
    const head = make("th", { scope: "row" }, fieldWord(name));
    return make("tr", { class: differs(runs, name) ? "differs" : null }, head, ...runs.map(cell));
  };
  function tell() {
    const listed = settingsOf(runs, view.all);
    const table = () => crossTable(names, {}, make("tbody", {}, ...listed.map(row)));
    place.replaceChildren(listed.length ? table() : make("p", { class: "ll-state" }, t("library.same_settings")));
  }
  const every = make("input", { type: "checkbox" });
  every.checked = view.all;
  every.addEventListener("change", () => {
    view.all = every.checked;
    remember();
    tell();
  });
  tell();
  const label = make("label", { class: "check" }, every, t("library.settings.all"));
  return make("section", { class: "lb-whole" }, make("h3", {}, t("library.settings"), label), place);
}
