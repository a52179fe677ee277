// Taking it home: a link, a picture, a film, the points, the recipe, PyTorch; and going on on the server.
import { button } from "../kit/controls.js";
import { make, notice } from "../kit/dom.js";
import { lawOf } from "../kit/engine/data.js";
import { save, saveBlob, saveText } from "../kit/files.js";
import { marked } from "../kit/png.js";
import { t } from "../kit/words.js";
import { packet } from "../kit/xmp.js";
import { Film } from "./film.js";
import { addressOf, LINK_POINTS } from "./link.js";
import { serverOf } from "./server.js";
import { inOwnNumbers, linkOf, lostIn } from "./state.js";
import { torchLines } from "./torch.js";

const LEAST_STEPS = 2000; // that the program in PyTorch trains

/** @param {import("./bench.js").App} app @returns {import("./page.js").Part} */
export function shareOf(app) {
  const { state } = app;
  const lines = make("pre", { class: "ll-python", hidden: "", tabindex: "0", "data-ref": "lab-lines" });
  const show = (text) => {
    lines.textContent = text;
    lines.hidden = false;
  };
  const board = () => app.root.querySelector(".lab-stage[data-index='0'] .lab-board");
  const step = () => app.main?.frame?.step ?? 0;
  const film = new Film(app.start.film, (count) => {
    filming.textContent = t("lab.share.film.taking", { n: count });
  });

  const linked = () => linkOf(state, app.start, step());

  const lost = () => lostIn(state, step(), LINK_POINTS).map((what) => t(`lab.share.lost.${what}`, { n: LINK_POINTS }));

  async function link() {
    const address = addressOf(location.href, linked());
    history.replaceState(history.state, "", address);
    try {
      await navigator.clipboard.writeText(address);
      notice([t("lab.share.copied"), ...lost()].join(" "));
    } catch {
      show(address); // no clipboard outside https
      if (lost().length) notice(lost().join(" "));
    }
  }
  async function picture() {
    const blob = await new Promise((resolve) => board().toBlob(resolve, "image/png"));
    const bytes = marked(new Uint8Array(await blob.arrayBuffer()), packet(addressOf(location.href, linked())));
    saveBlob(new Blob([bytes], { type: "image/png" }), `lab-${state.data}-${step()}.png`);
  }
  async function filmed() {
    if (!film.taking) {
      if (!state.playing) app.play();
      film.start(board, filmed);
      filming.setAttribute("aria-pressed", "true");
      return;
    }
    const taken = film.stop();
    filming.removeAttribute("aria-pressed");
    filming.textContent = t("lab.share.film");
    if (taken.frames.length < 2) return;
    const answer = await app.fetch("film", taken);
    if (answer) save(answer.data, `lab-${state.data}.gif`);
  }
  function points() {
    const { frame } = app.main || {};
    if (frame) saveText(table(frame.fake, state.scale), `lab-${state.data}-generated.csv`, "text/csv");
  }
  function recipe() {
    if (state.points) saveText(table(state.points, state.scale), "points.csv", "text/csv");
    const told = { ...app.main?.recipe, ...state.recipe, dataset: state.points ? "points.csv" : state.data };
    saveText(`${JSON.stringify(told, null, 2)}\n`, "recipe.json", "application/json");
  }
  function python() {
    if (!lines.hidden) {
      lines.hidden = true;
      return;
    }
    show(torchLines(state.recipe, lawOf(state.data, state.points), Math.max(LEAST_STEPS, step()), state.scale));
  }
  const filming = button(t("lab.share.film"), filmed, "quiet", {
    title: t("lab.share.film.hint"),
    "data-ref": "lab-film",
  });
  const way = (name, act) =>
    button(t(`lab.share.${name}`), act, "quiet", {
      title: t(`lab.share.${name}.hint`),
      "data-ref": `lab-${name}`,
      "data-focus": `share-${name}`,
    });
  const row = make(
    "div",
    { class: "ll-row" },
    way("link", link),
    way("picture", picture),
    filming,
    way("points", points),
    way("recipe", recipe),
    way("python", python),
  );
  const server = serverOf(app);
  const element = make(
    "section",
    { class: "lab-share ll-share", "data-control": "share" },
    make("h3", {}, t("lab.share")),
    row,
    lines,
    server.element,
  );
  element.hidden = state.hidden.has("share");
  return { element, tell: server.tell, close: () => film.stop() };
}

/** Points as a table of a visitor's own numbers. */
function table(points, scale) {
  const own = inOwnNumbers(points, scale);
  const rows = Array.from({ length: own.length / 2 }, (_, i) => `${own[2 * i]},${own[2 * i + 1]}`);
  return `x,y\n${rows.join("\n")}\n`;
}
