// The codes of a generator whose latents hold some (InfoGAN): which are fixed, and a sheet that walks through one.
import { channel } from "../kit/channel.js";
import { button, segments, slider } from "../kit/controls.js";
import { make } from "../kit/dom.js";
import { sheet } from "../kit/sheet.js";
import { number, t } from "../kit/words.js";
import { saveView } from "./search.js";

const FARTHEST = 2,
  ROWS = 8; // the paper's figures go from -2 to 2; training drew from -1 to 1
const signed = (v) => (v > 0 ? "+" : v < 0 ? "\u2212" : "") + number(Math.abs(v), 2);
const nameOf = (code) => t("latent.code.name", { n: code + 1 });
const valueIn = (code, value) => (code ? signed(value) : String(value));

export const noCodes = (facts) => (facts.codes.length ? new Array(1 + facts.codes[1]).fill(null) : []);

// The part of the side panel. done(): the codes are others now; moving(): so they are, under a hand that moves on
export const codesPart = (app, { moving, done }) => {
  const { S } = app,
    [categories] = S.facts.codes;
  const own = t("latent.codes.own");
  const select = make(
    "select",
    { "aria-label": nameOf(0), "data-ref": "latent-code" },
    make("option", { value: "" }, own),
    ...Array.from({ length: categories }, (_, value) => make("option", { value }, String(value))),
  );
  select.addEventListener("change", () => {
    S.codes[0] = select.value === "" ? null : Number(select.value);
    done();
  });
  const lines = S.codes.slice(1).map((_, index) => {
    const code = index + 1;
    const part = slider({
      word: nameOf(code),
      min: -FARTHEST,
      max: FARTHEST,
      step: 0.05,
      value: 0,
      say: (v) => (S.codes[code] === null ? own : signed(v)),
      change: (v) => {
        S.codes[code] = v;
        tell();
        moving();
      },
      done,
    });
    const free = () => {
      S.codes[code] = null;
      tell();
      done();
    };
    part.addEventListener("dblclick", free);
    const reset = button("×", free, "quiet", {
      "aria-label": t("latent.codes.free", { code: nameOf(code) }),
      title: own,
    });
    return { part, reset, line: make("div", { class: "ll-code" }, part, reset) };
  });
  function tell() {
    select.value = S.codes[0] === null ? "" : S.codes[0];
    select.disabled = S.mode === "walk" && S.walk.code === 0;
    lines.forEach(({ part, reset, line }, index) => {
      const value = S.codes[index + 1];
      part.set(value === null ? 0 : value);
      part.classList.toggle("free", value === null);
      reset.style.visibility = value === null ? "hidden" : "";
      line.querySelector("input").disabled = S.mode === "walk" && S.walk.code === index + 1; // all of its values are shown
    });
  }
  const element = make(
    "section",
    { class: "ll-codes" },
    make("h3", {}, t("latent.codes")),
    make("label", { class: "ll-code" }, make("span", {}, nameOf(0)), select),
    ...lines.map(({ line }) => line),
    make("p", { class: "gp-note" }, t("latent.codes.note")),
  );
  tell();
  return Object.assign(element, { tell });
};

/** A walk through the codes. @param {object} app the tab */
export const walkCodes = (app) => {
  const { S } = app,
    w = S.walk;
  let values = [];
  const rows = make("div", { class: "rows" }),
    heads = make("div", { class: "ll-values" });
  const place = (index) => [Math.floor(index / values.length), values[index % values.length]];
  const page = sheet({
    room: () => {
      const { width, height } = app.room(),
        n = values.length;
      return { width: ((width - 12) * n) / (n + 1), height: height - 20 };
    }, // beside the heads
    most: 96,
    least: 48,
    pick(index) {
      const [row, value] = place(index);
      S.codes[w.code] = value;
      app.tellCodes();
      app.choose(w.rows[row].latent, w.rows[row].label);
    },
    label: (index) => {
      const [row, value] = place(index);
      return `${app.nameOf(w.rows[row].latent)}, ${nameOf(w.code)} = ${valueIn(w.code, value)}`;
    },
    mark: (index) => {
      const [row, value] = place(index);
      return S.codes[w.code] === value && JSON.stringify(S.base) === JSON.stringify(w.rows[row].latent) ? "on" : "";
    },
  });
  const grid = make("div", { class: "ll-mix" }, make("span", {}), heads, rows, page.element);
  const draw = channel(
    (question) => app.ask("draw_view", { view: question }),
    async (answer) => {
      values = answer.values;
      await page.show(answer);
      grid.style.setProperty("--mix-cell", `${page.element.dataset.cell}px`);
      heads.style.gridTemplateColumns = `repeat(${values.length}, var(--mix-cell))`;
      heads.replaceChildren(...values.map((value) => make("span", {}, String(value).replace("-", "\u2212"))));
    },
    app.notice,
  );
  function trays() {
    rows.replaceChildren(
      app.tray(
        w.rows,
        {
          click: (item, index) => {
            w.rows[index] = app.current();
            show();
          },
          put: (item, index) => {
            w.rows[index] = item;
            show();
          },
        },
        "heads",
      ),
    );
  }
  function show() {
    trays();
    draw(app.wholeView());
  }
  const others = () => {
    w.rows = Array.from({ length: ROWS }, () => ({ latent: app.dice() }));
    show();
  };
  return {
    take: (item) => {
      w.rows.push({ latent: item.latent, label: item.label });
      w.rows.shift();
      show();
    },
    build: () => [
      make(
        "div",
        { class: "ll-row" },
        segments(
          S.codes.map((_, code) => [code, nameOf(code)]),
          w.code,
          (code) => {
            w.code = code;
            app.tellCodes();
            show();
          },
          t("latent.mode.walk"),
        ),
        button(`⚄ ${t("latent.mix.shuffle")}`, others),
        button(t("latent.grid"), () => saveView(app, app.wholeView(), 2, "ganplay-codes.png")),
      ),
      make("p", { class: "gp-note" }, t("latent.walk.note")),
      grid,
    ],
    update(what) {
      if (what === "base") page.mark();
      else {
        app.tellCodes();
        show();
      }
    },
    leave: () => setTimeout(app.tellCodes),
  };
};
