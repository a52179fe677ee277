// Where two networks put a picture, when one answers along x and the other along y.

/** @typedef {{n: number, d: number, c: number, said: [number, number][]}} Kind pictures of a kind: means, and each */
/** @typedef {{kind: number, at: number, index: number, d: number, c: number}} Placed index: on the sheet */

/**
 * The pictures that are on the sheet, a kind after the other.
 * @param {{kinds: Kind[], shown: number}} told by the server
 * @returns {Placed[]}
 */
export const placed = ({ kinds, shown }) =>
  kinds.flatMap(({ said }, kind) =>
    said.slice(0, shown).map(([d, c], at) => ({ kind, at, index: kind * shown + at, d, c })),
  );

/**
 * The middle of a picture in a square of `side` whose rim leaves room for half a picture.
 * @param {{d: number, c: number}} opinions
 * @param {number} side
 * @param {number} picture
 * @returns {{x: number, y: number}}
 */
export function middleOf({ d, c }, side, picture) {
  const reach = side - picture;
  return { x: picture / 2 + d * reach, y: side - picture / 2 - c * reach };
}

/**
 * The picture under a point: of several the one whose middle is nearest.
 * @param {Placed[]} pictures
 * @param {{x: number, y: number}} point
 * @param {number} side
 * @param {number} picture
 * @returns {Placed | null}
 */
export function nearest(pictures, point, side, picture) {
  let found = null;
  let least = picture; // a little beyond the rim of a picture still means it
  for (const one of pictures) {
    const { x, y } = middleOf(one, side, picture);
    const away = Math.hypot(x - point.x, y - point.y);
    if (away < least) [found, least] = [one, away];
  }
  return found;
}

/**
 * The numbers of the page's text, in per cent.
 * @param {Kind[]} kinds
 * @returns {Record<string, number>}
 */
export function numbersOf(kinds) {
  const names = ["cat", "dog", "fake"];
  const rows = names.map((name, kind) => [
    [`d_${name}`, 100 * kinds[kind].d],
    [`c_${name}`, 100 * kinds[kind].c],
  ]);
  return Object.fromEntries(rows.flat());
}
