// A picture of one's own: the search for the latent whose picture comes closest to it.
import { chart } from "../kit/chart.js";
import { button } from "../kit/controls.js";
import { make, notice } from "../kit/dom.js";
import { base64, PICTURES } from "../kit/files.js";
import { number, t } from "../kit/words.js";
import { cropper } from "./cropper.js";
import { example, over } from "./example.js";
import { errorWord } from "./numbers.js";
import { panel } from "./panel.js";
import { task } from "./task.js";

/** @typedef {import("./tab.js").App} App */

/**
 * What the work `invert` tells; its curve is the error of the best picture so far.
 * @typedef {object} News
 * @property {string} [target] data URL of what is looked for
 * @property {string} [png] data URL of the best picture so far
 * @property {import("./latents.js").Latent} [latent] of that picture
 * @property {number} [step]
 * @property {number} [steps]
 * @property {boolean} done
 */

const MOST_BYTES = 12e6; // of a file
const STEPS = 300; // until the server says how many
const HEIGHT = 76; // CSS pixels of the curve

/** @param {App} app @returns {import("./tools.js").Tool} */
export function pictureTool(app) {
  const target = panel("latent.picture.target");
  const found = panel("latent.picture.found");
  const curve = make("div", { class: "ll-curve" });
  const verdict = make("p", { class: "ll-state" });
  const name = make("span", { class: "gp-note" });
  const crop = cropper();
  const shown = example("picture");
  let file = null;
  let left = false;

  const start = button(t("latent.picture.start"), () => search(false), "quiet strong", { disabled: "" });
  const own = button(t("latent.picture.own"), () => search(true));
  const work = task(app, t("latent.picture.searching"), (isBusy) => {
    start.disabled = isBusy || !file;
    own.disabled = isBusy;
  });

  async function take(chosen) {
    if (!chosen) return;
    if (chosen.size > MOST_BYTES) return void notice(t("latent.picture.large"));
    file = chosen;
    await crop.open(file);
    start.disabled = false;
    name.textContent = file.name;
  }
  /** @param {boolean} isOwn whether the current picture is looked for, which there is a latent of */
  async function search(isOwn) {
    if (work.running()) return;
    const question = { what: "invert", view: app.mainView() };
    if (isOwn) question.own = true;
    else question.picture = await base64(await crop.cut(file));
    const size = app.state.facts.resolution;
    /** @type {News | null} */
    let latest = null;
    found.clear();
    target.clear();
    verdict.textContent = "";
    function heard(news, errors) {
      if (news.target) {
        target.show(news.target, size);
        over(shown);
      }
      if (news.png) {
        found.show(news.png, size);
        latest = news;
      }
      if (errors.length > 1) curve.replaceChildren(errorCurve(errors, news.steps || STEPS));
    }
    function words({ step = 0, steps = STEPS }, errors) {
      return t("latent.picture.progress", { step, steps, error: number(errors[errors.length - 1], 3) });
    }
    function ended(_, errors) {
      if (!latest || left) return; // another tool is open: the current picture is its
      const error = errors[errors.length - 1];
      const said = t(`latent.picture.${errorWord(error)}`, { error: number(error, 3) });
      verdict.textContent = `${said} ${t("latent.picture.limits")}`;
      app.choose(latest.latent, [isOwn ? "latent.picture.again" : "latent.picture.name"], { quiet: true });
    }
    await work.begin(question, { words, heard, ended });
  }
  return {
    build: () => [
      ...fileRow(take, name),
      crop.element,
      make("div", { class: "ll-row" }, start, own, work.stop),
      work.bar,
      make("div", { class: "ll-row top" }, target, found),
      curve,
      verdict,
      shown,
    ],
    leave() {
      left = true;
      work.halt();
    },
  };
}

/** Choosing a file, or dropping one; `name` says which it is. */
function fileRow(take, name) {
  const about = { type: "file", accept: PICTURES, class: "gp-hidden", id: "ll-file", "data-ref": "latent-file" };
  const input = make("input", about);
  input.addEventListener("change", () => take(input.files[0]));
  const dropped = make("span", { class: "hovers" }, ` ${t("latent.picture.dropped")}`); // a finger drops nothing
  const drop = make("label", { class: "ll-drop", for: "ll-file" }, t("latent.picture.drop"), dropped);
  drop.addEventListener("dragover", (event) => event.preventDefault());
  drop.addEventListener("drop", (event) => {
    event.preventDefault();
    take(event.dataTransfer.files[0]);
  });
  return [input, make("div", { class: "ll-row" }, drop, name)];
}

function errorCurve(errors, steps) {
  const line = { x: errors.map((_, index) => index), y: errors, class: "g" };
  return chart([line], { height: HEIGHT, from: 0, to: steps, label: t("latent.picture.curve") });
}
