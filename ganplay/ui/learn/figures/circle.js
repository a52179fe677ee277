// The smallest GAN there is: one number of G, one of D, and the way that they take; then what was tried against it.
import { button, slider } from "../../kit/controls.js";
import { make } from "../../kit/dom.js";
import { motion } from "../../kit/motion.js";
import { onArrows } from "../../kit/plane/arrows.js";
import { canvas, fitted, palette } from "../../kit/plane/canvas.js";
import { radiusOf } from "../../kit/plane/dirac.js";
import { drawPair, EXTENT } from "../../kit/plane/pair.js";
import { xAt, yAt } from "../../kit/plane/scale.js";
import { number, t } from "../../kit/words.js";
import { CURES, NEAR, pathOf, rulesOf, STEPS } from "./cures.js";
import { distanceOf, meaningOf } from "./pairgraphs.js";
import { LARGEST, redrawn } from "./room.js";

const SECONDS = 5; // of a path that is watched
const KEY = 0.1; // of the plane: as far as an arrow key moves the beginning

/** @param {import("../figure.js").Given} given @returns {import("../figure.js").Figure} */
export function figure(given) {
  // at: steps of the path that are shown; kept: what came of each cure from this beginning, once its path was seen
  const state = { from: { theta: 1.2, psi: 0.8 }, cure: "none", gamma: 0.1, at: 0, going: false, kept: new Map() };
  const seen = { none: false, r1: false };
  const element = make("div", { class: "ln-circle" });
  const moving = motion();
  let found = pathOf(state.cure, state.from, state.gamma);
  let tell = () => {};
  let close = () => {};

  /** Begin: from elsewhere, or with another cure. */
  function run(changes = {}) {
    if (changes.from) state.kept.clear();
    Object.assign(state, changes);
    found = pathOf(state.cure, state.from, state.gamma);
    state.going = true;
    moving.play(
      SECONDS,
      (share) => {
        state.at = Math.round(share * STEPS);
        tell();
      },
      arrived,
    );
  }
  function arrived() {
    state.going = false;
    state.kept.set(state.cure, found);
    const { cure } = state;
    if (cure === "none") given.numbers({ turns: found.turns, radius: found.radius });
    if (cure === "r1") given.numbers({ radius_r1: found.radius });
    if (cure === "none") seen.none = true;
    if (cure === "r1" && found.radius <= NEAR) seen.r1 = true;
    tell();
    if (seen.none && seen.r1) given.done();
  }

  function build() {
    close();
    const board = canvas({
      class: "ln-circle-board",
      role: "img",
      tabindex: "0",
      "aria-label": t("learn.circle.board"),
    });
    const stage = make("div", { class: "ln-circle-stage" }, board);
    const told = make("p", { class: "ln-circle-told", "aria-live": "polite" });
    const what = make("p", { class: "ln-circle-what" });
    const onward = () => {
      moving.finish();
      run(next());
    };
    const first = button("", onward, "quiet strong", { "data-focus": "first" });
    const weight = slider({
      word: t("learn.circle.gamma"),
      min: 0.02,
      max: 0.6,
      step: 0.02,
      value: state.gamma,
      change: (gamma) => {
        state.gamma = gamma;
      },
      done: (gamma) => run({ gamma }),
    });
    const meaning = meaningOf(state, () => found);
    const distance = distanceOf(state, () => found);
    const history = make("div", { class: "ln-circle-history", hidden: "" });
    const chips = CURES.map((cure) => chipOf(cure, () => run({ cure: cure.name })));
    history.append(
      make("h4", {}, t("learn.circle.history")),
      make("div", { class: "chips" }, ...chips.map((chip) => chip.element)),
      what,
    );
    element.replaceChildren(
      make("div", { class: "ll-row" }, first),
      make(
        "div",
        { class: "ln-circle-both" },
        stage,
        make("div", { class: "ln-circle-side" }, meaning.element, distance.element),
      ),
      told,
      weight,
      history,
    );
    starts(board);
    tell = () => {
      draw(board, stage);
      meaning.redraw();
      distance.redraw();
      const ended = !state.going && state.at === STEPS;
      first.textContent = t(
        next().cure === "r1" && state.cure !== "r1"
          ? "learn.circle.r1"
          : state.at
            ? "learn.circle.again"
            : "learn.circle.begin",
      );
      first.classList.toggle("strong", !seen.r1);
      told.textContent = ended ? toldOf(found, state) : t("learn.circle.step", placeOf(found.path[state.at], state.at));
      weight.hidden = !CURES.find(({ name }) => name === state.cure).weighted;
      history.hidden = !(seen.none && seen.r1);
      what.textContent = t(`learn.circle.what.${state.cure}`);
      for (const chip of chips) chip.show(state);
    };
    const rest = redrawn(stage, tell);
    close = () => {
      rest();
      meaning.close();
      distance.close();
    };
    tell();
  }

  /** What the first button does next: without a penalty, then with R1, then the same again. */
  const next = () => (seen.none && !seen.r1 && !state.going ? { cure: "r1" } : {});

  function draw(board, stage) {
    const size = Math.min(LARGEST, stage.clientWidth);
    if (!size) return;
    const names = { theta: t("learn.circle.theta"), psi: t("learn.circle.psi") };
    const path = found.path.slice(0, state.at + 1);
    drawPair(fitted(board, size), size, { palette: palette(), rules: rulesOf(state.cure, state.gamma), names, path });
  }

  /** A tap and the arrow keys say where it begins. */
  function starts(board) {
    board.addEventListener("click", (event) => {
      const bounds = board.getBoundingClientRect();
      const plane = { size: bounds.width, extent: EXTENT };
      const [theta, psi] = [xAt(plane, event.clientX - bounds.left), yAt(plane, event.clientY - bounds.top)];
      run({ from: { theta, psi } });
    });
    onArrows(board, (right, up) => {
      const { theta, psi } = state.from;
      run({ from: { theta: theta + KEY * right, psi: psi + KEY * up } });
    });
  }

  build();
  return {
    element,
    close() {
      moving.stop();
      close();
    },
    speak: build,
    fit: () => tell(),
    lab() {
      const { loss, gamma, rate } = rulesOf(state.cure, state.gamma);
      return { mode: "plane", dirac: { loss, gamma, rate, from: state.from } };
    },
  };
}

const placeOf = ({ theta, psi }, step) => ({ step, theta: number(theta, 2), psi: number(psi, 2) });

function toldOf({ path, turns, radius, fate }, { cure }) {
  const gaps = { turns: number(turns, 1), radius: number(radius, 2), from: number(radiusOf(path[0]), 2) };
  if (cure === "r1" && radius > NEAR) return t("learn.circle.slow", gaps);
  return t(`learn.circle.${fate}`, gaps);
}

/** One cure of history: pressed it is tried, and then says how far from the middle it ended. */
function chipOf({ name, year }, press) {
  const far = make("span", { class: "far" });
  const word = make("span", { class: "name" }, t(`learn.circle.cure.${name}`));
  const element = button("", press, "ln-chip ln-circle-chip", { "data-focus": `cure-${name}`, "data-cure": name });
  element.append(make("span", { class: "year" }, String(year)), word, far);
  const show = ({ cure, kept }) => {
    element.setAttribute("aria-pressed", cure === name);
    const found = kept.get(name);
    element.classList.toggle("there", Boolean(found) && found.radius <= NEAR);
    far.textContent = found ? t("learn.circle.far", { radius: number(found.radius, 2) }) : t("learn.circle.untried");
  };
  return { element, show };
}
