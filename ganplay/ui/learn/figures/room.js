// How large a canvas is at most, and what it has to be drawn again for: another width of its room, another theme.

/** CSS pixels of a board's side at most. */
export const LARGEST = 460;

/**
 * @param {HTMLElement} element whose width matters
 * @param {() => void} draw
 * @returns {() => void} stops watching
 */
export function redrawn(element, draw) {
  const width = new ResizeObserver(draw);
  width.observe(element);
  const theme = new MutationObserver(draw);
  theme.observe(document.body, { attributeFilter: ["class"] });
  return () => {
    width.disconnect();
    theme.disconnect();
  };
}
