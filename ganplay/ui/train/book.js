// The recipe book. What it shows is fetched when it is first opened.
import { asker } from "../kit/channel.js";
import { notice } from "../kit/dom.js";
import { t, wordsOf } from "../kit/words.js";

/**
 * @param {HTMLElement} place in which it opens
 * @param {import("../kit/channel.js").Server} server with read_book, see book.py
 * @param {(name: string, size: string) => void} choose a recipe
 * @returns {(name: string) => Promise<void>} opens it at a recipe
 */
export function book(place, server, choose) {
  const { ask } = asker(server);
  let made = null;
  let opening = false;

  function chosen(name, size) {
    choose(name, size);
    notice(t("book.chosen", { recipe: name }));
  }
  async function fetched() {
    const coming = [import("./book_dialog.js"), ask("read_book", {}), wordsOf("book")];
    const [{ binding }, facts] = await Promise.all(coming);
    return binding(place, facts, chosen);
  }
  return async function open(name) {
    if (opening) return;
    opening = true;
    try {
      made ||= await fetched();
    } catch {
      notice(t("book.offline"));
      return;
    } finally {
      opening = false;
    }
    made.open(name);
  };
}
