// The reading list and the glossary, below their pages.
import { make } from "../kit/dom.js";

/** @param {import("./course.js").Page} page @param {any} course @returns {HTMLElement[]} what stands below its text */
export function readings({ name }, course) {
  const { references } = course.index;
  if (name === "reading") return [make("ol", { class: "ln-references" }, ...sorted(references).map(reference))];
  if (name === "glossary") return [make("dl", { class: "ln-glossary" }, ...Object.entries(course.terms).flatMap(term))];
  return [];
}

const sorted = (references) =>
  Object.entries(references).sort(([, a], [, b]) => a.year - b.year || (a.short < b.short ? -1 : 1));

const reference = ([key, { authors, year, title, venue, id }]) =>
  make(
    "li",
    { id: `ln-ref-${key}`, tabindex: "-1" },
    `${authors} (${year}). `,
    make("cite", {}, title),
    `. ${venue}${id ? `. ${id}` : ""}.`,
  );

const term = ([key, [name, meaning]]) => [
  make("dt", { id: `ln-term-${key}`, tabindex: "-1" }, name),
  make("dd", {}, meaning),
];
