// The style of a tab that travels when the tab is first opened; see `STYLED` in static.py.
import { make, notice } from "./dom.js";
import { t } from "./words.js";

const AGAIN = 2000; // milliseconds until a style that did not come is asked for again

/**
 * @param {string} room
 * @returns {Promise<void>} once it acts: while it cannot be fetched the page says so, and asks again
 */
export async function styleOf(room) {
  while (!(await linked(new URL(`../${room}.css`, import.meta.url)))) {
    notice(t("error.offline"));
    await new Promise((resolve) => setTimeout(resolve, AGAIN));
  }
}

const linked = (url) =>
  new Promise((resolve) => {
    const link = make("link", { rel: "stylesheet", href: url });
    link.onload = () => resolve(true);
    link.onerror = () => {
      link.remove();
      resolve(false);
    };
    document.head.append(link);
  });
