// The two ways to begin from a run: a branch from one of its checkpoints, and a twin with one thing changed.
import { button } from "../kit/controls.js";
import { make } from "../kit/dom.js";
import { lent } from "../kit/lent.js";
import { owner } from "../kit/owner.js";
import { number, refusal, t } from "../kit/words.js";

// One setting: its name, its value now, a control for another.
function control(app, field, changed) {
  const id = `lb-set-${field.name}`;
  let input;
  if (field.kind === "choice") {
    input = make(
      "select",
      { id },
      ...field.choices.map((one) => make("option", { value: String(one) }, app.valueWord(field.name, one))),
    );
  } else {
    const step = field.kind === "int" ? 1 : "any";
    input = make("input", { id, type: "number", step, min: field.low, max: field.high });
  }
  input.value = String(field.value);
  const was = make("span", { class: "lb-was" });
  const element = make(
    "div",
    { class: "lb-setting", "data-name": field.name },
    make("label", { for: id }, app.fieldWord(field.name), was),
    input,
  );
  const tell = () => {
    const now = read();
    element.classList.toggle("changed", now !== undefined);
    was.textContent = now === undefined ? "" : t("library.was", { value: app.valueWord(field.name, field.value) });
    changed();
  };
  // the new value, undefined where it is as it was
  function read() {
    if (input.value === "" || input.value === String(field.value)) return undefined;
    if (field.kind === "choice") return field.choices.find((one) => String(one) === input.value);
    return Number(input.value) === field.value ? undefined : Number(input.value);
  }
  input.addEventListener("input", tell);
  return { element, read, name: field.name };
}

async function open(app, row, kind) {
  const facts = await app.fetch("about", { run: row.run });
  if (!facts) return;
  const branch = kind === "branch";
  const usable = facts.fields.filter((field) => !branch || !field.stays);
  const count = make("p", { class: "ll-state lb-count" });
  const start = button(t(branch ? "library.branch.start" : "library.twin.start"), go, "lb-start");
  const title = make("input", { type: "text", maxlength: 120, placeholder: t("library.title.example") });
  const controls = usable.map((field) => control(app, field, changed));
  const read = () =>
    Object.fromEntries(controls.map((one) => [one.name, one.read()]).filter(([, value]) => value !== undefined));
  const moment = make(
    "select",
    { "aria-label": t("library.branch.moment"), "data-ref": "branch-step" },
    ...facts.steps.map((step) =>
      make(
        "option",
        { value: step },
        `${t("live.time.step", { step: number(step) })} · ${t(facts.whole.includes(step) ? "library.branch.whole" : "library.branch.networks")}`,
      ),
    ),
  );
  moment.value = facts.steps[facts.steps.length - 1];
  const about = make("p", { class: "gp-note" });
  const tellMoment = () => {
    about.textContent = t(
      facts.whole.includes(Number(moment.value)) ? "library.branch.whole.note" : "library.branch.networks.note",
    );
  };
  moment.addEventListener("change", tellMoment);
  tellMoment();
  function changed() {
    const n = Object.keys(read()).length;
    count.textContent = t(
      n === 0
        ? branch
          ? "library.changed.none"
          : "library.changed.first"
        : n === 1
          ? "library.changed.one"
          : "library.changed.many",
      { n },
    );
    count.dataset.tone = n > 1 && !branch ? "warn" : "";
    start.disabled = !branch && n === 0;
  }
  async function go() {
    start.disabled = true;
    const question = {
      run: row.run,
      changes: read(),
      title: title.value.trim(),
      ...(branch ? { step: Number(moment.value) } : {}),
    };
    let answer = null;
    try {
      answer = await (lent ? lent.begin(kind, question) : app.ask(kind, { owner: owner(), ...question }));
    } catch {
      answer = { error: "offline" };
    }
    start.disabled = false;
    if (answer.error) {
      // said in the dialog: what lies behind it is hardly seen
      count.textContent = refusal(answer);
      count.dataset.tone = "bad";
      return;
    }
    dialog.close();
    await app.refresh(true);
    app.tickOnly([row.run, answer.run]);
    app.S.open = null;
    await app.refresh(true);
    app.mode("library");
    app.notice(t(branch ? "library.branch.started" : "library.twin.started"));
  }
  const all = make("div", { class: "lb-settings" }, ...controls.map((one) => one.element));
  const first = branch
    ? [make("label", { class: "lb-field" }, make("span", {}, t("library.branch.moment")), moment), about]
    : [];
  const rest = branch ? [make("p", { class: "gp-note" }, t("library.branch.stays"))] : [];
  const dialog = make(
    "dialog",
    { class: "lb-dialog", "aria-label": t(branch ? "library.branch" : "library.twin") },
    make(
      "div",
      { class: "lb-dialog-head" },
      make("h2", {}, t(branch ? "library.branch.heading" : "library.twin.heading")),
      make(
        "p",
        { class: "gp-note" },
        t(branch ? "library.branch.about" : "library.twin.about", { title: app.nameOf(row) }),
      ),
    ),
    make(
      "div",
      { class: "lb-scroll" },
      ...first,
      all,
      ...rest,
      make("label", { class: "lb-field" }, make("span", {}, t("library.title")), title),
    ),
    make(
      "div",
      { class: "lb-dialog-foot" },
      count,
      button(t("library.cancel"), () => dialog.close()),
      start,
    ),
  );
  dialog.addEventListener("close", () => dialog.remove());
  changed();
  app.root.append(dialog);
  dialog.showModal();
}

export const dialogs = { branch: (app, row) => open(app, row, "branch"), twin: (app, row) => open(app, row, "twin") };
