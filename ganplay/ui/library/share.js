// What is carried away of a run: its card as a picture, and a film of its training; one dialog offers all.
import { button } from "../kit/controls.js";
import { make, notice } from "../kit/dom.js";
import { save, saveBlob } from "../kit/files.js";
import { marked } from "../kit/png.js";
import { t } from "../kit/words.js";
import { work } from "../kit/work.js";
import { packet } from "../kit/xmp.js";
import { fitted } from "./fitting.js";
import { nameOf, space } from "./naming.js";

/** @typedef {{text: string} | {key: string, gaps: Record<string, any>}} Word */

/**
 * @typedef {object} Line as `Line` in runs/asking/share.py tells it
 * @property {Word[]} words
 * @property {number} x
 * @property {number} y
 * @property {number} size
 * @property {number} width
 * @property {string} ink
 * @property {"left" | "center" | "right"} anchor
 * @property {boolean} strong
 */

/** @typedef {{paper: string, width: number, height: number, lines: Line[]}} Card */

const FILMS = ["mp4", "gif"];

/** @param {Word} word @returns {string} */
function spoken(word) {
  if (word.text !== undefined) return word.text;
  const gaps = Object.entries(word.gaps).map(([name, gap]) => [name, gap?.key ? spoken(gap) : gap]);
  return t(word.key, Object.fromEntries(gaps));
}

/** The card, its words in the page's language. @param {Card} card @returns {Promise<HTMLCanvasElement>} */
async function painted({ paper, width, height, lines }) {
  const image = make("img", { src: paper });
  await image.decode();
  const canvas = make("canvas", { width, height });
  const context = canvas.getContext("2d");
  const family = getComputedStyle(document.body).fontFamily;
  context.drawImage(image, 0, 0);
  for (const { words, x, y, size, width: room, ink, anchor, strong } of lines) {
    const measure = (said, high) => {
      context.font = `${strong ? 650 : 400} ${high}px ${family}`;
      return context.measureText(said).width;
    };
    const { text, pixels } = fitted(words.map(spoken).join(" · "), size, room, measure);
    measure(text, pixels);
    Object.assign(context, { fillStyle: ink, textAlign: anchor });
    context.fillText(text, x, y);
  }
  return canvas;
}

/** @param {HTMLCanvasElement} canvas @param {string} run */
async function savePicture(canvas, run) {
  const address = new URL(`?run=${encodeURIComponent(run)}`, document.baseURI).href;
  const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
  const bytes = marked(new Uint8Array(await blob.arrayBuffer()), packet(address));
  saveBlob(new Blob([bytes], { type: "image/png" }), `ganplay-${run}.png`);
}

/** A button that makes a film, and the bar of how far it is. */
function filming(app, run, kind) {
  const done = ({ data }) => {
    const name = `ganplay-${run}.${kind}`;
    save(data, name);
    notice(t("share.filmed", { name, size: space(data.length * 0.75) })); // base64
  };
  const ask = () => ({ what: "film", run, kind });
  return work(app, { go: t(`share.${kind}`), looking: t("share.filming"), ask, done });
}

/** @param {import("./tab.js").App} app @param {import("./found.js").Row} row */
export async function openShare(app, row) {
  const { run } = row;
  /** @type {Card | null} */
  const card = await app.fetch("share", { run });
  if (!card) return;
  const canvas = await painted(card);
  const title = nameOf(row);
  const label = { role: "img", "aria-label": t("share.card", { title }), "data-ref": "share-card" };
  for (const [name, value] of Object.entries(label)) canvas.setAttribute(name, value);
  const films = FILMS.map((kind) => filming(app, run, kind));
  const picture = button(t("share.picture"), () => savePicture(canvas, run), "quiet strong");
  const close = button(t("card.close"), () => dialog.close(), "quiet");
  const about = make("p", { class: "gp-note" }, t("share.about"));
  const head = make("div", { class: "lb-dialog-head" }, make("h2", {}, t("share.heading")), about);
  const foot = make("div", { class: "lb-dialog-foot" }, picture, ...films.map((film) => film.element), close);
  const body = make("div", { class: "lb-scroll" }, canvas);
  const dialog = make("dialog", { class: "lb-dialog lb-share", "aria-label": t("share.heading") }, head, body, foot);
  dialog.addEventListener("close", () => {
    for (const film of films) film.leave();
    dialog.remove();
  });
  app.root.append(dialog);
  dialog.showModal();
}
