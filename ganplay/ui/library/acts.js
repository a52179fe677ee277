// What is done with runs of the list.
import { discard } from "../kit/discard.js";
import { notice } from "../kit/dom.js";
import { facts } from "../kit/facts.js";
import { save } from "../kit/files.js";
import { parts, when } from "../kit/parts.js";
import { openTab } from "../kit/tabs.js";
import { number, refusal, t } from "../kit/words.js";
import { begin } from "./dialogs.js";
import { nameOf, space } from "./naming.js";

/** @typedef {import("./found.js").Row} Row */

/**
 * @typedef {object} Acts
 * @property {(row: Row, live: boolean) => void} watch it, or else its film
 * @property {(row: Row) => Promise<void>} experiment with it in the laboratory
 * @property {(row: Row) => Promise<void>} resume
 * @property {(row: Row, files: File[]) => Promise<void>} bring its pictures, which are nowhere here, and resume
 * @property {(row: Row, count: number) => Promise<void>} thin to so many checkpoints
 * @property {(rows: Row[]) => Promise<void>} remove
 * @property {(rows: Row[]) => Promise<void>} saveFiles one file each
 * @property {(file: File | undefined) => Promise<void>} openFile
 */

/**
 * @param {import("./tab.js").App} app
 * @param {ReturnType<typeof import("./list.js").list>} shown
 * @param {(file: File) => Promise<{path: string}>} upload
 * @returns {Acts}
 */
export function acting(app, shown, upload) {
  const { state, fetch, find } = app;
  function watch({ run }, live) {
    if (live) parts.live.watch(run);
    else parts.live.replay(run);
    openTab("train");
  }
  async function experiment({ run }) {
    openTab("lab");
    const lab = await when("lab");
    lab.bring(run);
  }
  async function resume({ run }) {
    if (await parts.live.resume(run)) openTab("train");
  }
  async function bring({ run }, files) {
    notice(t("library.bringing"));
    const paths = [];
    for (const file of files) {
      const path = await uploaded(file);
      if (!path) return;
      paths.push(path);
    }
    const answer = await begin(app, "bring", { run, paths });
    if (answer.error) notice(refusal(answer));
    else watch({ run }, true);
  }
  async function thin({ run }, count) {
    const answer = await fetch("keep", { run, count });
    if (answer) notice(t("library.kept", { n: answer.left }));
    shown.refresh(true);
  }
  async function remove(rows) {
    const items = rows.map((row) => ({ run: row.run, title: nameOf(row) }));
    const gone = await discard(items, (run) => shown.regain(run));
    shown.lose(gone);
    if (gone.length < rows.length) shown.refresh(true);
  }
  async function saveFiles(rows) {
    notice(t("library.packing"));
    for (const { run } of rows) {
      const answer = await fetch("save_file", { run });
      if (!answer) return;
      save(answer.url, answer.name);
      const gaps = { name: answer.name, size: space(answer.bytes), most: space(facts.file) };
      notice(t(answer.opens ? "library.packed" : "library.packed.large", gaps));
    }
  }
  async function openFile(file) {
    if (!file) return;
    if (file.size > facts.file) {
      const size = number(Math.ceil(file.size / 1e6));
      const way = `ganplay runs unpack ${file.name}`;
      notice(t("error.file_large", { size, most: number(facts.file / 1e6), way }));
      return;
    }
    notice(t("library.opening"));
    const path = await uploaded(file);
    const answer = path && (await fetch("take_file", { path }));
    if (!answer) return;
    await shown.refresh(true);
    state.open = answer.run;
    shown.render();
    notice(t(find(answer.run)?.at_home ? "library.opened.own" : "library.opened"));
  }
  async function uploaded(file) {
    try {
      return (await upload(file)).path;
    } catch {
      notice(t("error.offline"));
      return null;
    }
  }
  return { watch, experiment, resume, bring, thin, remove, saveFiles, openFile };
}
