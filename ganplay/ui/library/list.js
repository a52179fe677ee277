// The list of runs: what searches, filters and sorts it, its table, and what keeps it up to date.
import { chosen } from "../kit/chosen.js";
import { button } from "../kit/controls.js";
import { keepingFocus, make, notice } from "../kit/dom.js";
import { owner } from "../kit/owner.js";
import { keep } from "../kit/storage.js";
import { colon, language, refusal, t } from "../kit/words.js";
import { bytesOf, found, isMine, nextSort, SORTS, sorted, tagsOf } from "./found.js";
import { grouped, tellGroup } from "./groups.js";
import { nameOf, space, statusWord, verdictWord } from "./naming.js";
import { several } from "./several.js";

/** @typedef {import("./tab.js").App} App */
/** @typedef {import("./found.js").Row} Row */

const MOST_THUMBS = 60; // in one question, as in rows.py

const textOf = (row) =>
  [
    nameOf(row),
    row.recipe,
    t(`data.${row.dataset}`),
    row.run,
    row.note,
    ...row.tags,
    statusWord(row),
    verdictWord(row),
  ].join(" ");

/** @param {Row} row @param {string} by @returns {string | number} what a list sorted by it compares */
function keyOf(row, by) {
  if (by === "title") return nameOf(row).toLowerCase();
  return by === "status" ? statusWord(row) + verdictWord(row) : row[by];
}

/** The headings of the table. @param {(by: string) => void} sortBy @returns {HTMLElement[]} */
function headings(sortBy) {
  const plain = (word, kind) => {
    const hidden = ["lb-tick", "lb-act"].includes(kind);
    const text = make("span", { class: hidden ? "gp-hidden" : "" }, t(word));
    return make("th", { scope: "col", class: kind }, text);
  };
  const head = (by, kind) => {
    const pressed = button(t(`library.column.${by}`), () => sortBy(by), "lb-head");
    return make("th", { scope: "col", class: kind, "data-sort": by }, pressed);
  };
  return [
    plain("library.column.tick", "lb-tick"),
    plain("library.column.pictures", "lb-pic"),
    head("title", "lb-name"),
    head("status", "lb-status"),
    head("step", "number lb-step"),
    head("images", "number lb-images"),
    head("seconds", "number lb-seconds"),
    head("created", "lb-date"),
    head("bytes", "number lb-space"),
    plain("library.column.acts", "lb-act"),
  ];
}

/**
 * @param {App} app
 * @returns {{build: (place: HTMLElement) => void, render: () => void, refresh: (force?: boolean) => Promise<void>,
 *   tellTicked: () => void, lose: (runs: string[]) => void, regain: (run: string) => void}}
 */
export function list(app) {
  const { state, root } = app;
  const ref = {};
  const gone = new Set(); // deleted here: an answer asked for before that may still tell of them
  let before = "";

  function build(place) {
    ref.none = make("p", { class: "ll-state lb-none" });
    const head = make("thead", {}, make("tr", {}, ...headings(sortBy)));
    ref.table = make("table", { class: "lb-table", "aria-label": t("library.mode.library") }, head);
    place.append(bar(), ref.table, ref.none);
    render();
  }
  function bar() {
    ref.tag = make("select", { "aria-label": t("library.tag") });
    ref.tag.addEventListener("change", () => {
      state.tag = ref.tag.value;
      render();
    });
    ref.sort = make(
      "select",
      { class: "lb-sort", "aria-label": t("library.sort") },
      ...SORTS.map((by) => make("option", { value: by }, colon(t("library.sort"), t(`library.column.${by}`)))),
    );
    ref.sort.addEventListener("change", () => sortBy(ref.sort.value));
    ref.many = several(app);
    ref.total = make("span", { class: "lb-total" });
    const between = make("span", { class: "lb-space-between" });
    const parts = [searchBox(), ref.tag, ref.sort, ref.many.element, between, ref.total, ...opener()];
    return make("div", { class: "lb-bar" }, ...parts);
  }
  function searchBox() {
    const word = t("library.search");
    const input = make("input", { type: "search", placeholder: word, "aria-label": word, value: state.search });
    input.addEventListener("input", () => {
      state.search = input.value;
      render();
    });
    return input;
  }
  function opener() {
    const file = make("input", { type: "file", accept: ".ganplay,.zip", id: "lb-file", class: "gp-hidden" });
    file.addEventListener("change", () => {
      app.acts.openFile(file.files[0]);
      file.value = "";
    });
    const label = make("label", { class: "quiet", for: "lb-file", title: t("library.open.hint") }, t("library.open"));
    return [file, label];
  }
  function sortBy(by) {
    state.sort = nextSort(state.sort, by);
    keep("runs.sort", state.sort);
    render();
  }

  function render() {
    if (state.mode !== "library" || !ref.table) return;
    const tags = tagsOf(state.rows);
    if (state.tag && !tags.includes(state.tag)) state.tag = "";
    const rows = sorted(found(state.rows, state, textOf), state.sort, keyOf);
    keepingFocus(root, () => {
      for (const body of [...ref.table.tBodies]) body.remove();
      ref.table.append(...grouped(app, rows));
    });
    ref.none.hidden = rows.length > 0 || !state.rows.length;
    ref.none.textContent = t("library.none.found");
    const option = (tag, word) => make("option", { value: tag }, word);
    ref.tag.replaceChildren(option("", t("library.tag.all")), ...tags.map((tag) => option(tag, tag)));
    ref.tag.value = state.tag;
    ref.tag.hidden = !tags.length;
    tellTotal();
    tellSort();
    tellTicked();
    root.dataset.rows = rows.length;
  }
  function tellTotal() {
    const { rows } = state;
    const mine = rows.filter(isMine);
    const gaps = { n: rows.length, mine: space(bytesOf(mine)), all: space(bytesOf(rows)) };
    ref.total.textContent = t(mine.length ? "library.total" : "library.total.none", gaps);
  }
  function tellSort() {
    const { by, down } = state.sort;
    for (const head of root.querySelectorAll("th[data-sort]")) {
      const order = down ? "descending" : "ascending";
      head.setAttribute("aria-sort", head.dataset.sort === by ? order : "none");
    }
    ref.sort.value = by;
  }
  function tellTicked() {
    if (!ref.many) return;
    for (const box of root.querySelectorAll(".lb-tick input[data-run]")) {
      box.checked = state.ticked.includes(box.dataset.run);
    }
    for (const box of root.querySelectorAll(".lb-tick input[data-group]")) tellGroup(box, state.ticked);
    ref.many.tell();
    root.dataset.ticked = app.ticked().length;
  }

  /** Something is being written in the open panel, which is not to be drawn again meanwhile. */
  function writing() {
    const { activeElement } = document;
    const input = root.contains(activeElement) && /INPUT|TEXTAREA|SELECT/.test(activeElement.tagName);
    return Boolean(input && activeElement.closest(".lb-open"));
  }
  async function refresh(force = false) {
    try {
      const answer = await app.ask("rows", { owner: owner() });
      if (answer.error) return notice(refusal(answer));
      const now = JSON.stringify([answer.rows, language, chosen()]);
      if (now !== before && (force || !writing())) {
        before = now;
        state.rows = answer.rows.filter((row) => !gone.has(row.run));
        render();
      }
      await glimpses();
    } catch {
      /* the live view says when the connection is lost */
    }
    return undefined;
  }
  async function glimpses() {
    const stale = (row) => row.grid && state.thumbs.get(row.run)?.seq !== row.grid;
    const wanted = state.rows.filter(stale).slice(0, MOST_THUMBS);
    if (!wanted.length) return;
    const { error, thumbs } = await app.ask("thumbs", { runs: wanted.map((row) => [row.run, row.grid]) });
    if (error) return;
    for (const { run, grid } of wanted) {
      state.thumbs.set(run, { seq: grid, url: thumbs[run] });
      const image = root.querySelector(`tr[data-run="${run}"] .lb-thumb`);
      if (image && thumbs[run]) image.src = thumbs[run];
    }
  }

  /** They are deleted. @param {string[]} runs */
  function lose(runs) {
    for (const run of runs) gone.add(run);
    state.rows = state.rows.filter(({ run }) => !runs.includes(run));
    if (runs.includes(state.open)) state.open = null;
    before = ""; // what the server told last is no longer what is shown
    render();
  }
  /** It has come back. @param {string} run */
  function regain(run) {
    gone.delete(run);
    refresh(true);
  }

  return { build, render, refresh, tellTicked, lose, regain };
}
