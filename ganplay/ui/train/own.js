// The names of what Gradio puts up for one's own files, in the page's language: its own are English, or the browser's.
import { onLanguage, t } from "../kit/words.js";

const NAMES = {
  ".upload-container": "train.upload.drop",
  ".label-clear-button": "train.upload.remove",
  ".icon-button:has(.upload-container)": "train.upload.more",
  ".icon-button:not(:has(.upload-container))": "train.upload.clear",
};

/** @param {HTMLElement} place in which Gradio puts them up, and draws them anew */
export function named(place) {
  function name() {
    for (const [what, word] of Object.entries(NAMES)) {
      for (const one of place.querySelectorAll(what)) {
        if (one.ariaLabel !== t(word)) one.ariaLabel = t(word);
        if (one.title) one.title = t(word);
      }
    }
  }
  new MutationObserver(name).observe(place, { childList: true, subtree: true });
  onLanguage(name);
  name();
}
