// Questions about the selected picture.
import { channel } from "../kit/channel.js";
import { make } from "../kit/dom.js";
import { t } from "../kit/words.js";

/**
 * A question about the selected picture that is asked again when another one is selected, another moment chosen, or
 * after it failed.
 * @param {import("./state.js").App} app
 * @param {string} what the server function
 * @param {(answer: any, card: import("./state.js").Card) => void} show
 * @param {(words: string) => void} clear there is nothing to show, and why
 * @returns {() => any} asks if there is anything new to ask
 */
export function follow(app, what, show, clear) {
  const { state } = app;
  let asked = "";
  const keyOf = (card) => (card ? `${card.png}@${state.run}@${state.step}` : "");
  const wanted = (key) => key === asked && key === keyOf(app.chosen());
  const go = channel(
    ({ question }) => app.ask(what, question),
    (answer, { key, card }) => {
      if (wanted(key)) show(answer, card);
    },
    (words, { key }) => {
      if (!wanted(key)) return;
      asked = "";
      clear(words);
    },
  );
  return () => {
    const card = app.chosen();
    const key = keyOf(card);
    if (!card) {
      asked = "";
      return clear(t("judge.none"));
    }
    if (key === asked) return undefined;
    asked = key;
    return go({ key, card, question: { ...app.here(), picture: card.png } });
  };
}

/** @param {string} words @returns {HTMLElement} */
export const sentence = (words) => make("p", { class: "ll-state" }, words);
