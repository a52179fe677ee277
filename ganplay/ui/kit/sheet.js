// Sheets: many pictures in one image, each of them a button.
import { make } from "./dom.js";

/** CSS pixels of a tab: where it has less, what is asked stands under the picture, and the page scrolls. */
export const NARROW = 760;
/** CSS pixels of a picture at the least, where there is room: a finger's. */
export const TOUCHED = 44;

/** @typedef {{png: string, count: number, columns: number, size: number}} SheetAnswer size: pixels of a picture */

/** Show a picture only when it is decoded: nothing flickers. @param {HTMLImageElement} image @param {string} url */
export async function swap(image, url) {
  const next = new Image();
  next.src = url;
  try {
    await next.decode();
  } catch {
    /* shown as it comes */
  }
  image.src = url;
  image.hidden = false;
}

/**
 * The size of a picture's cell on the page: a whole multiple of its pixels on the screen, so that they stay crisp.
 * @param {number} size pixels of the picture
 * @param {number} room CSS pixels that there are for it
 * @returns {number} CSS pixels
 */
export function crisp(size, room) {
  const ratio = globalThis.devicePixelRatio || 1;
  return (Math.max(1, Math.floor((room * ratio) / size)) * size) / ratio;
}

/**
 * How many pictures in a row show them at a size to look at, in this room.
 * @param {number} size pixels of a picture
 * @param {number} width CSS pixels of the room
 * @returns {number} 3 to 10
 */
export function columns(size, width) {
  const ratio = globalThis.devicePixelRatio || 1;
  const times = Math.max(1, Math.ceil((44 * ratio) / size));
  return Math.max(3, Math.min(10, Math.floor((width * ratio) / (times * size))));
}

/**
 * @typedef {object} Sheet
 * @property {HTMLElement} element
 * @property {HTMLImageElement} image
 * @property {(answer: SheetAnswer) => Promise<void>} show
 * @property {() => void} mark its cells again
 */

/**
 * @param {object} options
 * @param {(index: number, event: Event) => void} options.pick
 * @param {(index: number) => string} [options.label]
 * @param {(index: number) => string} [options.mark] the class of a cell
 * @param {() => {width: number, height: number}} [options.room] CSS pixels; by default the width that there is
 * @param {number} [options.most] CSS pixels of a cell at most
 * @param {number} [options.least] CSS pixels of a cell, where whole pixels leave them too small to compare
 * @param {string} [options.class]
 * @returns {Sheet}
 */
export function sheet(options) {
  const image = make("img", { alt: "", hidden: "" });
  const grid = make("div", { class: "cells" });
  const element = make("div", { class: `ll-sheet ${options.class || ""}` }, image, grid);
  let count = 0;
  grid.addEventListener("click", (event) => {
    const cell = event.target.closest("button");
    if (cell) options.pick(Number(cell.dataset.index), event);
  });
  function mark() {
    for (const [index, cell] of grid.querySelectorAll("button").entries()) {
      cell.className = options.mark?.(index) || "";
      const label = options.label ? options.label(index) : String(index + 1);
      cell.title = label;
      cell.setAttribute("aria-label", label);
    }
  }
  function cellSize(answer, rows) {
    const room = options.room ? options.room() : { width: element.parentElement.clientWidth, height: Infinity };
    const whole = Math.min(crisp(answer.size, room.width / answer.columns), crisp(answer.size, room.height / rows));
    const cell = Math.min(whole, options.most || 256);
    if (!options.least) return cell;
    const snug = Math.floor(Math.min(room.width / answer.columns, room.height / rows));
    return cell > snug ? snug : Math.max(cell, Math.min(options.least, snug));
  }
  async function show(answer) {
    const rows = Math.ceil(answer.count / answer.columns);
    const cell = cellSize(answer, rows);
    await swap(image, answer.png);
    element.style.width = `${cell * answer.columns}px`;
    element.style.height = `${cell * rows}px`;
    grid.style.gridTemplateColumns = `repeat(${answer.columns}, 1fr)`;
    grid.style.gridTemplateRows = `repeat(${rows}, 1fr)`;
    if (count !== answer.count) {
      count = answer.count;
      const cells = Array.from({ length: count }, (_, index) =>
        make("button", { type: "button", "data-index": index }),
      );
      grid.replaceChildren(...cells);
    }
    grid.querySelector("i")?.remove(); // what the last row lacks is not part of the sheet
    const last = count % answer.columns;
    if (last) grid.append(make("i", { style: `grid-column: ${last + 1} / -1; grid-row: ${rows}` }));
    element.dataset.cell = cell;
    mark();
  }
  return { element, image, show, mark };
}

/** Cut a sheet into pictures of their own. @param {SheetAnswer} answer @returns {Promise<string[]>} data URLs */
export async function slices(answer) {
  const image = new Image();
  image.src = answer.png;
  await image.decode();
  const canvas = make("canvas", { width: answer.size, height: answer.size });
  const pen = canvas.getContext("2d");
  return Array.from({ length: answer.count }, (_, index) => {
    const [column, row] = [index % answer.columns, Math.floor(index / answer.columns)];
    pen.drawImage(image, -column * answer.size, -row * answer.size);
    return canvas.toDataURL("image/png");
  });
}
