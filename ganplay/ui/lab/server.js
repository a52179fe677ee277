// To the server and back: what was trained here goes on there as a run, and a run of points goes on here.
import { button } from "../kit/controls.js";
import { make, notice } from "../kit/dom.js";
import { everyRun } from "../kit/picker.js";
import { recipeWord } from "../kit/settings.js";
import { openTab } from "../kit/tabs.js";
import { number, t } from "../kit/words.js";
import { dataWord } from "./chips.js";

// What is sent of a saved state: the rest is this engine's own.
const TAKEN = ["recipe", "step", "images", "seconds", "weights", "optimizer", "points"];

/** @param {import("./bench.js").App} app @returns {import("./page.js").Part} */
export function serverOf(app) {
  const { state } = app;
  const lists = make("div", { class: "ll-row" });

  async function goOn(event) {
    const pressed = event.currentTarget;
    pressed.disabled = true;
    try {
      await app.pause();
      if (await sent()) {
        notice(t("lab.server.gone"));
        openTab("runs");
      }
    } catch {
      notice(t("lab.server.unsaved"));
    } finally {
      pressed.disabled = false;
    }
  }
  /** Whether the server has taken it; why not is said. */
  async function sent() {
    if (app.main?.frame?.diverged) {
      notice(t("lab.server.diverged"));
      return false;
    }
    const saved = await app.main.engine.save();
    const known = Object.fromEntries(TAKEN.filter((name) => name in saved).map((name) => [name, saved[name]]));
    const title = t("lab.server.title", { name: dataWord(state) });
    return Boolean(await app.fetch("to_server", { state: known, title }));
  }

  async function list() {
    const answer = await app.fetch("runs", {});
    if (!answer) return;
    const rows = everyRun(answer);
    if (!rows.length) {
      notice(t("lab.server.none"));
      return;
    }
    const dataOf = (row) => (row.pretrained ? "" : row.dataset); // what ships is called by its data
    const named = (row) => [row.title || recipeWord(row), dataOf(row), number(row.step)].filter(Boolean).join(" · ");
    const choice = select(
      t("lab.server.which"),
      rows.map((row) => [row.run, named(row)]),
      "",
      (run) => app.bring(run),
    );
    lists.replaceChildren(choice);
    choice.focus();
  }
  /** The moments of a run that came from there. */
  function moments({ run, steps }) {
    const step = app.main.frame?.steps;
    const word = t("lab.server.moment");
    const options = steps.map((one) => [one, t("lab.step", { n: number(one) })]);
    return select(word, options, step, (chosen) => app.bring(run, Number(chosen)));
  }
  const acts = make(
    "div",
    { class: "ll-row" },
    button(t("lab.server.go"), goOn, "quiet", { title: t("lab.server.go.hint"), "data-ref": "lab-go-on" }),
    button(t("lab.server.open"), list, "quiet", { title: t("lab.server.open.hint"), "data-ref": "lab-open-run" }),
  );
  const element = make("div", { class: "lab-server", "data-control": "server" }, acts, lists);
  element.hidden = state.hidden.has("server");
  let shown = null;
  return {
    element,
    tell(what) {
      if (what !== "state" || state.came === shown) return;
      shown = state.came;
      lists.replaceChildren(...(shown?.steps.length > 1 ? [moments(shown)] : []));
    },
  };
}

/** A list to choose from; nothing is chosen where `value` is none of it. */
function select(word, options, value, choose) {
  const blank = options.some(([one]) => one === value) ? [] : [make("option", { value: "" }, word)];
  const made = options.map(([one, said]) => make("option", { value: one }, said));
  const element = make("select", { "aria-label": word }, ...blank, ...made);
  element.value = blank.length ? "" : value;
  element.addEventListener("change", () => {
    if (element.value) choose(element.value);
  });
  return element;
}
