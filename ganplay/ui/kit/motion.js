// What moves by itself for a while, and what to do where nothing should.

/** @returns {boolean} whether the visitor has asked for less motion */
export const still = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

/**
 * One thing that moves: playing it again begins it anew.
 * @returns {{play: (seconds: number, draw: (share: number) => void, end?: () => void) => void, stop: () => void,
 *   busy: () => boolean}} draw is called with a share of the way, 0 .. 1, the last time with 1; at once with 1 where
 *   nothing should move
 */
export function motion() {
  let frame = 0;
  const stop = () => {
    cancelAnimationFrame(frame);
    frame = 0;
  };
  function play(seconds, draw, end = () => {}) {
    stop();
    if (still()) {
      draw(1);
      end();
      return;
    }
    let began = 0;
    const next = (now) => {
      began ||= now;
      const share = Math.min(1, (now - began) / (1000 * seconds));
      frame = share < 1 ? requestAnimationFrame(next) : 0;
      draw(share);
      if (share === 1) end();
    };
    frame = requestAnimationFrame(next);
  }
  return { play, stop, busy: () => frame !== 0 };
}
