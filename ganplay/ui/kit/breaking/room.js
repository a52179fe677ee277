// What Break it shows and does once it is turned to.
// Predictions stay in this browser; what came of a run is told to everybody who watches it.
import { asker } from "../channel.js";
import { button } from "../controls.js";
import { make } from "../dom.js";
import { when } from "../parts.js";
import { keep, kept } from "../storage.js";
import { openTab } from "../tabs.js";
import { language, t } from "../words.js";
import { acts } from "./acts.js";
import { chapters, failureWord, list } from "./chapters.js";
import { asked, begin, follow, going, open as isOpen, sideOf, told } from "./story.js";

const LEARN_EVERY = 4000; // milliseconds

/** @typedef {import("./story.js").Story} Story */
/** @typedef {import("./breaking.js").Failure} Failure */

/**
 * What the drawing modules are handed.
 * @typedef {object} Room
 * @property {Story} story
 * @property {Failure[]} failures
 * @property {() => number | null} predicted the place of the choice that was made
 * @property {(index: number) => void} answer
 * @property {(name: string | null, answer?: number | null) => void} choose
 * @property {(run: string) => void} watch
 * @property {(event: Event) => void} mend starts the remedy
 * @property {(runs: string[]) => void} compare
 */

const remember = (run, answer) => keep("predictions", { ...kept("predictions", {}), [run]: answer });

async function compare(runs) {
  openTab("runs");
  const library = await when("library");
  library.compare(runs);
}

/**
 * @param {object} given
 * @param {HTMLElement} given.root
 * @param {import("../channel.js").Server} given.server
 * @param {Failure[]} given.failures
 * @param {any} given.live the live view's part
 * @param {(on: boolean) => HTMLElement} given.modes makes the choice between the form and Break it
 */
export function open({ root, server, failures, live, modes }) {
  const { ask } = asker(server);
  const story = begin();
  const dock = make("div", { class: "fx-dock" }); // what can be done next stands where Train stood
  const places = [root, dock];
  document.getElementById("gp-act")?.append(dock);
  let asking = false;
  let before = "";

  /** @type {Room} */
  const room = { story, failures, predicted, answer, choose, watch: live.watch, mend, compare };
  const find = (name) => failures.find((one) => one.name === name);

  function predicted() {
    return story.run ? (kept("predictions", {})[asked(story)] ?? null) : story.answer;
  }
  function answer(index) {
    if (story.run) remember(asked(story), index);
    else story.answer = index;
    tell();
  }
  function choose(name, answered = null) {
    const was = story.name;
    Object.assign(story, { on: true, name, answer: answered, run: null, pair: null, left: live.state().run });
    tell();
    inSight();
    root.querySelector(name ? "h2" : `[data-failure="${was}"]`)?.focus();
  }
  function turn(on) {
    story.on = on;
    if (!on && !going(story)) {
      Object.assign(story, { name: null, run: null, pair: null, answer: null, left: live.state().run });
    }
    tell();
    inSight();
  }
  /** What was turned to begins at the top of a narrow screen, where the form scrolls with the page. */
  function inSight() {
    const form = root.closest("#gp-form");
    if (form && form.scrollHeight <= form.clientHeight && matchMedia("(max-width: 900px)").matches)
      root.scrollIntoView();
  }
  function mend(event) {
    event.currentTarget.disabled = true;
    root.querySelector("h2").focus({ preventScroll: true }); // what is disabled loses the focus
    story.wish = story.pair.broken.run;
    document.getElementById("gp-break-remedy").click();
  }

  /** Let Train know what it starts, and whether it may. */
  function tell() {
    const { on, run } = story;
    document.body.classList.toggle("gp-breaking", on);
    document.body.classList.toggle("gp-broken", on && run !== null);
    const train = document.querySelector("#gp-train-button");
    if (train) train.disabled = on && (story.answer === null || run !== null);
    draw();
  }

  /** What came of the run. */
  async function learn() {
    const { on, run } = story;
    if (asking || !on || !run || (going(story) && sideOf(story, run))) return;
    asking = true;
    try {
      const pair = await ask("failure", { run });
      if (run === story.run && !pair.error) {
        story.pair = pair;
        tell();
      }
    } catch {
      /* the live view says when the connection is lost */
    }
    asking = false;
  }

  function draw() {
    const now = JSON.stringify([story, predicted(), language]);
    if (now === before) return;
    before = now;
    const { activeElement } = document;
    const held = places.some((place) => place.contains(activeElement)) ? activeElement.dataset.focus : null;
    const failure = story.on ? find(story.name) : undefined;
    root.replaceChildren(modes(story.on), ...contents(failure));
    dock.replaceChildren(...(failure && told(story) ? acts(room) : []));
    root.dataset.failure = failure ? failure.name : "";
    const stage = [story.name, Boolean(story.run), told(story)].join();
    const form = root.closest("#gp-form");
    if (form && stage !== root.dataset.stage) form.scrollTop = 0;
    root.dataset.stage = stage;
    if (held) focusAgain(held);
  }
  function contents(failure) {
    if (!story.on) return [];
    if (!failure) return list(room);
    const back = button(`‹ ${t("break.all")}`, () => choose(null), "fx-back", { "data-focus": "back" });
    const title = make("h2", { tabindex: -1, "data-focus": "heading" }, failureWord(failure.name, "title"));
    const leave = going(story) && story.mine ? [] : [back];
    return [make("div", { class: "fx-head" }, ...leave, title), ...chapters(room, failure)];
  }
  function focusAgain(held) {
    const found = places.map((place) => place.querySelector(`[data-focus="${held}"]`));
    found.find(Boolean)?.focus({ preventScroll: true });
    if (document.activeElement !== document.body) return;
    root.querySelector("h2")?.focus({ preventScroll: true }); // it is gone, or disabled
  }

  live.onChange((seen) => {
    const failure = seen.run ? find(seen.head.recipe_name) : undefined;
    const { changed, answered } = follow(story, seen, failure ? failure.name : null);
    if (!changed) return;
    if (answered !== null) remember(seen.run, answered);
    tell();
    if (failure) learn();
  });
  setInterval(() => {
    if (isOpen(story) && !document.hidden && root.clientWidth) learn();
  }, LEARN_EVERY);
  draw();

  return {
    draw,
    turn,
    chosen: () => (story.on && !story.run && story.answer !== null ? story.name : ""),
    choose,
    about: () => (story.on ? story.name || "" : ""),
    wish: () => story.wish,
    refused() {
      story.wish = "";
      before = "";
      draw();
    },
  };
}
