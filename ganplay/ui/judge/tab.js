// The Discriminator tab: which run and moment, the pictures that were brought, the selected one, and the open question.
// Everything it shows is in its state; the questions are modules beside this one, the game is the kit's.
import { asker } from "../kit/channel.js";
import { chosen, firstRun } from "../kit/chosen.js";
import { coming } from "../kit/coming.js";
import { asked } from "../kit/facts.js";
import { player } from "../kit/game/player.js";
import { owner } from "../kit/owner.js";
import { provide } from "../kit/parts.js";
import { everyRun } from "../kit/picker.js";
import { onTheme } from "../kit/theme.js";
import { onLanguage, t, wordsOf } from "../kit/words.js";
import { takeFiles } from "./files.js";
import { pageOf } from "./page.js";
import { runOf } from "./run.js";
import { freshState } from "./state.js";
import { tableOf } from "./table.js";

const NEWS_EVERY = 10000; // milliseconds
const AGAIN_AFTER = 2000; // milliseconds until a server that does not answer is asked again
const RESIZED = 24; // CSS pixels of the tab's width

/** The pages of the course about a question of judge/page.js. */
const ABOUT = { game: "judge", seen: "overfit", time: "steps", whole: "losses" };

/**
 * @param {HTMLElement} element of the component
 * @param {import("../kit/channel.js").Server} server the functions of server.py
 */
export async function mount(element, server) {
  const root = element.querySelector(".gp-judge");
  await wordsOf("judge");
  const state = freshState(asked("game"));
  /** @type {import("./state.js").App} */
  const app = { state, root, server, ...asker(server) };
  Object.assign(app, runOf(app), tableOf(app), pageOf(app));
  let opened = false;
  let away = true;
  let drawn = 0; // CSS pixels: the width that the tab was drawn for

  // The run and the moment of the game that the address asks for.
  async function played() {
    if (!state.game) return null;
    state.mode = "game";
    try {
      const answer = await app.ask("game_news", { game: state.game, player: player() });
      return answer.error ? null : answer;
    } catch {
      return null; // the game says so when it opens
    }
  }

  /** The run that was chosen on another tab meanwhile; a game is played to its end. */
  function follow() {
    const run = chosen()?.run;
    if (state.facts && run && run !== state.run && state.mode !== "game") app.openRun(run, null, true);
  }

  async function start() {
    if (opened || !root.clientWidth) return;
    opened = true;
    root.dataset.state = "loading";
    root.replaceChildren(...coming(t("latent.loading")));
    app.lay();
    try {
      const lists = await app.ask("runs", { owner: owner() });
      if (lists.error) throw new Error(lists.error);
      state.lists = lists;
    } catch {
      opened = false;
      setTimeout(start, AGAIN_AFTER);
      return;
    }
    server.ready({});
    const game = await played();
    const run = game ? game.run : firstRun(everyRun(state.lists), { asked: asked("run") });
    if (run) app.openRun(run, game ? game.step : null);
    else {
      opened = false;
      app.build();
    }
  }

  function resized() {
    const width = root.clientWidth;
    if (state.facts) app.address();
    if (!width) {
      app.side.stop();
      away = true;
      return;
    }
    if (!opened) start();
    else if (away) follow();
    away = false;
    if (opened && state.facts && Math.abs(width - drawn) > RESIZED) {
      app.fit();
      app.update("size");
    }
    drawn = width;
  }

  new ResizeObserver(resized).observe(root);
  onLanguage(() => {
    if (!state.facts) return;
    app.rebuild();
    app.tell();
  });
  onTheme(() => {
    if (state.facts && root.clientWidth) app.update("theme");
  });
  takeFiles(app);
  setInterval(() => {
    if (!document.hidden && root.clientWidth && state.facts && root.dataset.state === "ready") app.refresh();
  }, NEWS_EVERY);
  provide("about.judge", () => ABOUT[state.mode] || "best");
  provide("judge", { S: state, app });
}
