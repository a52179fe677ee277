// Pictures of a sheet that a visitor puts on the table.
import { notice } from "../kit/dom.js";
import { slices } from "../kit/sheet.js";
import { t } from "../kit/words.js";

/**
 * @param {import("./state.js").App} app
 * @param {import("../kit/sheet.js").SheetAnswer} answer the sheet
 * @param {number} index of the picture
 * @param {Partial<import("./state.js").Card>} card what else is known of it
 * @returns {Promise<void>}
 */
export async function keepPicture(app, answer, index, card) {
  const { run } = app.state;
  const pictures = await slices(answer);
  if (run !== app.state.run) return;
  app.add([{ ...card, png: pictures[index] }]);
  notice(t("judge.kept"));
  app.judge();
}
