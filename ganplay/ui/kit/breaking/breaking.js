// Break it: choose a failure, predict what it does, train it, see what came of it, and train its remedy.
// Predictions stay in this browser; what came of a run is told to everybody who watches it.
import { asker } from "../channel.js";
import { button, segments } from "../controls.js";
import { make } from "../dom.js";
import { owner } from "../owner.js";
import { provide, when } from "../parts.js";
import { fieldWord, valueWord } from "../settings.js";
import { keep, kept } from "../storage.js";
import { openTab } from "../tabs.js";
import { language, number, onLanguage, refusal, t } from "../words.js";

const GOING = ["starting", "queued", "preparing", "running", "paused"];

export async function mount(element, server) {
  const root = element.querySelector(".gp-break");
  const all = JSON.parse(root.dataset.failures);
  const { ask } = asker(server);
  const live = await when("live");
  const S = {
    on: false,
    name: null,
    answer: null,
    run: null,
    status: "",
    mine: false,
    pair: null,
    wish: "",
    left: null,
  };
  const find = (name) => all.find((one) => one.name === name);
  const word = (name, part) => t(`failure.${name}.${part}`);
  const going = () => Boolean(S.run) && GOING.includes(S.status);
  // What the server told of a run, once that is of its end: with a number, or with the reason why there is none
  const ended = (one) => Boolean(one) && !GOING.includes(one.status) && (one.run !== S.run || one.status === S.status);
  const measured = (one) => ended(one) && "value" in one;
  const shown = (failure, value) =>
    Number.isFinite(value)
      ? number((failure.unit === "%" ? 100 : 1) * value, failure.digits) + (failure.unit ? `\u202f${failure.unit}` : "")
      : t("break.no_number");

  // The answer to a run's question: that of its failing twin, where it is a remedy
  const asked = () => (S.pair?.broken ? S.pair.broken.run : S.run);
  const remember = (run, answer) => keep("predictions", { ...kept("predictions", {}), [run]: answer });
  const predicted = () => (S.run ? (kept("predictions", {})[asked()] ?? null) : S.answer);

  function choose(name, answer = null) {
    const was = S.name;
    Object.assign(S, { on: true, name, answer, run: null, pair: null, left: live.state().run });
    tell();
    root.querySelector(name ? "h2" : `[data-failure="${was}"]`)?.focus();
  }
  function turn(on) {
    S.on = on;
    if (!on && !going()) Object.assign(S, { name: null, run: null, pair: null, answer: null, left: live.state().run });
    tell();
  }
  // Let Train know what it starts, and whether it may
  function tell() {
    document.body.classList.toggle("gp-breaking", S.on);
    document.body.classList.toggle("gp-broken", S.on && S.run !== null);
    root.toggleAttribute("data-asking", S.on && (S.run === null || predicted() === null) && !told()); // on a narrow screen it stands first
    const train = document.querySelector("#gp-train-button");
    if (train) train.disabled = S.on && (S.answer === null || S.run !== null);
    document.getElementById("gp-break-choose")?.click();
    render();
  }

  // What came of it
  const sideOf = (run) =>
    S.pair ? ["broken", "mended"].find((side) => S.pair[side] && S.pair[side].run === run) : undefined;
  const told = () => Boolean(S.pair) && (sideOf(S.run) === "mended" || ended(S.pair.broken));
  let asking = false;
  async function learn() {
    if (asking || !S.on || !S.run || (going() && sideOf(S.run))) return;
    asking = true;
    const run = S.run;
    try {
      const answer = await ask("failure", { run });
      if (run === S.run && !answer.error) {
        S.pair = answer;
        tell();
      }
    } catch {
      /* the live view says when the connection is lost */
    }
    asking = false;
  }

  // Drawing it
  const heading = (key) => make("h3", {}, t(key));
  function list() {
    return [
      make("p", { class: "gp-note" }, t("break.about")),
      make(
        "ul",
        { class: "fx-list" },
        ...all.map((one) =>
          make(
            "li",
            {},
            make(
              "button",
              {
                type: "button",
                "data-failure": one.name,
                "data-focus": `failure ${one.name}`,
                onclick: () => choose(one.name),
              },
              make("b", {}, word(one.name, "title")),
              make("span", {}, `${t(`data.${one.dataset}`)} · ${word(one.name, "how")}`),
            ),
          ),
        ),
      ),
    ];
  }
  function question(failure) {
    const mine = predicted(),
      over = S.pair && measured(S.pair.broken);
    const locked = over || (S.run && mine !== null);
    const mark = (index) =>
      (mine === index ? "mine" : "") +
      (over && index === failure.answer ? " right" : over && mine === index ? " wrong" : "");
    const answer = (index) => {
      if (S.run) remember(asked(), index);
      else S.answer = index;
      tell();
    };
    const choices = [0, 1, 2].map((index) => {
      const choice = button(word(failure.name, `choice.${index}`), () => answer(index), mark(index), {
        "aria-pressed": mine === index,
        "data-choice": index,
        "data-focus": `choice ${index}`,
      });
      choice.disabled = Boolean(locked);
      return choice;
    });
    const said = over
      ? []
      : [
          make(
            "p",
            { class: "gp-note", role: "status" },
            mine === null
              ? t(S.run && !S.mine ? "break.answer.watching" : "break.answer")
              : t(S.run ? "break.answer.kept" : "break.answer.train"),
          ),
        ];
    return make(
      "div",
      { class: "fx-part" },
      heading("break.predict"),
      make("p", {}, word(failure.name, "question")),
      make("div", { class: "fx-choices", role: "group", "aria-label": t("break.predict") }, ...choices),
      ...said,
    );
  }
  const watch = (failure) =>
    make("div", { class: "fx-part fx-watch" }, heading("break.watch"), make("p", {}, word(failure.name, "watch")));
  function score(failure, side, outcome) {
    const known = measured(outcome),
      status = !outcome ? "" : outcome.run === S.run ? S.status : outcome.status;
    const word = !outcome
      ? "break.none"
      : known
        ? outcome.fails
          ? "break.fails"
          : "break.mended"
        : status === "queued"
          ? "break.queued"
          : `live.status.${status}`;
    return make(
      "div",
      { class: "fx-score", "data-side": side, "data-tone": known ? (outcome.fails ? "bad" : "good") : "" },
      make("span", {}, t(`break.${side}`)),
      make("output", {}, known ? shown(failure, outcome.value) : "–"),
      make("small", {}, ended(outcome) && outcome.error ? refusal(outcome) : t(word)),
    );
  }
  const change = ([name, was, is]) =>
    make(
      "li",
      {},
      make("span", {}, fieldWord(name)),
      make("s", {}, valueWord(name, was)),
      "→",
      make("b", {}, valueWord(name, is)),
    );
  function outcome(failure) {
    const { broken, mended } = S.pair,
      parts = [heading("break.outcome"), make("p", { class: "gp-note" }, word(failure.name, "figure"))];
    parts.push(
      make("div", { class: "fx-scores" }, score(failure, "without", broken), score(failure, "with", mended)),
      make(
        "p",
        { class: "gp-note" },
        t(failure.above ? "break.line.above" : "break.line.below", { line: shown(failure, failure.line) }),
      ),
    );
    if (ended(broken) && !measured(broken))
      parts.splice(1, 0, make("p", { class: "fx-verdict", role: "status" }, t("break.unmeasured")));
    if (measured(broken)) {
      const mine = predicted(),
        right = mine === failure.answer;
      parts.splice(
        1,
        0,
        make(
          "p",
          { class: "fx-verdict", role: "status", "data-tone": mine === null ? "" : right ? "good" : "bad" },
          t(mine === null ? "break.unanswered" : right ? "break.right" : "break.wrong", {
            answer: word(failure.name, `choice.${failure.answer}`),
          }),
        ),
      );
      parts.push(
        make("p", {}, word(failure.name, "why")),
        make("p", { class: "gp-note" }, t("recipe.source", { source: failure.source })),
      );
    }
    return make("div", { class: "fx-part fx-outcome" }, ...parts);
  }
  const remedy = (failure) =>
    make(
      "div",
      { class: "fx-part" },
      heading("break.remedy"),
      make("p", {}, word(failure.name, "cure")),
      make("ul", { class: "fx-changes" }, ...failure.remedy.map(change)),
    );
  // What can be done next stands where Train stood.
  const dock = make("div", { class: "fx-dock" });
  document.getElementById("gp-act").append(dock);
  function acts() {
    const { broken, mended } = S.pair,
      other = sideOf(S.run) === "mended" ? broken : mended;
    const act = (name, word, does, kind = "fx-start") =>
      button(t(word), does, kind, { "data-ref": `break-${name}`, "data-focus": name });
    const unmeasured = (one) => ended(one) && !measured(one);
    const buttons = [];
    if (unmeasured(broken)) buttons.push(act("again", "break.again", () => choose(S.name, predicted())));
    if (S.mine && measured(broken) && (!mended || unmeasured(mended)))
      buttons.push(act("remedy", "break.remedy.start", start));
    if (S.mine && measured(broken) && measured(mended))
      buttons.push(act("compare", "break.compare", () => compare([broken.run, mended.run])));
    if (other && !(S.mine && going()))
      buttons.push(act("other", "break.watch.it", () => live.watch(other.run), "quiet"));
    return buttons;
  }
  function start(event) {
    event.currentTarget.disabled = true;
    root.querySelector("h2").focus({ preventScroll: true }); // what is disabled loses the focus
    S.wish = S.pair.broken.run;
    document.getElementById("gp-break-remedy").click();
  }
  async function compare(runs) {
    openTab("runs");
    const library = await when("library");
    const ready = setInterval(async () => {
      if (library.app.root.dataset.state !== "ready") return;
      clearInterval(ready);
      await library.app.refresh(true);
      library.app.tickOnly(runs);
      library.app.mode("compare");
    }, 100);
  }

  let before = "";
  function render() {
    const now = JSON.stringify([S, predicted(), language]);
    if (now === before) return;
    before = now;
    const active = document.activeElement,
      places = [root, dock];
    const held = places.some((place) => place.contains(active)) ? active.dataset.focus : null;
    const modes = segments(
      [
        ["form", t("break.mode.form")],
        ["break", t("break.mode.break")],
      ],
      S.on ? "break" : "form",
      (mode) => turn(mode === "break"),
      t("break.modes"),
    );
    for (const mode of modes.children) mode.dataset.focus = `mode ${mode.dataset.value}`;
    const parts = [modes];
    const failure = S.on && find(S.name);
    if (S.on && !failure) parts.push(...list());
    if (failure) {
      const back =
        going() && S.mine
          ? []
          : [button(`‹ ${t("break.all")}`, () => choose(null), "fx-back", { "data-focus": "back" })];
      parts.push(
        make(
          "div",
          { class: "fx-head" },
          ...back,
          make("h2", { tabindex: -1, "data-focus": "heading" }, word(failure.name, "title")),
        ),
      );
      const asks = [question(failure), ...(S.run && predicted() !== null ? [watch(failure)] : [])];
      const cure = told() && (measured(S.pair.broken) || sideOf(S.run) === "mended") ? [remedy(failure)] : [];
      parts.push(...(told() ? [outcome(failure), ...cure, ...asks] : asks)); // what is new stands first
    }
    root.replaceChildren(...parts);
    dock.replaceChildren(...(failure && told() ? acts() : []));
    root.dataset.failure = failure ? failure.name : "";
    const stage = [S.name, Boolean(S.run), told()].join();
    if (stage !== root.dataset.stage) root.closest("#gp-form").scrollTop = 0;
    root.dataset.stage = stage;
    if (!held) return;
    places
      .map((place) => place.querySelector(`[data-focus="${held}"]`))
      .find(Boolean)
      ?.focus({ preventScroll: true });
    if (document.activeElement === document.body) root.querySelector("h2")?.focus({ preventScroll: true }); // it is gone, or disabled
  }

  // Follow the live view
  live.onChange((seen) => {
    const recipe = seen.head.recipe_name; // not known while a run is opened
    const shows = seen.run ? find(recipe) : null;
    if (!shows) {
      // nothing of ours is on the screen
      if (seen.run === S.left && !recipe) S.left = null; // opened anew
      if (S.run && seen.run !== S.run && (recipe || seen.kind !== "run")) {
        S.run = S.pair = null;
        tell();
      }
      return;
    }
    if (seen.run === S.left) return; // the visitor has turned away from it
    const fresh = seen.run !== S.run,
      status = seen.kind === "replay" ? seen.head.status : seen.status;
    if (!fresh && status === S.status && seen.mine === S.mine) return;
    if (fresh) {
      if (seen.mine && seen.kind === "run" && S.answer !== null && S.name === shows.name && !S.run)
        remember(seen.run, S.answer);
      const known = sideOf(seen.run) || (S.pair && S.wish && S.pair.broken.run === S.wish); // its twin, just started
      Object.assign(S, {
        on: true,
        name: shows.name,
        run: seen.run,
        answer: null,
        pair: known ? S.pair : null,
        left: null,
        wish: "",
      });
    }
    Object.assign(S, { status, mine: seen.mine });
    tell();
    learn();
  });
  setInterval(() => {
    // a class waits for the remedy that somebody else trains
    const open =
      !S.pair ||
      (S.pair.broken && !ended(S.pair.broken)) ||
      !(ended(S.pair.mended) || (S.pair.mended === null && ended(S.pair.broken) && !measured(S.pair.broken)));
    if (open && !document.hidden && root.clientWidth) learn();
  }, 4000);
  onLanguage(render);
  provide("breaking", {
    chosen: () => (S.on && !S.run && S.answer !== null ? S.name : ""),
    wish: () => [owner(), language, S.wish],
    refused: () => {
      S.wish = "";
      before = "";
      render();
    },
  });
  render();
}
