// How words are filled and numbers are written. Nothing here knows the page, so that it can be tested without one.

/** @typedef {Record<string, string>} Table the words of one language */
/** @typedef {{error: string, text?: string, details?: Record<string, any>}} Refused what is answered in its place */
/** @typedef {{text: string, code?: string, details?: Record<string, any>}} Note its details may be notes themselves */

const GAPS = { setting: "field.", kind: "budget." }; // what fills these gaps has words of its own; as in words.py
const DIGITS = 12; // after the point, of a value that is written out
const MINUS = "\u2212";
const SETTING = /\b([a-z][a-z0-9_]*)=([\w.]*\w)/g;

/**
 * The words of a key with its gaps filled: say(table, "live.time.step", {step: 12}) -> "step 12".
 * @param {Table} table
 * @param {string} key
 * @param {Record<string, any>} gaps
 * @returns {string} the key itself where it has no words
 */
export function say(table, key, gaps = {}) {
  const text = table[key];
  return text === undefined ? key : text.replace(/\{(\w+)\}/g, (all, name) => (name in gaps ? gaps[name] : all));
}

/**
 * A refusal of the server in the page's words, or else in its own sentence.
 * @param {Table} table
 * @param {"en" | "zh"} language
 * @param {Refused} answer
 * @returns {string}
 */
export function refusalIn(table, language, { error, text, details }) {
  const gap = ([name, value]) => {
    if (value?.error) return [name, refusalIn(table, language, value)]; // the reason of this one
    const word = `${GAPS[name]}${value}`;
    return [name, table[word] ?? value];
  };
  const key = `error.${error}`;
  const said = say(table, key, Object.fromEntries(Object.entries(details || {}).map(gap)));
  if (said === key || /\{\w+\}/.test(said)) return text || say(table, "error.other");
  return settingsIn(table, language, said);
}

/**
 * What a run notes on its data, in the page's words, or else in its own.
 * @param {Table} table
 * @param {Note} note
 * @returns {string}
 */
export function noteIn(table, { text, code, details }) {
  const filled = (value) => {
    if (Array.isArray(value)) return value.map(filled).join(table["note.and"]);
    return value?.text === undefined ? value : noteIn(table, value);
  };
  const key = `note.${code}`;
  const gaps = Object.entries(details || {}).map(([name, value]) => [name, filled(value)]);
  const said = say(table, key, { ...Object.fromEntries(gaps), sentence: text });
  return said === key ? text : said;
}

/** loss=hinge, as a recipe writes it, as the controls name it; as in words.py. */
function settingsIn(table, language, said) {
  return said.replace(SETTING, (whole, field, value) => {
    const name = table[`field.${field}`];
    if (name === undefined) return whole;
    return `“${name}${language === "zh" ? "：" : ": "}${table[`choice.${field}.${value}`] ?? value}”`;
  });
}

/**
 * A value of a setting as controls show it, and as ganplay/recipe/recipe.py tells limits.
 * @param {unknown} value
 * @returns {string} 0.0000005, never 5e-7
 */
export const written = (value) =>
  typeof value === "number" && String(value).includes("e-") ? value.toFixed(DIGITS).replace(/0+$/, "") : String(value);

/**
 * @param {number | null | undefined} value
 * @param {number} digits after the point
 * @returns {string} −12,345.6, with a real minus, which zero has not; a dash for what is no number
 */
export function number(value, digits = 0) {
  if (value === null || value === undefined || !Number.isFinite(value)) return "–";
  const text = value.toLocaleString("en-US", { minimumFractionDigits: digits, maximumFractionDigits: digits });
  return text.replace("-", /[1-9]/.test(text) ? MINUS : "");
}

/** @param {number} value @param {string} size of it, as written @returns {string} with its sign; zero has a plus */
export const withSign = (value, size) => `${value >= 0 ? "+" : MINUS}${size}`;

/** @param {number} value a share, 0 .. 1 @returns {string} as 12 %; a dash for what is no number */
export function percent(value) {
  return Number.isFinite(value) ? `${Math.round(100 * value)}\u202f%` : "–";
}
