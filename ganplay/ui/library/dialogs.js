// The two ways to begin from a run: a branch from one of its checkpoints, and a twin with one thing changed.

import { changedTo } from "../kit/changed.js";
import { button } from "../kit/controls.js";
import { make, notice } from "../kit/dom.js";
import { lent } from "../kit/lent.js";
import { owner } from "../kit/owner.js";
import { fieldWord, valueWord } from "../kit/settings.js";
import { number, refusal, t } from "../kit/words.js";
import { nameOf } from "./naming.js";

/** @typedef {import("./tab.js").App} App */
/** @typedef {import("./found.js").Row} Row */
/** @typedef {import("../kit/changed.js").Field} Field */
/** @typedef {{fields: Field[], steps: number[], whole: number[]}} About as `settings` in settings.py tells it */

/**
 * One setting: its name, its value now, a control for another.
 * @param {Field} field
 * @param {() => void} changed
 * @returns {{name: string, element: HTMLElement, read: () => any}} read: the new value, undefined where it is as it was
 */
function control(field, changed) {
  const id = `lb-set-${field.name}`;
  const input = field.kind === "choice" ? choice(field, id) : numeric(field, id);
  input.value = String(field.value);
  const was = make("span", { class: "lb-was" });
  const label = make("label", { for: id }, fieldWord(field.name), was);
  const element = make("div", { class: "lb-setting", "data-name": field.name }, label, input);
  const read = () => changedTo(field, input.value);
  input.addEventListener("input", () => {
    const same = read() === undefined;
    element.classList.toggle("changed", !same);
    was.textContent = same ? "" : t("library.was", { value: valueWord(field.name, field.value) });
    changed();
  });
  return { name: field.name, element, read };
}

function choice({ name, choices }, id) {
  const option = (one) => make("option", { value: String(one) }, valueWord(name, one));
  return make("select", { id }, ...choices.map(option));
}

function numeric({ kind, low, high }, id) {
  return make("input", { id, type: "number", step: kind === "int" ? 1 : "any", min: low, max: high });
}

/** Which checkpoint a branch goes on from, and whether it is there with all that trains it. @param {About} about */
function moment({ steps, whole }) {
  const note = make("p", { class: "gp-note" });
  const kind = (step) => (whole.includes(step) ? "library.branch.whole" : "library.branch.networks");
  const option = (step) => {
    const word = `${t("live.time.step", { step: number(step) })} · ${t(kind(step))}`;
    return make("option", { value: step }, word);
  };
  const attributes = { "aria-label": t("library.branch.moment"), "data-ref": "branch-step" };
  const select = make("select", attributes, ...steps.map(option));
  const tell = () => {
    note.textContent = t(`${kind(Number(select.value))}.note`);
  };
  select.value = steps[steps.length - 1];
  select.addEventListener("change", tell);
  tell();
  const label = make("label", { class: "lb-field" }, make("span", {}, t("library.branch.moment")), select);
  return { elements: [label, note], step: () => Number(select.value) };
}

/** The key of how much was changed. @param {number} count @param {boolean} branch */
function countWord(count, branch) {
  if (count === 0) return branch ? "library.changed.none" : "library.changed.first";
  return count === 1 ? "library.changed.one" : "library.changed.many";
}

/**
 * @param {App} app
 * @param {"branch" | "twin" | "bring"} kind
 * @param {object} question
 * @returns {Promise<{run?: string, error?: string}>}
 */
export async function begin(app, kind, question) {
  try {
    return await (lent ? lent.begin(kind, question) : app.ask(kind, { owner: owner(), ...question }));
  } catch {
    return { error: "offline" };
  }
}

/** @param {App} app @param {Row} row @param {"branch" | "twin"} kind */
async function open(app, row, kind) {
  /** @type {About | null} */
  const about = await app.fetch("about", { run: row.run });
  if (!about) return;
  const branch = kind === "branch";
  const from = branch ? moment(about) : null;
  const count = make("p", { class: "ll-state lb-count" });
  const start = button(t(`library.${kind}.start`), go, "lb-start");
  const title = make("input", { type: "text", maxlength: 120, placeholder: t("library.title.example") });
  const controls = about.fields.filter(({ stays }) => !branch || !stays).map((field) => control(field, changed));
  const read = () =>
    Object.fromEntries(controls.map((one) => [one.name, one.read()]).filter(([, value]) => value !== undefined));

  function changed() {
    const n = Object.keys(read()).length;
    count.textContent = t(countWord(n, branch), { n });
    count.dataset.tone = n > 1 && !branch ? "warn" : "";
    start.disabled = !branch && n === 0;
  }
  async function go() {
    start.disabled = true;
    const question = { run: row.run, changes: read(), title: title.value.trim() };
    const answer = await begin(app, kind, from ? { ...question, step: from.step() } : question);
    start.disabled = false;
    if (answer.error) {
      count.textContent = refusal(answer); // in the dialog: what lies behind it is hardly seen
      count.dataset.tone = "bad";
      return;
    }
    dialog.close();
    await begun(app, row.run, answer.run);
    notice(t(`library.${kind}.started`));
  }
  const dialog = framed(row, kind, {
    contents: [
      ...(from ? from.elements : []),
      make("div", { class: "lb-settings" }, ...controls.map((one) => one.element)),
      ...(branch ? [make("p", { class: "gp-note" }, t("library.branch.stays"))] : []),
      make("label", { class: "lb-field" }, make("span", {}, t("library.title")), title),
    ],
    foot: [count, button(t("library.cancel"), () => dialog.close()), start],
  });
  changed();
  app.root.append(dialog);
  dialog.showModal();
}

/** Both runs stand in the list, ticked, to be compared. */
async function begun(app, from, run) {
  await app.refresh(true);
  app.tickOnly([from, run]);
  app.state.open = null;
  await app.refresh(true);
  app.mode("library");
}

function framed(row, kind, { contents, foot }) {
  const about = make("p", { class: "gp-note" }, t(`library.${kind}.about`, { title: nameOf(row) }));
  const head = make("h2", {}, t(`library.${kind}.heading`));
  const dialog = make(
    "dialog",
    { class: "lb-dialog", "aria-label": t(`library.${kind}`) },
    make("div", { class: "lb-dialog-head" }, head, about),
    make("div", { class: "lb-scroll" }, ...contents),
    make("div", { class: "lb-dialog-foot" }, ...foot),
  );
  dialog.addEventListener("close", () => dialog.remove());
  return dialog;
}

/** Each opens for a run: (app, row). */
export const dialogs = { branch: (app, row) => open(app, row, "branch"), twin: (app, row) => open(app, row, "twin") };
