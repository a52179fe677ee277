// The guess game in this tab: against the discriminator of the run and moment that are shown.
import { game as guessGame } from "../kit/game/game.js";
import { gameLink } from "./links.js";

/** How many pictures a game has. */
export const PICTURES = 20;

/** @param {import("./state.js").App} app @returns {import("./state.js").Mode} */
export function game({ state, ask, here, address, room }) {
  function play(name) {
    state.game = name;
    address();
  }
  return guessGame({
    ask,
    here,
    pictures: PICTURES,
    eager() {
      const { eager } = state;
      state.eager = false;
      return eager;
    },
    game: () => state.game,
    play,
    link: () => gameLink(location.href, state.run, state.game),
    width: () => room().width,
  });
}
