// What the pages and the table of the recipe book say alike.
import { make } from "../kit/dom.js";
import { number, t } from "../kit/words.js";

/** @typedef {import("./shelf.js").Trained} Trained */

/** @param {number | null | undefined} value @param {number} [count] digits that count @returns {string} */
export const digits = (value, count = 3) => (Number.isFinite(value) ? String(Number(value.toPrecision(count))) : "–");

/** @param {Trained} record @returns {string} what it was trained on */
export const machine = (record) =>
  t("book.machine", { ...record.machine, torch: record.machine.torch.split("+")[0], size: record.size });

/** @param {Trained} record without numbers @param {[number, number]} minute see `Book` @returns {string} why so */
export function unmeasured({ same_as: same, refused, missed }, [low, high]) {
  if (missed) return t("book.first.none", { low, high });
  if (same) return t("book.same_as", { recipe: same });
  return t(refused ? "book.refused" : "book.not_measured");
}

/** @param {Trained} record @param {string} kind its class @returns {HTMLElement | string} */
export function samples({ recipe, dataset, minutes, samples: address }, kind) {
  if (!address) return "";
  const alt = t("book.samples", { recipe, data: t(`data.${dataset}`), minutes });
  return make("img", { src: address, loading: "lazy", class: kind, alt });
}

/** @param {number | null | undefined} floor @param {number | null} few how many score it, where fewer than n do */
export const floorWord = (floor, few) => digits(floor) + (few === null ? "" : ` (${t("book.n", { n: number(few) })})`);

/** What to bear in mind. @param {...string} said before it @returns {HTMLElement} */
export const caution = (...said) => make("p", { class: "gp-note rb-machine" }, [...said, t("book.caution")].join(" "));

/** @param {Trained | undefined} record @returns {string} of how many pictures its numbers are */
export const sizeOfSample = (record) => t("book.n", { n: number(Object.values(record?.metrics || {})[0]?.[2] ?? 0) });
