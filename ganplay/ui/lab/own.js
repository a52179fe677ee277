// Points of one's own: drawn, pasted or uploaded as CSV, a typed word, a picture.
import { button } from "../kit/controls.js";
import { make, notice } from "../kit/dom.js";
import { number, refusal, t } from "../kit/words.js";
import { centred } from "./state.js";

const PIXELS = 220; // a side of what they are read from
const MOST_BYTES = 20_000_000; // of a file
const LONGEST = 12; // letters of a word

/** @param {import("./bench.js").App} app */
export function ownOf(app) {
  const element = make("div", { class: "lab-own", hidden: "" });
  const close = () => {
    element.hidden = true;
    element.replaceChildren();
  };
  function use(points, word) {
    if (!points.length) {
      notice(t("lab.own.empty"));
      return null;
    }
    close();
    const { points: moved, scale } = centred(points);
    app.data("own", moved, word, scale);
    return scale;
  }
  function open(way) {
    close();
    if (way === "draw") {
      app.tell("pad");
      return;
    }
    element.hidden = false;
    element.append(...PANELS[way](use, (asked) => app.main.engine.read(asked)), button(t("lab.cancel"), close));
    element.querySelector("input, textarea")?.focus();
  }
  return { element, open };
}

const PANELS = { csv: pasted, word: typed, picture: pictureFile };

function pasted(use, ask) {
  const area = make("textarea", {
    rows: 4,
    placeholder: "x,y\n0.3,-0.2\n…",
    "aria-label": t("lab.own.csv.hint"),
    spellcheck: "false",
  });
  const read = async (csv, name) => {
    try {
      const { points, bad, first } = await ask({ csv });
      const scale = use(points, name);
      const said = { n: number(points.length / 2), bad: number(bad), first };
      const moved = scale ? [t("lab.own.moved")] : [];
      notice([t(bad ? "lab.own.csv.bad" : "lab.own.csv.read", said), ...moved].join(" "));
    } catch (error) {
      notice(error?.code ? refusal({ error: error.code, details: error.details }) : t("error.other"));
    }
  };
  const file = fileInput(".csv,.txt,text/csv,text/plain", (found) => read(found, found.name));
  return [
    make("span", {}, t("lab.own.csv.note")),
    area,
    button(t("lab.own.use"), () => read(area.value, t("lab.own.pasted")), "quiet strong"),
    ...file,
  ];
}

function typed(use, ask) {
  const input = make("input", { type: "text", maxlength: LONGEST, "aria-label": t("lab.own.word.hint"), value: "GAN" });
  const go = async () => {
    const text = input.value.trim();
    if (!text) return;
    try {
      const { points } = await ask({ pixels: drawn((context) => write(context, text)) });
      use(points, text);
    } catch {
      notice(t("error.other"));
    }
  };
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter") go();
  });
  return [make("span", {}, t("lab.own.word.hint")), input, button(t("lab.own.use"), go, "quiet strong")];
}

function pictureFile(use, ask) {
  const take = async (file) => {
    try {
      const bitmap = await createImageBitmap(file);
      const { points } = await ask({ pixels: drawn((context) => show(context, bitmap)) });
      use(points, file.name);
    } catch {
      notice(t("lab.own.picture.none"));
    }
  };
  return [make("span", {}, t("lab.own.picture.hint")), ...fileInput("image/*", take)];
}

function fileInput(accept, take) {
  const input = make("input", { type: "file", accept, class: "gp-hidden", id: "lab-file", "data-ref": "lab-file" });
  input.addEventListener("change", () => {
    const [file] = input.files;
    input.value = "";
    if (!file) return;
    if (file.size > MOST_BYTES) notice(t("lab.own.large"));
    else take(file);
  });
  return [input, make("label", { class: "quiet", for: "lab-file" }, t("lab.own.file"))];
}

/** What is drawn on a small sheet, in pixels. */
function drawn(draw) {
  const sheet = new OffscreenCanvas(PIXELS, PIXELS);
  const context = sheet.getContext("2d", { willReadFrequently: true });
  context.fillStyle = "#fff";
  context.fillRect(0, 0, PIXELS, PIXELS);
  draw(context);
  const { data, width, height } = context.getImageData(0, 0, PIXELS, PIXELS);
  return { data, width, height };
}

function write(context, text) {
  const font = (size) => `800 ${size}px system-ui, sans-serif`;
  context.font = font(100);
  const { width } = context.measureText(text);
  context.font = font(Math.min(190, (100 * (PIXELS - 16)) / width));
  context.fillStyle = "#000";
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.fillText(text, PIXELS / 2, PIXELS / 2);
}

function show(context, bitmap) {
  const scale = PIXELS / Math.max(bitmap.width, bitmap.height);
  const [width, height] = [bitmap.width * scale, bitmap.height * scale];
  context.drawImage(bitmap, (PIXELS - width) / 2, (PIXELS - height) / 2, width, height);
}
