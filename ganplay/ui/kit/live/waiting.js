// How long to wait before the next poll. Nothing here knows the page.

const BY_STATUS = { starting: 250, preparing: 300, running: 330, queued: 1000, paused: 600 }; // milliseconds
const ENDED = 2500; // somebody may let it go on
const AWAY = 3000; // nobody looks
const REPLAYED = 3600000; // what is replayed hardly changes
const MOST = 8000; // after failures, each of which doubles it

/**
 * @param {object} seen
 * @param {number} seen.failures polls that failed, one after the other
 * @param {boolean} seen.away the page, or this part of it, is not to be seen
 * @param {string} seen.kind "run" or "replay"
 * @param {string} seen.status
 * @returns {number} milliseconds
 */
export function pause({ failures, away, kind, status }) {
  if (failures) return Math.min(500 * 2 ** failures, MOST);
  if (away) return AWAY;
  return kind === "replay" ? REPLAYED : BY_STATUS[status] || ENDED;
}
