// The living diagram beside the pictures: noise, G, generated, D and real, in their colours, with a picture of the run
// that is shown. Its arrows move with the step that is trained, slowed down to be seen.
import { make } from "../dom.js";
import { LIT, light, network, TERMS, text, wires } from "../flow.js";
import { onLanguage, t } from "../words.js";
import { phasesOf, turns } from "./turns.js";

/** @typedef {import("./moment.js").Seen} Seen */
/** @typedef {import("./turns.js").Network} Network */

const [WIDTH, HEIGHT, TOP, SIDE] = [292, 80, 22, 38];
const EVERY = 450; // milliseconds of a phase
const GRAINS = 6; // of noise, across
const LETTER = TOP + SIDE / 2 + 5; // the foot of a network's letter
const PARTS = [
  { name: "noise", x: 2, word: "live.flow.noise" },
  { name: "g", x: 61, word: "live.flow.g" },
  { name: "fake", x: 120, word: "live.series.fake" },
  { name: "d", x: 184, word: "live.flow.d" },
  { name: "real", x: 252, word: "live.series.real" },
];
const FLOWS = {
  z: "M42 41H61",
  make: "M98 41H117",
  show_fake: "M160 41H181",
  show_real: "M250 41H226",
  back_d: "M193 63C191 80 215 80 213 65",
  back_g: "M203 19C200 1 84 1 80 23",
};

/**
 * @param {HTMLElement} place in which it stands
 * @returns {(seen: Seen, stepped: Network) => void} is told what is shown, and which network was stepped by hand last
 */
export function flow(place) {
  const { drawing, pictures, noise, words } = drawn();
  place.append(drawing);
  const turn = turns();
  let shown = null; // the run
  let timer = 0;

  function speak() {
    drawing.setAttribute("aria-label", t("live.flow"));
    for (const [part, word, label] of words) {
      part.setAttribute("aria-label", t(word));
      if (label) label.textContent = t(word);
    }
  }
  function turnTo(phase) {
    drawing.dataset.phase = phase;
    if (phase.endsWith("generate")) grain(noise);
    light(drawing, LIT[phase] || []);
  }
  function go() {
    const phase = turn.next();
    turnTo(phase);
    if (phase) return;
    clearInterval(timer);
    timer = 0;
  }
  function trained(seen, stepped) {
    const { run, kind, status, head, here, still } = seen;
    if (run !== shown) turn.begin();
    shown = run;
    const whose = status === "paused" ? stepped : "both";
    turn.heard(kind === "replay" ? here?.[1] || 0 : head.step || 0, whose);
    if (still) {
      const lit = ["running", "paused"].includes(status) ? phasesOf(whose) : [];
      return light(
        drawing,
        lit.flatMap((phase) => LIT[phase]),
      );
    }
    if (timer) return undefined;
    timer = setInterval(go, EVERY);
    return go();
  }

  grain(noise);
  speak();
  onLanguage(speak);
  return (seen, stepped) => {
    const { picture, head } = seen;
    pictures.fake(picture, head.shown?.whole);
    pictures.real(head.real, head.shown?.whole);
    trained(seen, stepped);
  };
}

function drawn() {
  const svg = wires(WIDTH, HEIGHT, FLOWS);
  svg.append(
    network("g", `M64 ${TOP + 9}L96 ${TOP}V${TOP + SIDE}L64 ${TOP + SIDE - 9}Z`, 80, LETTER),
    network("d", `M191 ${TOP}H215L223 41L215 ${TOP + SIDE}H191L183 41Z`, 203, LETTER),
  );
  const noise = make("canvas", { width: GRAINS, height: GRAINS });
  const [fake, real] = [sheet(), sheet()];
  const inside = { noise, fake: fake.image, real: real.image };
  const words = [];
  const parts = PARTS.map(({ name, x, word }) => {
    const thing = inside[name]; // what is no thing is a network, and drawn
    const style = `left:${(100 * x) / WIDTH}%;top:${(100 * TOP) / HEIGHT}%;width:${(100 * SIDE) / WIDTH}%`;
    const seen = thing ? { class: `part thing ${name}`, "data-part": name } : { class: "part" };
    const part = make(
      "button",
      { type: "button", style, "data-term": TERMS[name], ...seen },
      ...(thing ? [thing] : []),
    );
    const label = thing && text(x + SIDE / 2, TOP + SIDE + 14, "");
    if (label) svg.append(label);
    words.push([part, word, label]);
    return part;
  });
  const drawing = make("div", { class: "gp-flow", role: "group" }, svg, ...parts);
  return { drawing, noise, pictures: { fake: fake.show, real: real.show }, words };
}

/** The first picture of a sheet. */
function sheet() {
  const image = make("img", { alt: "", hidden: "" });
  const show = (url, whole) => {
    if (url && image.src !== url) image.src = url;
    image.hidden = !image.src;
    image.classList.toggle("whole", Boolean(whole));
  };
  return { image, show };
}

/** Other noise, as for every step. @param {HTMLCanvasElement} canvas */
function grain(canvas) {
  const context = canvas.getContext("2d");
  const grains = context.createImageData(GRAINS, GRAINS);
  for (let at = 0; at < grains.data.length; at += 4) {
    grains.data.fill(Math.round(255 * Math.random()), at, at + 3);
    grains.data[at + 3] = 255;
  }
  context.putImageData(grains, 0, 0);
}
