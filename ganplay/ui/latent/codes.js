// The codes of a generator whose latents hold some (InfoGAN): which are fixed, for every tool.
import { button, slider } from "../kit/controls.js";
import { make } from "../kit/dom.js";
import { t } from "../kit/words.js";
import { signed } from "./numbers.js";

/** @typedef {import("./tab.js").App} App */

const FARTHEST = 2; // the paper's figures go from -2 to 2; training drew from -1 to 1

/** @param {number} code 0 is c1 @returns {string} */
export const codeName = (code) => t("latent.code.name", { n: code + 1 });

/**
 * The part of the side panel; tell() is for when the codes have changed.
 * @param {App} app
 * @returns {HTMLElement & {tell: () => void}}
 */
export function codesPart(app) {
  const { state } = app;
  function tell() {
    for (const control of controls) control.tell();
  }
  const moving = () => {
    tell();
    app.draw();
    if (["seeds", "walk"].includes(state.mode)) app.update("scale");
  };
  const freed = () => {
    tell();
    app.drawAll();
  };
  const continuous = state.codes.slice(1).map((_, index) => codeLine(app, index + 1, { moving, freed }));
  const controls = [categoryLine(app), ...continuous];
  const lines = controls.map(({ line }) => line);
  const note = make("p", { class: "gp-note" }, t("latent.codes.note"));
  const element = make("section", { class: "ll-codes" }, make("h3", {}, t("latent.codes")), ...lines, note);
  tell();
  return Object.assign(element, { tell });
}

/** Whether the open tool shows all values of a code. */
const walked = (state, code) => state.mode === "walk" && state.walk.code === code;

function categoryLine(app) {
  const { state } = app;
  const [categories] = state.facts.codes;
  const values = Array.from({ length: categories }, (_, value) => make("option", { value }, String(value)));
  const own = make("option", { value: "" }, t("latent.codes.own"));
  const select = make("select", { "aria-label": codeName(0), "data-ref": "latent-code" }, own, ...values);
  select.addEventListener("change", () => {
    state.codes[0] = select.value === "" ? null : Number(select.value);
    app.drawAll();
  });
  const tell = () => {
    select.value = state.codes[0] === null ? "" : state.codes[0];
    select.disabled = walked(state, 0);
  };
  return { line: make("label", { class: "ll-code" }, make("span", {}, codeName(0)), select), tell };
}

function codeLine(app, code, { moving, freed }) {
  const { state } = app;
  const own = t("latent.codes.own");
  const part = slider({
    word: codeName(code),
    min: -FARTHEST,
    max: FARTHEST,
    step: 0.05,
    value: 0,
    say: (value) => (state.codes[code] === null ? own : signed(value)),
    change: (value) => {
      state.codes[code] = value;
      moving();
    },
    done: () => app.drawAll(),
  });
  const free = () => {
    state.codes[code] = null;
    freed();
  };
  part.addEventListener("dblclick", free);
  const about = { "aria-label": t("latent.codes.free", { code: codeName(code) }), title: own };
  const reset = button("×", free, "quiet", about);
  const input = part.querySelector("input");
  const tell = () => {
    const value = state.codes[code];
    part.set(value ?? 0);
    part.classList.toggle("free", value === null);
    reset.style.visibility = value === null ? "hidden" : "";
    input.disabled = walked(state, code);
  };
  return { line: make("div", { class: "ll-code" }, part, reset), tell };
}
