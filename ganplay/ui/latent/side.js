// The side panel: the run, the moment, the seed, the class, the codes, how typical; and sharing.
import { button, slider } from "../kit/controls.js";
import { make, notice } from "../kit/dom.js";
import { moment, runPicker } from "../kit/picker.js";
import { number, t } from "../kit/words.js";
import { codesPart } from "./codes.js";
import { isSeed, LARGEST_SEED, seedFrom } from "./latents.js";
import { sharePart } from "./share.js";

/** @typedef {import("./tab.js").App} App */

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

/** How typical: by z's length, or where there is W by the distance from its mean. */
function typicalPart(app) {
  const { state } = app;
  const [key, max] = state.facts.w ? ["psi", 1.5] : ["scale", 2];
  const change = (value) => {
    state[key] = value;
    tell();
    app.draw();
  };
  const done = () => {
    app.update("scale");
    app.drawShelf();
  };
  const part = slider({
    word: t(`latent.${key}`),
    min: 0,
    max,
    step: 0.01,
    value: state[key],
    say: (value) => (key === "psi" ? "" : "×") + number(value, 2),
    change,
    done,
  });
  function back() {
    part.set(1);
    change(1);
    done();
  }
  part.addEventListener("dblclick", back);
  const word = t("latent.typical.back", { value: number(1, 2) });
  const reset = button("↺", back, "quiet", { "aria-label": word, title: word });
  const tell = () => {
    reset.style.visibility = state[key] === 1 ? "hidden" : "";
  };
  tell();
  const row = make("div", { class: "ll-code" }, part, reset);
  return make("section", { "data-ref": `latent-${key}` }, row, note(`latent.${key}.note`));
}
