// What a figure of the course is handed, and what it gives.

/**
 * @typedef {object} Given
 * @property {(told: Record<string, number | string>) => void} numbers what the text may name, as far as it is known;
 *   percentages are 0 .. 100
 * @property {() => void} done what the page asks for was done, and measured
 * @property {(answer: number) => void} outcome which answer of the prediction came out, where the figure tells
 * @property {import("../kit/channel.js").Asking} ask a server function of asked_NAME.py; rejects with a Refused
 * @property {number | null} predicted which answer was predicted; null where that was skipped
 */

/**
 * @typedef {object} Figure
 * @property {HTMLElement} element
 * @property {() => void} close free what it holds: it is taken off the page
 * @property {() => void} [speak] say its words again: the language has changed
 * @property {() => void} [fit] there is another room
 * @property {() => void} [rest] nobody sees it: stand still
 * @property {() => object | null} [lab] the state in which the laboratory goes on with it
 * @property {() => string | null} [picture] what the notebook keeps of it, as a data URL; else its first canvas
 */

const WIDEST = 640; // pixels of a picture that is kept
const LONGEST = 200_000; // characters of it: a browser keeps some millions in all

/**
 * @param {string} name of a page
 * @param {Given} given
 * @returns {Promise<Figure>} rejects where the script cannot be fetched
 */
export async function figureOf(name, given) {
  const { figure } = await import(`./figures/${name}.js`);
  return figure(given);
}

/**
 * A small picture of what a figure shows, for the notebook.
 * @param {Figure} figure
 * @returns {string} a data URL; "" where there is nothing to be seen
 */
export function pictureOf(figure) {
  try {
    const [board] = [...figure.element.querySelectorAll("canvas")].filter(
      ({ width, height }) => width > 40 && height > 40,
    );
    const found = [figure.picture?.() || "", board ? shrunk(board, WIDEST) : drawingOf(figure.element)];
    return found.find((picture) => picture && picture.length <= LONGEST) || (board ? shrunk(board, WIDEST / 2) : "");
  } catch {
    return "";
  }
}

function shrunk(canvas, widest) {
  const share = Math.min(1, widest / canvas.width);
  const copy = document.createElement("canvas");
  [copy.width, copy.height] = [Math.round(share * canvas.width), Math.round(share * canvas.height)];
  copy.getContext("2d").drawImage(canvas, 0, 0, copy.width, copy.height);
  return copy.toDataURL("image/webp", 0.8);
}

/** What is drawn as SVG takes its colours from the page: they are written into the copy. */
function drawingOf(element) {
  const drawing = element.querySelector("svg");
  if (!drawing) return "";
  const copy = drawing.cloneNode(true);
  const [from, to] = [drawing, copy].map((one) => [one, ...one.querySelectorAll("*")]);
  from.forEach((one, i) => {
    const style = getComputedStyle(one);
    for (const name of ["fill", "stroke", "stroke-width", "opacity", "font-size", "font-family"])
      to[i].style.setProperty(name, style.getPropertyValue(name));
  });
  const { width, height } = drawing.getBoundingClientRect();
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  copy.setAttribute("width", width);
  copy.setAttribute("height", height);
  return `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(copy))}`;
}
