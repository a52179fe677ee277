// One page of the course: predict, do, see, check.
import { button } from "../kit/controls.js";
import { make } from "../kit/dom.js";
import { still } from "../kit/motion.js";
import { t } from "../kit/words.js";
import { figureOf, pictureOf } from "./figure.js";
import { fill, html } from "./html.js";
import { rightOf } from "./progress.js";
import { quiz } from "./quiz.js";

const SETTLED = 400; // milliseconds after which the figure shows what completed the page

const heading = (number, word) =>
  make("h3", { class: "ln-step" }, make("span", { class: "ln-number", "aria-hidden": "true" }, String(number)), word);

/**
 * Where a figure sits, and whom it tells: the page that is drawn now, in whichever language.
 * @typedef {object} Seat
 * @property {import("./figure.js").Figure | null} figure
 * @property {object} page
 * @property {() => void} sit
 * @property {boolean} closed
 */

/**
 * @param {object} given
 * @param {any} given.course see course.js
 * @param {import("./course.js").Page} given.page
 * @param {any} given.text of the page, see lessons.py
 * @param {import("../kit/channel.js").Asking} given.ask
 * @param {() => void} given.changed what was done is told anew
 * @param {(figure: any) => void} given.goOn where the page goes on
 * @param {Seat} given.seat
 * @returns {{element: HTMLElement, leave: () => void}}
 */
export function lesson({ course, page, text, ask, changed, goOn, seat }) {
  const done = () => course.done(page.name);
  const body = make("div", { class: "ln-body" });
  const place = make("div", { class: "ln-figure" });
  const seen = make("section", { class: "ln-part ln-seen" });
  const doing = make("section", { class: "ln-part" });
  let closed = false;
  let opened = Boolean(done().done); // whether what was seen is told

  let latest = done().done ? {} : done().numbers || {}; // what the figure has told; kept until it is done, or again

  function keepNumbers() {
    course.tell(page.name, { numbers: { ...done().numbers, ...latest } });
    fill(body, done().numbers);
  }
  function tell(what) {
    course.tell(page.name, what);
    changed();
  }

  async function answered(answer) {
    const first = done().predicted === undefined;
    tell({ predicted: answer });
    predict();
    const begun = act();
    told();
    if (!first) return;
    await begun; // what there is to do stands below, often out of sight
    if (!closed) doing.scrollIntoView({ behavior: still() ? "auto" : "smooth" });
  }
  const prediction = make("section", { class: "ln-part ln-predict" });
  function predict() {
    const { predicted } = done();
    const choices = text.predict.answers.map((answer, index) =>
      make(
        "button",
        {
          type: "button",
          class: "ln-answer",
          "aria-pressed": String(predicted === index),
          onclick: () => answered(index),
        },
        html("span", answer),
      ),
    );
    const skip = make("button", { type: "button", class: "ln-skip", onclick: () => answered(null) }, t("learn.skip"));
    prediction.replaceChildren(
      heading(1, t("learn.predict")),
      html("p", text.predict.ask, { class: "ln-ask" }),
      make("div", { class: "ln-answers" }, ...choices),
      ...(predicted === undefined ? [skip] : []),
    );
  }

  function act() {
    const { predicted } = done();
    doing.hidden = predicted === undefined;
    if (doing.hidden || place.childElementCount) return null;
    doing.replaceChildren(heading(2, t("learn.do")), html("div", text.do, { class: "ln-do" }), place);
    return begin();
  }

  async function begin() {
    if (seat.figure) return sit();
    place.replaceChildren(make("p", { class: "gp-note", role: "status" }, t("learn.loading")));
    try {
      const made = await figureOf(page.name, { ...handed(seat), predicted: done().predicted ?? null });
      if (seat.closed || seat.figure) return made.close(); // left meanwhile, or drawn anew
      seat.figure = made;
      return seat.sit();
    } catch (error) {
      console.error(error);
      if (closed) return null;
      const again = button(t("learn.again"), begin, "quiet");
      place.replaceChildren(make("p", { class: "gp-note" }, t("error.offline")), again);
      return null;
    }
  }
  function sit() {
    place.replaceChildren(seat.figure.element);
    seat.figure.speak?.();
    seat.figure.fit?.();
  }

  Object.assign(seat, {
    sit,
    page: {
      ask: async (what, question) => {
        const answer = await ask(what, question);
        if (answer.error) throw answer;
        return answer;
      },
      numbers(numbers) {
        latest = { ...latest, ...numbers };
        if (!done().done) keepNumbers();
      },
      outcome(outcome) {
        tell({ outcome });
        told();
      },
      done() {
        const first = !done().done;
        opened = true;
        keepNumbers();
        if (first) tell({ done: true });
        told();
        if (!first && course.picture(page.name)) return;
        setTimeout(() => {
          if (seat.figure && !seat.closed) course.keepPicture(page.name, pictureOf(seat.figure));
        }, SETTLED);
      },
    },
  });

  /** Beside each other: what was predicted, and what came. */
  function compared() {
    const { predicted } = done();
    const right = rightOf(page, done());
    if (right === null) return [];
    const said = (word, index) =>
      make("p", {}, make("span", { class: "ln-label" }, t(word)), html("strong", text.predict.answers[index]));
    const mine = predicted === null || predicted === undefined ? [] : [said("learn.predicted", predicted)];
    const hit = mine.length ? (predicted === right ? "hit" : "missed") : "skipped";
    return [make("div", { class: `ln-compared ${hit}` }, ...mine, said("learn.came", right))];
  }

  function told() {
    const waiting = done().predicted === undefined;
    seen.hidden = waiting;
    if (waiting) return;
    if (!opened) {
      const peek = () => {
        opened = true;
        told();
      };
      const on = make("button", { type: "button", class: "ln-skip", onclick: peek }, t("learn.peek"));
      seen.replaceChildren(make("p", { class: "gp-note" }, t("learn.waiting")), on);
      return;
    }
    const more = text.more ? [fold(t("learn.more"), text.more)] : [];
    const go = page.tab
      ? [
          button(t("learn.try", { tab: t(`page.${page.tab}`) }), () => goOn(seat.figure), "quiet", {
            class: "quiet ln-try",
            "data-tab": page.tab,
          }),
        ]
      : [];
    seen.replaceChildren(
      heading(3, done().done ? t("learn.seen") : t("learn.unseen")),
      ...(done().done ? compared() : []),
      html("div", text.seen, { class: "ln-told" }),
      ...more,
      heading(4, t("learn.check")),
      quiz(text.quiz, done().quiz || [], (given) => tell({ quiz: given })),
      ...go,
    );
    fill(body, done().numbers);
  }

  const fold = (word, inside) => make("details", { class: "ln-more" }, make("summary", {}, word), html("div", inside));

  body.append(html("div", text.intro, { class: "ln-intro" }));
  if (page.figure) {
    body.append(prediction, doing, seen);
    predict();
    act();
    told();
  } else if (text.more) body.append(fold(t("learn.more"), text.more));

  return {
    element: body,
    /** Another page, or this one in another language, is drawn in its place. */
    leave() {
      closed = true;
    },
  };
}

/** What a figure is handed: whatever it tells goes to the page that is drawn now. @param {Seat} seat */
function handed(seat) {
  const names = ["ask", "numbers", "outcome", "done"];
  return Object.fromEntries(names.map((name) => [name, (...told) => seat.page[name](...told)]));
}
