// The camera above the cards.
import { button } from "../kit/controls.js";
import { make } from "../kit/dom.js";
import { t } from "../kit/words.js";

const SIDE = 640; // pixels that are asked for

/** @param {HTMLVideoElement} video @returns {Promise<Blob>} what it shows, a PNG */
function shot(video) {
  const canvas = make("canvas", { width: video.videoWidth, height: video.videoHeight });
  canvas.getContext("2d").drawImage(video, 0, 0);
  return new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
}

/**
 * @param {import("./state.js").App} app
 * @param {() => void} done the visitor has enough of it
 * @returns {{element: HTMLElement, close: () => void}}
 */
export function camera(app, done) {
  const video = make("video", { class: "jj-video", autoplay: "", playsinline: "", muted: "" });
  const told = make("p", { class: "ll-state" }, t("judge.camera.wait"));
  const take = async () => app.take([await shot(video)], "camera");
  const shoot = button(`● ${t("judge.camera.take")}`, take, "quiet strong", { disabled: "" });
  let stream = null;
  let closed = false;

  function close() {
    closed = true;
    for (const track of stream?.getTracks() || []) track.stop();
  }

  async function watch() {
    try {
      if (!navigator.mediaDevices) throw new Error("insecure"); // browsers open it on https and on this machine only
      stream = await navigator.mediaDevices.getUserMedia({ video: { width: SIDE, height: SIDE } });
      if (closed) {
        close();
        return;
      }
      video.srcObject = stream;
      told.textContent = t("judge.camera.note");
      shoot.disabled = false;
    } catch {
      told.textContent = t("judge.camera.none");
    }
  }

  watch();
  const row = make("div", { class: "ll-row" }, shoot, button(t("judge.done"), done));
  return { element: make("div", { class: "jj-draw" }, video, make("div", {}, told, row)), close };
}
