// On a narrow screen what stands beside the work on a wide one stands below it: in the page's order, too, so that keys
// and screen readers meet it where it is seen.

const BESIDE = 1000; // CSS pixels, as in room.css: with fewer there is no room beside a tab's work

/**
 * @param {number} width CSS pixels
 * @param {(narrow: boolean) => void} lay puts things where they belong in a window of at most that width, or of more
 * @returns {() => void} does so; to be called whenever these things were built, and called whenever the width changes
 */
export function laid(width, lay) {
  const narrow = matchMedia(`(max-width: ${width}px)`);
  const now = () => lay(narrow.matches);
  narrow.addEventListener("change", now);
  return now;
}

/** @param {HTMLElement} root of a tab @returns {() => void} lays its side panel before its work, or behind all of it */
export const sideLaid = (root) =>
  laid(BESIDE, (narrow) => {
    const side = root.querySelector(":scope > .ll-side");
    if (side) root[narrow ? "append" : "prepend"](side);
  });
