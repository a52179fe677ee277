// The square of a visitor's picture that is looked for: moved by hand or by sliders, and enlarged by one.
import { slider } from "../kit/controls.js";
import { make } from "../kit/dom.js";
import { number, percent, t } from "../kit/words.js";
import { dragged, placed, placeOf, wholeOf, zoomed } from "./crop.js";

const EDGE = 256; // pixels of what is sent

/**
 * @typedef {object} Cropper
 * @property {HTMLElement} element hidden while there is no picture that can be shown
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
  const about = { class: "ll-crop", role: "img", "aria-label": t("latent.picture.crop") };
  const canvas = make("canvas", { width: EDGE, height: EDGE, ...about });
  const pen = canvas.getContext("2d");

  function paint(next) {
    crop = next;
    pen.clearRect(0, 0, EDGE, EDGE); // what shows through it is for the run to say
    pen.drawImage(source, crop.x, crop.y, crop.side, crop.side, 0, 0, EDGE, EDGE);
    const place = placeOf(crop, source);
    for (const [way, one] of Object.entries(ways)) {
      one.hidden = place[way] === null;
      one.set(place[way] ?? 0);
    }
  }
  const moving = (way) =>
    slider({
      word: t(`latent.picture.${way}`),
      min: 0,
      max: 1,
      step: 0.01,
      value: 0,
      say: percent,
      change: (part) => paint(placed(crop, source, { [way]: part })),
    });
  const ways = { across: moving("across"), down: moving("down") };
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
  const sliders = make("div", { class: "ways" }, zoom, ways.across, ways.down);
  const element = make("div", { class: "ll-row ll-cropper", hidden: "" }, canvas, sliders);
  canvas.addEventListener("pointerdown", (event) => {
    hand = { x: event.clientX, y: event.clientY, crop };
    canvas.setPointerCapture(event.pointerId);
  });
  canvas.addEventListener("pointermove", (event) => {
    if (!hand) return;
    const by = { x: event.clientX - hand.x, y: event.clientY - hand.y };
    paint(dragged(hand.crop, source, by, canvas.clientWidth));
  });
  for (const name of ["pointerup", "pointercancel"]) {
    canvas.addEventListener(name, () => {
      hand = null;
    });
  }
  async function open(file) {
    try {
      source = await createImageBitmap(file);
      zoom.set(1);
      paint(wholeOf(source));
    } catch {
      source = null; // the server can read more kinds of pictures than a browser, and says so where it cannot
    }
    element.hidden = !source;
  }
  const cut = (file) => (source ? new Promise((resolve) => canvas.toBlob(resolve, "image/png")) : file);
  return { element, open, cut };
}
