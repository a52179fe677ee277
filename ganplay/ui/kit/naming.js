// Terms of the field found by their names in a text. Nothing here looks at the page.

/**
 * @typedef {object} Found
 * @property {string} term its key in the glossary
 * @property {number} at where it begins in the text
 * @property {string} name as it stands there
 */

const WORD = "[A-Za-z0-9_-]"; // what may not stand beside a name in Latin letters
const LATIN = /[\p{Script=Latin}\p{Script=Greek}0-9]/u;
const ESCAPED = /[.*+?^${}()|[\]\\/]/g;

/** GAN, R1 and W are written so; whatever else may begin a sentence. */
const strict = (name) => name === name.toUpperCase() || [...name].length === 1;

/** One name as a pattern: bounded where its end is a letter of a script with spaces, English in the plural, too. */
function pattern(name) {
  const [first, last] = [name[0], name.at(-1)];
  const before = LATIN.test(first) ? `(?<!${WORD})` : "";
  const after = LATIN.test(last) ? `(?:e?s)?(?!${WORD})` : "";
  return `${before}${name.replace(ESCAPED, "\\$&")}${after}`;
}

/**
 * @param {Record<string, [string, string, string[]]>} glossary of one language, see glossary.py
 * @returns {(text: string) => Found[]} the terms that a text names, in its order; of two at one place the longer
 */
export function finder(glossary) {
  const terms = new Map();
  const exact = new Map();
  for (const [term, [, , names]] of Object.entries(glossary)) {
    for (const name of names) (strict(name) ? exact : terms).set(strict(name) ? name : name.toLowerCase(), term);
  }
  const all = [...exact.keys(), ...terms.keys()].sort((a, b) => b.length - a.length);
  const any = new RegExp(all.map(pattern).join("|"), "giu");
  const meant = (name) => exact.get(name) ?? terms.get(name.toLowerCase());
  const known = (name) => meant(name) ?? meant(name.replace(/s$/, "")) ?? meant(name.replace(/es$/, ""));
  return (text) => {
    const found = [];
    for (const match of text.matchAll(any)) {
      const term = known(match[0]);
      if (term) found.push({ term, at: match.index, name: match[0] });
    }
    return found;
  };
}
