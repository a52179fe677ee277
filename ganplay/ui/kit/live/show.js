// How the live view shows what it knows: pictures at whole multiples of their pixels, words and numbers beside them.
// Text from outside is only ever set as text.
import { language, noted, number, t } from "../words.js";
import { fitted } from "./fitting.js";
import { numbers } from "./numbers.js";
import { verdict } from "./verdict.js";

/** @typedef {import("./moment.js").Seen} Seen */
/** @typedef {{shape?: number[], shown?: {whole: boolean}}} Head shape: channels, height and width of a picture */

/**
 * @param {HTMLElement} root
 * @param {Record<string, HTMLElement>} ref the elements of live.html by their data-ref
 * @returns {{all: (seen: Seen) => void, fit: (head: Head) => void, blank: () => void}}
 */
export function showing(root, ref) {
  const set = (name, text) => {
    if (ref[name].textContent !== text) ref[name].textContent = text;
  };
  const tellVerdict = verdict(root, ref, set);
  const tellNumbers = numbers(ref, set);
  let shaped = "";

  /** Give the pictures their size. @param {Head} head of a run */
  function fit({ shape, shown }) {
    const room = root.clientWidth;
    if (!room) return;
    const ratio = devicePixelRatio || 1;
    const { wide, ...sizes } = fitted({
      size: shape?.[2] || 32,
      whole: Boolean(shown?.whole),
      room,
      height: innerHeight,
      ratio,
    });
    root.style.setProperty("--cell", `${sizes.cell}px`);
    root.style.setProperty("--columns", sizes.columns);
    root.style.setProperty("--rows", sizes.rows);
    root.style.setProperty("--reals", sizes.reals);
    root.style.setProperty("--real-rows", sizes.realRows);
    root.style.setProperty("--chart", `${sizes.chart}px`);
    root.classList.toggle("narrow", !wide);
    root.classList.toggle("tight", wide && room < 1150 && language === "en"); // no room for every key
  }

  function picture(image, url, text) {
    if (url && image.src !== url) image.src = url;
    if (url) image.hidden = false;
    if (image.alt !== text) image.alt = text;
  }

  function time(seen) {
    const { grids, here } = seen;
    ref.time.max = Math.max(0, grids.length - 1);
    const at = here ? grids.findIndex(([seq]) => seq === here[0]) : 0;
    if (Number(ref.time.value) !== at) ref.time.value = at;
    ref.time.disabled = grids.length < 2;
    ref.time.style.setProperty("--at", grids.length > 1 ? `${(100 * at) / (grids.length - 1)}%` : "100%");
    const step = here ? t("live.time.step", { step: number(here[1]) }) : "";
    ref.time.setAttribute("aria-valuetext", step);
    set("moment", step);
    ref.now.textContent = seen.kind === "replay" ? `▶ ${t("runs.replay")}` : `● ${t("live.time.now")}`;
    ref.now.hidden = seen.kind === "empty" || (seen.kind === "replay" && seen.still);
    ref.now.disabled = seen.moment === null;
    const back = seen.moment !== null && here;
    set("when", back ? t("live.moment", { step: number(here[1]) }) : t("live.generated.note"));
  }

  function all(seen) {
    const shape = String([seen.head.shape, seen.head.shown?.whole]);
    if (shape !== shaped) {
      shaped = shape;
      fit(seen.head);
    }
    tellVerdict(seen);
    tellNumbers(seen);
    set("notes", noted((seen.mine && seen.head.notes) || []));
    ref.notes.hidden = !ref.notes.textContent;
    time(seen);
    const step = seen.here ? number(seen.here[1]) : "0";
    picture(ref.fake, seen.picture, t("live.alt.generated", { step }));
    picture(ref.real, seen.head.real, t("live.alt.real"));
  }

  function blank() {
    for (const image of [ref.fake, ref.real]) {
      image.hidden = true;
      image.removeAttribute("src");
    }
  }

  return { all, fit, blank };
}
