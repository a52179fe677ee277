// The token that lets this browser, and nobody else, steer its runs.
import { keepText, keptText } from "./storage.js";

function made() {
  const bytes = [...crypto.getRandomValues(new Uint8Array(16))];
  const fresh = bytes.map((byte) => byte.toString(16).padStart(2, "0")).join("");
  keepText("owner", fresh);
  return fresh;
}

const token = /^[0-9a-f]{32}$/.test(keptText("owner") || "") ? keptText("owner") : made();

/** @returns {string} 32 hexadecimal digits, the same on every visit of this browser */
export const owner = () => token;
