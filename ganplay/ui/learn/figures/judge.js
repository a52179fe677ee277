// The guess game on the shipped cartoon faces: ten pictures, the visitor against the discriminator.
import { make } from "../../kit/dom.js";
import { game } from "../../kit/game/game.js";
import { outcome } from "../../kit/game/turns.js";
import { answering } from "./asking.js";

const PICTURES = 10;
const ANSWERS = ["won", "lost", "even"]; // of the page's prediction: I have more right, D has, both as many

/** @param {import("../figure.js").Given} given @returns {import("../figure.js").Figure} */
export function figure(given) {
  const element = make("div", { class: "ln-judge" });
  let name = null; // of the game that is being played
  let played = null;

  function over({ right: { you, d }, count }) {
    given.numbers({ right: you, n: count, d_right: d });
    given.outcome(ANSWERS.indexOf(outcome(you, d)));
    given.done();
  }

  function build() {
    played?.leave();
    played = game({
      ask: answering(given),
      here: () => ({}),
      game: () => name,
      play: (next) => {
        name = next;
      },
      pictures: PICTURES,
      width: () => element.clientWidth,
      over,
    });
    element.replaceChildren(...played.build());
    played.update("open");
  }

  build();
  return {
    element,
    close: () => played.leave(),
    speak: build, // a game that is being played is opened again where it stands
    fit: () => played.update("size"),
  };
}
