// A row that scrolls sideways shows at its ends that there is more: see [data-before] and [data-after] in room.css.

/** @param {HTMLElement} row @returns {HTMLElement} the same */
export function hinted(row) {
  function tell() {
    row.toggleAttribute("data-before", row.scrollLeft > 1);
    row.toggleAttribute("data-after", row.scrollWidth - row.clientWidth - row.scrollLeft > 1);
  }
  row.addEventListener("scroll", tell, { passive: true });
  new ResizeObserver(tell).observe(row);
  return row;
}
