// The whole discriminator: curves, one threshold that moves everything, calibration, mistakes; the best and worst of 64.
import { channel } from "../kit/channel.js";
import { chart, histogram } from "../kit/chart.js";
import { button, slider } from "../kit/controls.js";
import { make } from "../kit/dom.js";
import { sheet, slices } from "../kit/sheet.js";
import { unitPlot } from "../kit/unit.js";
import { number, percent, t } from "../kit/words.js";

/** What the mode of a name makes of the tab. */
export const modes = {};

// A share in per cent that says 100 % only of all.
const share = (value) =>
  value > 0.99 && value < 1 ? `${number(Math.floor(1000 * value) / 10, 1)}\u202f%` : percent(value);

// An area that says 1 only of all.
const area = (value) => (value < 1 && value >= 0.9995 ? "0.999" : number(value, 3));

// The real pictures that D is measured on: held out, or, where the data set was too small, those it was trained on.
const reals = ({ held_out: held, training }) => (held.length ? held : training);

// What D gets right where it calls real everything above `threshold`.
function counted(logits, threshold) {
  const real = reals(logits),
    { generated } = logits;
  const tp = real.filter((v) => v > threshold).length,
    fp = generated.filter((v) => v > threshold).length;
  const fn = real.length - tp,
    tn = generated.length - fp;
  const precision = tp + fp ? tp / (tp + fp) : 0,
    recall = real.length ? tp / real.length : 0;
  return {
    tp,
    fp,
    fn,
    tn,
    precision,
    recall,
    fpr: generated.length ? fp / generated.length : 0,
    accuracy: (tp + tn) / Math.max(1, real.length + generated.length),
    f1: precision + recall ? (2 * precision * recall) / (precision + recall) : 0,
  };
}

modes.whole = (app) => {
  const { S } = app;
  const place = make("div", { class: "jj-whole" }),
    mistakes = make("div", { class: "jj-mistakes" });
  let threshold = null,
    shown = null,
    galleries = null;
  const numbers = make("dl", { class: "jj-numbers" }),
    matrix = make("div", {}),
    curves = make("div", { class: "jj-curves" }),
    hist = make("div", {}),
    knobPlace = make("div", {}),
    said = make("div", { class: "jj-said" });
  function moved() {
    const whole = S.whole,
      c = counted(whole.logits, threshold);
    const n = { n: reals(whole.logits).length, m: whole.logits.generated.length };
    const one = (word, value, note) =>
      make("div", { title: note || "" }, make("dt", {}, t(word)), make("dd", {}, value));
    numbers.replaceChildren(
      one("judge.accuracy", share(c.accuracy), t("judge.chance", { p: percent(Math.max(n.n, n.m) / (n.n + n.m)) })),
      one("judge.precision", share(c.precision)),
      one("judge.recall", share(c.recall)),
      one("judge.f1", number(c.f1, 2)),
      one("judge.auc", area(whole.held_out.auc), t("judge.chance", { p: "0.5" })),
      one("judge.ap", area(whole.held_out.ap), t("judge.chance", { p: number(n.n / (n.n + n.m), 2) })),
    );
    const cell = (value, word, kind) =>
      make("td", { class: kind }, make("b", {}, number(value)), make("span", {}, t(word)));
    matrix.replaceChildren(
      make(
        "table",
        { class: "jj-matrix" },
        make(
          "thead",
          {},
          make(
            "tr",
            {},
            make("th", {}),
            make("th", { scope: "col" }, t("judge.matrix.said_real")),
            make("th", { scope: "col" }, t("judge.matrix.said_generated")),
          ),
        ),
        make(
          "tbody",
          {},
          make(
            "tr",
            {},
            make("th", { scope: "row" }, t("live.series.real")),
            cell(c.tp, "judge.matrix.right", "right"),
            cell(c.fn, "judge.matrix.missed", "wrong"),
          ),
          make(
            "tr",
            {},
            make("th", { scope: "row" }, t("live.series.fake")),
            cell(c.fp, "judge.matrix.fooled", "wrong"),
            cell(c.tn, "judge.matrix.right", "right"),
          ),
        ),
      ),
    );
    const { roc, pr } = whole.held_out,
      base = n.n / (n.n + n.m);
    curves.replaceChildren(
      make(
        "figure",
        {},
        make("figcaption", {}, t("judge.roc", { auc: area(whole.held_out.auc) })),
        unitPlot(
          [
            { x: [0, 1], y: [0, 1], class: "chance" },
            { x: roc.fpr, y: roc.tpr, class: "d" },
          ],
          [{ x: c.fpr, y: c.recall, class: "here" }],
          [t("judge.roc.x"), t("judge.roc.y")],
          t("judge.roc", { auc: area(whole.held_out.auc) }),
        ),
      ),
      make(
        "figure",
        {},
        make("figcaption", {}, t("judge.pr", { ap: area(whole.held_out.ap) })),
        unitPlot(
          [
            { x: [0, 1], y: [base, base], class: "chance" },
            { x: pr.recall, y: pr.precision, class: "d" },
          ],
          [{ x: c.recall, y: c.precision, class: "here" }],
          [t("judge.recall"), t("judge.precision")],
          t("judge.pr", { ap: area(whole.held_out.ap) }),
        ),
      ),
      calibration(whole.calibration),
    );
    hist.replaceChildren(histogram(S.hist, NaN, t("latent.d.hist"), { threshold }));
  }
  function calibration(c) {
    if (!c)
      return make(
        "figure",
        { class: "jj-nocal" },
        make("figcaption", {}, t("judge.calibration")),
        make("p", { class: "gp-note" }, t(S.facts.calibratable ? "judge.calibration.few" : "judge.calibration.critic")),
      );
    const some = c.bins.filter((bin) => bin[2] > 0);
    return make(
      "figure",
      {},
      make(
        "figcaption",
        {},
        t("judge.calibration.ece", {
          ece: number(100 * c.ece, 1),
          floor: number(100 * c.ece_floor, 1),
          n: number(c.n_real + c.n_generated),
        }),
      ),
      unitPlot(
        [
          { x: [0, 1], y: [0, 1], class: "chance" },
          { x: some.map((b) => b[0]), y: some.map((b) => b[1]), class: "d" },
        ],
        some.map((b) => ({
          x: b[0],
          y: b[1],
          class: "here small",
          r: 2 + Math.min(5, Math.sqrt(b[2]) / 3),
          word: t("judge.calibration.bin", { n: b[2] }),
        })),
        [t("judge.calibration.x"), t("judge.calibration.y")],
        t("judge.calibration"),
      ),
    );
  }
  function show() {
    const whole = S.whole;
    if (!whole) return;
    if (shown !== whole) {
      shown = whole;
      threshold = whole.threshold;
      galleries = null;
      const all = [...reals(whole.logits), ...whole.logits.generated],
        low = Math.min(...all, threshold),
        high = Math.max(...all, threshold),
        edge = (high - low) / 500; // a browser rounds the value of a slider
      const knob = slider({
        word: t("judge.threshold.slider"),
        min: low - edge,
        max: high + edge,
        step: "any",
        value: threshold,
        say: (v) => app.logit(v),
        change: (v) => {
          threshold = v;
          moved();
        },
      });
      knob.querySelector("input").dataset.ref = "judge-threshold";
      knobPlace.replaceChildren(
        knob,
        button(t("judge.threshold.reset"), () => {
          threshold = whole.threshold;
          knob.set(threshold);
          moved();
        }),
      );
      overfit(whole);
      gallery();
    }
    moved();
  }
  function overfit(whole) {
    const mean = (values) => values.reduce((a, b) => a + b, 0) / Math.max(1, values.length);
    const variance = (values) => mean(values.map((v) => (v - mean(values)) ** 2));
    const { held_out: h, training: r, generated: g } = whole.logits;
    const gap = mean(r) - mean(h),
      span = mean(h) - mean(g);
    const noise = 2 * Math.sqrt(variance(r) / Math.max(1, r.length) + variance(h) / Math.max(1, h.length)); // two standard errors
    const word = !h.length
      ? "judge.overfit.none"
      : gap > 0.25 * Math.abs(span) && gap > noise
        ? "judge.overfit.yes"
        : "judge.overfit.no";
    said.replaceChildren(
      make("h3", {}, t("judge.overfit")),
      make(
        "p",
        { class: "ll-state" },
        t(word, {
          train: app.logit(mean(r)),
          held: app.logit(mean(h)),
          fake: app.logit(mean(g)),
          a: share(whole.training.recall),
          b: share(whole.held_out.recall),
        }),
      ),
      chart(
        [
          ["training", "real"],
          ["held_out", "real faint"],
          ["generated", "fake"],
        ].map(([side, kind]) => {
          const sorted = [...whole.logits[side]].sort((a, b) => a - b);
          return { x: sorted, y: sorted.map((_, i) => (i + 1) / sorted.length), class: kind };
        }),
        { height: 90, label: t("judge.overfit.curve") },
      ),
      make(
        "p",
        { class: "ll-row legend" },
        make("span", { class: "key line real" }, t("judge.overfit.training")),
        make("span", { class: "key line real faint" }, t("judge.overfit.held")),
        make("span", { class: "key line fake" }, t("live.series.fake")),
      ),
      make("p", { class: "gp-note" }, t("judge.overfit.curve")),
    );
  }
  async function gallery() {
    const asked = S.whole,
      answer = await app.fetch("mistaken", app.here());
    if (!answer || asked !== S.whole) return;
    galleries = answer;
    mistakes.replaceChildren(
      ...["real", "generated"].map((side) => {
        const one = galleries[side],
          place = make("div", {});
        if (one) {
          const page = sheet({
            pick: (index) => keep(one, index, side),
            label: (i) => t("judge.mistakes.label", { logit: app.logit(one.logits[i]) }),
            most: 64,
            room: () => ({ width: Math.max(160, place.clientWidth), height: Infinity }),
          });
          place.append(page.element);
          setTimeout(() => page.show(one)); // once it is on the page and has a width
        } else place.append(make("p", { class: "ll-state" }, t("judge.mistakes.none")));
        return make("section", {}, make("h3", {}, t(`judge.mistakes.${side}`)), place);
      }),
    );
  }
  async function keep(one, index, side) {
    const { run } = S,
      all = await slices(one);
    if (run !== S.run) return;
    app.add([{ kind: side, png: all[index], name: t("judge.mistakes.card", { n: index + 1 }) }]);
    app.notice(t("judge.kept"));
    app.judge();
  }
  place.append(
    make(
      "div",
      { class: "jj-top" },
      make(
        "section",
        { class: "jj-left" },
        make("h3", {}, t("judge.whole.hist")),
        hist,
        make(
          "p",
          { class: "ll-row legend" },
          make("span", { class: "key real bar" }, t("live.series.real")),
          make("span", { class: "key fake bar" }, t("live.series.fake")),
          make("span", { class: "key dotted" }, t("judge.threshold")),
        ),
        knobPlace,
        numbers,
        matrix,
      ),
      curves,
    ),
    make("div", { class: "jj-top" }, said, mistakes),
  );
  knobPlace.className = "ll-row jj-knob";
  return {
    build: () => [make("p", { class: "ll-state jj-n" }), place],
    update(what) {
      if (what === "cards") return;
      if (!S.whole) return;
      const { held_out: held, generated, training } = S.whole.logits,
        n = number(held.length),
        m = number(generated.length),
        k = number(training.length),
        step = number(S.whole.step);
      place.previousSibling.textContent = held.length
        ? t("judge.whole.n", { n, m, k, step })
        : t("judge.whole.none", { m, k, step });
      show();
    },
  };
};

modes.best = (app) => {
  const { S } = app;
  let first = 0,
    answer = null,
    shares = null;
  const page = sheet({
    pick: (index) => keep(index),
    label: (i) => t("judge.best.label", { seed: answer.seeds[i], logit: app.logit(answer.sheet.logits[i]) }),
    room: () => ({ width: Math.max(200, app.room().width * 0.52), height: app.room().height }),
    most: 96,
    mark: (i) => (answer && shares && i >= Math.round(share * 64) ? "faded" : ""),
  });
  let share = 0.5;
  const cost = make("div", { class: "jj-cost" }),
    told = make("p", { class: "ll-state" });
  const knob = slider({
    word: t("judge.best.share"),
    min: 0.05,
    max: 1,
    step: 0.05,
    value: share,
    say: percent,
    change: (v) => {
      share = v;
      tell();
    },
  });
  const draw = channel(
    (q) => app.ask("best", q),
    async (next) => {
      answer = next;
      if (next.shares) shares = next.shares;
      await page.show(next.sheet);
      tell();
    },
    app.notice,
  );
  const go = (withShares) => draw({ ...app.here(), first, shares: withShares });
  function tell() {
    if (!shares) return;
    page.mark();
    const row = shares.reduce(
        (best, one) => (Math.abs(one.share - share) < Math.abs(best.share - share) ? one : best),
        shares[0],
      ),
      all = shares.reduce((best, one) => (one.share > best.share ? one : best), shares[0]);
    told.textContent = t("judge.best.cost", {
      share: percent(row.share),
      diversity: percent(row.diversity),
      all: percent(all.diversity),
      gap: number(row.gap, 3),
      gap_all: number(all.gap, 3),
      n: number(row.n),
    });
    const pick = (v) => {
      share = Math.max(0.05, Math.min(1, v));
      knob.set(share);
      tell();
    };
    cost.replaceChildren(
      ...[
        ["diversity", "g"],
        ["gap", "d"],
      ].flatMap(([name, kind]) => {
        const known = shares.filter((one) => one[name] !== null),
          y = known.map((one) => one[name]);
        return [
          make(
            "p",
            { class: "gp-note" },
            t(`judge.best.${name}`, { low: number(Math.min(...y), 3), high: number(Math.max(...y), 3) }),
          ),
          chart([{ x: known.map((one) => one.share), y, class: kind }], {
            height: 70,
            from: 0,
            to: 1,
            marker: share,
            label: t("judge.best.curve"),
            pick,
          }),
        ];
      }),
    );
  }
  async function keep(index) {
    const { run } = S,
      seed = answer.seeds[index],
      all = await slices(answer.sheet);
    if (run !== S.run) return;
    app.add([{ kind: "generated", png: all[index], number: seed }]);
    app.notice(t("judge.kept"));
    app.judge();
  }
  return {
    build: () => [
      make(
        "div",
        { class: "ll-row" },
        button(`⚄ ${t("judge.best.others")}`, () => {
          first += 64;
          go(false);
        }),
        make("span", { class: "gp-note" }, t("judge.best.order")),
      ),
      make(
        "div",
        { class: "jj-best" },
        page.element,
        make(
          "section",
          {},
          make("h3", {}, t("judge.best.reject")),
          knob,
          told,
          cost,
          make("p", { class: "gp-note" }, t("judge.best.note")),
        ),
      ),
    ],
    update(what) {
      if (["open", "step"].includes(what)) {
        shares = null;
        go(true);
      }
      if (what === "size" && answer) page.show(answer.sheet);
    },
  };
};
