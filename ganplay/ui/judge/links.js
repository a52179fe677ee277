// Addresses of a game. Nothing here knows the page.

/**
 * While a game is in sight a reload goes on with it, and the address is the link for the class.
 * @param {string} href of the page
 * @param {string | null} run
 * @param {string | null} game that is in sight; null where none is
 * @returns {string} of the page from now on
 */
export function addressOf(href, run, game) {
  const url = new URL(href);
  if (game) {
    url.searchParams.set("run", run);
    url.searchParams.set("game", game);
  } else url.searchParams.delete("game");
  return url.href;
}

/**
 * @param {string} href of the page
 * @param {string} run
 * @param {string} game
 * @returns {string} by which others join the game
 */
export function gameLink(href, run, game) {
  const url = new URL(href);
  url.search = `?run=${encodeURIComponent(run)}&game=${encodeURIComponent(game)}`;
  return url.href;
}
