// The model card of a run that came with ganplay: what it is, its pictures, its figures, how to repeat them.
import { button } from "../kit/controls.js";
import { make } from "../kit/dom.js";
import { number, percent, t } from "../kit/words.js";

const digits = (value) => (value === null ? "" : number(value, Math.abs(value) < 10 ? 3 : 1));

function figureWord(name) {
  const word = t(`metric.${name}`);
  return word.startsWith("metric.") ? t(`figure.${name}`) : word;
}
function figures(rows) {
  const head = ["card.column.figure", "card.column.generated", "card.column.real", "card.column.n"];
  return make(
    "div",
    { class: "lb-wide" },
    make(
      "table",
      { class: "lb-cross", "data-ref": "card-figures" },
      make(
        "thead",
        {},
        make("tr", {}, ...head.map((word, i) => make("th", { scope: "col", class: i ? "number" : "" }, t(word)))),
      ),
      make(
        "tbody",
        {},
        ...rows.map(([name, value, floor, n]) =>
          make(
            "tr",
            {},
            make("th", { scope: "row" }, figureWord(name)),
            ...[digits(value), digits(floor), number(n)].map((text) => make("td", { class: "number" }, text)),
          ),
        ),
      ),
    ),
  );
}
function directions(told) {
  const along = Object.keys(told.moves),
    names = Object.keys(told.judge),
    right = Object.values(told.judge);
  const word = (name) => t(`latent.attribute.${name}`);
  const cell = (shares, own) =>
    make("td", { class: own ? "best" : "" }, `${percent(shares[0])} → ${percent(shares[shares.length - 1])}`);
  return [
    make("h3", {}, t("card.directions")),
    make(
      "p",
      { class: "gp-note" },
      t("card.directions.note", {
        n: told.n,
        amount: told.amount,
        low: percent(Math.min(...right)),
        high: percent(Math.max(...right)),
      }),
    ),
    make(
      "div",
      { class: "lb-wide" },
      make(
        "table",
        { class: "lb-cross", "data-ref": "card-directions" },
        make(
          "thead",
          {},
          make(
            "tr",
            {},
            make("th", { scope: "col" }, t("card.directions.along")),
            ...names.map((name) => make("th", { scope: "col" }, word(name))),
          ),
        ),
        make(
          "tbody",
          {},
          ...along.map((one) =>
            make(
              "tr",
              {},
              make("th", { scope: "row" }, word(one)),
              ...names.map((name) => cell(told.moves[one][name], name === one)),
            ),
          ),
        ),
      ),
    ),
  ];
}

export async function openCard(app, row) {
  const card = await app.fetch("card", { run: row.run });
  if (!card) return;
  const { trained } = card;
  const changes = Object.entries(card.changes)
    .map(([name, value]) => `${app.fieldWord(name)} ${app.valueWord(name, value)}`)
    .join(", ");
  const facts = [
    t("card.recipe", { recipe: card.recipe, dataset: t(`data.${card.dataset}`), px: card.resolution }),
    ...(changes ? [t("card.changes", { changes })] : []),
    t("card.length", { images: number(trained.images), steps: number(trained.step), seconds: number(trained.seconds) }),
    t("card.machine", {
      threads: trained.threads,
      precision: trained.precision,
      processor: trained.machine.processor,
      torch: trained.machine.torch,
    }),
    t("card.verdict", { verdict: app.verdictWord(trained) }),
    t("card.size", { space: app.space(row.bytes), moments: t("library.checkpoints", { n: row.steps.length }) }),
  ];
  const about = t(`card.about.${card.name}`);
  const dialog = make(
    "dialog",
    { class: "lb-dialog lb-card", "aria-label": t("card.open") },
    make("div", { class: "lb-dialog-head" }, make("h2", {}, card.name), make("p", { class: "gp-note" }, about)),
    make(
      "div",
      { class: "lb-scroll", tabindex: 0 },
      make(
        "div",
        { class: "lb-card-top" },
        make("img", { src: card.samples, alt: t("card.samples"), title: t("card.samples") }),
        make("ul", {}, ...facts.map((fact) => make("li", {}, fact))),
      ),
      make("h3", {}, t("card.measured")),
      make("p", { class: "gp-note" }, t("card.measured.note")),
      figures(card.figures),
      ...(card.calibrated ? [] : [make("p", { class: "gp-note" }, t("card.uncalibrated"))]),
      ...(card.directions ? directions(card.directions) : []),
      make("h3", {}, t("card.repeat")),
      make("p", { class: "gp-note" }, t("card.repeat.data")),
      make("div", {}, t("card.repeat.training")),
      make("code", {}, card.commands.train),
      make("div", {}, t("card.repeat.figures")),
      make("code", {}, card.commands.evaluate),
    ),
    make(
      "div",
      { class: "lb-dialog-foot" },
      make("span", { class: "lb-count" }),
      button(t("card.close"), () => dialog.close(), "quiet strong"),
    ),
  );
  dialog.addEventListener("close", () => dialog.remove());
  app.root.append(dialog);
  dialog.showModal();
}
