// What the pictures of the live view are, said on the pictures themselves.
import { button } from "../controls.js";
import { make } from "../dom.js";
import { onLanguage, t } from "../words.js";

/**
 * @param {HTMLElement} root of the live view
 * @param {() => void} close they were closed by the visitor
 * @returns {(on: boolean) => void} shows them, or not
 */
export function marks(root, close) {
  const sheet = (side) => root.querySelector(`.gp-${side} .gp-sheet`);
  const mark = (side) => make("p", { class: `gp-mark ${side}` });
  const [fake, real, train] = ["fake", "real", "train"].map(mark);
  const said = make("p", {});
  const shut = button("×", close, "gp-mark-close");
  const sentence = make("div", { class: "gp-mark said" }, said, shut);
  const all = [fake, real, make("div", { class: "gp-mark-foot" }, train, sentence)];
  sheet("fake").append(all[0], all[2]);
  sheet("real").append(all[1]);
  root.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !all[0].hidden) close();
  });
  function speak() {
    fake.textContent = t("live.marks.fake");
    real.textContent = t("live.marks.real");
    train.textContent = t("live.marks.train");
    said.textContent = t("live.marks");
    shut.title = t("live.marks.close");
    shut.setAttribute("aria-label", shut.title);
  }
  speak();
  onLanguage(speak);
  return (on) => {
    for (const one of all) one.hidden = !on;
  };
}
