// What the live view says of a run in words: whose it is, how it goes and why, and what to do.
import { trainedWord } from "../settings.js";
import { tone } from "../status.js";
import { number, percent, refusal, t } from "../words.js";
import { tenseOf, verdictOf } from "./moment.js";

/** @typedef {import("./moment.js").Seen} Seen */
/** @typedef {{word: string, code?: string, why?: string, advice?: string, tone?: string}} Said */

const said = (head) => refusal({ error: head.code, text: head.details?.sentence, details: head.details });

/** @param {Seen} seen @returns {Said} */
function words(seen) {
  const { head, status, grids } = seen;
  if (seen.kind === "empty") return { word: t("live.empty"), why: t("live.empty.note") };
  if (status === "queued" && !grids.length) {
    const word = t("live.status.queued", { position: head.position || 1 });
    return { word, why: t("live.status.queued.note") };
  }
  if (!grids.length && ["starting", "preparing"].includes(status)) return { word: t(`live.status.${status}`) };
  if (status === "failed") return { word: t("live.status.failed"), why: said(head), tone: "bad" };
  const code = verdictOf(seen);
  const tense = tenseOf(seen);
  const swung = (name, digits) => number(seen.value(name), digits);
  const gaps = {
    accuracy: percent(seen.value("accuracy")),
    diversity: percent(seen.value("diversity")),
    swing: swung("swing", 2),
    level: swung("swing_level", 2),
    noise: swung("swing_noise", 2),
    turns: swung("swing_turns"),
    steps: swung("swing_steps"),
  };
  return {
    code,
    word: t(`live.verdict.${code}${tense}`),
    why: t(`live.verdict.${code}.why${tense}`, gaps),
    advice: adviceOf(seen, `${code}.do${tense}`),
    tone: tone(code),
  };
}

/** @param {Seen} seen @param {string} about what is to be done about it, in the words of verdicts @returns {string} */
function adviceOf(seen, about) {
  if (seen.kind === "replay") return t("live.replay");
  const advice = seen.looking ? "" : adviceNow(seen.head, seen.status, about);
  return advice || (seen.mine ? "" : t("live.watching"));
}

function adviceNow(head, status, about) {
  if (["gpu", "gpu_time", "no_room", "mended", "not_resumed", "worker_died"].includes(head.code)) return said(head);
  if (["interrupted", "paused"].includes(status)) return t(`live.status.${status}.note`);
  const key = `live.verdict.${about}`;
  const word = t(key);
  return word === key ? "" : word;
}

/** @param {Seen} seen @returns {string} whose run it is and what it is doing */
function badge({ run, kind, status, mine, head }) {
  if (kind === "replay") return t("live.badge.replay");
  if (kind !== "run") return "";
  const whose = t(mine || status === "starting" ? "live.badge.mine" : "live.badge.watching");
  if (!run) return whose;
  const shown = status === "queued" && !head.position ? "starting" : status; // its place is not known yet
  return `${whose} · ${t(`live.status.${shown}`, { position: head.position || 1 })}`;
}

/**
 * @param {HTMLElement} root
 * @param {Record<string, HTMLElement>} ref the elements of live.html by their data-ref
 * @param {(name: string, text: string) => void} set the text of one
 * @returns {(seen: Seen) => void}
 */
export function verdict(root, ref, set) {
  function title({ kind, head, run }) {
    const { recipe_name: recipe, changed, dataset } = head;
    if (kind === "empty" || !recipe) return "";
    const trained = trainedWord({ recipe, changed, dataset });
    return kind === "replay" ? `${run} · ${trained}` : trained;
  }
  function progress(seen) {
    const going = seen.head.progress || (["starting", "preparing"].includes(seen.status) ? { stage: "start" } : null);
    const shown = going && seen.kind === "run" && !seen.grids.length;
    ref.progress.hidden = !shown;
    ref.meters.hidden = shown || seen.kind === "empty" || !seen.evals.step.length;
    if (!shown) return;
    const known = Number.isFinite(going.fraction);
    ref.progress.classList.toggle("unknown", !known);
    ref.progress.querySelector("i").style.width = known ? `${Math.round(100 * going.fraction)}%` : "";
    const share = known ? ` · ${percent(going.fraction)}` : "";
    ref.progress.querySelector("span").textContent = t(`live.stage.${going.stage}`) + share;
  }
  return (seen) => {
    const { word, code = "", why = "", advice = "", tone: look = "" } = words(seen);
    set("word", word);
    set("why", why);
    set("do", advice);
    root.dataset.tone = look;
    root.dataset.verdict = code;
    set("badge", badge(seen));
    set("title", title(seen));
    ref.share.hidden = seen.kind !== "run" || !seen.run;
    root.dataset.state = seen.kind;
    progress(seen);
  };
}
