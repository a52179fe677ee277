// What moves by itself for a while, and what to do where nothing should.

/** @returns {boolean} whether the visitor has asked for less motion */
export const still = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

/**
 * One thing that moves: playing it again begins it anew; `finish` takes what moves to its end at once.
 * @returns {{play: (seconds: number, draw: (share: number) => void, end?: () => void) => void, stop: () => void,
 *   finish: () => void, busy: () => boolean}} draw is called with a share of the way, 0 .. 1, the last time with 1; at
 *   once with 1 where nothing should move
 */
export function motion() {
  let frame = 0;
  let arrive = () => {};
  const stop = () => {
    cancelAnimationFrame(frame);
    frame = 0;
  };
  function play(seconds, draw, end = () => {}) {
    stop();
    arrive = () => {
      stop();
      draw(1);
      end();
    };
    if (still()) {
      arrive();
      return;
    }
    let began = 0;
    const next = (now) => {
      began ||= now;
      const share = (now - began) / (1000 * seconds);
      if (share >= 1) {
        arrive();
        return;
      }
      frame = requestAnimationFrame(next);
      draw(share);
    };
    frame = requestAnimationFrame(next);
  }
  const busy = () => frame !== 0;
  return { play, stop, finish: () => busy() && arrive(), busy };
}
