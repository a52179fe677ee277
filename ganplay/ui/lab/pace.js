// Play, pause, single steps, back, speed, and the line of time.
import { button } from "../kit/controls.js";
import { make, shape } from "../kit/dom.js";
import { number, t } from "../kit/words.js";
import { BACK, SPEEDS } from "./state.js";

const ICONS = { play: "M4 2.5v11l9-5.5z", pause: "M4 2.5h3v11H4zM9 2.5h3v11H9z" };

/** @param {import("./bench.js").App} app @returns {import("./page.js").Part} */
export function paceOf(app) {
  const { state } = app;
  const hiding = (name, part) => {
    part.hidden = state.hidden.has(name);
    return part;
  };
  const icon = shape("path", {});
  const svg = shape("svg", { viewBox: "0 0 16 16", width: 16, height: 16, "aria-hidden": "true" });
  svg.append(icon);
  const play = button("", app.toggle, "lab-play", { "data-ref": "lab-play", "data-focus": "play" });
  play.append(svg);
  const act = (name, onclick, keys = null) =>
    button(t(`lab.${name}`), onclick, "quiet", {
      "data-ref": `lab-${name.replace(".", "-")}`,
      "data-focus": name,
      title: keys ? `${t(`lab.${name}.hint`)} (${keys})` : t(`lab.${name}.hint`),
      "aria-keyshortcuts": keys,
    });
  const steps = make(
    "div",
    { class: "lab-steps", role: "group", "aria-label": t("lab.steps") },
    act("step.d", () => app.step("d"), "D"),
    act("step.g", () => app.step("g"), "G"),
    act("step.both", () => app.step("both"), "B"),
    act("step.ten", () => app.step("both", 10)),
    act("step.hundred", () => app.step("both", 100)),
    act("step.back", () => app.back(BACK), "Z"),
    act("again", () => app.again(), "R"),
  );
  const said = make("output", {});
  const speed = make("input", {
    type: "range",
    min: 0,
    max: SPEEDS.length - 1,
    step: 1,
    value: state.speed,
    "aria-label": t("lab.speed"),
    "data-ref": "lab-speed",
  });
  speed.addEventListener("input", () => app.pace(Number(speed.value)));
  const time = make("input", {
    type: "range",
    class: "lab-time",
    min: 0,
    max: 0,
    step: 1,
    value: 0,
    "aria-label": t("lab.time"),
    title: t("lab.time"),
    "data-ref": "lab-time",
  });
  let holding = false;
  time.addEventListener("input", () => {
    holding = true;
    app.seek(Number(time.value));
  });
  time.addEventListener("change", () => {
    holding = false;
  });
  const step = make("output", { class: "lab-step", "data-ref": "lab-step" });
  const rate = make("output", { class: "lab-rate" });
  const element = make(
    "div",
    { class: "lab-pace" },
    make(
      "div",
      { class: "lab-acts" },
      play,
      steps,
      hiding("speed", make("label", { class: "lab-speed" }, make("span", {}, t("lab.speed")), speed, said)),
    ),
    make("div", { class: "lab-line" }, step, hiding("time", time), rate),
  );
  hiding("pace", element);

  const speedWord = () => {
    const value = SPEEDS[state.speed];
    if (!value) return t("lab.speed.phases");
    return value < Number.POSITIVE_INFINITY ? t("lab.speed.steps", { n: number(value) }) : t("lab.speed.flat");
  };
  function tellFrame() {
    const { frame } = app.main || {};
    if (!frame) return;
    step.textContent = t("lab.step", { n: number(frame.step) });
    time.min = frame.oldest;
    time.max = Math.max(frame.newest ?? frame.step, frame.step);
    if (!holding) time.value = frame.step;
    time.style.setProperty("--lab-share", (frame.step - frame.oldest) / Math.max(1, time.max - frame.oldest));
    rate.textContent =
      state.playing && frame.rate ? t("lab.rate", { n: number(frame.rate, frame.rate < 10 ? 1 : 0) }) : "";
  }
  function tell(what) {
    if (what === "frame") tellFrame();
    if (what !== "state") return;
    const name = state.playing ? "pause" : "play";
    icon.setAttribute("d", ICONS[name]);
    play.setAttribute("aria-label", t(`lab.${name}`));
    play.title = `${t(`lab.${name}`)} (${t("lab.space")})`;
    play.setAttribute("aria-pressed", state.playing);
    speed.value = state.speed;
    said.textContent = speedWord();
    tellFrame();
  }
  return { element, tell };
}
