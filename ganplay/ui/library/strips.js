// The same seeds drawn by each run that is compared, a strip each, at a moment of its own.
import { channel } from "../kit/channel.js";
import { button } from "../kit/controls.js";
import { make } from "../kit/dom.js";
import { nearest } from "../kit/ranges.js";
import { crisp, slices } from "../kit/sheet.js";
import { number, t } from "../kit/words.js";
import { classesOf, namesOf, stripRoom } from "./laid.js";
import { swatch } from "./swatch.js";

/** @typedef {import("./compare.js").Sides} Sides */

const LAST_SEED = 2 ** 31 - 20; // the first one of a strip at most
const DICE = 1e6; // seeds that the dice choose from

const note = (text) => make("p", { class: "gp-note" }, text);

/**
 * One run's strip.
 * @param {Sides} sides
 * @param {number} index of the run
 * @param {Map<string, number>} steps the moment of each run
 * @param {() => number} width CSS pixels that there are
 */
function strip({ app, runs, names, view }, index, steps, width) {
  const { row, classes, steps: saved } = runs[index];
  const pictures = make("div", { class: "lb-pictures", "data-strip": index });
  let gone = false;
  if (!saved.length) pictures.append(note(t("library.no_checkpoint")));

  async function show(answer, question) {
    const urls = await slices(answer);
    if (gone || question.kind !== view.kind) return;
    const { cell } = stripRoom(width());
    const side = crisp(answer.size, cell - 2);
    const picture = (src, at) => {
      const seed = question.first + at;
      const alt = t("library.seed.alt", { seed, title: names[index] });
      const style = `width: ${side}px; height: ${side}px`;
      return make("img", { src, alt, title: t("library.seed", { seed }), style });
    };
    pictures.style.gridTemplateColumns = `repeat(${answer.count}, ${cell}px)`;
    pictures.replaceChildren(...urls.map(picture));
    pictures.dataset.step = answer.step;
  }
  const ask = channel(
    (question) => app.ask("draw", question),
    show,
    (sentence) => pictures.replaceChildren(note(sentence)),
  );
  function draw() {
    const { kind, first } = view;
    const label = classes.indexOf(kind);
    if (kind && classes.length && label < 0) {
      pictures.replaceChildren(note(t("library.class.none", { name: kind, classes: namesOf(classes) })));
    } else if (saved.length) {
      const { count } = stripRoom(width());
      const told = label < 0 ? {} : { label }; // runs that are told no class draw as always
      ask({ run: row.run, step: steps.get(row.run), first, count, kind, ...told });
    }
  }

  const select = make(
    "select",
    { "aria-label": t("library.moment.of", { title: names[index] }) },
    ...saved.map((step) => make("option", { value: step }, t("live.time.step", { step: number(step) }))),
  );
  select.value = steps.get(row.run);
  select.addEventListener("change", () => go(Number(select.value)));
  function go(step) {
    steps.set(row.run, step);
    select.value = step;
    draw();
  }
  const title = make("b", {}, names[index]);
  const head = make("div", { class: "lb-strip-head" }, swatch(index), title, ...(saved.length ? [select] : []));
  return {
    element: make("div", { class: "lb-strip" }, head, pictures),
    draw,
    /** The checkpoint nearest to this share of the run's own way. @param {number} share */
    seek(share) {
      if (!saved.length) return;
      const step = nearest(saved, share * saved[saved.length - 1]);
      if (step !== steps.get(row.run)) go(step);
    },
    leave() {
      gone = true;
    },
  };
}

/**
 * @param {Sides} sides
 * @param {Map<string, number>} steps the moment of each run
 * @returns {{element: HTMLElement, draw: () => void, leave: () => void}}
 */
export function strips(sides, steps) {
  const { runs, view, remember } = sides;
  const place = make("div", { class: "lb-strips" });
  const width = () => place.clientWidth || 500;
  const all = runs.map((_, index) => strip(sides, index, steps, width));
  place.append(...all.map(({ element }) => element));
  function draw() {
    for (const one of all) one.draw();
  }
  const turn = (change) => {
    Object.assign(view, change);
    remember();
    draw();
  };

  const limits = { type: "number", min: 0, max: LAST_SEED, step: 1 };
  const seed = make("input", { ...limits, value: view.first, "aria-label": t("library.first") });
  const reseed = (next) => {
    const first = Math.max(0, Math.min(LAST_SEED, Math.round(next) || 0));
    seed.value = first;
    turn({ first });
  };
  seed.addEventListener("change", () => reseed(Number(seed.value)));
  const word = t("library.dice");
  const dice = button("⚄", () => reseed(Math.floor(Math.random() * DICE)), "quiet", {
    "aria-label": word,
    title: word,
  });

  const every = t("library.moment.all");
  const time = make("input", { type: "range", min: 0, max: 100, value: 100, "aria-label": every, title: every });
  time.addEventListener("input", () => {
    for (const one of all) one.seek(Number(time.value) / 100);
  });

  const bar = make(
    "div",
    { class: "ll-row lb-choose" },
    make("h3", {}, t("library.latents")),
    make("label", { class: "check" }, t("library.first"), seed),
    dice,
    ...classPicker(runs, view, turn),
    make("label", { class: "lb-time" }, make("span", {}, every), time),
  );
  return {
    element: make("section", {}, bar, place),
    draw,
    leave() {
      for (const one of all) one.leave();
    },
  };
}

/** The class that is drawn, of those that any run is told. */
function classPicker(runs, view, turn) {
  const names = classesOf(runs);
  if (!names.includes(view.kind)) view.kind = "";
  if (!names.length) return [];
  const option = (name, word) => make("option", { value: name }, word);
  const select = make(
    "select",
    { "aria-label": t("latent.class"), "data-ref": "compare-class" },
    option("", t("latent.class.own")),
    ...names.map((name) => option(name, name)),
  );
  select.value = view.kind;
  select.addEventListener("change", () => turn({ kind: select.value }));
  return [make("label", { class: "check" }, t("latent.class"), select)];
}
