// What a canvas has to be drawn again for: its room has another width, or the page another theme.

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
