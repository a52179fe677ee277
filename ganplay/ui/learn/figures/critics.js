// Critics of two heaps: trained one after another in front of the visitor, and how steep each has become between them.
import { button } from "../../kit/controls.js";
import { make, shape } from "../../kit/dom.js";
import { motion } from "../../kit/motion.js";
import { number, t } from "../../kit/words.js";
import { Critic, LAMBDA, STEPS } from "./critic.js";
import { graphOf, point, stroke, tick, within, written } from "./graph.js";

const CLIPS = [0.01, 0.03, 0.1, 0.2, 0.5, 0]; // what weights are clipped to; 0: a gradient penalty in place of that
const SECONDS = 1.6; // of a training that is watched
const RANGE = [-3.6, 3.6]; // of a critic's numbers, around those in the middle between the heaps
const PLACES = 240; // of a critic's curve

/** @param {number} slope @returns {string} with as many digits as say something */
export function steep(slope) {
  const size = Math.abs(slope);
  if (size >= 0.1) return number(slope, size >= 100 ? 0 : 2);
  return String(Number(slope.toPrecision(2))).replace("-", "−");
}

/** @typedef {{back: boolean, clip: boolean, gp: boolean}} Done whether it is time for critics, and which were tried */
/**
 * @typedef {object} State
 * @property {number} distance
 * @property {number} spread
 * @property {Map<number, {values: number[], slope: number, steps: number}>} kept of each bound that was tried on these
 *   heaps: the critic's curve, and its slope
 * @property {number | null} shown the bound that was tried last
 */

/**
 * @param {State} state
 * @param {[number, number]} span of the line that is in sight
 * @param {(clip: number, slope: number) => void} trained
 * @returns {{element: HTMLElement, show: (done: Done) => void, close: () => void}}
 */
export function criticsOf(state, span, trained) {
  const moving = motion();
  const xs = Array.from({ length: PLACES + 1 }, (_, i) => span[0] + ((span[1] - span[0]) * i) / PLACES);
  const status = make("p", { class: "told", "aria-live": "polite" });
  let closed = false;
  let round = 0;
  let done = { back: false, clip: false, gp: false };

  const graph = graphOf({
    label: t("learn.apart.critic.graph"),
    height: 260,
    x: span,
    y: RANGE,
    below: { word: t("learn.apart.line"), ticks: [0, 1, 2, 3, 4, 5, 6].map((at) => tick(at)) },
    beside: { word: t("learn.apart.critic.says"), ticks: [-3, 0, 3].map((at) => tick(at)) },
    draw,
  });

  async function train(clip) {
    const mine = ++round;
    const { distance, spread } = state;
    const critic = await Critic.of({ clip, distance, spread });
    if (closed || mine !== round) return;
    const same = () => mine === round && state.distance === distance && state.spread === spread;
    state.shown = clip;
    moving.play(
      SECONDS,
      (share) => {
        if (!same()) return moving.stop();
        critic.train(Math.round(share * STEPS));
        state.kept.set(clip, looked(critic));
        return show(done);
      },
      () => {
        if (same()) trained(clip, critic.slope);
      },
    );
  }
  function looked(critic) {
    const values = critic.values([...xs, critic.distance / 2]);
    const middle = values[xs.length];
    return {
      values: Array.from(values.subarray(0, xs.length), (value) => value - middle),
      slope: critic.slope,
      steps: critic.steps,
    };
  }

  const next = () => (done.clip ? 0 : CLIPS[0]);
  const onward = () => {
    moving.finish();
    train(next());
  };
  const first = button("", onward, "quiet", { "data-focus": "train" });
  const chips = CLIPS.map((clip) => chipOf(clip, () => train(clip)));
  const element = make(
    "section",
    { class: "ln-apart-critics" },
    make("h4", {}, t("learn.apart.critic")),
    make("p", {}, t("learn.apart.critic.what", { steps: number(STEPS) })),
    make("div", { class: "ll-row" }, first),
    make("div", { class: "chips" }, ...chips.map((chip) => chip.element)),
    graph.element,
    status,
  );

  function draw(field) {
    const { distance, kept, shown } = state;
    const line = (values) =>
      values.map((value, i) => `${field.across(xs[i]).toFixed(1)},${field.up(value).toFixed(1)}`).join(" ");
    const curves = [...kept].sort(([clip]) => (clip === shown ? 1 : -1));
    const half = distance / 2;
    const zero = field.up(0);
    return [
      stroke(field.left, zero, field.right, zero, "axis"),
      within(field, [
        stroke(field.across(half - 9), field.up(9), field.across(half + 9), field.up(-9), "wanted"),
        ...curves.map(([clip, { values }]) =>
          shape("polyline", { points: line(values), class: clip === shown ? "d" : "other" }),
        ),
      ]),
      point(field.across(0), zero, true),
      point(field.across(distance), zero, false),
      written(t("learn.apart.critic.wanted"), field.right, field.top - 4, "end"),
    ];
  }
  function show(known) {
    done = known;
    graph.redraw();
    first.textContent = t(next() ? "learn.apart.critic.first" : "learn.apart.critic.second");
    first.classList.toggle("strong", done.back && !(done.clip && done.gp));
    const found = state.kept.get(state.shown);
    for (const chip of chips) chip.show(state);
    status.textContent = found ? said(state.shown, found, state.distance) : t("learn.apart.critic.none");
  }
  return {
    element,
    show,
    close() {
      closed = true;
      moving.stop();
      graph.close();
    },
  };
}

/** A slope s gains s times the distance and pays LAMBDA (s - 1)^2: it is best at 1 and a little more. */
const best = (distance) => 1 + distance / (2 * LAMBDA);

function said(clip, { slope, steps }, distance) {
  const gaps = { slope: steep(slope), steps: number(steps), ...(clip ? { clip } : { best: steep(best(distance)) }) };
  return t(clip ? "learn.apart.critic.clipped" : "learn.apart.critic.gp", gaps);
}

function chipOf(clip, press) {
  const far = make("span", { class: "far" });
  const word = clip ? t("learn.apart.critic.clip", { clip }) : t("learn.apart.critic.penalty");
  const element = button("", press, "ln-chip ln-apart-chip", {
    "data-focus": `clip-${clip}`,
    "data-clip": String(clip),
  });
  element.append(make("span", { class: "name" }, word), far);
  const show = ({ kept, shown }) => {
    const found = kept.get(clip);
    element.setAttribute("aria-pressed", shown === clip);
    far.textContent = found
      ? t("learn.apart.critic.slope", { slope: steep(found.slope) })
      : t("learn.apart.critic.untried");
  };
  return { element, show };
}
