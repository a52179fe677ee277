// The bar below the pictures: the time line, the speed of a replay, the way back to now, the link.
import { make, notice } from "../dom.js";
import { t } from "../words.js";

const SPEEDS = [0.5, 1, 2, 4];

/**
 * @param {Record<string, HTMLElement>} ref the elements of live.html by their data-ref
 * @param {object} on
 * @param {(speed: number) => void} on.speed
 * @param {(place: number) => void} on.time a place on the time line, from 0
 * @param {() => void} on.now
 * @param {() => string} on.run the one whose link is shared
 */
export function bar(ref, on) {
  const buttons = SPEEDS.map((speed) => {
    const word = `×${speed === 0.5 ? "½" : speed}`;
    return make("button", { type: "button", "data-speed": speed, onclick: () => choose(speed) }, word);
  });
  function choose(speed) {
    for (const one of buttons) one.setAttribute("aria-pressed", Number(one.dataset.speed) === speed);
    on.speed(speed);
  }
  ref.speed.append(...buttons);
  choose(1);
  ref.time.addEventListener("input", () => on.time(Number(ref.time.value)));
  ref.now.addEventListener("click", on.now);
  ref.share.addEventListener("click", () => share(on.run()));
}

async function share(run) {
  const url = new URL(location.href);
  url.search = `?run=${encodeURIComponent(run)}`;
  try {
    await navigator.clipboard.writeText(url.href);
    notice(t("live.control.shared"));
  } catch {
    notice(url.href); // no clipboard outside https
  }
}
