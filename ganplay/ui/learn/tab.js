// The course's tab: the path of its pages, and the page that is open.
import { asker } from "../kit/channel.js";
import { notice } from "../kit/dom.js";
import { asked } from "../kit/facts.js";
import { provide } from "../kit/parts.js";
import { styleOf } from "../kit/style.js";
import { onLanguage, t, wordsOf } from "../kit/words.js";
import { courseOf } from "./course.js";
import { pageOf } from "./page.js";

const AGAIN = 2000; // milliseconds until texts that did not come are asked for again

/** @param {HTMLElement} element @param {import("../kit/channel.js").Server} server */
export async function mount(element, server) {
  const root = element.querySelector(".gp-learn");
  await Promise.all([wordsOf("learn"), styleOf("learn")]);
  const app = pageOf(root, asker(server).ask);
  let begun = false;
  let round = 0;
  let wanted = asked("learn") || "";

  async function begin() {
    const mine = ++round;
    try {
      const course = await courseOf();
      if (mine === round) app.show(course, wanted);
    } catch {
      if (mine !== round) return;
      notice(t("error.offline"));
      setTimeout(begin, AGAIN);
    }
  }
  function look() {
    const seen = root.clientWidth > 0 && !document.hidden;
    if (!seen) return app.rest();
    if (begun) return app.fit();
    begun = true;
    return begin();
  }
  new ResizeObserver(look).observe(root);
  document.addEventListener("visibilitychange", look);
  onLanguage(() => {
    if (begun) begin();
  });
  provide("about.learn", () => "questions");
  provide("learn", {
    /** @param {string} name of a page */
    open(name) {
      wanted = name;
      if (begun) app.open(name);
    },
  });
}
