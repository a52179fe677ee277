// Deleting a run, from whichever list: it goes at once, and for a while a bar offers to bring it back, one bar a run.
import { button } from "./controls.js";
import { make, notice } from "./dom.js";
import { owner } from "./owner.js";
import { parts } from "./parts.js";
import { refusal, t } from "./words.js";

const OFFERED = 10000; // milliseconds; the server keeps it a little longer

/**
 * @param {string} run
 * @param {string} title as the bar names it
 * @param {() => void} changed is called when it has come back
 * @returns {Promise<boolean>} whether it is gone; where it is not the reason is said
 */
export async function discard(run, title, changed) {
  const { live } = parts;
  if (!(await command(run, "remove"))) return false;
  if (live.state().run === run) live.leave();
  offer(title, async () => {
    if (await command(run, "bring_back")) changed();
  });
  return true;
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

function offer(title, bringBack) {
  const bars = document.getElementById("gp-undo");
  const undo = () => {
    close();
    bringBack();
  };
  const offered = button(t("library.undo"), undo, "quiet", { "aria-label": `${t("library.undo")}: ${title}` });
  const bar = make("div", { class: "bar" }, make("span", {}, t("library.deleted", { title })), offered);
  function close() {
    bar.remove();
    bars.hidden = !bars.childElementCount;
  }
  bars.hidden = false; // first: what is written while it is hidden is not read out
  bars.append(bar);
  if (document.activeElement === document.body) offered.focus(); // the button that was pressed is gone
  setTimeout(close, OFFERED);
}
