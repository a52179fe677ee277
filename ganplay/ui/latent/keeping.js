// What this tab keeps in this browser.
import { keep as keepAnywhere, kept as keptAnywhere } from "../kit/storage.js";

const key = (name) => `latent.${name}`;

/** @param {string} name @param {unknown} value what JSON can say */
export const keep = (name, value) => keepAnywhere(key(name), value);

/** @template Value @param {string} name @param {Value} otherwise @returns {Value} what was kept, or else `otherwise` */
export const kept = (name, otherwise) => keptAnywhere(key(name), otherwise);
