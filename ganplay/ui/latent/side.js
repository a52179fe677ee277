// The side panel: the run, the moment, the seed, the class, the codes, how typical; and sharing.
import { button, segments, slider } from "../kit/controls.js";
import { make, notice } from "../kit/dom.js";
import { moment, runPicker } from "../kit/picker.js";
import { number, t } from "../kit/words.js";
import { codesPart } from "./codes.js";
import { isSeed, LARGEST_SEED, seedFrom } from "./latents.js";
import { sharePart } from "./share.js";

/** @typedef {import("./tab.js").App} App */

/** The ways to more typical pictures: the slider's ends, and where it changes nothing. */
const TYPICAL = {
  psi: { least: 0, max: 1.5, neutral: 1, sign: "" },
  scale: { least: 0, max: 2, neutral: 1, sign: "×" },
  cut: { least: 0.1, max: 3, neutral: 3, sign: "±" },
};

const title = (key) => make("h3", {}, t(key));
const note = (key) => make("p", { class: "gp-note" }, t(key));

/**
 * @typedef {object} Side
 * @property {() => HTMLElement} build
 * @property {() => HTMLElement} picker the list of runs alone
 * @property {() => void} listAgain draw that list again where it stands
 * @property {() => void} tellLists the same runs have come further
 * @property {() => boolean} choosing whether the visitor is in that list
 * @property {() => void} tellRun it names the run that is open
 * @property {() => void} tellSeed
 * @property {() => void} tellCodes
 * @property {(more: object) => void} grow the run has more moments
 * @property {() => void} stop playing its moments
 */

/** @param {App} app @returns {Side} */
export function sidePanel(app) {
  const { state } = app;
  const built = { picker: null, moment: null, seed: null, codes: null };

  function picker() {
    const { facts, lists, run } = state;
    const gaps = facts && { dataset: t(`data.${facts.dataset}`), size: facts.resolution, z: facts.z_dim };
    const about = facts ? t("latent.run.about", gaps) : "";
    built.picker = runPicker({ lists, run, about, pick: (chosen) => app.openRun(chosen) });
    return built.picker;
  }
  function build() {
    built.moment = momentPart(app);
    built.seed = seedPart(app);
    built.codes = state.codes.length ? codesPart(app) : null;
    return make(
      "aside",
      { class: "ll-side" },
      picker(),
      built.moment,
      built.seed,
      ...(state.facts.classes.length > 1 ? [classPart(app)] : []),
      ...(built.codes ? [built.codes] : []),
      typicalPart(app),
      sharePart(app),
    );
  }
  return {
    build,
    picker,
    listAgain: () => built.picker.replaceWith(picker()),
    tellLists: () => built.picker.tell(state.lists),
    choosing: () => document.activeElement === built.picker?.select,
    tellRun: () => {
      built.picker.select.value = state.run;
    },
    tellSeed: () => built.seed.tell(),
    tellCodes: () => built.codes?.tell(),
    grow: (more) => built.moment.grow(more),
    stop: () => built.moment?.stop(),
  };
}

/** The moment of the run, under its loss curves. */
function momentPart(app) {
  const { state, root } = app;
  const { steps, curve } = state.facts;
  function change(step) {
    if (step === state.step) return;
    state.step = step;
    part.set(step);
    root.dataset.step = step;
    app.draw();
    app.update("step");
    app.drawShelf();
  }
  const part = moment({ steps, curve, step: state.step, name: "latent-time", change });
  root.dataset.step = state.step;
  return part;
}

/** The seed as a number; the element has tell(). */
function seedPart(app) {
  const { state } = app;
  const range = { type: "number", min: 0, max: LARGEST_SEED, step: 1, value: isSeed(state.base) ? state.base : 0 };
  const input = make("input", { ...range, "aria-label": t("latent.seed"), "data-ref": "latent-seed" });
  const go = (seed) => app.choose(seed, "", { keepAmounts: true });
  input.addEventListener("change", () => {
    const seed = seedFrom(input.value);
    if (seed === null) notice(t("latent.seed.bad"));
    else go(seed);
  });
  const tell = () => {
    if (isSeed(state.base) && input !== document.activeElement) input.value = state.base;
  };
  return Object.assign(make("section", {}, title("latent.seed"), input, note("latent.seed.note")), { tell });
}

/** The class, of a generator that is told it. */
function classPart(app) {
  const { state } = app;
  const about = { "aria-label": t("latent.class"), "data-ref": "latent-class" };
  const own = make("option", { value: "" }, t("latent.class.own"));
  const classes = state.facts.classes.map((name, index) => make("option", { value: index }, name));
  const select = make("select", about, own, ...classes);
  select.value = state.kind === null ? "" : state.kind;
  select.addEventListener("change", () => {
    state.kind = select.value === "" ? null : Number(select.value);
    app.drawAll();
  });
  return make("section", {}, title("latent.class"), select, note("latent.class.note"));
}

/** How typical, by one of the ways that the run has. */
function typicalPart(app) {
  const { state } = app;
  const part = make("section", {});
  function build() {
    const key = state.facts.w ? "psi" : state.typical;
    part.dataset.ref = `latent-${key}`;
    const choice = state.facts.cuts ? [typicalChoice(app, build)] : [];
    part.replaceChildren(...choice, typicalRow(app, key), note(`latent.${key}.note`));
  }
  build();
  return part;
}

/** Far numbers drawn again, or all made smaller. */
function typicalChoice(app, chosen) {
  const { state } = app;
  const ways = ["cut", "scale"].map((way) => [way, t(`latent.typical.${way}`)]);
  const choose = (way) => {
    Object.assign(state, { typical: way, cut: null, scale: 1 });
    app.drawAll();
    chosen();
  };
  return segments(ways, state.typical, choose, t("latent.typical"));
}

/** By z's length, where there is W by the distance from its mean, or by where far numbers are drawn again. */
function typicalRow(app, key) {
  const { state } = app;
  const { max, least, neutral, sign } = TYPICAL[key];
  const off = (at) => key === "cut" && at >= neutral;
  const say = (at) => (off(at) ? t("latent.cut.none") : sign + number(at, 2));
  const change = (to) => {
    state[key] = off(to) ? null : to;
    tell();
    app.draw();
  };
  const done = () => {
    app.update("scale");
    app.drawShelf();
  };
  const value = state[key] ?? neutral;
  const part = slider({ word: t(`latent.${key}`), min: least, max, step: 0.01, value, say, change, done });
  function back() {
    part.set(neutral);
    change(neutral);
    done();
  }
  part.addEventListener("dblclick", back);
  const word = t("latent.typical.back", { value: say(neutral) });
  const reset = button("↺", back, "quiet", { "aria-label": word, title: word });
  const tell = () => {
    reset.style.visibility = (state[key] ?? neutral) === neutral ? "hidden" : "";
  };
  tell();
  return make("div", { class: "ll-code" }, part, reset);
}
