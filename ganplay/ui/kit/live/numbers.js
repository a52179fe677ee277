// The numbers of the live view: two meters, a row of numbers, and a summary for ears.
import { number, percent, ratio, t } from "../words.js";
import { paceOf, tenseOf, verdictOf } from "./moment.js";

/** @typedef {import("./moment.js").Seen} Seen */

const SUMMED_EVERY = 15000; // milliseconds: not at every picture
const OPTIONAL = [
  ["ada", "ada_p", 2],
  ["grown", "grown", 1],
]; // name of the place, of the number, digits after the point

/** @param {number} seconds @returns {string} */
const duration = (seconds) => number(seconds, seconds < 10 ? 1 : 0);

/** @param {Record<string, any>} head @returns {string} */
function machine({ device, precision, threads }) {
  const used = threads === 1 ? t("live.stat.thread") : t("live.stat.threads", { n: threads });
  return [device?.toUpperCase(), precision, threads ? used : ""].filter(Boolean).join(" · ");
}

/** On how many pictures diversity stands, what real ones have in their place, and what a value above theirs means. */
function varied(seen, diversity) {
  const floor = seen.value("floor_diversity"); // which older runs did not keep
  const said = [t("live.n", { n: number(seen.value("n_fake")) })];
  if (Number.isFinite(floor)) said.unshift(t("library.report.floor", { floor: percent(floor) }));
  if (diversity >= 1.005) said.push(t("live.meter.diversity.over"));
  return said.join(" · ");
}

/**
 * @param {Record<string, HTMLElement>} ref the elements of live.html by their data-ref
 * @param {(name: string, text: string) => void} set the text of one
 * @returns {(seen: Seen) => void}
 */
export function numbers(ref, set) {
  let summed = 0;

  function meters(seen) {
    const diversity = seen.value("diversity");
    const accuracy = seen.value("accuracy");
    set("diversity", percent(diversity));
    set("accuracy", percent(accuracy));
    ref["diversity-bar"].style.width = `${100 * Math.min(1, diversity || 0)}%`;
    ref["accuracy-bar"].style.width = `${100 * (accuracy || 0)}%`;
    const shares = { precision: percent(seen.value("precision")), recall: percent(seen.value("recall")) };
    const counts = { real: number(seen.value("n_real")), fake: number(seen.value("n_fake")) };
    set("precision", `${t("live.shares", shares)} · ${t("live.counts", counts)}`);
    set("varied", varied(seen, diversity));
  }

  function stats(seen) {
    const { head, looking, here } = seen;
    const at = (name) => (looking ? seen.number(name) : head[name]);
    set("step", number(looking && here ? here[1] : head.step));
    set("images", number(at("images")));
    const pace = paceOf(at, seen.status === "running" && !looking);
    set("rate", number(pace.shown));
    set("pace", t(pace.average === null ? "live.stat.rate.average" : "live.stat.rate.now"));
    set("average", pace.average === null ? "" : t("live.stat.rate.beside", { rate: number(pace.average) }));
    set("seconds", duration(at("seconds")));
    for (const [place, name, digits] of OPTIONAL) {
      const value = seen.number(name);
      ref[`${place}-place`].hidden = value === null || value === undefined;
      set(place, number(value, digits));
    }
    const { kind, value } = head.budget || {};
    set("budget", kind === "seconds" && value ? t("live.stat.seconds_of", { budget: number(value) }) : "");
    set("machine", machine(head));
  }

  function summary(seen) {
    if (seen.kind !== "run" || performance.now() - summed < SUMMED_EVERY || !seen.evals.step.length) return;
    summed = performance.now();
    const gaps = {
      step: number(seen.head.step),
      loss_g: number(seen.number("loss_g"), 2),
      loss_d: number(seen.number("loss_d"), 2),
      accuracy: percent(seen.value("accuracy")),
      diversity: ratio(seen.value("diversity")),
      verdict: t(`live.verdict.${verdictOf(seen)}${tenseOf(seen)}`),
    };
    set("summary", t("live.summary", gaps));
  }

  return (seen) => {
    meters(seen);
    stats(seen);
    summary(seen);
  };
}
