// Generators of this and other moments and runs against discriminators.
import { button } from "../kit/controls.js";
import { make } from "../kit/dom.js";
import { everyRun } from "../kit/picker.js";
import { number, percent, t } from "../kit/words.js";
import { work } from "../kit/work.js";

/** What the mode of a name makes of the tab. */
export const modes = {};

modes.cross = (app) => {
  const { S } = app;
  const chosen = { generators: [], discriminators: [] },
    MOST = 6;
  const pick = make("div", { class: "jj-pickers" }),
    place = make("div", {});
  let sides = null;
  const title = (row) => row.title || t("runs.row", { recipe: row.recipe, dataset: t(`data.${row.dataset}`) });
  const here = () => ({
    run: S.run,
    name: S.facts.title || t("runs.row", { recipe: S.facts.name, dataset: t(`data.${S.facts.dataset}`) }),
  });
  function start() {
    const { steps } = S.facts,
      few = steps.length <= 4 ? steps : [0, 1, 2, 3].map((i) => steps[Math.round(((i + 1) / 4) * (steps.length - 1))]);
    for (const side of ["generators", "discriminators"]) chosen[side] = few.map((step) => ({ ...here(), step }));
  }
  function choose() {
    pick.replaceChildren(
      ...["generators", "discriminators"].map((side) => {
        const list = make(
          "ol",
          { class: "jj-side" },
          ...chosen[side].map((one, i) =>
            make(
              "li",
              {},
              make("span", {}, `${one.name} · ${one.step === null ? t("judge.cross.last") : number(one.step)}`),
              button(
                "×",
                () => {
                  chosen[side].splice(i, 1);
                  choose();
                },
                "mini",
                { "aria-label": t("latent.remove") },
              ),
            ),
          ),
        );
        const add = make(
          "select",
          { "aria-label": t("judge.cross.add") },
          make("option", { value: "" }, t("judge.cross.add")),
          ...S.facts.steps.map((step) => make("option", { value: `step ${step}` }, `${here().name} · ${number(step)}`)),
          ...everyRun(S.lists)
            .filter((row) => row.run !== S.run)
            .map((row) => make("option", { value: `run ${row.run}` }, `${title(row)} · ${t("judge.cross.last")}`)),
        );
        add.disabled = chosen[side].length >= MOST;
        add.addEventListener("change", () => {
          const [kind, id] = add.value.split(" ");
          if (kind === "step") chosen[side].push({ ...here(), step: Number(id) });
          if (kind === "run")
            chosen[side].push({ run: id, name: title(everyRun(S.lists).find((row) => row.run === id)), step: null });
          choose();
        });
        return make("section", {}, make("h3", {}, t(`judge.cross.${side}`)), list, add);
      }),
    );
  }
  const players = (list) => list.map(({ run, step }) => ({ run, step }));
  const play = work(app, {
    go: t("judge.cross.go"),
    looking: t("judge.cross.playing"),
    strong: true,
    ask() {
      if (!chosen.generators.length || !chosen.discriminators.length) return null;
      sides = { generators: [...chosen.generators], discriminators: [...chosen.discriminators] };
      return { what: "cross", generators: players(sides.generators), discriminators: players(sides.discriminators) };
    },
    done: (news) => table(news, sides),
  });
  function table(news, { generators, discriminators }) {
    const several = [...generators, ...discriminators].some((one) => one.run !== generators[0].run); // then each says of which run it is
    const name = (one) =>
      (several ? `${one.name} · ` : "") +
      (one.step === null ? t("judge.cross.last") : t("live.time.step", { step: number(one.step) }));
    const mean = (values) => values.reduce((a, b) => a + b, 0) / values.length;
    const cell = (value) =>
      make("td", { style: `--share:${Math.round(100 * value)}%`, class: value > 0.6 ? "strong" : "" }, percent(value));
    place.replaceChildren(
      make("p", { class: "ll-state" }, t("judge.cross.read", { n: news.n })),
      make(
        "div",
        { class: "jj-scroll" },
        make(
          "table",
          { class: "jj-cross" },
          make(
            "thead",
            {},
            make(
              "tr",
              {},
              make("th", {}, t("judge.cross.corner")),
              ...discriminators.map((one) => make("th", { scope: "col" }, `D ${name(one)}`)),
              make("th", { scope: "col" }, t("judge.cross.mean")),
            ),
          ),
          make(
            "tbody",
            {},
            ...news.wins.map((row, i) =>
              make(
                "tr",
                {},
                make("th", { scope: "row" }, `G ${name(generators[i])}`),
                ...row.map(cell),
                make("td", { class: "mean" }, percent(mean(row))),
              ),
            ),
          ),
          make(
            "tfoot",
            {},
            make(
              "tr",
              {},
              make("th", { scope: "row" }, t("judge.cross.mean")),
              ...discriminators.map((_, j) =>
                make("td", { class: "mean" }, percent(mean(news.wins.map((row) => row[j])))),
              ),
              make("td", { class: "mean" }),
            ),
          ),
        ),
      ),
    );
  }
  return {
    build: () => [pick, play.element, place],
    update(what) {
      if (what === "open") {
        start();
        choose();
        play.begin();
      }
      if (what === "facts") choose();
    },
    leave: play.leave,
  };
};
