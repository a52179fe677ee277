// The Runs tab: every run this browser may see, as rows to search, sort, name, thin, delete; ticked ones go to compare.
// The dialogs of branch and twin are in library_dialogs.js, model cards in library_card.js, the comparison in
// library_compare.js.
import { asker } from "../kit/channel.js";
import { button, segments } from "../kit/controls.js";
import { discard } from "../kit/discard.js";
import { make } from "../kit/dom.js";
import { facts } from "../kit/facts.js";
import { save } from "../kit/files.js";
import { parts, provide, when } from "../kit/parts.js";
import { fieldWord, valueWord } from "../kit/settings.js";
import { keep, kept } from "../kit/storage.js";
import { openTab } from "../kit/tabs.js";
import { onTheme } from "../kit/theme.js";
import { language, number, onLanguage, refusal, t } from "../kit/words.js";
import { openCard } from "./card.js";
import { comparison } from "./compare.js";
import { dialogs } from "./dialogs.js";

const LIVE = ["queued", "preparing", "running", "paused"];
const MOST = 6;
const SORTS = ["created", "title", "status", "step", "images", "seconds", "bytes"];
const TONE = { learning: "good", d_too_strong: "warn", g_not_learning: "warn", collapsed: "bad", diverged: "bad" };

export function mount(element, server, upload) {
  const root = element.querySelector(".gp-library");
  const S = {
    rows: [],
    thumbs: new Map(),
    ticked: kept("runs.ticked", []),
    open: null,
    mode: "library",
    search: "",
    tag: "",
    sort: kept("runs.sort", { by: "created", down: true }),
  };
  const ref = {};
  const { ask } = asker(server);
  let opened = false,
    before = "",
    compare = null;
  const gone = new Set(); // deleted here: an answer asked for before that may still tell of them
  const owner = () => owner();
  const notice = (words) => notice(words);
  // what the server answers, or null after saying what is wrong, in the words of the page where it has some
  async function fetch(what, question) {
    try {
      const answer = await ask(what, { owner: owner(), ...question });
      if (!answer.error) return answer;
      notice(refusal(answer));
    } catch {
      notice(t("error.offline"));
    }
    return null;
  }

  const nameOf = (row) => row.title || t("runs.row", { recipe: row.recipe || "?", dataset: t(`data.${row.dataset}`) });
  const find = (run) => S.rows.find((row) => row.run === run);
  const space = (bytes) =>
    bytes < 1e6
      ? t("library.kb", { n: number(Math.max(1, bytes / 1e3)) })
      : t("library.mb", { n: number(bytes / 1e6, bytes < 1e7 ? 1 : 0) });
  const date = (seconds) =>
    seconds
      ? new Date(1000 * seconds).toLocaleString(language === "zh" ? "zh-CN" : "en-GB", {
          day: "numeric",
          month: "short",
          hour: "2-digit",
          minute: "2-digit",
        })
      : "–";
  const changeWords = (changes) =>
    Object.entries(changes || {})
      .map(([name, [was, is]]) => `${fieldWord(name)} ${valueWord(name, was)} → ${valueWord(name, is)}`)
      .join(", ");
  function fromWords(parent) {
    const known = find(parent.run);
    const title = known ? nameOf(known) : parent.title || parent.run;
    return parent.step === null
      ? t("library.twin.of", { title })
      : t("library.from", { title, step: number(parent.step) });
  }

  // What is shown: searched, filtered, sorted
  function shown() {
    const words = S.search.toLowerCase().split(/\s+/).filter(Boolean);
    const text = (row) =>
      [
        nameOf(row),
        row.recipe,
        t(`data.${row.dataset}`),
        row.run,
        row.note,
        ...row.tags,
        statusWord(row),
        verdictWord(row),
      ]
        .join(" ")
        .toLowerCase();
    const value = (row) =>
      S.sort.by === "title"
        ? nameOf(row).toLowerCase()
        : S.sort.by === "status"
          ? statusWord(row) + verdictWord(row)
          : row[S.sort.by];
    return S.rows
      .filter((row) => (!S.tag || row.tags.includes(S.tag)) && words.every((word) => text(row).includes(word)))
      .sort((a, b) => {
        const x = value(a),
          y = value(b);
        return (x < y ? -1 : x > y ? 1 : 0) * (S.sort.down ? -1 : 1);
      });
  }
  const statusWord = (row) => t(`live.status.${row.status}`, { position: row.position || 1 });
  const verdictWord = (row) => (row.verdict ? t(`live.verdict.${row.verdict}`) : "");

  // One row, and the panel below it
  function tick(run, on) {
    const had = S.ticked.filter((one) => one !== run);
    if (on && had.length >= MOST) {
      notice(t("library.compare.most", { n: MOST }));
      return tellTicked();
    }
    S.ticked = on ? [...had, run] : had;
    keep("runs.ticked", S.ticked);
    tellTicked();
    return undefined;
  }
  function tellTicked() {
    const n = S.ticked.filter(find).length;
    for (const box of root.querySelectorAll(".lb-tick input")) box.checked = S.ticked.includes(box.dataset.run);
    ref.compare.textContent = n ? t("library.compare.n", { n }) : t("library.compare");
    ref.compare.disabled = n < 2;
    ref.compare.title = n < 2 ? t("library.compare.few") : "";
    ref.clear.hidden = !n;
    root.dataset.ticked = n;
  }
  const isMine = (row) => row.mine && !row.pretrained;
  function watch(row) {
    const { live } = parts;
    if (LIVE.includes(row.status) || !row.grid) live.watch(row.run);
    else live.replay(row.run);
    openTab("train");
  }
  function line(row) {
    const thumb = make("img", {
      class: "lb-thumb",
      alt: row.grid ? t("library.thumb", { title: nameOf(row) }) : "",
      loading: "lazy",
    });
    const glimpse = S.thumbs.get(row.run);
    if (glimpse?.url) thumb.src = glimpse.url;
    const ticked = make("input", {
      type: "checkbox",
      "data-run": row.run,
      "aria-label": t("library.tick", { title: nameOf(row) }),
    });
    ticked.checked = S.ticked.includes(row.run);
    ticked.addEventListener("change", () => tick(row.run, ticked.checked));
    const verdict =
      row.verdict && row.verdict !== "starting"
        ? make("span", { class: "lb-verdict", "data-tone": TONE[row.verdict] || "" }, verdictWord(row))
        : "";
    const whose = row.pretrained ? t("library.shipped") : row.mine ? "" : t("library.nobody");
    const cell = (kind, word, ...children) =>
      make("td", { class: kind, "data-word": null, "data-name": t(word) }, ...children);
    const main = make(
      "td",
      { class: "lb-name" },
      make(
        "button",
        { type: "button", class: "lb-title", onclick: () => toggle(row.run), "aria-expanded": S.open === row.run },
        nameOf(row),
      ),
      make(
        "span",
        { class: "lb-what" },
        [
          row.title ? t("runs.row", { recipe: row.recipe, dataset: t(`data.${row.dataset}`) }) : "",
          row.resolution ? t("library.px", { n: row.resolution }) : "",
          whose,
        ]
          .filter(Boolean)
          .join(" · "),
      ),
      row.parent
        ? make(
            "span",
            { class: "lb-from" },
            `↳ ${fromWords(row.parent)}${Object.keys(row.parent.changes || {}).length ? ` · ${changeWords(row.parent.changes)}` : ""}`,
          )
        : "",
      row.tags.length
        ? make(
            "span",
            { class: "lb-tags" },
            ...row.tags.map((tag) =>
              button(
                tag,
                () => {
                  S.tag = S.tag === tag ? "" : tag;
                  render();
                },
                "lb-tag",
                { "aria-pressed": S.tag === tag },
              ),
            ),
          )
        : "",
    );
    const body = make(
      "tr",
      { "data-run": row.run, class: S.open === row.run ? "open" : null },
      make("td", { class: "lb-tick" }, make("label", {}, ticked)),
      make("td", { class: "lb-pic" }, thumb),
      main,
      make("td", { class: "lb-status" }, make("span", { class: `status ${row.status}` }, statusWord(row)), verdict),
      cell("number lb-step", "live.stat.step", number(row.step)),
      cell("number lb-images", "live.stat.images", number(row.images)),
      cell("number lb-seconds", "live.stat.seconds", number(row.seconds, row.seconds < 10 ? 1 : 0)),
      make("td", { class: "lb-date" }, date(row.created)),
      make(
        "td",
        { class: "number lb-space" },
        space(row.bytes),
        make("small", {}, t("library.checkpoints", { n: row.steps.length })),
      ),
      make(
        "td",
        { class: "lb-act" },
        button(
          LIVE.includes(row.status) || !row.grid ? t("runs.watch") : `▶ ${t("runs.replay")}`,
          () => watch(row),
          "quiet",
          {
            "aria-label": `${t(LIVE.includes(row.status) || !row.grid ? "runs.watch" : "runs.replay")}: ${nameOf(row)}`,
          },
        ),
        button("⋯", () => toggle(row.run), "quiet lb-more", {
          "aria-label": t("library.more", { title: nameOf(row) }),
          "aria-expanded": S.open === row.run,
        }),
      ),
    );
    return S.open === row.run
      ? [body, make("tr", { class: "lb-open" }, make("td", { colspan: 10 }, panel(row)))]
      : [body];
  }
  function toggle(run) {
    S.open = S.open === run ? null : run;
    render();
  }

  function panel(row) {
    const acts = make("div", { class: "ll-row" });
    const ready = row.steps.length > 0;
    if (row.card)
      acts.append(button(t("card.open"), () => openCard(app, row), "quiet strong", { title: t("card.open.hint") }));
    if (ready)
      acts.append(
        button(t("library.branch"), () => dialogs.branch(app, row), "quiet", { title: t("library.branch.hint") }),
      );
    if (row.recipe)
      acts.append(button(t("library.twin"), () => dialogs.twin(app, row), "quiet", { title: t("library.twin.hint") }));
    if (isMine(row) && ready && !LIVE.includes(row.status))
      acts.append(
        button(t("library.save"), () => saveFile(row), "quiet", {
          title: t(row.dataset === "own" ? "library.save.hint.own" : "library.save.hint"),
        }),
      );
    if (isMine(row) && row.resumable && ["stopped", "interrupted"].includes(row.status))
      acts.append(button(t("runs.resume"), () => resume(row)));
    if (isMine(row)) acts.append(button(t("runs.delete"), () => discardRow(row), "danger"));
    if (!isMine(row)) {
      const note = row.note ? [make("p", { class: "lb-note" }, row.note)] : [];
      return make(
        "div",
        { class: "lb-panel" },
        ...note,
        acts,
        make("p", { class: "gp-note" }, t(row.pretrained ? "library.shipped.note" : "library.nobody.note")),
      );
    }
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
    const write = async (words, input) => {
      if (await fetch("describe", { run: row.run, ...words })) {
        Object.assign(row, words);
        input.classList.add("kept");
        setTimeout(() => input.classList.remove("kept"), 900);
      }
      refresh(true);
    };
    title.addEventListener("change", () => write({ title: title.value.trim() }, title));
    tags.addEventListener("change", () =>
      write(
        {
          tags: [
            ...new Set(
              tags.value
                .split(/[,，、]/)
                .map((tag) => tag.trim())
                .filter(Boolean),
            ),
          ],
        },
        tags,
      ),
    );
    note.addEventListener("change", () => write({ note: note.value }, note));
    for (const input of [title, tags])
      input.addEventListener("keydown", (event) => {
        if (event.key === "Enter") input.blur();
      });
    const field = (word, input) => make("label", { class: "lb-field" }, make("span", {}, t(word)), input);
    const count = make(
      "select",
      { "aria-label": t("library.keep.count") },
      ...[2, 3, 4, 6, 8, 12, 16]
        .filter((n) => n < row.steps.length)
        .map((n) => make("option", { value: n }, String(n))),
    );
    const thin =
      row.steps.length > 2 && !LIVE.includes(row.status)
        ? [
            make(
              "div",
              { class: "ll-row lb-thin" },
              make("span", {}, t("library.keep", { n: row.steps.length })),
              count,
              button(t("library.keep.now"), () => thinTo(row, Number(count.value)), "quiet", {
                title: t("library.keep.hint"),
              }),
            ),
          ]
        : [];
    return make(
      "div",
      { class: "lb-panel" },
      make(
        "div",
        { class: "lb-words" },
        field("library.title", title),
        field("library.tags", tags),
        field("library.note", note),
      ),
      acts,
      ...thin,
    );
  }

  // Acts
  async function resume(row) {
    if (await parts.live.resume(row.run)) openTab("train");
  }
  async function thinTo(row, count) {
    const answer = await fetch("keep", { run: row.run, count });
    if (answer) notice(t("library.kept", { n: answer.left }));
    refresh(true);
  }
  async function discardRow(row) {
    const back = () => {
      gone.delete(row.run);
      refresh(true);
    };
    if (!(await discard(row.run, nameOf(row), back))) return refresh(true);
    S.rows = S.rows.filter((one) => one !== row);
    gone.add(row.run);
    before = ""; // what the server told last is no longer what is shown
    S.open = null;
    return render();
  }
  async function saveFile(row) {
    notice(t("library.packing"));
    const answer = await fetch("save_file", { run: row.run });
    if (!answer) return;
    save(answer.url, answer.name);
    notice(
      t(answer.opens ? "library.packed" : "library.packed.large", {
        name: answer.name,
        size: space(answer.bytes),
        most: space(facts.file),
      }),
    );
  }
  async function openFile(file) {
    if (!file) return;
    const most = facts.file;
    if (file.size > most)
      return void notice(
        t("error.file_large", {
          size: number(Math.ceil(file.size / 1e6)),
          most: number(most / 1e6),
          way: `ganplay runs unpack ${file.name}`,
        }),
      );
    notice(t("library.opening"));
    let path = null;
    try {
      ({ path } = await upload(file));
    } catch {
      return void notice(t("error.offline"));
    }
    const answer = await fetch("take_file", { path });
    if (!answer) return;
    await refresh(true);
    S.open = answer.run;
    render();
    notice(t(find(answer.run)?.dataset === "own" ? "library.opened.own" : "library.opened"));
  }

  // The list
  function render() {
    if (S.mode !== "library" || !ref.body) return;
    const rows = shown(),
      tags = [...new Set(S.rows.flatMap((row) => row.tags))].sort();
    if (S.tag && !tags.includes(S.tag)) S.tag = "";
    const active = document.activeElement;
    const where = root.contains(active) ? active.getAttribute("aria-label") : null;
    ref.body.replaceChildren(...rows.flatMap(line));
    ref.none.hidden = rows.length > 0;
    ref.none.textContent = S.rows.length ? t("library.none.found") : t("library.none");
    ref.tag.replaceChildren(
      make("option", { value: "" }, t("library.tag.all")),
      ...tags.map((tag) => make("option", { value: tag }, tag)),
    );
    ref.tag.value = S.tag;
    ref.tag.hidden = !tags.length;
    const mine = S.rows.filter(isMine).reduce((sum, row) => sum + row.bytes, 0),
      all = S.rows.reduce((sum, row) => sum + row.bytes, 0);
    ref.total.textContent = t("library.total", { n: S.rows.length, mine: space(mine), all: space(all) });
    for (const head of root.querySelectorAll("th[data-sort]")) {
      const on = head.dataset.sort === S.sort.by;
      head.setAttribute("aria-sort", on ? (S.sort.down ? "descending" : "ascending") : "none");
    }
    ref.sort.value = S.sort.by;
    tellTicked();
    if (where) root.querySelector(`[aria-label="${where.replace(/["\\]/g, "\\$&")}"]`)?.focus();
    root.dataset.rows = rows.length;
  }
  function sortBy(by) {
    S.sort = { by, down: S.sort.by === by ? !S.sort.down : !["title", "status"].includes(by) };
    keep("runs.sort", S.sort);
    render();
  }
  const writing = () =>
    root.contains(document.activeElement) &&
    /INPUT|TEXTAREA|SELECT/.test(document.activeElement.tagName) &&
    document.activeElement.closest(".lb-open");
  async function refresh(force = false) {
    try {
      const answer = await ask("rows", { owner: owner() });
      if (answer.error) return notice(refusal(answer));
      const now = JSON.stringify([answer.rows, language]);
      if (now !== before && (force || !writing())) {
        before = now;
        S.rows = answer.rows.filter((row) => !gone.has(row.run));
        render();
      }
      await glimpses();
    } catch {
      /* the live view says when the connection is lost */
    }
    return undefined;
  }
  async function glimpses() {
    const wanted = S.rows.filter((row) => row.grid && S.thumbs.get(row.run)?.seq !== row.grid).slice(0, 60);
    if (!wanted.length) return;
    const answer = await ask("thumbs", { runs: wanted.map((row) => [row.run, row.grid]) });
    if (answer.error) return;
    for (const row of wanted) {
      S.thumbs.set(row.run, { seq: row.grid, url: answer.thumbs[row.run] });
      const image = root.querySelector(`tr[data-run="${row.run}"] .lb-thumb`);
      if (image && answer.thumbs[row.run]) image.src = answer.thumbs[row.run];
    }
  }

  // The page
  function listPart() {
    const search = make("input", {
      type: "search",
      placeholder: t("library.search"),
      "aria-label": t("library.search"),
      value: S.search,
    });
    search.addEventListener("input", () => {
      S.search = search.value;
      render();
    });
    ref.tag = make("select", { "aria-label": t("library.tag") });
    ref.tag.addEventListener("change", () => {
      S.tag = ref.tag.value;
      render();
    });
    ref.sort = make(
      "select",
      { class: "lb-sort", "aria-label": t("library.sort") },
      ...SORTS.map((by) => make("option", { value: by }, `${t("library.sort")}: ${t(`library.column.${by}`)}`)),
    );
    ref.sort.addEventListener("change", () => sortBy(ref.sort.value));
    ref.total = make("span", { class: "lb-total" });
    const file = make("input", { type: "file", accept: ".ganplay,.zip", id: "lb-file", class: "gp-hidden" });
    file.addEventListener("change", () => {
      openFile(file.files[0]);
      file.value = "";
    });
    const opener = make("label", { class: "quiet", for: "lb-file", title: t("library.open.hint") }, t("library.open"));
    ref.compare = button("", () => mode("compare"), "quiet strong", { "data-ref": "library-compare" });
    ref.clear = button(
      t("library.compare.clear"),
      () => {
        S.ticked = [];
        keep("runs.ticked", []);
        tellTicked();
      },
      "quiet",
    );
    ref.body = make("tbody", {});
    ref.none = make("p", { class: "ll-state lb-none" });
    const head = (by, kind = "") =>
      make(
        "th",
        { scope: "col", class: kind, "data-sort": by },
        button(t(`library.column.${by}`), () => sortBy(by), "lb-head"),
      );
    const plain = (word, kind) =>
      make(
        "th",
        { scope: "col", class: kind },
        make("span", { class: word ? "" : "gp-hidden" }, word ? t(word) : t("library.column.tick")),
      );
    return [
      make(
        "div",
        { class: "lb-bar" },
        search,
        ref.tag,
        ref.sort,
        ref.compare,
        ref.clear,
        make("span", { class: "lb-space-between" }),
        ref.total,
        file,
        opener,
      ),
      make(
        "table",
        { class: "lb-table" },
        make(
          "thead",
          {},
          make(
            "tr",
            {},
            plain("", "lb-tick"),
            plain("library.column.pictures", "lb-pic"),
            head("title", "lb-name"),
            head("status", "lb-status"),
            head("step", "number lb-step"),
            head("images", "number lb-images"),
            head("seconds", "number lb-seconds"),
            head("created", "lb-date"),
            head("bytes", "number lb-space"),
            make("th", {}),
          ),
        ),
        ref.body,
      ),
      ref.none,
    ];
  }
  function build() {
    ref.body = null;
    if (compare) {
      compare.leave();
      compare = null;
    }
    const modes = segments(
      [
        ["library", t("library.mode.library")],
        ["compare", t("library.mode.compare")],
      ],
      S.mode,
      mode,
      t("library.modes"),
    );
    modes.classList.add("ll-modes");
    const place = make("div", { class: "lb-place" });
    root.replaceChildren(make("main", { class: "ll-main lb-main" }, modes, place));
    root.dataset.mode = S.mode;
    if (S.mode === "library") {
      place.append(...listPart());
      render();
    } else {
      compare = comparison(app, place);
    }
  }
  function mode(next) {
    S.mode = next;
    build();
    if (next === "library") refresh(true);
  }

  const app = {
    S,
    root,
    fetch,
    ask,
    find,
    nameOf,
    space,
    date,
    notice,
    fieldWord,
    valueWord,
    tick,
    mode,
    refresh,
    changeWords,
    verdictWord,
    statusWord,
    measuring: new Set(),
    measured() {},
    ticked: () => S.ticked.filter(find),
    tickOnly(runs) {
      S.ticked = runs.slice(0, MOST);
      keep("runs.ticked", S.ticked);
    },
  };
  async function start() {
    if (opened || !root.clientWidth) return;
    opened = true;
    await when("live");
    build();
    await refresh(true);
    S.ticked = S.ticked.filter(find);
    tellTicked();
    root.dataset.state = "ready";
  }
  let width = 0;
  new ResizeObserver(() => {
    const now = root.clientWidth;
    if (now && !opened) start();
    else if (now && !width && S.mode === "library")
      refresh(true); // opened again
    else if (now && compare && Math.abs(now - width) > 24) compare.resize();
    width = now;
  }).observe(root);
  setInterval(() => {
    if (opened && !document.hidden && root.clientWidth && S.mode === "library") refresh();
  }, 4000);
  onLanguage(() => {
    if (opened) {
      build();
      refresh(true);
    }
  });
  onTheme(() => {
    if (compare) compare.redraw();
  });
  provide("library", { S, app });
  start();
}
