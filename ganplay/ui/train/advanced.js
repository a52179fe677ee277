// The settings behind Advanced, in groups that fold. They are made when it is first opened.
import { make } from "../kit/dom.js";
import { t } from "../kit/words.js";
import { paired } from "./recipes.js";

/** @typedef {import("./setting.js").Field} Field */

/**
 * Which parts stand open; what is drawn again is open as it was.
 * @typedef {{advanced: boolean, groups: Set<string>}} Folds
 */

const ID = "gp-advanced";

/** @param {string[]} changed the settings that are not as the recipe has them @param {Field[]} fields */
const countIn = (changed, fields) => fields.filter(({ name }) => changed.includes(name)).length;

/** How many of some settings are changed, where any are. */
function tally() {
  const element = make("span", { class: "gp-tally" });
  const show = (count) => {
    element.textContent = count ? t(count === 1 ? "train.changed.one" : "train.changed", { n: count }) : "";
  };
  return { element, show };
}

/** @param {string} name @param {Field[]} fields @param {Folds} folds @param {(field: Field) => HTMLElement} draw */
function group(name, fields, folds, draw) {
  const { element: count, show } = tally();
  const title = make("b", {}, t(`train.group.${name}`));
  const head = make(
    "summary",
    { "data-focus": `group ${name}` },
    title,
    count,
    make("p", {}, t(`train.group.${name}.info`)),
  );
  const grid = make("div", { class: "gp-grid" }, ...fields.map((field) => draw(field)));
  const element = make(
    "details",
    { class: "gp-group", "data-group": name, open: folds.groups.has(name) && "" },
    head,
    grid,
  );
  element.addEventListener("toggle", () => folds.groups[element.open ? "add" : "delete"](name));
  return { element, show: (changed) => show(countIn(changed, fields)) };
}

/**
 * @param {Field[]} fields
 * @param {Folds} folds
 * @param {(field: Field) => HTMLElement} draw
 * @returns {{element: HTMLElement, show: (changed: string[]) => void, open: (name: string) => void}} open: so that this
 *   setting can be seen
 */
export function advanced(fields, folds, draw) {
  const names = [...new Set(fields.map((field) => field.group))];
  const { element: count, show: showCount } = tally();
  const mark = make("span", { class: "icon", "aria-hidden": "true" }, "▼");
  const head = make(
    "button",
    {
      type: "button",
      class: "gp-fold",
      "aria-controls": `${ID}-body`,
      "data-focus": ID,
      onclick: () => turn(!folds.advanced),
    },
    make("span", {}, t("train.advanced")),
    count,
    mark,
  );
  const body = make("div", { id: `${ID}-body` });
  let groups = [];
  let shown = [];

  function turn(on) {
    folds.advanced = on;
    if (on && !groups.length) {
      const of = (name) => paired(fields.filter((field) => field.group === name));
      groups = names.map((name) => group(name, of(name), folds, draw));
      body.append(...groups.map(({ element }) => element));
      show(shown);
    }
    head.setAttribute("aria-expanded", on);
    body.hidden = !on;
  }
  function show(changed) {
    shown = changed;
    showCount(countIn(changed, fields));
    for (const one of groups) one.show(changed);
  }
  function open(name) {
    const field = fields.find((one) => one.name === name);
    if (!field) return;
    turn(true);
    groups[names.indexOf(field.group)].element.open = true;
  }
  turn(folds.advanced);
  return { element: make("div", { id: ID }, head, body), show, open };
}
