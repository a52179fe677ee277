// Why: where in the picture the score comes from, and what the first layer answers.
import { make } from "../kit/dom.js";
import { crisp } from "../kit/sheet.js";
import { colour } from "../kit/theme.js";
import { number, t } from "../kit/words.js";
import { follow, sentence } from "./follow.js";
import { coloured, rgb, unpacked } from "./maps.js";

/** @typedef {import("./maps.js").Packed} Packed */
/** @typedef {{d: Packed, twin: Packed}} Pair of D and of its untrained twin */
/** @typedef {{occlusion: Pair, gradient: Pair, size: number}} Maps size: pixels a side (`why` of questions.py) */

/**
 * The first layer's filters that answer strongest (`filters` of questions.py).
 * @typedef {object} Filters
 * @property {number} count
 * @property {number} total how many the layer has
 * @property {string | null} weights a sheet, as a data URL
 * @property {string | null} responses
 */

const CELL = 64; // CSS pixels of a filter, at the most

function painted(word, packed, { size, scale, side }) {
  const look = { class: "jj-map", role: "img", "aria-label": t(word), style: `width:${side}px;height:${side}px` };
  const canvas = make("canvas", { width: size, height: size, ...look });
  const colours = { real: rgb(colour("real")), fake: rgb(colour("fake")), paper: rgb(colour("panel")) };
  const pixels = coloured(unpacked(packed), scale, colours);
  canvas.getContext("2d").putImageData(new ImageData(pixels, size, size), 0, 0);
  return make("figure", { class: "ll-panel" }, make("figcaption", {}, t(word)), canvas);
}

// Both maps of a kind share one scale.
function maps(kind, { d, twin }, size, side) {
  const scale = Math.max(d.scale, twin.scale);
  const look = { size, scale, side };
  const legend = make(
    "div",
    { class: "jj-bar", style: `height:${side}px` },
    make("span", {}, `+${number(scale, 2)}`),
    make("i"),
    make("span", {}, `\u2212${number(scale, 2)}`),
  );
  const row = [painted("judge.why.d", d, look), painted("judge.why.twin", twin, look), legend];
  return make(
    "section",
    {},
    make("h3", {}, t(`judge.why.${kind}`)),
    make("p", { class: "gp-note" }, t(`judge.why.${kind}.note`)),
    make("div", { class: "ll-row top" }, ...row),
  );
}

/** @param {import("./state.js").App} app @returns {import("./state.js").Mode} */
export function why(app) {
  const place = make("div", { class: "jj-maps" });
  const more = make("div", { class: "jj-filters" });
  let latest = null;

  /** @param {Maps} answer */
  function show(answer) {
    latest = answer;
    const side = crisp(answer.size, Math.max(96, Math.min(230, (app.room().width - 90) / 2)));
    const kinds = ["occlusion", "gradient"];
    place.replaceChildren(...kinds.map((kind) => maps(kind, answer[kind], answer.size, side)));
  }

  function fail(words) {
    latest = null;
    place.replaceChildren(sentence(words));
  }

  function strip(word, url, count) {
    if (!url) return [];
    const width = Math.min(app.room().width, CELL * count);
    const picture = make("img", { src: url, alt: t(word), style: `width:${width}px` });
    return [make("p", { class: "gp-note" }, t(word)), picture];
  }

  /** @param {Filters} answer */
  function showFilters({ count, total, weights, responses }) {
    more.replaceChildren(
      make("h3", {}, t("judge.filters", { n: count, total })),
      ...strip("judge.filters.weights", weights, count),
      ...strip("judge.filters.responses", responses, count),
      make("p", { class: "gp-note" }, t("judge.filters.note")),
    );
  }

  const askMaps = follow(app, "why", show, fail);
  const askFilters = follow(app, "filters", showFilters, () => more.replaceChildren());

  function update(what) {
    if ((what === "theme" || what === "size") && latest) show(latest);
    askMaps();
    askFilters();
  }

  return { build: () => [place, more], update };
}
