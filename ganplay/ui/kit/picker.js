// Which run, and which moment of it.
import { chart } from "./chart.js";
import { button } from "./controls.js";
import { make } from "./dom.js";
import { nearest } from "./ranges.js";
import { trainedWord } from "./settings.js";
import { number, t } from "./words.js";

const PLAY_EVERY = 420; // milliseconds

/** @typedef {{run: string, title?: string, recipe: string, dataset: string, step: number}} Row a run of a list */
/** @typedef {{mine: Row[], others: Row[], pretrained: Row[]}} Lists */

/** @param {Lists} lists @returns {Row[]} the shipped ones first */
export const everyRun = (lists) => [...lists.pretrained, ...lists.mine, ...lists.others];

/**
 * The element has `select`.
 * @param {object} options
 * @param {Lists} options.lists
 * @param {string} options.run the one that is chosen
 * @param {string} options.about a line below
 * @param {(run: string) => void} options.pick
 * @returns {HTMLElement & {select: HTMLSelectElement}}
 */
export function runPicker({ lists, run, about, pick }) {
  const select = make("select", { "aria-label": t("latent.run") });
  const groups = [
    ["runs.mine", lists.mine],
    ["latent.run.others", lists.others],
    ["runs.pretrained", lists.pretrained],
  ];
  const option = (row) => {
    const name = row.title || trainedWord(row);
    return make("option", { value: row.run }, `${name} · ${number(row.step)}`);
  };
  for (const [word, rows] of groups) {
    if (rows.length) select.append(make("optgroup", { label: t(word) }, ...rows.map(option)));
  }
  if (run && !everyRun(lists).some((row) => row.run === run)) {
    select.append(make("option", { value: run }, t("latent.run.link")));
  }
  if (run) select.value = run;
  select.addEventListener("change", () => pick(select.value));
  const element = make("section", {}, make("h3", {}, t("latent.run")), select, make("p", { class: "gp-note" }, about));
  return Object.assign(element, { select });
}

/**
 * A slider over the checkpoints of a run, locked to its loss curves. The element has set(step), stop() and
 * grow({steps, curve}), for a run that trains.
 * @param {object} options
 * @param {number[]} options.steps
 * @param {{step: number[], loss_d: number[], loss_g: number[]}} options.curve
 * @param {number} options.step the one that is shown
 * @param {string} options.name data-ref of the slider
 * @param {(step: number) => void} options.change
 * @returns {HTMLElement & {set: (step: number) => void, stop: () => void, grow: (more: object) => void}}
 */
export function moment({ steps, curve, step, name, change }) {
  let playing = 0;
  let here = step;
  const words = make("output", {});
  const range = { type: "range", min: 0, max: steps.length - 1, step: 1, "data-ref": name };
  const time = make("input", { ...range, "aria-label": t("latent.moment") });
  const last = () => steps[steps.length - 1];
  function plot() {
    const lines = [
      { x: curve.step, y: curve.loss_d, class: "d" },
      { x: curve.step, y: curve.loss_g, class: "g" },
    ];
    const pick = (x) => {
      stop();
      go(nearest(steps, x));
    };
    const label = t("latent.moment.curve");
    return chart(lines, { height: 76, dots: steps, marker: here, from: 0, to: last(), label, pick });
  }
  let picture = plot();
  const start = button("", play);
  const tellPlay = () => {
    start.textContent = playing ? `❚❚ ${t("latent.pause")}` : `▶ ${t("latent.play")}`;
  };
  function set(next) {
    here = next;
    time.value = steps.indexOf(next);
    words.textContent = t("live.time.step", { step: number(next) });
    time.setAttribute("aria-valuetext", words.textContent);
    picture.mark?.(next);
  }
  function go(next) {
    if (next === here) return;
    set(next);
    change(next);
  }
  function grow(more) {
    // a run that trains has other checkpoints by now; where this one is gone the nearest is shown
    ({ steps, curve } = more);
    time.max = steps.length - 1;
    const old = picture;
    picture = plot();
    old.replaceWith(picture);
    if (steps.includes(here)) set(here);
    else go(nearest(steps, here));
  }
  function stop() {
    clearInterval(playing);
    playing = 0;
    tellPlay();
  }
  function play() {
    if (playing) return stop();
    let at = here === last() ? -1 : steps.indexOf(here);
    const next = () => {
      at += 1;
      return at >= steps.length ? stop() : go(steps[at]);
    };
    playing = setInterval(next, PLAY_EVERY);
    tellPlay();
    return next();
  }
  time.addEventListener("input", () => {
    stop();
    go(steps[Number(time.value)]);
  });
  tellPlay();
  const keys = [
    make("span", { class: "key d" }, t("live.series.loss_d")),
    make("span", { class: "key g" }, t("live.series.loss_g")),
  ];
  const title = make("h3", {}, t("latent.moment"), words);
  const row = make("div", { class: "ll-row" }, start, ...keys);
  const element = make("section", {}, title, make("div", { class: "ll-curve" }, picture), time, row);
  set(step);
  return Object.assign(element, { set, stop, grow });
}
