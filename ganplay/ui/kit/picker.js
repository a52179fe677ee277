// Which run, and which moment of it.
import { chart } from "./chart.js";
import { button } from "./controls.js";
import { make } from "./dom.js";
import { nearest, stepped } from "./ranges.js";
import { namesIn } from "./runs.js";
import { number, t } from "./words.js";

const PLAY_EVERY = 420; // milliseconds

/** @typedef {import("./runs.js").Named & {step: number}} Row a run of a list */
/** @typedef {{mine: Row[], others: Row[], pretrained: Row[]}} Lists */

/** @param {Lists} lists @returns {Row[]} the shipped ones first */
export const everyRun = (lists) => [...lists.pretrained, ...lists.mine, ...lists.others];

/**
 * The element has `select`, and tell(lists), for the same runs when they have come further.
 * @param {object} options
 * @param {Lists} options.lists
 * @param {string} options.run the one that is chosen
 * @param {string} options.about a line below
 * @param {(run: string) => void} options.pick
 * @returns {HTMLElement & {select: HTMLSelectElement, tell: (lists: Lists) => void}}
 */
export function runPicker({ lists, run, about, pick }) {
  const select = make("select", { "aria-label": t("latent.run") });
  const groups = [
    ["runs.mine", lists.mine],
    ["latent.run.others", lists.others],
    ["runs.pretrained", lists.pretrained],
  ];
  const told = (all) => {
    const rows = everyRun(all);
    const nameOf = namesIn(rows);
    return new Map(rows.map((row) => [row.run, `${nameOf(row)} · ${number(row.step)}`]));
  };
  const words = told(lists);
  const option = (row) => make("option", { value: row.run }, words.get(row.run));
  for (const [word, rows] of groups) {
    if (rows.length) select.append(make("optgroup", { label: t(word) }, ...rows.map(option)));
  }
  if (run && !everyRun(lists).some((row) => row.run === run)) {
    select.append(make("option", { value: run }, t("latent.run.link")));
  }
  if (run) select.value = run;
  select.addEventListener("change", () => pick(select.value));
  const element = make("section", {}, make("h3", {}, t("latent.run")), select, make("p", { class: "gp-note" }, about));
  function tell(now) {
    for (const [id, word] of told(now)) {
      const shown = [...select.options].find((one) => one.value === id);
      if (shown && shown.text !== word) shown.text = word;
    }
  }
  return Object.assign(element, { select, tell });
}

/**
 * A slider over the checkpoints of a run, below its loss curves: both are axes of steps, as wide as each other. The
 * element has set(step), stop() and grow({steps, curve}), for a run that trains.
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
  const last = () => steps[steps.length - 1];
  const end = () => Math.max(last(), curve.step[curve.step.length - 1] || 0); // a run that trains is ahead of them
  const range = { type: "range", min: 0, max: end(), step: 1, "data-ref": name };
  const time = make("input", { ...range, "aria-label": t("latent.moment") });
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
    return chart(lines, { height: 76, dots: steps, marker: here, from: 0, to: end(), label, pick });
  }
  let picture = plot();
  const start = button("", play);
  const tellPlay = () => {
    start.textContent = playing ? `❚❚ ${t("latent.pause")}` : `▶ ${t("latent.play")}`;
  };
  function set(next) {
    here = next;
    time.value = next;
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
    time.max = end();
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
    go(nearest(steps, Number(time.value)));
    time.value = here; // between two checkpoints there is none
  });
  time.addEventListener("keydown", (event) => {
    const next = stepped(steps, here, event.key);
    if (next === undefined) return;
    event.preventDefault();
    stop();
    go(next);
  });
  tellPlay();
  const keys = [
    make("span", { class: "key d" }, t("live.series.loss_d")),
    make("span", { class: "key g" }, t("live.series.loss_g")),
  ];
  const title = make("h3", {}, t("latent.moment"), words);
  const row = make("div", { class: "ll-row" }, start, ...keys);
  const element = make(
    "section",
    { class: "ll-moment" },
    title,
    make("div", { class: "ll-curve" }, picture),
    time,
    row,
  );
  set(step);
  return Object.assign(element, { set, stop, grow });
}
