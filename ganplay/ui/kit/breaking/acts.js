// What can be done next in Break it, as buttons.
import { button } from "../controls.js";
import { t } from "../words.js";
import { going, measured, sideOf, unmeasured } from "./story.js";

/** @param {import("./room.js").Room} room once there is an outcome @returns {HTMLButtonElement[]} */
export function acts({ story, predicted, choose, mend, compare, watch }) {
  const { broken, mended } = story.pair;
  const other = sideOf(story, story.run) === "mended" ? broken : mended;
  const steered = story.mine && measured(story, broken);
  const act = (name, word, does, kind = "fx-start") =>
    button(t(word), does, kind, { "data-ref": `break-${name}`, "data-focus": name });
  const buttons = [];
  if (unmeasured(story, broken)) buttons.push(act("again", "break.again", () => choose(story.name, predicted())));
  if (steered && (!mended || unmeasured(story, mended))) buttons.push(act("remedy", "break.remedy.start", mend));
  if (steered && measured(story, mended)) {
    buttons.push(act("compare", "break.compare", () => compare([broken.run, mended.run])));
  }
  if (other && !(story.mine && going(story))) {
    buttons.push(act("other", "break.watch.it", () => watch(other.run), "quiet"));
  }
  return buttons;
}
