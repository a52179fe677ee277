// The settings behind Advanced, in groups that fold. They are made when it is first opened.
import { make } from "../kit/dom.js";
import { t } from "../kit/words.js";
import { paired } from "./recipes.js";

/** @typedef {import("./setting.js").Field} Field */

/**
 * Which parts stand open; what is drawn again is open as it was.
 * @typedef {{advanced: boolean, groups: Set<string>, find: string}} Folds find: what is looked for in them
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

/**
 * A field to find settings by a part of what they say; while it holds something, groups stand open where it is found.
 * @param {() => {element: HTMLDetailsElement}[]} groups
 * @param {Folds} folds
 */
function finder(groups, folds) {
  const input = make("input", {
    type: "search",
    class: "gp-control",
    "aria-label": t("train.find"),
    placeholder: t("train.find.example"),
    "data-focus": `${ID} find`,
  });
  const none = make("p", { class: "gp-note", role: "status", hidden: "" }, t("train.find.none"));
  function find() {
    folds.find = input.value;
    const wanted = input.value.trim().toLowerCase();
    let found = 0;
    for (const { element } of groups()) {
      const settings = [...element.querySelectorAll(".gp-setting")];
      for (const one of settings) one.hidden = !said(one).includes(wanted);
      const here = settings.filter((one) => !one.hidden).length;
      element.hidden = !here;
      element.open = wanted ? here > 0 : folds.groups.has(element.dataset.group);
      found += here;
    }
    none.hidden = found > 0;
  }
  const said = (one) =>
    [one.dataset.name, ...[".name", ".info"].map((part) => one.querySelector(part).textContent)]
      .join(" ")
      .toLowerCase();
  input.value = folds.find;
  input.addEventListener("input", find);
  return { element: make("div", { class: "gp-find" }, input, none), find };
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
  head.addEventListener("click", () => folds.groups[element.open ? "delete" : "add"](name)); // it turns after this
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
      const { element, find } = finder(() => groups, folds);
      body.append(element, ...groups.map((one) => one.element));
      if (folds.find) find();
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
    const { element } = groups[names.indexOf(field.group)];
    element.hidden = false;
    element.querySelector(`[data-name="${name}"]`).hidden = false; // whatever is looked for
    element.open = true;
    folds.groups.add(field.group);
  }
  turn(folds.advanced);
  return { element: make("div", { id: ID }, head, body), show, open };
}
