// The pictures on the table: how they are brought and picked, and what D says of them.
import { channel } from "../kit/channel.js";
import { notice } from "../kit/dom.js";
import { base64 } from "../kit/files.js";
import { number, t } from "../kit/words.js";
import { MOST, neighbour, usable } from "./deck.js";

const LARGEST = 12e6; // bytes of a file

/** @typedef {import("./state.js").Card} Card */

/**
 * @typedef {object} Table
 * @property {(cards: Partial<Card>[]) => Card[]} add as many as there is room for, and answer these
 * @property {(id: number) => void} remove
 * @property {(id: number) => void} choose
 * @property {() => Card | null} chosen
 * @property {(card: Card) => string} nameOf
 * @property {(card: Card) => Promise<void>} bring make its file the pixels that D sees
 * @property {(cards: Card[]) => Promise<void>} bringAll and judge them
 * @property {(files: Iterable<File>, kind?: string) => Promise<void>} take files, and bring them
 * @property {(what: "real" | "generated" | "odd", count: number) => Promise<void>} pick
 * @property {() => Promise<void>} judge everything
 */

/** @param {import("./state.js").App} app @returns {Table} */
export function tableOf(app) {
  const { state } = app;
  let made = 0; // cards so far

  const chosen = () => usable(state.cards, state.chosen);
  const called = ({ word, gaps, kind, number: n }) => (word ? t(word, gaps) : t(`judge.card.${kind}`, { n: n ?? 0 }));
  const nameOf = (card) => card.name || called(card);

  function fresh(card) {
    made += 1;
    return { id: made, png: null, row: null, error: null, name: "", ...card };
  }

  function add(cards) {
    const room = MOST - state.cards.length;
    if (cards.length > room) notice(t("judge.full", { n: MOST }));
    const added = cards.slice(0, room).map(fresh);
    state.cards.push(...added);
    if (added.length && !chosen()) state.chosen = added[0].id;
    return added;
  }

  function remove(id) {
    if (state.chosen === id) state.chosen = neighbour(state.cards, id);
    state.cards = state.cards.filter((card) => card.id !== id);
    app.tell();
  }

  function choose(id) {
    state.chosen = id;
    app.tell();
  }

  async function pixels(file, question) {
    if (file.size > LARGEST) return { error: "picture_large", details: { most: LARGEST / 1e6 } };
    try {
      return await app.ask("brought", { ...question, picture: await base64(file) });
    } catch {
      return { error: "offline" };
    }
  }

  async function bring(card) {
    const current = app.sameRun();
    const { crop, invert, centre } = state;
    card.asked = (card.asked || 0) + 1;
    const wish = card.asked;
    const answer = await pixels(card.file, { ...app.here(), crop, invert, centre, pad: card.kind === "pad" });
    if (!current() || card.asked !== wish) return; // another run, or another choice, meanwhile
    card.png = answer.png || null;
    card.error = answer.error ? answer : null; // what is wrong with a file is told on its card
    card.row = null;
  }

  async function bringAll(cards) {
    const waiting = [...cards];
    const current = app.sameRun();
    const worker = async () => {
      while (waiting.length && current()) {
        await bring(waiting.shift());
        app.tell();
      }
    };
    await Promise.all([worker(), worker()]);
    if (!current()) return;
    if (!chosen()) {
      const first = cards.find((card) => card.png);
      state.chosen = first ? first.id : neighbour(state.cards, state.chosen);
    }
    await judge();
  }

  async function take(files, kind = "file") {
    const added = add([...files].map((file) => ({ kind, file, name: file.name || "" })));
    if (state.mode !== "cards" && added.length) app.open("cards");
    app.tell();
    await bringAll(added);
  }

  async function pick(what, count) {
    const first = state.first[what] || 0;
    const current = app.sameRun();
    const answer = await app.fetch("picked", { ...app.here(), what, first, count });
    if (!answer || !current()) return;
    if (what in state.first) state.first[what] = first + count;
    const wordOf = (name) => (name ? { word: `judge.odd.${name}` } : {});
    add(answer.pictures.map(({ png, number: n, name }) => ({ kind: what, png, number: n, ...wordOf(name) })));
    await judge();
  }

  // Whoever went elsewhere meanwhile asks again: `late` says so.
  async function askScores() {
    const cards = state.cards.filter((card) => card.png);
    const pictures = cards.map((card) => card.png);
    const late = app.moved();
    const { step } = state;
    if (!cards.length) return { rows: [] };
    const answer = await app.ask("judged", { ...app.here(), pictures });
    return { ...answer, cards, pictures, late, asked: step };
  }

  function showScores({ rows, cards, pictures, late, asked, threshold, ms }) {
    if (!rows.length || late()) return;
    for (const [index, card] of cards.entries()) {
      if (card.png === pictures[index]) card.row = { step: asked, threshold, ...rows[index] };
    }
    app.timed(t("judge.ms", { n: cards.length, ms: number(ms, ms < 10 ? 1 : 0) }));
    app.tell();
  }

  function failScores(words) {
    notice(words);
    for (const card of state.cards) if (card.row && card.row.step !== state.step) card.row = null;
    app.tell();
  }

  const scoring = channel(askScores, showScores, failScores);

  function judge() {
    app.tell();
    return scoring({});
  }

  return { add, remove, choose, chosen, nameOf, bring, bringAll, take, pick, judge };
}
