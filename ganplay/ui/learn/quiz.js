// Two questions after a page: each answer has its reason, and may be tried again.
import { make } from "../kit/dom.js";
import { t } from "../kit/words.js";
import { html } from "./html.js";

/**
 * @param {{ask: string, answers: {text: string, why: string, right: boolean}[]}[]} questions
 * @param {(number | null)[]} given
 * @param {(given: (number | null)[]) => void} told
 * @returns {HTMLElement}
 */
export function quiz(questions, given, told) {
  const answers = questions.map((_, at) => given[at] ?? null);
  const one = (question, at) => {
    const why = make("p", { class: "ln-why", role: "status" });
    const choices = question.answers.map(({ text }, index) =>
      make(
        "button",
        { type: "button", class: "ln-answer", onclick: () => choose(index), "data-focus": `quiz-${at}-${index}` },
        html("span", text),
      ),
    );
    function show() {
      const chosen = question.answers[answers[at]];
      choices.forEach((choice, index) => {
        const here = index === answers[at];
        choice.setAttribute("aria-pressed", here);
        choice.classList.toggle("right", here && question.answers[index].right);
        choice.classList.toggle("wrong", here && !question.answers[index].right);
      });
      why.hidden = !chosen;
      if (!chosen) return;
      const verdict = make("strong", {}, t(chosen.right ? "learn.quiz.right" : "learn.quiz.wrong"));
      why.replaceChildren(verdict, " ", html("span", chosen.why));
    }
    function choose(index) {
      answers[at] = index;
      show();
      told([...answers]);
    }
    show();
    const ask = html("p", question.ask);
    ask.className = "ln-ask";
    return make("div", { class: "ln-question" }, ask, make("div", { class: "ln-answers" }, ...choices), why);
  };
  return make("div", { class: "ln-quiz" }, ...questions.map(one));
}
