// The one button's other side: once my run trains, Pause, Stop and single steps stand where Train stood.

import { make } from "../kit/dom.js";
import { lent } from "../kit/lent.js";
import { when } from "../kit/parts.js";
import { speak, t } from "../kit/words.js";

export async function mount(element) {
  const root = element.querySelector(".gp-controls");
  const live = await when("live");
  const button = (verb, word, extra = {}) =>
    make("button", { type: "button", "data-verb": verb, "data-word": word, ...extra });
  const pause = button("pause", "live.control.pause", { class: "primary" });
  const resume = button("resume", "live.control.resume", { class: "primary" });
  const stop = button("stop", "live.control.stop");
  const main = make("div", { class: "row" }, pause, resume, stop);

  let times = 1;
  const counts = [1, 10, 100].map((n) =>
    make("button", { type: "button", "data-times": n, "aria-pressed": n === 1 }, `×${n}`),
  );
  const steps = ["d", "g", "both"].map((network) =>
    button("step", `live.control.${network}`, {
      "data-network": network,
      "data-hint": `live.control.${network}.hint`,
      class: network,
    }),
  );
  const stepping = make(
    "fieldset",
    { class: "steps" },
    make("legend", { "data-word": "live.control.step" }),
    make("div", { class: "row segmented", role: "group" }, ...counts),
    make("div", { class: "row" }, ...steps),
  );

  const again = make("button", { type: "button", class: "wide", "data-verb": "again" });
  const note = make("p", { class: "gp-note" });
  root.append(main, stepping, again, note);
  speak(root);

  counts.forEach((count) =>
    count.addEventListener("click", () => {
      times = Number(count.dataset.times);
      counts.forEach((c) => c.setAttribute("aria-pressed", c === count));
    }),
  );
  root.addEventListener("click", async (event) => {
    const pressed = event.target.closest("button[data-verb]");
    if (!pressed || pressed.disabled) return;
    const { verb, network } = pressed.dataset;
    pressed.setAttribute("aria-busy", "true");
    if (verb === "step") await live.command("step", { network, times });
    else if (verb === "again")
      await live.command("resume", pressed.dataset.more ? { more: Number(pressed.dataset.more) } : {});
    else await live.command(verb);
    pressed.removeAttribute("aria-busy");
  });

  let wasMine = false;
  live.onChange((seen) => {
    const steered = document.body.classList.contains("gp-busy");
    if (steered && !wasMine) {
      // bring the controls that act at once into sight
      const form = document.getElementById("gp-form"),
        rates = document.getElementById("gp-lr-g");
      if (form && rates && form.scrollHeight > form.clientHeight) {
        form.scrollTop += rates.getBoundingClientRect().top - form.getBoundingClientRect().top - 110;
      }
    }
    wasMine = steered;
    const busy = ["queued", "preparing", "running", "paused", "starting"].includes(seen.status);
    const { mine, status } = seen;
    root.dataset.mine = mine;
    main.hidden = !(busy && (mine || status === "starting"));
    pause.hidden = lent || status === "paused"; // a lent GPU does not wait: Stop saves and gives it back
    resume.hidden = status !== "paused";
    pause.disabled = status !== "running";
    stop.disabled = status === "starting";
    stepping.hidden = lent || main.hidden || status === "starting" || status === "queued";
    for (const e of [...steps, ...counts]) e.disabled = status !== "paused";
    stepping.title = status === "paused" ? "" : t("live.control.step.hint");
    const more =
      status !== "finished" ? 0 : lent ? lent.seconds : Math.max(30, Math.round(seen.head.budget?.value || 60));
    again.hidden =
      !mine || !seen.head.resumable || !["stopped", "interrupted", "finished", "diverged"].includes(status);
    const secondsRun = seen.head.budget?.kind === "seconds";
    again.dataset.more = status === "finished" && secondsRun ? more : "";
    const word =
      status === "diverged"
        ? t("live.control.rollback")
        : status === "finished"
          ? t("live.control.more", { seconds: more })
          : t("live.control.resume");
    if (status === "finished" && !secondsRun) again.hidden = true;
    if (again.textContent !== word) again.textContent = word;
    note.hidden = !lent || (main.hidden && again.hidden);
    if (lent) note.textContent = t("live.lent", { seconds: lent.seconds });
  });
}
