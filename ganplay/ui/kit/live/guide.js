// What the pictures are, for who sees them for the first time: said on them until the first use, and again under "?".
import { keepText, keptText } from "../storage.js";

const USED = "guided"; // kept once it was closed, or something was trained

/**
 * @param {HTMLElement} root
 * @param {HTMLElement} ask the button "?"
 * @returns {{show: (on: boolean) => Promise<void>, tell: (seen: import("./moment.js").Seen) => void}}
 */
export function guide(root, ask) {
  let marks = null; // fetched when they are first shown
  let wished = false;
  let first = false; // shown because this is a first visit
  let used = Boolean(keptText(USED));

  async function show(on) {
    wished = on;
    ask.setAttribute("aria-pressed", on);
    if (!on && !marks) return;
    marks ||= import("./marks.js").then((module) => module.marks(root, close));
    try {
      (await marks)(wished);
    } catch {
      marks = null; // the next press asks again
    }
  }
  function close() {
    use();
    show(false);
    ask.focus({ preventScroll: true });
  }
  function use() {
    used = true;
    keepText(USED, "yes");
  }
  function tell({ kind, run, mine, picture }) {
    if (used) return;
    if (kind === "run" && (mine || !run)) use();
    const now = !used && kind === "replay" && Boolean(picture);
    if (now !== first) show(now);
    first = now;
  }

  ask.addEventListener("click", () => (wished ? close() : show(true)));
  return { show, tell };
}
