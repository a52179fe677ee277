// A piece of long work in the page.
import { button, progress } from "./controls.js";
import { make } from "./dom.js";
import { job } from "./job.js";
import { t } from "./words.js";

/**
 * Work that takes a while: a button that starts it, one that stops it, a bar. What arrives after the page went elsewhere
 * is stopped, not shown.
 * @param {{server: import("./channel.js").Server}} app
 * @param {object} options
 * @param {string} options.go word of the button
 * @param {string} options.looking words while it goes on
 * @param {boolean} [options.strong] it is what the place is for
 * @param {() => object | null} options.ask what to start
 * @param {(news: any) => void} options.done
 * @returns {{element: HTMLElement, begin: () => Promise<void>, leave: () => void}}
 */
export function work(app, { go, looking, strong, ask, done }) {
  let running = null,
    wish = 0;
  const start = button(go, begin, strong ? "quiet strong" : "quiet"),
    end = button(`\u25a0 ${t("latent.stop")}`, leave, "quiet", { hidden: "" }),
    bar = progress(looking);
  function busy(is) {
    const held = [start, end].includes(document.activeElement);
    start.disabled = is;
    end.hidden = !is;
    if (held) (is ? end : start).focus({ preventScroll: true });
    if (!is) {
      running = null;
      bar.show(null);
    }
  }
  async function begin() {
    const question = ask();
    if (!question || start.disabled) return;
    const mine = (wish += 1),
      here = () => mine === wish;
    busy(true);
    const begun = await job(app.server, question, (news) => {
      if (!here()) return;
      bar.show(news.done ? null : news.fraction || 0, looking);
      if (!news.done) return;
      busy(false);
      if (!news.failed && !news.stopped) done(news);
    });
    if (!here()) return void begun?.stop();
    if (begun) running = begun;
    else busy(false);
  }
  function leave() {
    wish += 1;
    running?.stop();
    busy(false);
  }
  return {
    element: make("div", { class: "jj-work" }, make("div", { class: "ll-row" }, start, end), bar),
    begin,
    leave,
  };
}
