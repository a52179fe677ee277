// A run as a row of the list, and below it the panel where it is open.
import { choose, chosen } from "../kit/chosen.js";
import { button } from "../kit/controls.js";
import { make } from "../kit/dom.js";
import { fieldWord, trainedWord } from "../kit/settings.js";
import { going, tone } from "../kit/status.js";
import { colon, number, t } from "../kit/words.js";
import { isMine } from "./found.js";
import { changeWords, date, duration, fromWords, nameOf, space, statusWord, verdictWord } from "./naming.js";
import { panel } from "./panel.js";
import { openShare } from "./share.js";

/** @typedef {import("./tab.js").App} App */
/** @typedef {import("./found.js").Row} Row */

/** @param {App} app @param {Row} row @returns {HTMLElement[]} */
export function line(app, row) {
  const opened = app.state.open === row.run;
  const toggle = () => {
    app.state.open = app.state.open === row.run ? null : row.run;
    if (app.state.open) choose(row.run, row.pretrained);
    app.render();
  };
  const cell = (kind, word, text) => make("td", { class: kind, "data-name": t(word) }, text);
  const checkpoints = make("small", {}, t("library.checkpoints", { n: row.steps.length }));
  const body = make(
    "tr",
    { "data-run": row.run, class: opened ? "open" : null, "aria-current": chosen()?.run === row.run },
    make("td", { class: "lb-tick" }, make("label", {}, tickBox(app, row))),
    make("td", { class: "lb-pic" }, glimpse(app, row)),
    naming(app, row, opened, toggle),
    make("td", { class: "lb-status" }, make("span", { class: `status ${row.status}` }, statusWord(row)), verdict(row)),
    cell("number lb-step", "live.stat.step", number(row.step)),
    cell("number lb-images", "live.stat.images", number(row.images)),
    cell("number lb-seconds", "live.stat.seconds", duration(row.seconds)),
    make("td", { class: "lb-date" }, date(row.created)),
    make("td", { class: "number lb-space" }, space(row.bytes), checkpoints),
    make("td", { class: "lb-act" }, ...buttons(app, row, opened, toggle)),
  );
  if (!opened) return [body];
  return [body, make("tr", { class: "lb-open" }, make("td", { colspan: 10 }, panel(app, row)))];
}

function tickBox({ state, tick }, row) {
  const label = t("library.tick", { title: nameOf(row) });
  const attributes = { type: "checkbox", "data-run": row.run, "data-focus": `tick ${row.run}`, "aria-label": label };
  const box = make("input", attributes);
  box.checked = state.ticked.includes(row.run);
  box.addEventListener("change", () => tick([row.run], box.checked));
  return box;
}

function glimpse({ state }, row) {
  const alt = row.grid ? t("library.thumb", { title: nameOf(row) }) : "";
  const image = make("img", { class: "lb-thumb", alt, loading: "lazy" });
  const url = state.thumbs.get(row.run)?.url;
  if (url) image.src = url;
  return image;
}

function verdict(row) {
  if (!row.verdict || row.verdict === "starting") return "";
  return make("span", { class: "lb-verdict", "data-tone": tone(row.verdict) }, verdictWord(row));
}

/** The cell of its name: what it is, what was noted, where it came from, its tags. */
function naming(app, row, opened, toggle) {
  const pressed = { "aria-expanded": opened, "data-focus": `title ${row.run}` };
  const pixels = row.resolution ? t("library.px", { n: row.resolution }) : "";
  const named = nameOf(row) === trainedWord(row);
  const what = [named ? "" : trainedWord(row), pixels].filter(Boolean).join(" · ");
  const note = row.note ? make("span", { class: "lb-remark" }, row.note) : "";
  return make(
    "td",
    { class: "lb-name" },
    button(nameOf(row), toggle, "lb-title", pressed),
    make("span", { class: "lb-what", title: row.changed.map(fieldWord).join(", ") || null }, what),
    note,
    row.parent ? origin(app, row.parent) : "",
    row.tags.length ? make("span", { class: "lb-tags" }, ...row.tags.map((tag) => tagButton(app, tag))) : "",
  );
}

function origin({ find }, parent) {
  const changes = changeWords(parent.changes);
  const from = fromWords(parent, find(parent.run));
  return make("span", { class: "lb-from" }, `↳ ${from}${changes ? ` · ${changes}` : ""}`);
}

function tagButton({ state, render }, tag) {
  const filter = () => {
    state.tag = state.tag === tag ? "" : tag;
    render();
  };
  return button(tag, filter, "lb-tag", { "aria-pressed": state.tag === tag });
}

function buttons(app, row, opened, toggle) {
  const { acts } = app;
  const title = nameOf(row);
  const live = going(row.status) || !row.grid; // else there is a film of it
  const word = t(live ? "runs.watch" : "runs.replay");
  const look = button(live ? word : `▶ ${word}`, () => acts.watch(row, live), "quiet", {
    "aria-label": colon(word, title),
    "data-focus": `look ${row.run}`,
  });
  const more = button(t("library.more"), toggle, "quiet lb-more", {
    "aria-label": t("library.more.of", { title }),
    title: t(`library.more.${isMine(row) ? "mine" : "others"}`),
    "aria-expanded": opened,
    "data-focus": `more ${row.run}`,
  });
  const share = button(t("share.open"), () => openShare(app, row), "quiet", {
    "aria-label": colon(t("share.open"), title),
    title: t("share.open.hint"),
    "data-focus": `share ${row.run}`,
  });
  return row.steps.length && row.grid ? [look, share, more] : [look, more];
}
