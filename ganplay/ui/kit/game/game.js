// The guess game: a visitor against the discriminator, alone or as a class.
import { button } from "../controls.js";
import { make } from "../dom.js";
import { crisp, slices } from "../sheet.js";
import { keep, kept } from "../storage.js";
import { unitPlot } from "../unit.js";
import { number, percent, refusal, t } from "../words.js";

// Who guesses: a random name of this browser, of no use for anything but games.
let token = kept("player", "");

/** @returns {string} 32 hexadecimal digits */
export function player() {
  if (!/^[0-9a-f]{32}$/.test(token)) {
    token = [...crypto.getRandomValues(new Uint8Array(16))].map((b) => b.toString(16).padStart(2, "0")).join("");
    keep("player", token);
  }
  return token;
}

/**
 * The game in a tab.
 * @param {object} app the tab: S (its state), ask, here, address, notice, room, keepingFocus
 * @returns {{build: () => HTMLElement[], update: (what: string) => void, leave: () => void}}
 */
export function game(app) {
  const { S } = app;
  const place = make("div", { class: "jj-game" }),
    heard = make("p", { class: "gp-hidden", role: "status" });
  let play = null,
    pictures = [],
    order = [],
    at = 0,
    right = { you: 0, d: 0 },
    mine = {},
    timer = 0,
    round = null,
    left = false;
  const link = () => {
    const url = new URL(location.href);
    url.search = `?run=${encodeURIComponent(S.run)}&game=${encodeURIComponent(S.game)}`;
    return url.href;
  };
  // What the server answers, or null: where it refused (which is said), and where the visitor went elsewhere meanwhile.
  async function asked(what, question, quiet = false) {
    let answer = null;
    try {
      answer = await app.ask(what, question);
    } catch {
      answer = { error: "offline" };
    }
    if (left) return null;
    if (!answer.error) return answer;
    if (answer.error !== "game_over") {
      if (!quiet) app.notice(refusal(answer));
      return null;
    }
    S.game = null;
    app.address();
    if (!place.querySelector(".jj-result")) intro(refusal(answer)); // who looks at a result goes on looking
    return null;
  }
  const here = () => ({ game: S.game, player: player() });
  async function begin(fresh) {
    clearTimeout(timer);
    if (fresh) {
      const made = await asked("game_start", app.here());
      if (!made) return;
      S.game = made.game;
      app.address();
    }
    const opened = await asked("game_open", here());
    if (!opened) {
      if (S.game && !left) intro("", true);
      return;
    }
    play = opened;
    pictures = await slices(play);
    if (left) return;
    ({ mine, right } = play);
    order = pictures.map((_, i) => i).filter((i) => !(i in mine));
    at = 0;
    round = null;
    next();
  }
  function intro(words = "", again = false) {
    place.replaceChildren(
      make(
        "div",
        { class: "jj-intro" },
        make("h2", {}, t("judge.game.title")),
        ...(words ? [make("p", { class: "jj-over" }, words)] : []),
        make("p", {}, t("judge.game.how")),
        again
          ? button(t("judge.game.retry"), () => begin(false), "quiet strong jj-big")
          : button(t("judge.game.start"), () => begin(true), "quiet strong jj-big"),
      ),
    );
    heard.textContent = words;
  }
  // One picture after another in a frame that stays, so that the keyboard's focus and a screen reader keep their place.
  function frame() {
    const part = (tag, kind) => make(tag, { class: kind });
    round = {
      count: part("b", ""),
      score: part("span", ""),
      marks: part("ol", "jj-marks"),
      picture: make("img", { alt: t("judge.game.alt"), "data-ref": "judge-guess" }),
      feedback: part("p", "jj-feedback"),
      before: make("img", { alt: "", hidden: "" }),
      told: part("span", ""),
    };
    round.marks.append(...pictures.map(() => make("li")));
    round.feedback.append(round.before, round.told);
    round.told.textContent = t("judge.game.keys");
    const answers = make(
      "div",
      { class: "ll-row jj-answers" },
      button(t("judge.game.real"), () => guess(true), "jj-real", { "data-ref": "judge-real" }),
      button(t("judge.game.generated"), () => guess(false), "jj-fake", { "data-ref": "judge-generated" }),
    );
    answers.addEventListener("keydown", (event) => {
      if (event.repeat) event.preventDefault();
    }); // a key that is held is one guess
    round.element = make(
      "div",
      { class: "jj-round", tabindex: "-1" },
      make("p", { class: "jj-count" }, round.count, round.score),
      round.marks,
      round.picture,
      answers,
      round.feedback,
    );
    take(() => place.replaceChildren(round.element), round.element);
  }
  function take(draw, target) {
    // the keyboard's focus goes along, if it was in the game
    const held = place.contains(document.activeElement);
    draw();
    if (held) target.focus({ preventScroll: true });
  }
  function fit() {
    const side = crisp(play.size, Math.min(320, Math.max(180, innerHeight * 0.38), app.room().width - 20));
    round.picture.style.width = round.picture.style.height = `${side}px`;
  }
  function next() {
    if (at >= order.length) return void finish();
    if (!round) frame();
    round.count.textContent = t("judge.game.count", { n: play.count - order.length + at + 1, of: play.count });
    round.score.textContent = t("judge.game.score", right);
    // in the order in which they are shown: what was answered before a reload comes first
    const shown = [
      ...Object.keys(mine)
        .map(Number)
        .filter((i) => !order.includes(i)),
      ...order,
    ];
    [...round.marks.children].forEach((mark, i) => {
      mark.className =
        shown[i] in mine
          ? mine[shown[i]].called === mine[shown[i]].real
            ? "good"
            : "bad"
          : shown[i] === order[at]
            ? "now"
            : "";
    });
    round.picture.src = pictures[order[at]];
    fit();
  }
  function say(index) {
    const { called, real, d } = mine[index],
      good = called === real,
      side = crisp(play.size, 48);
    round.feedback.className = `jj-feedback ${good ? "good" : "bad"}`;
    round.before.src = pictures[index];
    round.before.hidden = false;
    round.before.style.width = round.before.style.height = `${side}px`;
    round.told.textContent =
      heard.textContent = `${t(good ? "judge.game.right" : "judge.game.wrong", { what: t(real ? "judge.game.was_real" : "judge.game.was_generated") })} ${t(d === real ? "judge.game.d_right" : "judge.game.d_wrong")}`;
  }
  let busy = false;
  async function guess(real) {
    if (busy || !play || at >= order.length) return;
    busy = true;
    const index = order[at],
      answer = await asked("game_guess", { ...here(), index, real });
    busy = false;
    if (!answer) return;
    ({ right } = answer);
    mine[index] = answer;
    at += 1;
    say(index);
    next();
  }
  async function finish() {
    const hidden = document.hidden || (place.querySelector(".jj-result") && !place.clientWidth);
    const news = hidden ? null : await asked("game_news", here(), true);
    if (left) return;
    if (news) show(news);
    if (S.game) timer = setTimeout(finish, news ? 2500 : 5000); // the others may still be guessing; a failed question is asked again
  }
  let told = "";
  function show(news) {
    const state = JSON.stringify([news.players, news.finished]),
      first = !place.querySelector(".jj-result");
    if (state === told && !first) return;
    told = state;
    const score = news.right.you,
      called = (one, i) => news.mine[i].called;
    const positives = news.pictures.filter((one) => one.real).length,
      negatives = news.count - positives;
    const me = {
      tpr: positives ? news.pictures.filter((one, i) => one.real && called(one, i)).length / positives : 0,
      fpr: negatives ? news.pictures.filter((one, i) => !one.real && called(one, i)).length / negatives : 0,
    };
    const lines = [{ x: [0, 1], y: [0, 1], class: "chance" }];
    if (news.roc_d) lines.push({ x: news.roc_d.fpr, y: news.roc_d.tpr, class: "d" });
    if (news.roc_class) lines.push({ x: news.roc_class.fpr, y: news.roc_class.tpr, class: "people" });
    const marks = [
      ...news.people.map((one) => ({ x: one.fpr, y: one.tpr, class: "person", r: 4 })),
      { x: news.d.fpr, y: news.d.tpr, class: "here", square: true, word: t("judge.game.d") },
      { x: me.fpr, y: me.tpr, class: "me", r: 6, word: t("judge.game.you") },
    ];
    const side = crisp(play.size, 64);
    const cells = news.pictures.map((one, i) => {
      const you = called(one, i) === one.real,
        d = one.d === one.real;
      const who =
        you && d
          ? "judge.game.nobody"
          : !you && !d
            ? "judge.game.both"
            : you
              ? "judge.game.only_d"
              : "judge.game.only_you";
      return make(
        "li",
        { class: you ? "" : "wrong" },
        make("img", { src: pictures[i], alt: "", style: `width:${side}px;height:${side}px` }),
        make(
          "span",
          { class: `role ${one.real ? "" : "fake"}` },
          t(one.real ? "live.series.real" : "live.series.fake"),
        ),
        make("span", {}, t(who)),
        ...(news.finished > 1
          ? [make("span", { class: "gp-note" }, t("judge.game.said", { p: percent(one.said_real / news.finished) }))]
          : []),
      );
    });
    const title = make(
      "h2",
      { tabindex: "-1" },
      t(score > news.d.right ? "judge.game.won" : score < news.d.right ? "judge.game.lost" : "judge.game.even", {
        you: score,
        d: news.d.right,
        of: news.count,
      }),
    );
    const copy = async () => {
      try {
        await navigator.clipboard.writeText(link());
        app.notice(t("judge.game.copied"));
      } catch {
        app.notice(link());
      }
    };
    const result = make(
      "div",
      { class: "jj-result" },
      make(
        "section",
        {},
        title,
        make(
          "p",
          { class: "ll-state" },
          t("judge.game.class", { players: news.players, finished: news.finished }) +
            (news.roc_class
              ? ` ${t("judge.game.class.auc", { class: number(news.roc_class.auc, 2), d: number(news.roc_d?.auc, 2) })}`
              : ""),
        ),
        ...(news.step === S.step
          ? []
          : [make("p", { class: "gp-note" }, t("judge.game.step", { step: number(news.step) }))]),
        make(
          "div",
          { class: "ll-row" },
          button(t("judge.game.again"), () => begin(true), "quiet strong", { "data-focus": "again" }),
          button(t("judge.game.link"), copy, "quiet", { "data-focus": "link" }),
        ),
      ),
      make(
        "figure",
        {},
        make("figcaption", {}, t("judge.game.roc")),
        unitPlot(lines, marks, [t("judge.roc.x"), t("judge.roc.y")], t("judge.game.roc")),
        make(
          "p",
          { class: "ll-row legend" },
          make("span", { class: "key line d" }, t("judge.game.d")),
          make("span", { class: "key dot me" }, t("judge.game.you")),
          ...(news.finished > 1 ? [make("span", { class: "key line people" }, t("judge.game.everyone"))] : []),
        ),
      ),
      make("ol", { class: "jj-fooled" }, ...cells),
    );
    if (!first) return app.keepingFocus(place, () => place.replaceChildren(result)); // somebody else got through
    heard.textContent = title.textContent;
    return take(() => place.replaceChildren(result), title);
  }
  function keys(event) {
    if (
      event.repeat ||
      event.target.closest?.("input, select, textarea") ||
      !place.clientWidth ||
      event.ctrlKey ||
      event.metaKey ||
      event.altKey
    )
      return;
    const real = ["r", "R", "ArrowLeft"].includes(event.key),
      fake = ["g", "G", "ArrowRight"].includes(event.key);
    if ((real || fake) && place.querySelector(".jj-round")) {
      event.preventDefault();
      guess(real);
    }
  }
  return {
    build() {
      document.addEventListener("keydown", keys);
      return [place, heard];
    },
    update(what) {
      if (what === "open") {
        if (S.game) begin(false);
        else intro();
      }
      if (what === "size" && place.querySelector(".jj-round")) fit();
    },
    leave() {
      left = true;
      clearTimeout(timer);
      document.removeEventListener("keydown", keys);
    },
  };
}
