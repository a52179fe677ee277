// First steps: two minutes through the tabs. It may be left at any time, and goes on where it was left.
import { button } from "./controls.js";
import { make } from "./dom.js";
import { parts } from "./parts.js";
import { keepText, keptText } from "./storage.js";
import { openTab } from "./tabs.js";
import { onLanguage, t } from "./words.js";

const PICTURES = ".gp-live";

/** What is shown: the tab that is opened, and what is pointed at. */
const STOPS = [
  { name: "train", tab: "train", at: "#gp-train-button" },
  { name: "live", tab: "train", at: PICTURES },
  { name: "break", tab: "train", at: ".gp-break" },
  { name: "lab", tab: "lab", at: ".gp-lab" },
  { name: "latent", tab: "latent", at: ".gp-latent" },
  { name: "judge", tab: "judge", at: ".gp-judge" },
  { name: "runs", tab: "runs", at: ".gp-library" },
  { name: "learn", tab: "learn", at: ".gp-learn" },
];
const KEY = "tour";
const LOOKING = 100; // milliseconds between two looks for what is pointed at
const LOOKS = 60;

let card = null;
let at = 0;
let pointed = null;
let round = 0;

/** Begin, or go on with, the tour; while it is open this closes it. */
export function tour() {
  if (card) return leave();
  at = Math.min(Number(keptText(KEY)) || 0, STOPS.length - 1);
  card = make("div", { class: "gp-tour", role: "dialog", tabindex: "-1" });
  (document.querySelector(".gradio-container") || document.body).append(card);
  document.addEventListener("keydown", pressed);
  return show();
}

onLanguage(() => {
  if (card) draw();
});

function pressed(event) {
  if (event.key === "Escape") leave();
}

function leave(ended = false) {
  round += 1;
  keepText(KEY, ended ? "0" : String(at));
  point(null);
  card?.remove();
  card = null;
  document.removeEventListener("keydown", pressed);
  document.getElementById("gp-tour")?.focus({ preventScroll: true });
}

function point(element) {
  if (pointed?.matches(PICTURES)) parts.live?.guide(false);
  pointed?.classList.remove("gp-toured");
  pointed = element;
  pointed?.classList.add("gp-toured");
  if (pointed?.matches(PICTURES)) parts.live?.guide(true); // what they are is said on them
}

function go(step) {
  at += step;
  keepText(KEY, String(at));
  show();
}

async function show() {
  const mine = ++round;
  const stop = STOPS[at];
  draw();
  card.focus({ preventScroll: true });
  point(null);
  openTab(stop.tab);
  for (let looks = 0; looks < LOOKS && mine === round; looks++) {
    const target = document.querySelector(stop.at);
    if (target?.checkVisibility() && target.clientWidth) {
      point(target);
      target.scrollIntoView({ block: "nearest" });
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, LOOKING));
  }
}

function draw() {
  const last = at === STOPS.length - 1;
  const count = make("small", {}, t("tour.at", { at: at + 1, of: STOPS.length }));
  const close = button("×", () => leave(), "gp-tour-close", { "aria-label": t("tour.leave"), title: t("tour.leave") });
  const before = at ? [button(t("tour.before"), () => go(-1))] : [];
  const next = last
    ? button(t("tour.end"), () => leave(true), "quiet strong")
    : button(t("tour.next"), () => go(1), "quiet strong");
  card.setAttribute("aria-label", t("tour"));
  card.replaceChildren(
    make("div", { class: "gp-tour-head" }, count, close),
    make("p", {}, t(`tour.${STOPS[at].name}`)),
    make("div", { class: "gp-tour-foot" }, ...before, next),
  );
}
