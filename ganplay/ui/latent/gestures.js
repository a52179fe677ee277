// A hand on a sheet: it drags, turns the wheel, presses arrows.
import { ARROWS, wheelTimes } from "./lattice.js";

const STILL = 5; // pixels that a hand may move and still have clicked

/**
 * @param {HTMLElement} element
 * @param {object} acts
 * @param {() => object} acts.taken answers what `dragged` is to be told as `from`
 * @param {(from: object, hand: {x: number, y: number}) => void} acts.dragged hand: pixels since then
 * @param {(times: number) => void} acts.zoomed
 * @param {(pictures: [number, number]) => void} acts.moved across and down
 * @returns {{dragging: () => boolean}} dragging: a click belongs to the drag that it ends
 */
export function gestures(element, { taken, dragged, zoomed, moved }) {
  let start = null;
  let dragging = false;
  element.addEventListener("pointerdown", (event) => {
    start = { x: event.clientX, y: event.clientY, from: taken(), id: event.pointerId };
  });
  element.addEventListener("pointermove", (event) => {
    if (event.pointerId !== start?.id) return;
    const hand = { x: event.clientX - start.x, y: event.clientY - start.y };
    if (!dragging && Math.hypot(hand.x, hand.y) > STILL) {
      dragging = true;
      element.setPointerCapture(start.id);
      element.classList.add("dragged");
    }
    if (dragging) dragged(start.from, hand);
  });
  function released() {
    start = null;
    element.classList.remove("dragged");
    setTimeout(() => {
      dragging = false; // after the click
    });
  }
  element.addEventListener("pointerup", released);
  element.addEventListener("pointercancel", released);
  function turned(event) {
    event.preventDefault();
    zoomed(wheelTimes(event.deltaY));
  }
  element.addEventListener("wheel", turned, { passive: false });
  element.addEventListener("keydown", (event) => {
    const pictures = ARROWS[event.key];
    if (!pictures) return;
    event.preventDefault();
    moved(pictures);
  });
  return { dragging: () => dragging };
}
