// The keys of the laboratory, while it is in sight and nothing else is written in.
import { LAYERS } from "../kit/plane/plot.js";
import { BACK } from "./state.js";

const TAKERS = "input:not([type=range]), textarea, select, [contenteditable]";

/** @param {import("./bench.js").App} app */
export function keysOf(app) {
  const acts = {
    " ": app.toggle,
    d: () => app.step("d"),
    g: () => app.step("g"),
    b: () => app.step("both"),
    z: () => app.back(BACK),
    r: () => app.again(),
  };
  const hidden = (name) => app.state.hidden.has(name);
  document.addEventListener("keydown", (event) => {
    if (!app.root.clientWidth || app.state.mode === "plane" || !app.main) return;
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || event.repeat) return;
    const { target } = event;
    if (target.closest?.(TAKERS)) return;
    if (event.key === " " && target.closest?.("button, a, summary")) return;
    const layer = hidden("legend") ? null : LAYERS[Number(event.key) - 1];
    const paced = hidden("pace") ? null : acts[event.key.toLowerCase()];
    const act = layer ? () => app.layer(layer) : paced;
    if (!act) return;
    event.preventDefault();
    act();
  });
}
