// Break it: choose a failure, predict what it does, train it, see what came of it, and train its remedy.
// Here is the choice between it and the form; the rest is fetched when it is turned to, or a failure's run is watched.
import { segments } from "../controls.js";
import { keepingFocus, notice } from "../dom.js";
import { owner } from "../owner.js";
import { provide, when } from "../parts.js";
import { onLanguage, refusal, t } from "../words.js";

/**
 * A failure, as `listed` in breaking.py tells it; its words are in the tables, under failure.NAME.
 * @typedef {object} Failure
 * @property {string} name
 * @property {string} dataset
 * @property {number} answer the place of the right one among its choices
 * @property {string} unit of its number; "%" where it is a share
 * @property {number} digits after the point
 * @property {number} line where failing begins
 * @property {boolean} above failing is above the line
 * @property {[string, any, any][]} remedy the settings that change: name, value, value of the remedy
 */

/**
 * @param {HTMLElement} element with the section, whose data-failures is a list of `Failure`
 * @param {import("../channel.js").Server} server with `failure`, see breaking.py
 */
export async function mount(element, server) {
  const root = element.querySelector(".gp-break");
  /** @type {Failure[]} */
  const failures = JSON.parse(root.dataset.failures);
  const live = await when("live");
  let room = null;
  let coming = null;
  let pressed = null; // what was chosen while the room was being fetched

  function modes(on) {
    const choices = ["form", "break"].map((mode) => [mode, t(`break.mode.${mode}`)]);
    const row = segments(choices, on ? "break" : "form", (mode) => turn(mode === "break"), t("break.modes"));
    for (const mode of row.children) mode.dataset.focus = `mode ${mode.dataset.value}`;
    return row;
  }
  function draw() {
    if (room) room.draw();
    else keepingFocus(root, () => root.replaceChildren(modes(false)));
  }
  function fetched() {
    coming ||= import("./room.js")
      .then(({ open }) => {
        room = open({ root, server, failures, live, modes });
      })
      .finally(() => {
        coming = null;
      });
    return coming;
  }
  async function turn(on) {
    if (room) return room.turn(on);
    pressed = on;
    try {
      await fetched();
    } catch {
      notice(t("error.offline"));
      return draw();
    }
    if (pressed !== null) room.turn(pressed);
    pressed = null;
  }

  live.onChange(({ run, head }) => {
    if (room || coming || !run || !failures.some(({ name }) => name === head.recipe_name)) return;
    fetched().catch(() => {}); // the live view says when the connection is lost
  });
  onLanguage(draw);
  provide("breaking", {
    /** Turn to a failure. @param {string} name */
    async open(name) {
      await turn(true);
      room?.choose(name);
    },
    /** The failure that is told; "" where none is. */
    about: () => (room ? room.about() : ""),
    /** The failure that Train starts; "" where it starts the form's recipe. */
    chosen: () => (room ? room.chosen() : ""),
    /** What the remedy's event is given: the owner, the run to be mended. */
    wish: () => [owner(), room ? room.wish() : ""],
    /** What came of it. @param {{run: string} | import("../wording.js").Refused} answer */
    answered(answer) {
      if (answer.run) return live.watch(answer.run);
      notice(refusal(answer));
      return room?.refused();
    },
  });
  draw();
}
