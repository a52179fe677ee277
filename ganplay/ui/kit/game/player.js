// Who guesses: a random name of this browser, of no use for anything but games.
import { keep, kept } from "../storage.js";

let token = kept("player", "");

/** @returns {string} 32 hexadecimal digits, the same on every visit of this browser */
export function player() {
  if (!/^[0-9a-f]{32}$/.test(token)) {
    const bytes = [...crypto.getRandomValues(new Uint8Array(16))];
    token = bytes.map((byte) => byte.toString(16).padStart(2, "0")).join("");
    keep("player", token);
  }
  return token;
}
