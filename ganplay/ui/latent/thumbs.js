// Small pictures of latents, each drawn once. Nothing here draws: what does is handed in.

/** @typedef {import("./latents.js").Item} Item */
/** @typedef {import("./views.js").View} View */

const AT_ONCE = 8; // latents in one question
const MOST = 400; // pictures that are remembered

/**
 * @param {object} from
 * @param {() => View} from.here the view of the moment: what is drawn at another one is another picture
 * @param {(view: View) => Promise<any>} from.draw
 * @param {(answer: any) => Promise<string[]>} from.cut the pictures of an answer, as URLs
 * @param {(refused: any) => void} from.fail
 * @returns {(items: Item[]) => Promise<(string | null)[]>} a URL of each; null: the server refused
 */
export function thumbnails({ here, draw, cut, fail }) {
  const known = new Map();
  return async function thumbsOf(items) {
    const view = here();
    const keyOf = (latent) => JSON.stringify([view, latent]);
    const missing = new Map(items.map(({ latent }) => [keyOf(latent), latent]));
    for (const key of known.keys()) missing.delete(key);
    const latents = [...missing.values()];
    for (let start = 0; start < latents.length; start += AT_ONCE) {
      const some = latents.slice(start, start + AT_ONCE);
      const answer = await draw({ ...view, tool: "time", keyframes: some });
      if (answer.error) {
        fail(answer);
        return items.map(() => null);
      }
      for (const [index, url] of (await cut(answer)).entries()) known.set(keyOf(some[index]), url);
    }
    while (known.size > MOST) known.delete(known.keys().next().value);
    return items.map(({ latent }) => known.get(keyOf(latent)));
  };
}
