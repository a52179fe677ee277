// The textbook's discriminator, layer by layer beside its code, and what a chosen picture does in each.
import { button } from "../../kit/controls.js";
import { keepingFocus, make } from "../../kit/dom.js";
import { sheet } from "../../kit/sheet.js";
import { number, percent, t } from "../../kit/words.js";
import { askedOf, coverOf } from "./asking.js";
import { countedFrom, largest, nextOf, shapeOf, totalOf } from "./layers.js";

const CELL = 56; // CSS pixels at most of a picture to choose
const MAPS = 560; // CSS pixels at most across a sheet of maps
const LARGEST = 4; // CSS pixels of a pixel of it
const EACH = 6; // pictures that are real, and as many that are generated
const SHEET = { columns: EACH, rows: 2, size: 28 };
const CLASSIC = [
  'nn.Conv2d(1, 32, 3, padding="same")',
  "nn.ReLU()",
  "nn.MaxPool2d(2)",
  'nn.Conv2d(32, 64, 3, padding="same")',
  "nn.ReLU()",
  "nn.MaxPool2d(2)",
  "nn.Flatten()",
  "nn.Linear(3136, 1)",
];
/** What is shown until the server has told of a network. */
const AWAITED = { layers: CLASSIC.map((code) => ({ code, shape: [], parameters: null })), input: [] };

/** @param {import("../figure.js").Given} given @returns {import("../figure.js").Figure} */
export function figure(given) {
  const element = make("div", { class: "ln-textbook" });
  const state = { network: null, lost: "", picture: 0, seen: null, open: -1, opened: new Set() };
  const asked = askedOf(given, begin);
  const mark = (index) => (index === state.picture ? "on" : "");
  const pictures = sheet({ pick: look, label: labelOf, mark, most: CELL });

  async function begin() {
    if (!state.network) {
      const network = await asked.ask("textbook_network");
      if (!network) return;
      take(network, network.lost);
    }
    await look(state.picture);
  }

  /** @param {any} network to be shown @param {string} lost the run that it stands for, where that is gone */
  function take(network, lost) {
    Object.assign(state, { network, lost });
    tellLargest();
    build();
    fit();
  }

  async function look(picture) {
    state.picture = picture;
    build();
    const seen = await asked.ask("textbook_seen", { run: state.network.run, picture });
    if (seen?.network) take(seen.network, nameOf(state.network));
    if (seen) state.seen = seen;
    build();
  }

  function tellLargest() {
    const { layers } = state.network;
    const { code, parameters } = layers[largest(layers)];
    given.numbers({ layer: code, parameters, share: (100 * parameters) / totalOf(layers) });
  }

  function toggle(index) {
    state.open = state.open === index ? -1 : index;
    if (state.open >= 0) state.opened.add(index);
    build();
    if (state.opened.size === state.network.layers.length) given.done();
  }

  function build() {
    asked.speak();
    const chosen = pictures.element.contains(document.activeElement);
    keepingFocus(element, () => element.replaceChildren(...whole(), asked.line));
    pictures.mark();
    if (!state.network) fit();
    if (chosen) pictures.element.querySelectorAll("button")[state.picture].focus({ preventScroll: true });
  }

  function whole() {
    const { network, opened } = state;
    const { layers, input } = network || AWAITED;
    const next = nextOf(layers.length, opened);
    const left = layers.length - opened.size;
    const go = button(t("learn.textbook.next", { left }), () => toggle(next), "quiet strong ln-textbook-go", {
      "data-focus": "next",
      disabled: network ? null : "",
    });
    const most = Math.max(...layers.map(({ parameters }) => parameters));
    return [
      make("p", { class: "gp-note ln-textbook-owner" }, ...lostOf(state.lost), network ? ownerOf(network) : ""),
      make("div", { class: "ln-textbook-pictures" }, ...(network ? [pictures.element] : [])),
      ...(next >= 0 ? [go] : []),
      make("p", { class: "ln-textbook-in" }, t("learn.textbook.input", { shape: shapeOf(input) || "…" })),
      make("ol", { class: "ln-textbook-layers" }, ...layers.map((layer, index) => item(layer, index, most))),
      make("p", { class: "ln-textbook-total" }, t("learn.textbook.total", { n: number(network && totalOf(layers)) })),
    ];
  }

  function item(layer, index, most) {
    const open = state.open === index;
    const share = make("i", { style: `width:${(100 * layer.parameters) / most || 0}%` });
    const head = make(
      "button",
      {
        type: "button",
        class: `ln-textbook-layer ${state.opened.has(index) ? "opened" : ""}`,
        "aria-expanded": String(open),
        "data-focus": `layer-${index}`,
        disabled: state.network ? null : "",
        onclick: () => toggle(index),
      },
      make("code", {}, layer.code),
      make("span", { class: "shape" }, shapeOf(layer.shape)),
      make("span", { class: "parameters" }, t("learn.textbook.parameters", { n: number(layer.parameters) })),
      make("span", { class: "share", "aria-hidden": "true" }, share),
    );
    return make("li", {}, head, ...(open ? [inside(layer, index)] : []));
  }

  function inside(layer, index) {
    const seen = state.seen?.layers[index];
    const counted = layer.weights.length ? [make("p", {}, countOf(layer))] : [];
    const filters = index === 0 ? [shown(state.network.filters, t("learn.textbook.filters"))] : [];
    const maps = seen ? [layer.kind === "Linear" ? answerOf(seen) : mapsOf(seen, layer)] : [];
    const about = make("p", {}, t(`learn.textbook.about.${layer.kind}`));
    return make("div", { class: "ln-textbook-inside" }, about, ...counted, ...filters, ...maps);
  }

  function fit() {
    if (state.network) return void pictures.show(state.network.sheet);
    const place = element.querySelector(".ln-textbook-pictures");
    const room = Math.min(EACH * CELL, place.clientWidth || EACH * CELL);
    place.replaceChildren(coverOf(SHEET, t("learn.textbook.choice"), room));
  }

  build();
  begin();
  return {
    element,
    close: asked.close,
    speak: build,
    fit,
    picture: () => state.seen?.layers[1].png || null,
  };
}

function labelOf(index) {
  const side = index < EACH ? "real" : "fake";
  return `${t(`live.series.${side}`)} ${(index % EACH) + 1}`;
}

const nameOf = ({ run, title }) => title || run;

/** @returns {string} whose weights are shown */
function ownerOf(network) {
  if (!network.run) return t("learn.textbook.untrained");
  const word = network.shipped ? "learn.textbook.shipped" : "learn.textbook.trained";
  return t(word, { run: nameOf(network), step: number(network.step) });
}

const lostOf = (run) => (run ? [make("strong", {}, t("learn.textbook.lost", { run })), " "] : []);

const countOf = ({ weights, parameters }) =>
  t("learn.textbook.count", { sum: countedFrom(weights), n: number(parameters) });

/** A sheet, as many times as large as leaves its pixels whole. */
function shown({ png }, words) {
  const image = make("img", { src: png, alt: words, class: "ln-sheet" });
  const grow = () => {
    const times = Math.max(1, Math.min(LARGEST, Math.floor(MAPS / image.naturalWidth)));
    image.style.width = `${times * image.naturalWidth}px`;
  };
  image.addEventListener("load", grow, { once: true });
  return make("figure", { class: "ln-textbook-maps" }, image, make("figcaption", {}, words));
}

function mapsOf({ png, count, low, high }, { kind }) {
  const word = kind === "Flatten" ? "learn.textbook.row" : low < 0 ? "learn.textbook.signed" : "learn.textbook.maps";
  const gaps = { n: number(count), low: number(low, 2), high: number(high, 2) };
  return shown({ png }, t(word, gaps));
}

function answerOf({ positive, negative, bias, logit, answer }) {
  const gaps = { up: number(positive, 2), down: number(negative, 2), b: number(bias, 2), logit: number(logit, 2) };
  const lines = [make("p", { class: "ln-textbook-sum" }, t("learn.textbook.sum", gaps))];
  if (answer !== null)
    lines.push(
      make("p", { class: "ln-textbook-sum" }, t("learn.textbook.answer", { logit: gaps.logit, p: percent(answer) })),
    );
  return make("div", {}, ...lines);
}
