// The square of a visitor's picture that is looked for: dragged, and enlarged by a slider.
import { slider } from "../kit/controls.js";
import { make } from "../kit/dom.js";
import { number, t } from "../kit/words.js";
import { dragged, wholeOf, zoomed } from "./crop.js";

const EDGE = 256; // pixels of what is sent

/**
 * @typedef {object} Cropper
 * @property {HTMLElement} canvas
 * @property {HTMLElement} zoom
 * @property {(file: Blob) => Promise<void>} open
 * @property {(file: Blob) => Promise<Blob>} cut what to send: the square, or the file itself where it cannot be shown
 */

/** @returns {Cropper} */
export function cropper() {
  /** @type {ImageBitmap | null} */
  let source = null;
  /** @type {import("./crop.js").Crop | null} */
  let crop = null;
  let hand = null; // where the picture was taken
  const about = { class: "ll-crop", hidden: "", tabindex: "0", "aria-label": t("latent.picture.crop") };
  const canvas = make("canvas", { width: EDGE, height: EDGE, ...about });
  const pen = canvas.getContext("2d");

  function paint(next) {
    crop = next;
    pen.fillStyle = "#fff";
    pen.fillRect(0, 0, EDGE, EDGE);
    pen.drawImage(source, crop.x, crop.y, crop.side, crop.side, 0, 0, EDGE, EDGE);
  }
  const zoom = slider({
    word: t("latent.picture.zoom"),
    min: 1,
    max: 6,
    step: 0.02,
    value: 1,
    say: (times) => `×${number(times, 2)}`,
    change: (times) => {
      if (source) paint(zoomed(crop, source, times));
    },
  });
  zoom.hidden = true;
  canvas.addEventListener("pointerdown", (event) => {
    hand = { x: event.clientX, y: event.clientY, crop };
    canvas.setPointerCapture(event.pointerId);
  });
  canvas.addEventListener("pointermove", (event) => {
    if (!hand) return;
    const by = { x: event.clientX - hand.x, y: event.clientY - hand.y };
    paint(dragged(hand.crop, source, by, canvas.clientWidth));
  });
  canvas.addEventListener("pointerup", () => {
    hand = null;
  });
  async function open(file) {
    try {
      source = await createImageBitmap(file);
      zoom.set(1);
      paint(wholeOf(source));
    } catch {
      source = null; // the server can read more kinds of pictures than a browser, and says so where it cannot
    }
    canvas.hidden = !source;
    zoom.hidden = !source;
  }
  const cut = (file) => (source ? new Promise((resolve) => canvas.toBlob(resolve, "image/png")) : file);
  return { canvas, zoom, open, cut };
}
