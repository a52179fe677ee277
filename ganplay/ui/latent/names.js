// What latents are called, and seeds by chance.
import { t } from "../kit/words.js";
import { nameKey } from "./latents.js";

/** @typedef {import("./latents.js").Label} Label */

/**
 * @param {import("./latents.js").Latent} latent
 * @param {Label} [label] a name of its own
 * @returns {string} in the language of the page
 */
export function nameOf(latent, label = "") {
  if (typeof label === "string") return label || t(...nameKey(latent));
  return t(...label);
}

/** @returns {number} 0 .. 99999, by chance */
export const dice = () => crypto.getRandomValues(new Uint32Array(1))[0] % 100000;
