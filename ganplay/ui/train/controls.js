// The one button's other side: once my run trains, Pause, Stop and single steps stand where Train stood.
import { make, pressable } from "../kit/dom.js";
import { lent } from "../kit/lent.js";
import { when } from "../kit/parts.js";
import { going } from "../kit/status.js";
import { speak, t } from "../kit/words.js";
import { offered } from "./again.js";
import { layForm, narrow } from "./narrow.js";

/** @typedef {import("../kit/live/moment.js").Seen} Seen */

const TOP = 110; // CSS pixels of the form above the controls that act at once, when they are brought into sight

const UNHARMFUL = "button:not([data-verb=stop])"; // a key that is pressed twice ends nothing

const command = (verb, word, extra = {}) =>
  make("button", { type: "button", "data-verb": verb, "data-word": word, ...extra });

/** Pause, or Resume, and Stop; show(seen) says which. */
function steering() {
  const pause = command("pause", "live.control.pause", { class: "primary" });
  const resume = command("resume", "live.control.resume", { class: "primary" });
  const stop = command("stop", "live.control.stop");
  const element = make("div", { class: "row" }, pause, resume, stop);
  /** @param {Seen} seen */
  function show({ mine, status }) {
    element.hidden = !(going(status) && (mine || status === "starting"));
    pause.hidden = lent || status === "paused"; // a lent GPU does not wait: Stop saves and gives it back
    resume.hidden = status !== "paused";
    pause.disabled = status !== "running";
    stop.disabled = status === "starting";
  }
  return { element, show };
}

/** Single steps of one network or of both, while it is paused; times() says how many at once. */
function stepping() {
  let times = 1;
  const counts = [1, 10, 100].map((count) =>
    make("button", { type: "button", "data-times": count, "aria-pressed": count === 1 }, `×${count}`),
  );
  for (const count of counts) {
    count.addEventListener("click", () => {
      times = Number(count.dataset.times);
      for (const one of counts) one.setAttribute("aria-pressed", one === count);
    });
  }
  const steps = ["d", "g", "both"].map((network) => {
    const word = `live.control.${network}`;
    return command("step", word, { "data-network": network, "data-hint": `${word}.hint`, class: network });
  });
  const element = make(
    "fieldset",
    { class: "steps" },
    make("legend", { "data-word": "live.control.step" }),
    make("div", { class: "row segmented", role: "group" }, ...counts),
    make("div", { class: "row" }, ...steps),
  );
  /** @param {Seen} seen @param {boolean} steered my run trains */
  function show({ status }, steered) {
    element.hidden = lent || !steered || status === "starting" || status === "queued";
    for (const button of [...steps, ...counts]) button.disabled = status !== "paused";
    element.title = status === "paused" ? "" : t("live.control.step.hint");
  }
  return { element, show, times: () => times };
}

/** The way on for a run that has ended: resume, roll back, or train on for a while. */
function again() {
  const element = make("button", { type: "button", class: "wide", "data-verb": "again" });
  /** @param {Seen} seen */
  function show(seen) {
    const { word, more, hidden } = offered(seen, lent ? lent.seconds : 0);
    element.hidden = hidden;
    element.dataset.more = more || "";
    const text = t(word, { seconds: more });
    if (element.textContent !== text) element.textContent = text;
  }
  return { element, show };
}

/** Bring the controls that act at once into sight; on a narrow screen what they act on. */
function reveal() {
  if (narrow.matches) return document.querySelector(".gp-stage")?.scrollIntoView({ block: "nearest" });
  const form = document.getElementById("gp-form");
  const rates = document.getElementById("gp-lr-g");
  if (!form || !rates || form.scrollHeight <= form.clientHeight) return undefined;
  form.scrollTop += rates.getBoundingClientRect().top - form.getBoundingClientRect().top - TOP;
  return undefined;
}

/**
 * What was pressed here gives way to another button, as Train to Pause: that one has the focus then.
 * @param {HTMLElement} root
 * @returns {() => void} to be called once the buttons are those of now
 */
function keeper(root) {
  const act = document.getElementById("gp-act");
  let held = false;
  root.tabIndex = -1; // waits with the focus where no button can be pressed yet
  document.addEventListener("focusin", ({ target }) => {
    held = act.contains(target);
  });
  document.addEventListener("pointerdown", ({ target }) => {
    if (!act.contains(target)) held = false;
  });
  return () => {
    const { activeElement: active } = document;
    const lost = active === document.body || active === root || active?.disabled || !active?.checkVisibility();
    if (held && lost) (pressable(act, UNHARMFUL) || root).focus({ preventScroll: true });
  };
}

/** @param {HTMLElement} element */
export async function mount(element) {
  const root = element.querySelector(".gp-controls");
  const keepFocus = keeper(root);
  const live = await when("live");
  const main = steering();
  const steps = stepping();
  const on = again();
  const note = make("p", { class: "gp-note" });
  root.append(main.element, steps.element, on.element, note);
  layForm();
  speak(root);

  function obey({ verb, network, more }) {
    if (verb === "step") return live.command("step", { network, times: steps.times() });
    if (verb === "again") return live.command("resume", more ? { more: Number(more) } : {});
    return live.command(verb);
  }
  root.addEventListener("click", async (event) => {
    const pressed = event.target.closest("button[data-verb]");
    if (!pressed || pressed.disabled) return;
    pressed.setAttribute("aria-busy", "true");
    await obey(pressed.dataset);
    pressed.removeAttribute("aria-busy");
  });

  let wasMine = false;
  live.onChange((seen) => {
    const steered = document.body.classList.contains("gp-busy");
    if (steered && !wasMine) reveal();
    wasMine = steered;
    root.dataset.mine = seen.mine;
    main.show(seen);
    steps.show(seen, !main.element.hidden);
    on.show(seen);
    note.hidden = !lent || (main.element.hidden && on.element.hidden);
    if (lent) note.textContent = t("live.lent", { seconds: lent.seconds });
    keepFocus();
  });
}
