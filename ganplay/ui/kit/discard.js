// Deleting runs, from whichever list: they go at once, and for a while a bar offers to bring them back.
import { unchoose } from "./chosen.js";
import { button } from "./controls.js";
import { make, notice } from "./dom.js";
import { owner } from "./owner.js";
import { parts } from "./parts.js";
import { colon, refusal, t } from "./words.js";

const OFFERED = 55000; // milliseconds; the server keeps them a little longer
const GAP = 10; // pixels between the bars and a notice above them

/**
 * @param {{run: string, title: string}[]} items the title is as the bar names it
 * @param {(run: string) => void} changed is called for each that has come back
 * @returns {Promise<string[]>} those that are gone; why another is not is said
 */
export async function discard(items, changed) {
  const { live } = parts;
  const gone = [];
  for (const item of items) {
    if (await command(item.run, "remove")) gone.push(item);
  }
  for (const { run } of gone) unchoose(run);
  if (gone.some(({ run }) => live.state().run === run)) live.leave();
  if (gone.length) {
    const one = gone.length === 1;
    const title = one ? gone[0].title : t("library.runs", { n: gone.length });
    offer(title, t(one ? "library.deleted" : "library.deleted.many", { title }), async () => {
      for (const { run } of gone) if (await command(run, "bring_back")) changed(run);
    });
  }
  return gone.map(({ run }) => run);
}

async function command(run, verb) {
  try {
    const answer = await parts.live.ask("command", { run, owner: owner(), verb, args: {} });
    if (!answer.error) return true;
    notice(refusal(answer));
  } catch {
    notice(t("error.offline"));
  }
  return false;
}

function offer(title, said, bringBack) {
  const bars = document.getElementById("gp-undo");
  const undo = () => {
    close();
    bringBack();
  };
  const offered = button(t("library.undo"), undo, "quiet", { "aria-label": colon(t("library.undo"), title) });
  const dismiss = button("×", close, "quiet", { "aria-label": t("library.dismiss") });
  const bar = make("div", { class: "bar" }, make("span", {}, said), offered, dismiss);
  function close() {
    bar.remove();
    bars.hidden = !bars.childElementCount;
    lift(bars);
  }
  bars.hidden = false; // first: what is written while it is hidden is not read out
  bars.append(bar);
  lift(bars);
  if (document.activeElement === document.body) offered.focus(); // the button that was pressed is gone
  setTimeout(close, OFFERED);
}

/** A notice stands above the bars, and hides none of them. */
function lift(bars) {
  const high = bars.hidden ? 0 : bars.offsetHeight + GAP;
  document.body.style.setProperty("--gp-undo", `${high}px`);
}
