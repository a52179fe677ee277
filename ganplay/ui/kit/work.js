// A piece of long work in the page.
import { button, progress } from "./controls.js";
import { make } from "./dom.js";
import { job, orWaiting } from "./job.js";
import { t } from "./words.js";

/**
 * Work that takes a while: a button that starts it, one that stops it, a bar. What arrives after the page went
 * elsewhere is stopped, not shown.
 * @param {{server: import("./channel.js").Server}} app
 * @param {object} options
 * @param {string} options.go word of the button
 * @param {string} options.looking words while it goes on
 * @param {boolean} [options.strong] it is what the place is for
 * @param {() => object | null} options.ask what to start; null: nothing, for now
 * @param {(news: any) => void} options.done is told what the work came to, unless it failed or was stopped
 * @returns {{element: HTMLElement, begin: () => Promise<void>, leave: () => void}}
 */
export function work(app, { go, looking, strong, ask, done }) {
  let running = null;
  let wish = 0; // counts what was begun or left: an answer to an older wish is not for the page any more
  const start = button(go, begin, strong ? "quiet strong" : "quiet");
  const end = button(`\u25a0 ${t("latent.stop")}`, leave, "quiet", { hidden: "" });
  const bar = progress(looking);
  const row = make("div", { class: "ll-row" }, start, end);
  const element = make("div", { class: "jj-work" }, row, bar);

  function show(busy) {
    const held = [start, end].includes(document.activeElement);
    start.disabled = busy;
    end.hidden = !busy;
    if (held) (busy ? end : start).focus({ preventScroll: true });
    if (busy) return;
    running = null;
    bar.show(null);
  }

  async function begin() {
    const question = ask();
    if (!question || start.disabled) return;
    wish += 1;
    const mine = wish;
    show(true);
    const begun = await job(app.server, question, (news) => {
      if (mine !== wish) return;
      bar.show(news.done ? null : news.fraction || 0, orWaiting(news, looking));
      if (!news.done) return;
      show(false);
      if (!news.failed && !news.stopped) done(news);
    });
    if (mine !== wish) return void begun?.stop();
    if (begun) running = begun;
    else show(false);
  }

  function leave() {
    wish += 1;
    running?.stop();
    show(false);
  }

  return { element, begin, leave };
}
