// The guess game: a visitor against the discriminator, alone or as a class.
import { button } from "../controls.js";
import { keepingFocus, make, notice } from "../dom.js";
import { slices } from "../sheet.js";
import { refusal, t } from "../words.js";
import { player } from "./player.js";
import { resultPage } from "./result.js";
import { roundFrame } from "./round.js";
import { answered, current, guessed, guessOf, takenBack, turnsOf, waiting } from "./turns.js";

const NEWS_EVERY = 2500; // milliseconds: the others may still be guessing
const AGAIN_AFTER = 5000; // milliseconds: a failed question is asked again

/**
 * What the game is handed by the part of the page that it is mounted in; it knows nothing else of it.
 * @typedef {object} Host
 * @property {(what: string, question: object) => Promise<any>} ask a server function of server.py, beside; throws where
 *   nobody answers
 * @property {() => {run?: string, step?: number}} here the checkpoint that a new game is against; game_start is told
 *   it; empty where there is but one
 * @property {() => string | null} game id of the game that is being played
 * @property {(game: string | null) => void} play keep the id of a game that begins; null: it is over
 * @property {number} pictures how many a new game has, 5 to 20
 * @property {() => boolean} [eager] whether it begins at once, without its introduction
 * @property {() => string} [link] an address by which others join the game that is being played; without it, one plays
 *   alone and is shown nothing of others
 * @property {(standing: import("./turns.js").Standing) => void} [over] is told once when the player is through
 * @property {() => number} width CSS pixels that there are for a picture
 */

/**
 * @param {Host} host
 * @returns {{build: () => HTMLElement[], update: (what: string) => void, leave: () => void}} build() its elements once,
 *   update("open") when they stand in the page, update("size") when its room has changed, leave() when they go
 */
export function game(host) {
  const place = make("div", { class: "jj-game" });
  const heard = make("p", { class: "gp-hidden", role: "status" }); // read out by a screen reader
  let size = 0; // pixels a side of each picture
  let pictures = [];
  let turns = null;
  let right = { you: 0, d: 0 };
  let round = null;
  /** @type {{index: number, real: boolean}[]} */
  const guesses = []; // on their way, in their order: the next picture waits for none of them
  let sending = false;
  let told = ""; // what is known of the others, as the result shows it
  let timer = 0;
  let left = false;

  const question = () => ({ game: host.game(), player: player() });
  const shown = (part) => place.querySelector(`.jj-${part}`);

  // What the server answers, or null: where it refused (which is said), and where the visitor went elsewhere meanwhile.
  async function asked(what, about, quiet = false) {
    let answer = null;
    try {
      answer = await host.ask(what, about);
    } catch {
      answer = { error: "offline" };
    }
    if (left) return null;
    if (!answer.error) return answer;
    if (answer.error !== "game_over") {
      if (!quiet) notice(refusal(answer));
      return null;
    }
    host.play(null);
    if (!shown("result")) intro(refusal(answer)); // who looks at a result goes on looking
    return null;
  }

  function intro(words = "", again = false) {
    turns = null;
    const word = t(again ? "judge.game.retry" : "judge.game.start");
    const go = button(word, pressed, "quiet strong jj-big");
    let begun = false;
    async function pressed() {
      if (begun) return;
      begun = true;
      go.textContent = t("judge.game.drawing");
      await begin(!again);
      begun = false;
      go.textContent = word; // still there where the server refused
    }
    const page = make(
      "div",
      { class: "jj-intro" },
      make("h2", {}, t("judge.game.title")),
      ...(words ? [make("p", { class: "jj-over" }, words)] : []),
      make("p", {}, t("judge.game.how", { n: host.pictures })),
      make("p", { class: "gp-note jj-keys" }, t("judge.game.keys")),
      go,
    );
    place.replaceChildren(page);
    heard.textContent = words;
  }

  async function begin(fresh) {
    clearTimeout(timer);
    if (fresh) {
      const started = await asked("game_start", { ...host.here(), pictures: host.pictures });
      if (!started) return;
      host.play(started.game);
    }
    const opened = await asked("game_open", question());
    if (!opened) {
      if (host.game() && !left) intro("", true);
      return;
    }
    ({ size, right } = opened);
    pictures = await slices(opened);
    if (left) return;
    turns = turnsOf(opened);
    guesses.length = 0;
    round = null;
    next();
  }

  // The keyboard's focus goes along, if it was in the game.
  function take(element, target) {
    const held = place.contains(document.activeElement);
    place.replaceChildren(element);
    if (held) target.focus({ preventScroll: true });
  }

  function next() {
    if (!turns) return;
    if (current(turns) === undefined && !waiting(turns).length) return void finish();
    if (!round) {
      round = roundFrame({ pictures, size, width: host.width, guess });
      take(round.element, round.element);
    }
    round.show(turns, right);
  }

  function guess(real) {
    if (!turns || current(turns) === undefined) return;
    guesses.push({ index: current(turns), real });
    turns = guessed(turns);
    next();
    if (!sending) send();
  }

  // One after another. Where one does not arrive none after it counts: their pictures are shown again.
  async function send() {
    sending = true;
    while (guesses.length && turns) {
      const { index, real } = guesses[0];
      const answer = await asked("game_guess", { ...question(), index, real });
      if (!answer || !turns) {
        guesses.length = 0;
        turns = turns && takenBack(turns);
        break;
      }
      guesses.shift();
      ({ right } = answer);
      turns = answered(turns, index, answer);
      heard.textContent = round.tell(index, answer);
      if (guesses.length) next();
    }
    sending = false;
    if (!left) next();
  }

  async function finish() {
    const hidden = document.hidden || (shown("result") && !place.clientWidth);
    const news = hidden ? null : await asked("game_news", question(), true);
    if (left) return;
    if (news) show(news);
    if (host.game() && (host.link || !news)) timer = setTimeout(finish, news ? NEWS_EVERY : AGAIN_AFTER);
  }

  function show(news) {
    const state = JSON.stringify([news.players, news.finished]);
    const first = !shown("result");
    if (state === told && !first) return;
    told = state;
    const { step } = host.here();
    const link = host.link ? copy : null;
    const { element, title } = resultPage({ news, pictures, size, step, again: () => begin(true), copy: link });
    if (first) host.over?.(news);
    if (!first) return keepingFocus(place, () => place.replaceChildren(element)); // somebody else got through
    heard.textContent = title.textContent;
    return take(element, title);
  }

  async function copy() {
    try {
      await navigator.clipboard.writeText(host.link());
      notice(t("judge.game.copied"));
    } catch {
      notice(host.link());
    }
  }

  function keys(event) {
    if (event.repeat || event.ctrlKey || event.metaKey || event.altKey || !place.clientWidth) return;
    if (event.target.closest?.("input, select, textarea")) return;
    const real = guessOf(event.key);
    if (real === null || !shown("round")) return;
    event.preventDefault();
    guess(real);
  }

  function build() {
    document.addEventListener("keydown", keys);
    return [place, heard];
  }

  function update(what) {
    if (what === "open") {
      if (host.game()) return void begin(false);
      intro();
      if (host.eager?.()) begin(true);
    }
    if (what === "size" && shown("round")) round?.fit();
  }

  function leave() {
    left = true;
    clearTimeout(timer);
    document.removeEventListener("keydown", keys);
  }

  return { build, update, leave };
}
