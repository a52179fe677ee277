// When the page is drawn: frames once each time the screen is, numbers now and then; the engine waits for that.

const NUMBERS_EVERY = 250; // milliseconds between two readings of numbers and charts

/** @param {{tell: (what: string) => void}} app */
export function drawingOf(app) {
  let wanted = false;
  let last = 0;
  let later = 0;
  /** @type {(() => void)[]} */
  const waiting = [];
  function draw(now) {
    wanted = false;
    app.tell("frame");
    if (now - last > NUMBERS_EVERY) {
      last = now;
      app.tell("numbers");
    }
    for (const resolve of waiting.splice(0)) resolve();
  }
  return {
    frame() {
      if (!wanted) requestAnimationFrame(draw);
      wanted = true;
      clearTimeout(later);
      later = setTimeout(() => app.tell("numbers"), NUMBERS_EVERY); // the last ones are read, too
    },
    /** @returns {Promise<void>} once what came is drawn */
    done: () => new Promise((resolve) => waiting.push(resolve)),
  };
}
