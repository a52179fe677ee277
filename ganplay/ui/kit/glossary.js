// The glossary in the language of the page; fetched when it is first asked for.
import { finder } from "./naming.js";
import { language } from "./words.js";

/**
 * @typedef {object} Glossary
 * @property {Record<string, [string, string, string[]]>} terms key -> name, what it means, what a text calls it
 * @property {ReturnType<typeof finder>} find those that a text names
 */

/** @type {Map<string, Promise<Glossary>>} */
const fetched = new Map();

async function fetchedIn(wanted) {
  const answer = await fetch(new URL(`../terms/${wanted}.json`, import.meta.url));
  if (!answer.ok) throw new Error(answer.statusText);
  const terms = await answer.json();
  return { terms, find: finder(terms) };
}

/** @returns {Promise<Glossary>} rejects where it cannot be fetched */
export function glossary() {
  const wanted = language;
  if (!fetched.has(wanted)) {
    const coming = fetchedIn(wanted);
    fetched.set(wanted, coming);
    coming.catch(() => fetched.delete(wanted));
  }
  return fetched.get(wanted);
}
