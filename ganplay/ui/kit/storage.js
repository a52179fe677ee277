// Small things to keep in this browser.
const PREFIX = "ganplay.";

/** Keep a text; private windows keep nothing. @param {string} key @param {string} text */
export function keepText(key, text) {
  try {
    localStorage.setItem(PREFIX + key, text);
  } catch {
    /* kept for now only */
  }
}

/** @param {string} key @returns {string | null} the text kept by `keepText` */
export function keptText(key) {
  try {
    return localStorage.getItem(PREFIX + key);
  } catch {
    return null;
  }
}

/**
 * @param {string | null} changed the key that a "storage" event names; null: all of them
 * @param {string} key
 * @returns {boolean} whether it is what `keepText` keeps at `key`
 */
export const isKept = (changed, key) => changed === null || changed === PREFIX + key;

/** Keep what JSON can say. @param {string} key @param {unknown} value */
export function keep(key, value) {
  keepText(key, JSON.stringify(value));
}

/**
 * @template Value
 * @param {string} key
 * @param {Value} otherwise
 * @returns {Value} what `keep` kept, or else `otherwise`
 */
export function kept(key, otherwise) {
  try {
    return JSON.parse(keptText(key)) || otherwise;
  } catch {
    return otherwise;
  }
}
