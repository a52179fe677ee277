// What figures that ask the server do alike: they say that they wait, and why there is no answer, and show sheets.
import { button } from "../../kit/controls.js";
import { make } from "../../kit/dom.js";
import { crisp } from "../../kit/sheet.js";
import { refusal, t } from "../../kit/words.js";

/**
 * A question and the line below which its answer will stand.
 * @typedef {object} Asked
 * @property {HTMLElement} line says that it waits, or why there is no answer; it keeps its room where it says nothing
 * @property {(what: string, question?: object, word?: string) => Promise<any>} ask answers null where there is none,
 *   which is said, and where the figure was closed or a newer question was asked meanwhile; until then it says `word`
 * @property {() => void} speak says it again
 * @property {() => void} close
 */

/**
 * @param {import("../figure.js").Given} given
 * @param {() => void} again asks once more, after a failure
 * @returns {Asked}
 */
export function askedOf(given, again) {
  const line = make("p", { class: "gp-note ln-asked", role: "status" });
  let say = () => [];
  let last = 0; // the number of the newest question
  function speak() {
    line.replaceChildren(...say());
  }
  function now(next) {
    say = next;
    speak();
  }
  async function ask(what, question = {}, word = "learn.loading") {
    last += 1;
    const mine = last;
    now(() => [t(word)]);
    try {
      const answer = await given.ask(what, question);
      if (mine !== last) return null;
      now(() => []);
      return answer;
    } catch (error) {
      if (mine !== last) return null;
      now(() => [sentence(error), " ", button(t("learn.again"), again, "quiet", { "data-focus": "again" })]);
      return null;
    }
  }
  function close() {
    last += 1;
  }
  speak();
  return { line, ask, speak, close };
}

/** @param {any} error a refusal, or what is thrown where nobody answers @returns {string} in the page's language */
export const sentence = (error) => (error?.error ? refusal(error) : t("error.offline"));

/**
 * The server as the kit's parts ask it: they say a refusal themselves, so it is an answer to them.
 * @param {import("../figure.js").Given} given
 * @returns {import("../../kit/channel.js").Asking} throws where nobody answers
 */
export const answering = (given) => async (what, question) => {
  try {
    return await given.ask(what, question);
  } catch (error) {
    if (error?.error) return error;
    throw error;
  }
};

/**
 * A sheet of pictures that is only looked at.
 * @param {import("../../kit/sheet.js").SheetAnswer} answer
 * @param {string} alt
 * @param {number} room CSS pixels across
 * @returns {HTMLImageElement}
 */
export function sheetOf({ png, columns, size }, alt, room) {
  return make("img", { src: png, alt, class: "ln-sheet", style: `width:${wideOf(columns, size, room)}px` });
}

/**
 * The place of a sheet that is still to come: it is as large, so that nothing moves when the sheet is there.
 * @param {{columns: number, rows: number, size: number}} sheet
 * @param {string} words what will be seen there
 * @param {number} room CSS pixels across
 * @returns {HTMLElement}
 */
export function coverOf({ columns, rows, size }, words, room) {
  const style = `width:${wideOf(columns, size, room)}px;aspect-ratio:${columns} / ${rows}`;
  return make("div", { class: "ln-cover gp-note", style }, make("span", {}, words));
}

const wideOf = (columns, size, room) => Math.min(columns * crisp(size, room / columns), room);
