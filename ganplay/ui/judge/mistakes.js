// The pictures that D takes for what they are not, the most wrong first.
import { make } from "../kit/dom.js";
import { sheet, TOUCHED } from "../kit/sheet.js";
import { t } from "../kit/words.js";
import { signed } from "./figures.js";
import { keepPicture } from "./keeping.js";

const CELL = 64; // CSS pixels, at the most, of a picture
const LEAST = 160; // CSS pixels of a sheet's width

/** @typedef {import("../kit/sheet.js").SheetAnswer & {logits: number[]}} Sheet */

/** @param {import("./state.js").App} app @returns {{element: HTMLElement, show: () => Promise<void>}} */
export function mistakesOf(app) {
  const { state } = app;
  const element = make("div", { class: "jj-mistakes" });

  /** @param {"real" | "generated"} side what the pictures are @param {Sheet | null} answer null: D made none */
  function gallery(side, answer) {
    const place = make("div");
    if (answer) {
      const named = (index) => ({ word: "judge.mistakes.card", gaps: { n: index + 1 } });
      const page = sheet({
        pick: (index) => keepPicture(app, answer, index, { kind: side, ...named(index) }),
        label: (index) => t("judge.mistakes.label", { logit: signed(answer.logits[index]) }),
        most: CELL,
        least: TOUCHED,
        room: () => ({ width: Math.max(LEAST, place.clientWidth), height: Infinity }),
      });
      place.append(page.element);
      setTimeout(() => page.show(answer)); // once it is on the page and has a width
    } else place.append(make("p", { class: "ll-state" }, t("judge.mistakes.none")));
    return make("section", {}, make("h3", {}, t(`judge.mistakes.${side}`)), place);
  }

  async function show() {
    const asked = state.whole;
    const answer = await app.fetch("mistaken", app.here());
    if (!answer || asked !== state.whole) return;
    element.replaceChildren(gallery("real", answer.real), gallery("generated", answer.generated));
  }

  return { element, show };
}
