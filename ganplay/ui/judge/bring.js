// The ways to bring pictures to the discriminator: files, the drawing pad, the camera, picks.
import { button, segments } from "../kit/controls.js";
import { make } from "../kit/dom.js";
import { PICTURES } from "../kit/files.js";
import { t } from "../kit/words.js";

const PICKED = 8;
const ODD = 12; // all that there are

// Another choice of how files are taken: all but drawings, which are made like the data whatever is chosen.
const again = ({ state, bringAll }) => bringAll(state.cards.filter((card) => card.file && card.kind !== "pad"));

function chooser(app) {
  const input = make("input", {
    type: "file",
    accept: PICTURES,
    multiple: "",
    class: "gp-hidden",
    id: "jj-file",
    "data-ref": "judge-file",
  });
  input.addEventListener("change", () => {
    app.take(input.files);
    input.value = "";
  });
  return input;
}

function cropping(app) {
  const ways = ["crop", "fit"].map((way) => [way, t(`judge.crop.${way}`)]);
  const choose = (way) => {
    app.state.crop = way;
    again(app);
  };
  return segments(ways, app.state.crop, choose, t("judge.crop"));
}

function check(app, name) {
  const box = make("input", { type: "checkbox", "data-ref": `judge-${name}` });
  box.checked = app.state[name];
  box.addEventListener("change", () => {
    app.state[name] = box.checked;
    again(app);
  });
  return make("label", { class: "check", title: t(`judge.${name}.hint`) }, box, t(`judge.${name}`));
}

/** @param {import("./state.js").App} app @returns {HTMLElement} */
export function bringPart(app) {
  const drop = make(
    "label",
    { class: "ll-drop jj-drop", for: "jj-file" },
    make("b", { class: "jj-dropped" }, t("judge.drop")),
    make("b", { class: "jj-chosen" }, t("judge.choose")),
    make("span", { class: "gp-note" }, t("judge.drop.note")),
  );
  const how = make(
    "div",
    { class: "ll-row jj-how" },
    make("span", { class: "gp-note" }, t("judge.files")),
    cropping(app),
    check(app, "invert"),
    check(app, "centre"),
  );
  const sources = make(
    "div",
    { class: "jj-sources" },
    button(`✎ ${t("judge.draw")}`, () => app.openPanel("pad")),
    button(`◉ ${t("judge.camera")}`, () => app.openPanel("camera")),
    button(`+ ${t("judge.pick.real")}`, () => app.pick("real", PICKED)),
    button(`+ ${t("judge.pick.generated")}`, () => app.pick("generated", PICKED)),
    button(`+ ${t("judge.pick.odd")}`, () => app.pick("odd", ODD), "quiet wide"),
  );
  const title = make("h3", {}, t("judge.bring"));
  return make("section", { class: "jj-bring" }, title, chooser(app), drop, how, sources);
}
