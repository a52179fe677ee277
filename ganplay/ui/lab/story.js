// A preset on the page: it asks, plays, and says what came of it beside what was predicted.
import { button } from "../kit/controls.js";
import { make } from "../kit/dom.js";
import { number, t } from "../kit/words.js";

/** @param {import("./bench.js").App} app @returns {import("./page.js").Part} */
export function storyOf(app) {
  const { state } = app;
  const element = make("div", { class: "lab-story", role: "region", "aria-live": "polite", hidden: "" });
  let shown = "";

  const words = (story, key) => t(`lab.try.${story.preset.name}.${key}`);
  const leave = () => button("×", app.leave, "lab-close", { "aria-label": t("lab.try.leave"), "data-focus": "leave" });
  const title = (story) =>
    make(
      "b",
      {},
      t(`lab.try.${story.preset.name}`),
      ...(story.remedy ? [` · ${t(`lab.try.remedy.${story.remedy}`)}`] : []),
    );

  function question(story) {
    const answers = Array.from({ length: story.preset.answers }, (_, i) =>
      button(words(story, `a${i}`), () => app.answer(i), "quiet", { "data-answer": i, "data-focus": `answer-${i}` }),
    );
    return [
      title(story),
      make("p", {}, words(story, "ask")),
      make("div", { class: "lab-answers" }, ...answers),
      leave(),
    ];
  }
  function playing(story) {
    const at = make("output", { "data-ref": "lab-story-step" });
    return [
      title(story),
      make("p", {}, t("lab.try.said", { answer: words(story, `a${story.answer}`) }), " ", at),
      leave(),
    ];
  }
  function told(story) {
    const right = story.answer === story.came;
    const verdict = story.remedy
      ? ""
      : t(right ? "lab.try.right" : "lab.try.wrong", { answer: words(story, `a${story.answer}`) });
    const remedies = Object.keys(story.preset.remedies).map((name) =>
      button(t(`lab.try.mend.${name}`), () => app.mend(name), "quiet", {
        "data-remedy": name,
        "data-focus": `mend-${name}`,
      }),
    );
    return [
      title(story),
      make("p", { "data-came": story.came }, `${verdict} ${words(story, `c${story.came}`)}`.trim()),
      make("div", { class: "lab-answers" }, ...(story.remedy ? [] : remedies), button(t("lab.try.on"), app.play)),
      leave(),
    ];
  }
  function draw() {
    const { story } = state;
    const stage = story ? (story.answer === null ? "ask" : story.came === null ? "play" : "told") : "";
    const now = `${story?.preset.name} ${story?.remedy} ${stage} ${story?.came}`;
    if (now === shown) return;
    shown = now;
    element.hidden = !story;
    element.dataset.stage = stage;
    element.replaceChildren(...(story ? { ask: question, play: playing, told }[stage](story) : []));
  }
  return {
    element,
    tell(what) {
      if (what === "state" || what === "story") draw();
      const { story } = state;
      const step = element.querySelector("[data-ref=lab-story-step]");
      if (what === "frame" && step && story) {
        step.textContent = t("lab.try.step", { n: number(app.main.frame.step), of: number(story.preset.steps) });
      }
    },
  };
}
