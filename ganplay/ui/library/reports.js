// What was measured on a saved moment of each run, beside its floor; the best of a row where they can be compared.
import { button } from "../kit/controls.js";
import { make } from "../kit/dom.js";
import { job, orWaiting } from "../kit/job.js";
import { number, ratio, t } from "../kit/words.js";
import { crossTable, scrolled } from "./cross.js";
import { bestReported, reportedNames, reportedOf } from "./laid.js";
import { duration } from "./naming.js";

/** @typedef {import("./compare.js").Sides} Sides */
/** @typedef {import("./laid.js").Laid} Laid */

const RATIOS = ["precision", "recall", "density", "coverage", "label_accuracy", "copies", "high_quality"];

function shown(name, value) {
  if (value === null || value === undefined) return "–";
  if (RATIOS.includes(name)) return ratio(value);
  if (name === "modes") return number(value, 0);
  return number(value, Math.abs(value) >= 10 ? 1 : 3);
}

/** What other real pictures score, and how many, where they are not n. @param {import("./laid.js").Reported} one */
function floorWord({ name, floor, n, n_floor: ofFloor }) {
  if (floor === null) return "";
  const gaps = { floor: shown(name, floor), n: number(ofFloor) };
  if (ofFloor === n) return `${t("library.report.floor", gaps)} · `;
  return `${t(ofFloor === null ? "library.report.floor.fewer" : "library.report.floor.of", gaps)} · `;
}

/** @param {import("./laid.js").Reported | undefined} one @param {number | null} best */
function cell(one, best) {
  if (!one) return make("td", {}, "–");
  const { name, value, n, note } = one;
  const title = note.key ? t(note.key, note.gaps) : note.text;
  const size = make("small", {}, floorWord(one) + t("live.n", { n: number(n) }));
  return make("td", { class: value !== null && value === best ? "best" : null, title }, shown(name, value), size);
}

/** When it was measured. @param {Laid} run @returns {(Node | string)[]} */
function told({ report }) {
  if (!report) return [t("library.report.none")];
  const cost = t("library.report.cost", { images: number(report.images), seconds: duration(report.seconds) });
  return [t("live.time.step", { step: number(report.step) }), make("small", {}, cost)];
}

/** @param {Sides} sides @returns {{element: HTMLElement, tell: () => void}} */
export function reports({ app, runs, names }) {
  const place = make("div", {});

  function tell() {
    const listed = reportedNames(runs).map((name) => ({ name, ...bestReported(runs, name) }));
    const row = ({ name, best }) => {
      const head = make("th", { scope: "row", title: t(`metric.${name}.hint`) }, t(`metric.${name}`));
      const cells = runs.map((run) => cell(reportedOf(run, name), best));
      return make("tr", { "data-metric": name }, head, ...cells);
    };
    const moments = runs.map((run) => make("td", {}, ...told(run), ...measureButton(run)));
    const at = make("tr", {}, make("th", { scope: "row" }, t("library.report.at")), ...moments);
    const bodies = [make("tbody", {}, ...listed.map(row)), make("tbody", { class: "cost" }, at)];
    const table = crossTable(names, { "data-ref": "reports" }, ...bodies);
    const apart = listed.some((one) => one.apart);
    place.replaceChildren(
      ...(apart ? [make("p", { class: "gp-note" }, t("library.report.apart"))] : []),
      scrolled(t("library.report"), table),
    );
  }

  function measureButton({ row, report, steps }) {
    const { run } = row;
    if (app.measuring.has(run)) {
      const words = orWaiting({ place: app.measuring.get(run) }, t("library.report.measuring"));
      return [make("small", { role: "status" }, words)];
    }
    const known = app.find(run);
    const may = (known?.mine || known?.pretrained) && steps.length && (!report || report.late);
    if (!may) return [];
    const word = t(report ? "library.report.again" : "library.report.measure");
    return [button(word, () => measure(run), "quiet lb-measure", { "data-measure": run })];
  }
  async function measure(run) {
    const { measuring } = app;
    measuring.set(run, 0);
    tell();
    const begun = await job(app.server, { what: "measure", run }, ({ done, place: waits = 0 }) => {
      const moved = measuring.get(run) !== waits;
      measuring.set(run, waits);
      if (done) {
        measuring.delete(run);
        app.measured();
      } else if (moved) tell();
    });
    if (begun) return;
    measuring.delete(run);
    tell();
  }

  tell();
  const note = make("p", { class: "gp-note" }, t("library.report.note"));
  return { element: make("section", { class: "lb-whole" }, make("h3", {}, t("library.report")), note, place), tell };
}
