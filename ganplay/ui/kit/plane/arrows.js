// Arrow keys that move something in the plane.

const WAYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };

/**
 * @param {HTMLElement} element
 * @param {(right: number, up: number) => void} move -1, 0 or 1 each
 * @param {() => void} [end] a key is let go
 */
export function onArrows(element, move, end) {
  element.addEventListener("keydown", (event) => {
    const way = WAYS[event.key];
    if (!way) return;
    event.preventDefault();
    move(...way);
  });
  if (end) element.addEventListener("keyup", ({ key }) => WAYS[key] && end());
}
