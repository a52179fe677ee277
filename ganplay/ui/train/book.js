// The recipe book. What it shows is fetched when it is first opened.
import { asker } from "../kit/channel.js";
import { notice } from "../kit/dom.js";
import { provide } from "../kit/parts.js";
import { t } from "../kit/words.js";

/**
 * @param {HTMLElement} element
 * @param {import("../kit/channel.js").Server} server with read_book, see book.py
 */
export function mount(element, server) {
  const place = element.querySelector(".rb-place");
  const { ask } = asker(server);
  let book = null;
  let opening = false;
  let picked = ["quick", "tiny"];

  function choose(name, size) {
    picked = [name, size];
    document.querySelector("#gp-book-choose").click();
    notice(t("book.chosen", { recipe: name }));
  }

  async function fetched() {
    const [{ binding }, facts] = await Promise.all([import("./book_dialog.js"), ask("read_book", {})]);
    return binding(place, facts, choose);
  }

  /** @param {string} name of the recipe that it opens at */
  async function open(name) {
    if (opening) return undefined;
    opening = true;
    try {
      book ||= await fetched();
    } catch {
      return notice(t("book.offline"));
    } finally {
      opening = false;
    }
    return book.open(name);
  }

  provide("book", {
    open,
    /** The recipe that was chosen in it, and its size. */
    chosen: () => picked,
  });
}
