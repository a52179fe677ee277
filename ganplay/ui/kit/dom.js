// Making and changing elements.
const SVG = "http://www.w3.org/2000/svg";
const NOTICED = 6000; // milliseconds that a notice stands

/**
 * make("button", {class: "x", onclick: go, hidden: ""}, child, "text"); attributes that are null or false are left out.
 * @param {string} tag
 * @param {Record<string, any>} attributes
 * @param {...(Node | string)} children
 * @returns {HTMLElement}
 */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "onclick") element.addEventListener("click", value);
    else if (value !== null && value !== undefined && value !== false) element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
}

/** @param {string} tag @param {Record<string, any>} attributes @returns {SVGElement} */
export function shape(tag, attributes) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}

/**
 * @param {ParentNode} part
 * @param {string} [which] selector of those that are meant
 * @returns {HTMLButtonElement | undefined} the first button that is seen and can be pressed
 */
export const pressable = (part, which = "button") =>
  [...part.querySelectorAll(which)].find((button) => !button.disabled && button.checkVisibility());

let fading = 0;

/** Say one sentence at the foot of the page for a while. @param {string} text */
export function notice(text) {
  const box = document.getElementById("gp-notice");
  if (!box) return;
  box.textContent = text;
  box.classList.add("shown");
  clearTimeout(fading);
  fading = setTimeout(() => box.classList.remove("shown"), NOTICED);
}

/**
 * Draw a part of the page again; what had the keyboard's focus (by its data-focus) has it afterwards, too.
 * @param {HTMLElement} part
 * @param {() => void} draw
 */
export function keepingFocus(part, draw) {
  const held = part.contains(document.activeElement) ? document.activeElement.dataset.focus : null;
  draw();
  if (!held || document.activeElement !== document.body) return;
  part.querySelector(`[data-focus="${held}"]`)?.focus({ preventScroll: true });
}
