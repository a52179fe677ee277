// What facts.py tells of settings and recipes. Who imports this module waits until it is there: while it does not come,
// the page says so and asks again.
import { notice } from "../kit/dom.js";
import { t } from "../kit/words.js";

/** @typedef {import("./recipes.js").Facts} Facts */

const AGAIN = 2000; // milliseconds until what did not come is asked for again

async function told() {
  for (;;) {
    try {
      const answer = await fetch(new URL("./facts.json", import.meta.url));
      if (answer.ok) return await answer.json();
    } catch {
      /* as an answer that is none */
    }
    notice(t("error.offline"));
    await new Promise((resolve) => setTimeout(resolve, AGAIN));
  }
}

/** @type {Facts} */
export const facts = await told();
