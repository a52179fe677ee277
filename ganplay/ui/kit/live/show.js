// How the live view shows what it knows: pictures at whole multiples of their pixels, words, meters, numbers.
// Text from outside is only ever set as text.
import { language, number, percent, refusal, t } from "../words.js";

const WORD = { learning: "good", d_too_strong: "warn", g_not_learning: "warn", collapsed: "bad", diverged: "bad" };

// The biggest cells that leave room for at least `least` columns and rows, a whole number of pixels each.
function cells(size, width, height, dpr, least) {
  let best = null;
  for (let scale = 1; scale <= 24; scale += 1) {
    const cell = (size * scale) / dpr;
    const columns = Math.min(8, Math.floor(width / cell)),
      rows = Math.min(8, Math.floor(height / cell));
    if (cell > 110 || ((columns < least || rows < least) && best)) break;
    const area = Math.max(1, columns) * Math.max(1, rows) * cell * cell;
    if (!best || area >= 0.9 * best.area) best = { cell, columns: Math.max(1, columns), rows: Math.max(1, rows), area };
  }
  return best;
}

export function showing(root, ref) {
  const set = (name, text) => {
    if (ref[name].textContent !== text) ref[name].textContent = text;
  };

  // Give the pictures their size: the window's height decides on a wide screen, its width on a narrow one.
  function fit(shape) {
    const size = shape?.[2] || 32;
    const room = root.clientWidth,
      dpr = devicePixelRatio || 1;
    if (!room) return;
    const wide = room >= 720,
      points = size === 1; // of points one picture, shown whole
    const gap = 16;
    const verdict = wide ? Math.min(380, Math.max(250, room * 0.27)) : 0;
    const height = wide ? Math.max(240, innerHeight - 374) : innerHeight * 0.46;
    const forFake = wide ? (room - verdict - 2 * gap) * 0.8 : room;
    const whole = Math.floor(Math.min(wide ? (room - verdict - 2 * gap) / 2 : room, height, 512) / 8);
    const grid = points ? { cell: whole, columns: 8, rows: 8 } : cells(size, forFake, height, dpr, wide ? 5 : 4);
    const left = wide ? room - verdict - 2 * gap - grid.columns * grid.cell : room;
    const reals = points ? 8 : Math.max(1, Math.min(wide ? 8 : grid.columns, Math.floor(left / grid.cell)));
    const style = root.style;
    style.setProperty("--cell", `${grid.cell}px`);
    style.setProperty("--columns", grid.columns);
    style.setProperty("--rows", grid.rows);
    style.setProperty("--reals", reals);
    style.setProperty("--real-rows", wide || points ? grid.rows : 1);
    const rest = innerHeight - 254 - grid.rows * grid.cell; // what header, captions and numbers leave the charts
    style.setProperty("--chart", wide ? `${Math.min(340, Math.max(150, rest))}px` : "190px");
    root.classList.toggle("narrow", !wide);
    root.classList.toggle("tight", wide && room < 1150 && language === "en"); // no room for every key
  }

  function picture(image, url, text) {
    if (url && image.src !== url) image.src = url;
    if (url) image.hidden = false;
    if (image.alt !== text) image.alt = text;
  }

  function verdictOf(seen) {
    const code = seen.value("verdict") || seen.head.verdict?.code || "starting";
    const ended = ["diverged", "failed", "interrupted"].includes(seen.status);
    return ended && !seen.looking && seen.status === "diverged" ? "diverged" : code;
  }

  function words(seen) {
    const { head, status } = seen;
    const say = (word, why = "", advice = "", tone = "") => {
      set("word", word);
      set("why", why);
      set("do", advice);
      root.dataset.tone = tone;
    };
    if (seen.kind === "empty") return say(t("live.empty"), t("live.empty.note"));
    if (status === "queued" && !seen.grids.length) {
      return say(t("live.status.queued", { position: head.position || 1 }), t("live.status.queued.note"));
    }
    if (!seen.grids.length && ["starting", "preparing"].includes(status)) return say(t(`live.status.${status}`));
    if (status === "failed")
      return say(
        t("live.status.failed"),
        refusal({ error: head.code, text: head.details?.sentence, details: head.details }),
        "",
        "bad",
      );
    const code = verdictOf(seen);
    const gaps = { accuracy: percent(seen.value("accuracy")), diversity: percent(seen.value("diversity")) };
    let advice = t(`live.verdict.${code}.do`);
    if (advice.startsWith("live.")) advice = "";
    if (seen.looking) advice = "";
    if (!seen.looking && status === "paused") advice = t("live.status.paused.note");
    if (!seen.looking && status === "interrupted") advice = t("live.status.interrupted.note");
    if (!seen.looking && ["gpu", "gpu_time"].includes(head.code)) {
      const { details } = head;
      advice = refusal({ error: head.code, text: details?.sentence, details });
    }
    if (seen.kind === "replay") advice = t("live.replay");
    else if (!seen.mine && !advice) advice = t("live.watching");
    return say(t(`live.verdict.${code}`), t(`live.verdict.${code}.why`, gaps), advice, WORD[code] || "");
  }

  function badge(seen) {
    const { kind, status, mine, head } = seen;
    let text = "";
    if (kind === "replay") text = t("live.badge.replay");
    else if (kind === "run") {
      text = t(mine || status === "starting" ? "live.badge.mine" : "live.badge.watching");
      if (seen.run)
        text += ` · ${status === "queued" && !head.position ? t("live.status.starting") : t(`live.status.${status}`, { position: head.position || 1 })}`;
    }
    set("badge", text);
    const dataset = head.dataset ? t(`data.${head.dataset}`) : "";
    set("title", kind === "empty" || !head.recipe_name ? "" : t("runs.row", { recipe: head.recipe_name, dataset }));
    ref.share.hidden = kind !== "run" || !seen.run;
    root.dataset.state = kind;
  }

  function progress(seen) {
    const going = seen.head.progress || (["starting", "preparing"].includes(seen.status) ? { stage: "start" } : null);
    const hidden = !going || seen.kind !== "run" || seen.grids.length > 0;
    ref.progress.hidden = hidden;
    ref.meters.hidden = !hidden || seen.kind === "empty" || !seen.evals.step.length;
    if (hidden) return;
    const known = Number.isFinite(going.fraction);
    ref.progress.classList.toggle("unknown", !known);
    ref.progress.querySelector("i").style.width = known ? `${Math.round(100 * going.fraction)}%` : "";
    ref.progress.querySelector("span").textContent =
      t(`live.stage.${going.stage}`) + (known ? ` · ${percent(going.fraction)}` : "");
  }

  function meters(seen) {
    const diversity = seen.value("diversity"),
      accuracy = seen.value("accuracy");
    set("diversity", percent(diversity));
    set("accuracy", percent(accuracy));
    ref["diversity-bar"].style.width = `${100 * Math.min(1, diversity || 0)}%`;
    ref["accuracy-bar"].style.width = `${100 * (accuracy || 0)}%`;
    set(
      "precision",
      t("live.precision", { value: percent(seen.value("precision")) }) +
        " · " +
        t("live.recall", { value: percent(seen.value("recall")) }),
    );
  }

  function stats(seen) {
    const { head } = seen;
    const at = (key) => (seen.looking ? seen.number(key) : head[key]);
    set("step", number(seen.looking && seen.here ? seen.here[1] : head.step));
    set("images", number(at("images")));
    set("rate", number(at("rate")));
    const seconds = at("seconds");
    set("seconds", number(seconds, seconds < 10 ? 1 : 0));
    for (const [place, key, digits] of [
      ["ada", "ada_p", 2],
      ["grown", "grown", 1],
    ]) {
      const value = seen.number(key);
      ref[`${place}-place`].hidden = value === null || value === undefined;
      set(place, number(value, digits));
    }
    const budget = head.budget || {};
    set(
      "budget",
      budget.kind === "seconds" && budget.value ? t("live.stat.seconds_of", { budget: number(budget.value) }) : "",
    );
    const threads = head.threads
      ? head.threads === 1
        ? t("live.stat.thread")
        : t("live.stat.threads", { n: head.threads })
      : "";
    set(
      "machine",
      [head.device ? head.device.toUpperCase() : "", head.precision || "", threads].filter(Boolean).join(" · "),
    );
  }

  function time(seen) {
    const { grids, here } = seen;
    ref.time.max = Math.max(0, grids.length - 1);
    const at = here ? grids.findIndex(([seq]) => seq === here[0]) : 0;
    if (Number(ref.time.value) !== at) ref.time.value = at;
    ref.time.disabled = grids.length < 2;
    ref.time.style.setProperty("--at", grids.length > 1 ? `${(100 * at) / (grids.length - 1)}%` : "100%");
    const step = here ? t("live.time.step", { step: number(here[1]) }) : "";
    ref.time.setAttribute("aria-valuetext", step);
    set("moment", step);
    ref.now.textContent = seen.kind === "replay" ? `▶ ${t("runs.replay")}` : `● ${t("live.time.now")}`;
    ref.now.hidden = seen.kind === "empty" || (seen.kind === "replay" && seen.still);
    ref.now.disabled = seen.moment === null;
    set("when", seen.moment !== null && here ? t("live.moment", { step: number(here[1]) }) : t("live.generated.note"));
  }

  let said = 0;
  function summary(seen) {
    // for ears: once in a while, not at every picture
    if (seen.kind !== "run" || performance.now() - said < 15000 || !seen.evals.step.length) return;
    said = performance.now();
    set(
      "summary",
      t("live.summary", {
        step: number(seen.head.step),
        loss_g: number(seen.number("loss_g"), 2),
        loss_d: number(seen.number("loss_d"), 2),
        accuracy: percent(seen.value("accuracy")),
        diversity: percent(seen.value("diversity")),
        verdict: t(`live.verdict.${verdictOf(seen)}`),
      }),
    );
  }

  let shape = "";
  function all(seen) {
    const now = String(seen.head.shape);
    if (now !== shape) {
      shape = now;
      fit(seen.head.shape);
    }
    words(seen);
    badge(seen);
    progress(seen);
    meters(seen);
    stats(seen);
    time(seen);
    summary(seen);
    const step = seen.here ? number(seen.here[1]) : "0";
    picture(ref.fake, seen.picture, t("live.alt.generated", { step }));
    picture(ref.real, seen.head.real, t("live.alt.real"));
  }

  function blank() {
    for (const image of [ref.fake, ref.real]) {
      image.hidden = true;
      image.removeAttribute("src");
    }
  }

  return { all, fit, blank };
}
