// A film of the square: frames are kept while it is taken, the server makes a GIF of them.
const EVERY = 100; // milliseconds

/** Takes a film of a canvas. */
export class Film {
  /**
   * @param {{side: number, frames: number}} limits pixels of a frame, and how many the server takes
   * @param {(count: number) => void} told how many frames there are
   */
  constructor({ side, frames }, told) {
    this.most = frames;
    this.told = told;
    this.frames = [];
    this.timer = 0;
    this.small = document.createElement("canvas");
    this.small.width = side;
    this.small.height = side;
  }

  get taking() {
    return this.timer !== 0;
  }

  /**
   * @param {() => HTMLCanvasElement | null} find what is filmed now
   * @param {() => void} full when there is room for no more
   */
  start(find, full) {
    clearInterval(this.timer);
    this.frames = [];
    const { width, height } = this.small;
    const context = this.small.getContext("2d");
    this.timer = setInterval(() => {
      const from = find();
      if (!from) return;
      context.drawImage(from, 0, 0, width, height);
      this.frames.push(this.small.toDataURL("image/png"));
      this.told(this.frames.length);
      if (this.frames.length >= this.most) full();
    }, EVERY);
  }

  /** @returns {{frames: string[], fps: number}} as the server takes them */
  stop() {
    clearInterval(this.timer);
    this.timer = 0;
    return { frames: this.frames, fps: 1000 / EVERY };
  }
}
