// Deleting a run, from whichever list: it goes at once, and for a while a bar offers to bring it back, one bar a run.
import { make, notice } from "./dom.js";
import { owner } from "./owner.js";
import { parts } from "./parts.js";
import { refusal, t } from "./words.js";

const OFFERED = 10000; // milliseconds; the server keeps it a little longer

// True where it is gone; changed() is called when it has come back.
export async function discard(run, title, changed) {
  const { live } = parts,
    bars = document.getElementById("gp-undo");
  async function command(verb) {
    try {
      const answer = await live.ask("command", { run, owner: owner(), verb, args: {} });
      if (!answer.error) return true;
      notice(refusal(answer));
    } catch {
      notice(t("error.offline"));
    }
    return false;
  }
  if (!(await command("remove"))) return false;
  if (live.state().run === run) live.leave();
  const close = () => {
    bar.remove();
    bars.hidden = !bars.childElementCount;
  };
  const undo = async () => {
    close();
    if (await command("bring_back")) changed();
  };
  const button = make(
    "button",
    { type: "button", class: "quiet", onclick: undo, "aria-label": `${t("library.undo")}: ${title}` },
    t("library.undo"),
  );
  const bar = make("div", { class: "bar" }, make("span", {}, t("library.deleted", { title })), button);
  bars.hidden = false; // first: what is written while it is hidden is not read out
  bars.append(bar);
  if (document.activeElement === document.body) button.focus(); // the button that was pressed is gone
  setTimeout(close, OFFERED);
  return true;
}
