// Deleting a run, from whichever list: it goes at once, and for a while a bar offers to bring it back.
(() => {
  const { t, make } = window.ganplay;
  const OFFERED = 10000; // milliseconds; the server keeps it a little longer
  let fading = 0;

  // True where it is gone; changed() is called when it has come back.
  window.ganplay.discard = async function discard(run, title, changed) {
    const { live } = window.ganplay.parts, bar = document.getElementById("gp-undo");
    async function command(verb) {
      try {
        const answer = await live.ask("command", { run, owner: window.ganplay.owner(), verb, args: {} });
        if (!answer.error) return true;
        window.ganplay.notice(window.ganplay.refusal(answer));
      } catch { window.ganplay.notice(t("error.offline")); }
      return false;
    }
    if (!(await command("remove"))) return false;
    if (live.state().run === run) live.leave();
    clearTimeout(fading);
    const undo = async () => { bar.hidden = true; if (await command("bring_back")) changed(); };
    const button = make("button", { type: "button", class: "quiet", onclick: undo }, t("library.undo"));
    bar.hidden = false; // first: what is written while it is hidden is not read out
    bar.replaceChildren(make("span", {}, t("library.deleted", { title })), button);
    if (document.activeElement === document.body) button.focus(); // the button that was pressed is gone
    fading = setTimeout(() => { bar.hidden = true; }, OFFERED);
    return true;
  };
})();
