// What stands in the tab: the path on one side, the open page on the other.
import { button } from "../kit/controls.js";
import { make, notice } from "../kit/dom.js";
import { begin } from "../kit/terms.js";
import { t } from "../kit/words.js";
import { goOn } from "./going.js";
import { html } from "./html.js";
import { lesson } from "./lesson.js";
import { notebook } from "./notebook.js";
import { stand } from "./progress.js";
import { readings } from "./readings.js";

const LINKS = ["page", "cite", "run", "recipe"].map((kind) => `a[data-${kind}]`).join();
const EMPTY_SEAT = () => ({ figure: null, page: {}, sit() {}, closed: false });

/**
 * @param {HTMLElement} root
 * @param {import("../kit/channel.js").Asking} ask
 */
export function pageOf(root, ask) {
  const path = make("nav", { class: "ln-path" });
  const article = make("article", { class: "ln-page", tabindex: "-1" });
  let course = null;
  let seat = EMPTY_SEAT();
  let drawn = null;
  let open = "";
  let round = 0;

  root.replaceChildren(path, article);
  begin();
  root.addEventListener("click", (event) => {
    const link = event.target.closest(LINKS);
    if (!link || event.metaKey || event.ctrlKey) return;
    event.preventDefault();
    if (link.dataset.page) go(link.dataset.page);
    else if (link.dataset.run) goOn({ tab: "latent", at: link.dataset.run }, null);
    else if (link.dataset.recipe) goOn({ tab: "train", at: link.dataset.recipe }, null);
    else go("reading", `ln-ref-${link.dataset.cite}`);
  });

  const title = (name) => course.index.pages[name].title;
  const known = (name) => course.pages.some((page) => page.name === name);

  function line(page, number) {
    const done = course.done(page.name);
    const state = done.done ? "done" : done.predicted !== undefined ? "begun" : "";
    const mark = make("span", { class: "ln-dot", "aria-hidden": "true" }, page.figure && !done.done ? number : "");
    const word = make("span", {}, title(page.name));
    const told = done.done ? [make("span", { class: "gp-hidden" }, t("learn.is_done"))] : [];
    return make(
      "a",
      {
        href: `?learn=${page.name}`,
        "data-page": page.name,
        class: `ln-stop ${state}`,
        "aria-current": page.name === open ? "page" : null,
        title: page.figure && !done.done ? null : course.index.pages[page.name].learn,
      },
      mark,
      word,
      ...told,
    );
  }

  function drawPath() {
    const { done, of } = stand(course.pages, course.progress);
    const count = make("p", { class: "ln-count" }, t("learn.count", { done, of }));
    const bar = make(
      "div",
      { class: "ln-bar", "aria-hidden": "true" },
      make("i", { style: `width:${(100 * done) / of}%` }),
    );
    const doing = course.pages.filter(({ figure }) => figure);
    const reading = course.pages.filter(({ figure }) => !figure);
    const list = (pages, from) => make("ol", {}, ...pages.map((page, i) => make("li", {}, line(page, from + i))));
    const inside = make(
      "div",
      { class: "ln-stops" },
      list(doing, 1),
      make("h3", {}, t("learn.reading")),
      list(reading, doing.length + 1),
    );
    const tools = make(
      "div",
      { class: "ln-tools" },
      button(t("learn.notebook"), take, "quiet"),
      button(t("learn.forget"), forget, "quiet"),
    );
    const folded = make("details", { class: "ln-all" }, make("summary", {}, t("learn.all")), inside, tools);
    folded.open = matchMedia("(min-width: 901px)").matches || path.querySelector("details")?.open || false;
    path.replaceChildren(make("h2", {}, t("learn.title")), count, bar, folded);
  }

  async function take() {
    try {
      await notebook(course);
    } catch {
      notice(t("error.offline"));
    }
  }
  function forget(event) {
    const pressed = event.currentTarget;
    if (pressed.dataset.sure) {
      course.forget();
      leave();
      draw();
      return;
    }
    pressed.dataset.sure = "yes";
    pressed.textContent = t("learn.forget.sure");
  }

  function leave() {
    drawn?.leave();
    drawn = null;
    seat.closed = true;
    seat.figure?.close();
    seat = EMPTY_SEAT();
  }

  /** Open another page. @param {string} name @param {string} [anchor] id of what is to be seen there */
  function go(name, anchor = "") {
    if (!course || !known(name)) return null;
    if (name !== open) leave();
    open = name;
    course.visit(name);
    return draw(anchor, true);
  }

  async function draw(anchor = "", moved = false) {
    const mine = ++round;
    const name = open;
    const page = course.pages.find((one) => one.name === name);
    drawPath();
    let text = null;
    try {
      text = await course.text(name);
    } catch {
      if (mine !== round) return;
      const again = button(t("learn.again"), () => draw(anchor, moved), "quiet");
      article.replaceChildren(make("p", { class: "gp-note" }, t("error.offline")), again);
      return;
    }
    if (mine !== round) return;
    drawn?.leave();
    const changed = () => {
      drawPath();
      const { next } = followers(page);
      const done = Boolean(course.done(name).done);
      if (next) article.querySelector(".ln-next")?.classList.toggle("strong", done);
      article.querySelector(".ln-claim").hidden = page.figure && !done;
    };
    drawn = lesson({ course, page, text, ask, changed, goOn: (figure) => goOn(page, figure), seat });
    article.replaceChildren(head(page, text), drawn.element, ...readings(page, course), foot(page));
    if (moved) show(anchor);
  }

  /** While the tab is seen a reload opens its page again; the rest of the address is other tabs'. */
  function addressed() {
    const address = new URL(location.href);
    if (root.clientWidth) address.searchParams.set("learn", open);
    else address.searchParams.delete("learn");
    if (address.href !== location.href) history.replaceState(null, "", address);
  }
  function show(anchor) {
    const target = anchor ? document.getElementById(anchor) : null;
    if (target) target.scrollIntoView({ block: "center" });
    else window.scrollTo({ top: 0 });
    (target || article).focus({ preventScroll: true });
    addressed();
  }

  /** What a page comes to stands above it once it is done: before, it would answer the prediction. */
  function head(page, text) {
    const at = course.pages.indexOf(page) + 1;
    const number = page.figure ? make("p", { class: "ln-at" }, t("learn.at", { at })) : "";
    const claim = html("p", text.learn, { class: "ln-claim" });
    claim.hidden = page.figure && !course.done(page.name).done;
    return make("header", {}, number, html("h2", text.title), claim);
  }

  function followers(page) {
    const at = course.pages.indexOf(page);
    return { before: course.pages[at - 1], next: course.pages[at + 1] };
  }
  function foot(page) {
    const { before, next } = followers(page);
    const step = (one, word, kind) =>
      make(
        "a",
        { href: `?learn=${one.name}`, "data-page": one.name, class: kind },
        make("small", {}, word),
        title(one.name),
      );
    const strong = course.done(page.name).done ? " strong" : "";
    return make(
      "footer",
      { class: "ln-foot" },
      before ? step(before, t("learn.before"), "ln-before") : make("span"),
      next ? step(next, t("learn.next"), `ln-next${strong}`) : make("span"),
    );
  }

  return {
    /** The course, perhaps in another language. @param {any} found @param {string} wanted a page, or "" */
    show(found, wanted) {
      course = found;
      const { last } = course.progress;
      const first = [open, wanted, last, stand(course.pages, course.progress).next].find(known);
      open = first;
      return draw();
    },
    open: (name) => go(name),
    fit() {
      if (course) addressed();
      seat.figure?.fit?.();
    },
    rest() {
      addressed();
      seat.figure?.rest?.();
    },
  };
}
