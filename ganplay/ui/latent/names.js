// What latents are called, and seeds by chance.
import { t } from "../kit/words.js";
import { nameKey } from "./latents.js";

/** @param {import("./latents.js").Latent} latent @returns {string} */
export const nameOf = (latent) => t(...nameKey(latent));

/** @returns {number} 0 .. 99999, by chance */
export const dice = () => crypto.getRandomValues(new Uint32Array(1))[0] % 100000;
