// The recipe book: a dialog with a page for each recipe, and a table of all of them by what they reached.
import { chart } from "../kit/chart.js";
import { button, segments } from "../kit/controls.js";
import { keepingFocus, make, notice } from "../kit/dom.js";
import { provide } from "../kit/parts.js";
import { number, t } from "../kit/words.js";

const SHOWN = [
  "classifier_fd",
  "classifier_kd",
  "precision",
  "recall",
  "density",
  "coverage",
  "class_kl",
  "label_accuracy",
  "copies",
  "nearness",
  "modes",
  "high_quality",
];
const COMPARED = ["classifier_fd", "precision", "recall", "coverage", "label_accuracy"];
const FIRST = "first"; // in place of minutes: what a training measured next to its 60th second, in the long runs
const digits = (value, count = 3) => (Number.isFinite(value) ? String(Number(value.toPrecision(count))) : "–");
const word = (name) => t(`recipe.${name}`);
const metric = (record, name) => record.metrics[name] || [null, null, 0];

export function mount(element, server) {
  const place = element.querySelector(".rb-place");
  let facts = null,
    dialog = null,
    opening = false,
    picked = ["quick", "tiny"];
  const S = { recipe: "quick", view: "page", dataset: "mnist", minutes: 2 };
  const of = (name) => facts.records.filter((record) => record.recipe === name);
  const distance = (record) => (record?.metrics ? (metric(record, "classifier_fd")[0] ?? Infinity) : Infinity);

  function choose(name) {
    picked = [name, (of(name)[0] || { size: "tiny" }).size];
    document.querySelector("#gp-book-choose").click();
    dialog.close();
    notice(t("book.chosen", { recipe: name }));
  }

  // One recipe
  function samples(record, kind) {
    if (!record.samples) return "";
    const gaps = { recipe: record.recipe, data: t(`data.${record.dataset}`), minutes: record.minutes };
    return make("img", { src: record.samples, loading: "lazy", class: kind, alt: t("book.samples", gaps) });
  }
  const reached = (record) =>
    t(record.resolution === 1 ? "book.reached.points" : "book.reached", {
      images: number(record.images),
      px: record.resolution,
    });
  function figures(record) {
    const rows = SHOWN.filter((name) => record.metrics[name]).map((name) => {
      const [value, floor] = record.metrics[name];
      return make(
        "tr",
        {},
        make("th", { scope: "row", title: t(`metric.${name}.hint`) }, t(`metric.${name}`)),
        make("td", {}, digits(value)),
        make("td", {}, digits(floor)),
      );
    });
    const first = Object.values(record.metrics)[0];
    return make(
      "table",
      { class: "rb-figures" },
      make(
        "thead",
        {},
        make(
          "tr",
          {},
          make("th", { scope: "col" }, t("book.n", { n: number(first ? first[2] : 0) })),
          ...["generated", "real"].map((side) => make("th", { scope: "col" }, t(`book.${side}`))),
        ),
      ),
      make("tbody", {}, ...rows),
    );
  }
  function curves(record) {
    const { seconds, loss_d: d, loss_g: g, judged, diversity } = record.curve;
    const part = (name, lines, keys) => {
      const drawn = chart(lines, { height: 80, label: t(`book.${name}`), from: 0 }),
        range = drawn.range || [];
      return make(
        "figure",
        {},
        make(
          "figcaption",
          {},
          t(`book.${name}`),
          ...keys.map((key) => make("b", { class: key.toLowerCase() }, key)),
          make("span", {}, range.map((value) => digits(value, 2)).join(" – ")),
        ),
        drawn,
      );
    };
    return make(
      "div",
      { class: "rb-curves" },
      part(
        "losses",
        [
          { x: seconds, y: d, class: "d" },
          { x: seconds, y: g, class: "g" },
        ],
        ["D", "G"],
      ),
      part(
        "diversity",
        [
          { x: judged, y: diversity, class: "fake" },
          { x: judged, y: judged.map(() => 1), class: "one" },
        ],
        [],
      ),
    );
  }
  const unmeasured = (record) =>
    record.same_as
      ? t("book.same_as", { recipe: record.same_as })
      : t(record.refused ? "book.refused" : "book.not_measured");
  function card(record) {
    const head = make("h4", {}, `${t(`data.${record.dataset}`)} · ${t("book.minutes.n", { n: record.minutes })}`);
    if (!record.metrics)
      return make(
        "section",
        { class: "rb-card" },
        head,
        make("p", { class: "gp-note", title: record.refused || null }, unmeasured(record)),
      );
    const told = [
      reached(record),
      ...(record.conditional ? [t("book.told")] : []),
      ...(record.status === "diverged" ? [t("book.diverged")] : []),
    ];
    return make(
      "section",
      { class: "rb-card" },
      head,
      samples(record, "rb-samples"),
      make("p", { class: "gp-note" }, told.join(" · ")),
      figures(record),
      curves(record),
      make("p", { class: "gp-note" }, machine(record)),
      make(
        "details",
        {},
        make("summary", {}, t("book.repeat")),
        make("pre", { class: "rb-code" }, `${record.command}\n${record.measure}`),
      ),
    );
  }
  function page() {
    const name = S.recipe,
      source = facts.recipes.find((one) => one.name === name).source;
    const cards = of(name).map(card);
    const say = (what) =>
      make("section", {}, make("h4", {}, t(`book.${what}`)), make("p", {}, t(`book.${what}.${name}`)));
    return [
      make("h3", {}, word(name)),
      make("p", { class: "rb-about" }, t(`recipe.${name}.note`)),
      make("p", { class: "gp-note" }, t("recipe.source", { source })),
      make("div", { class: "rb-says" }, say("when"), say("fails")),
      cards.length ? make("div", { class: "rb-cards" }, ...cards) : make("p", { class: "gp-note" }, t("book.none")),
      cards.length ? note() : "",
    ];
  }
  const machine = (record) =>
    t("book.machine", { ...record.machine, torch: record.machine.torch.split("+")[0], size: record.size });
  const note = (...said) => make("p", { class: "gp-note rb-machine" }, [...said, t("book.caution")].join(" "));

  // All of them
  const budgets = () =>
    [...new Set(facts.records.filter((record) => record.dataset === S.dataset).map((record) => record.minutes))].sort(
      (a, b) => a - b,
    );
  const at = (minutes) => facts.records.filter((record) => record.dataset === S.dataset && record.minutes === minutes);
  const firsts = () =>
    at(facts.long)
      .filter((record) => record.minute || !record.metrics)
      .map((record) =>
        record.metrics ? { ...record, metrics: { classifier_fd: record.minute.classifier_fd }, samples: null } : record,
      );
  const shelf = () => (S.minutes === FIRST ? firsts() : at(S.minutes));
  function verdict(ranked) {
    if (!ranked.length || S.dataset === "grid" || S.minutes === FIRST) return "";
    const place = ranked.findIndex((record) => record.recipe === "quick") + 1;
    const gaps = { best: ranked[0].recipe, data: t(`data.${S.dataset}`), minutes: S.minutes, place };
    return t("book.nearest", gaps) + (place > 1 ? ` ${t("book.quick_place", gaps)}` : "");
  }
  // The letter of each machine, where there are several.
  function letters(ranked) {
    const names = [...new Set(ranked.map(machine))];
    return names.length > 1 ? new Map(names.map((name, at) => [name, String.fromCharCode(97 + at)])) : new Map();
  }
  function line(record, index, columns, marks) {
    const name = record.recipe,
      mark = record.metrics && marks.get(machine(record));
    const cells = record.metrics
      ? [
          ...columns.map((one) => make("td", { class: `number rb-${one}` }, digits(metric(record, one)[0]))),
          make(
            "td",
            { class: "number rb-images" },
            number(S.minutes === FIRST ? record.minute.seconds : record.images),
          ),
        ]
      : columns
          .map((one, at) => make("td", { class: `rb-none rb-${one}` }, at ? "" : unmeasured(record)))
          .concat(make("td", { class: "rb-images" }));
    return make(
      "tr",
      { "data-recipe": name, class: name === S.recipe ? "here" : null },
      make("td", { class: "number rb-place-of" }, record.metrics ? String(index + 1) : ""),
      make(
        "th",
        { scope: "row" },
        button(
          name,
          () => {
            S.recipe = name;
            S.view = "page";
            render();
          },
          "rb-link",
        ),
        mark ? make("sup", { title: machine(record) }, mark) : "",
      ),
      make("td", { class: "rb-pic" }, samples(record, "rb-small")),
      ...cells,
      make(
        "td",
        {},
        button(t("book.choose.short"), () => choose(name), "quiet", {
          "aria-label": `${t("book.choose.short")} ${name}`,
        }),
      ),
    );
  }
  function compare() {
    const points = S.dataset === "grid",
      columns = points ? ["modes", "high_quality"] : S.minutes === FIRST ? COMPARED.slice(0, 1) : COMPARED;
    const known = shelf(),
      names = facts.recipes.map((one) => one.name).filter((name) => (name === "points") === points);
    const ranked = known.filter((record) => record.metrics).sort((a, b) => distance(a) - distance(b));
    const rest = names
      .filter((name) => !ranked.some((record) => record.recipe === name))
      .map((name) => known.find((record) => record.recipe === name) || { recipe: name });
    const sizes = [...new Set(ranked.map((record) => record.resolution))].sort((a, b) => a - b);
    const floor = (px, one) =>
      ranked
        .filter((record) => record.resolution === px)
        .map((record) => metric(record, one)[1])
        .find(Number.isFinite);
    const floors = sizes.map((px) =>
      make(
        "tr",
        { class: "rb-floor" },
        make("td", {}),
        make("th", { scope: "row" }, t("book.real.row") + (sizes.length > 1 ? ` (${px} px)` : "")),
        make("td", { class: "rb-pic" }),
        ...columns.map((one) => make("td", { class: `number rb-${one}` }, digits(floor(px, one)))),
        make("td", { class: "rb-images" }),
        make("td", {}),
      ),
    );
    const sets = [...new Set(facts.records.map((record) => record.dataset))].sort(
      (a, b) => (a === "grid") - (b === "grid"),
    );
    const offered = [...(firsts().some((record) => record.metrics) ? [FIRST] : []), ...budgets()],
      marks = letters(ranked),
      first = S.minutes === FIRST;
    if (offered.length && !offered.includes(S.minutes)) {
      S.minutes = offered[0];
      return compare();
    }
    const machines = marks.size
      ? [...marks].map(([name, mark]) => `${mark}: ${name}`)
      : ranked.slice(0, 1).map(machine);
    const n = ranked.length ? Object.values(ranked[0].metrics)[0][2] : 0;
    return [
      make(
        "div",
        { class: "rb-which" },
        segments(
          sets.map((name) => [name, t(`data.${name}`)]),
          S.dataset,
          (name) => {
            S.dataset = name;
            render();
          },
          t("book.data"),
        ),
        segments(
          offered.map((minutes) => [
            minutes,
            minutes === FIRST ? t("book.minutes.first", { n: facts.long }) : t("book.minutes.n", { n: minutes }),
          ]),
          S.minutes,
          (minutes) => {
            S.minutes = minutes;
            render();
          },
          t("book.minutes"),
        ),
      ),
      make("p", { class: "rb-verdict" }, verdict(ranked)),
      make(
        "div",
        { class: "lb-wide" },
        make(
          "table",
          { class: "rb-table" },
          make(
            "thead",
            {},
            make(
              "tr",
              {},
              make("th", {}),
              make("th", { scope: "col" }, t("book.n", { n: number(n) })),
              make("th", { class: "rb-pic" }),
              ...columns.map((one) =>
                make(
                  "th",
                  { scope: "col", class: `number rb-${one}`, title: t(`metric.${one}.hint`) },
                  t(`metric.${one}`),
                ),
              ),
              make("th", { scope: "col", class: "number rb-images" }, t(first ? "book.second" : "book.images")),
              make("th", {}),
            ),
          ),
          make(
            "tbody",
            {},
            ...floors,
            ...ranked.map((record, index) => line(record, index, columns, marks)),
            ...rest.map((record) => line(record, 0, columns, marks)),
          ),
        ),
      ),
      note(...(first ? [t("book.first")] : []), ...machines, ...(marks.size ? [t("book.letters")] : [])),
    ];
  }

  // The dialog
  const render = () => keepingFocus(dialog, draw);
  function draw() {
    const views = segments(
      [
        ["page", t("book.view.page")],
        ["compare", t("book.view.compare")],
      ],
      S.view,
      (view) => {
        S.view = view;
        render();
      },
      t("book.view"),
    );
    const which = make(
      "select",
      { "aria-label": t("book.recipe"), "data-focus": "recipe" },
      ...facts.recipes.map(({ name }) => make("option", { value: name }, name)),
    );
    which.value = S.recipe;
    which.addEventListener("change", () => {
      S.recipe = which.value;
      S.view = "page";
      render();
    });
    const foot =
      S.view === "page"
        ? [
            make(
              "span",
              { class: "gp-note rb-hint" },
              t("book.choose.hint", { recipe: S.recipe, size: (of(S.recipe)[0] || { size: "tiny" }).size }),
            ),
            button(t("book.choose"), () => choose(S.recipe), "lb-start", { "data-ref": "book-choose" }),
          ]
        : [];
    dialog.dataset.view = S.view;
    dialog.dataset.recipe = S.recipe;
    dialog.replaceChildren(
      make(
        "div",
        { class: "lb-dialog-head rb-head" },
        make("h2", {}, t("book.title")),
        which,
        views,
        button("×", () => dialog.close(), "quiet rb-close", { "aria-label": t("book.close") }),
      ),
      make(
        "div",
        { class: "lb-scroll rb-scroll", tabindex: 0, autofocus: "" },
        ...(S.view === "page" ? page() : compare()),
      ),
      ...(foot.length ? [make("div", { class: "lb-dialog-foot" }, ...foot)] : []),
    );
  }
  async function open(name) {
    if (opening || dialog?.open) return undefined;
    opening = true;
    try {
      facts = facts || (await server.read_book({}));
    } catch {
      return notice(t("book.offline"));
    } finally {
      opening = false;
    }
    Object.assign(S, { recipe: name, view: "page" });
    dialog = make("dialog", { class: "lb-dialog rb-dialog", "aria-label": t("book.title") });
    dialog.addEventListener("close", () => dialog.remove());
    dialog.addEventListener("click", (event) => {
      if (event.target === dialog) dialog.close();
    });
    render();
    place.append(dialog);
    dialog.showModal();
    return undefined;
  }
  provide("book", { open, chosen: () => picked });
}
