// A film of the square: frames are kept while it is taken, the server makes a GIF of them.
const SIDE = 320; // pixels
const EVERY = 100; // milliseconds
const MOST = 80; // frames

/** Takes a film of a canvas. */
export class Film {
  /** @param {(count: number) => void} told how many frames there are */
  constructor(told) {
    this.told = told;
    this.frames = [];
    this.timer = 0;
    this.small = document.createElement("canvas");
    this.small.width = SIDE;
    this.small.height = SIDE;
  }

  get taking() {
    return this.timer !== 0;
  }

  /**
   * @param {() => HTMLCanvasElement | null} find what is filmed now
   * @param {() => void} full when there is room for no more
   */
  start(find, full) {
    this.frames = [];
    const context = this.small.getContext("2d");
    this.timer = setInterval(() => {
      const from = find();
      if (!from) return;
      context.drawImage(from, 0, 0, SIDE, SIDE);
      this.frames.push(this.small.toDataURL("image/png"));
      this.told(this.frames.length);
      if (this.frames.length >= MOST) full();
    }, EVERY);
  }

  /** @returns {{frames: string[], fps: number}} as the server takes them */
  stop() {
    clearInterval(this.timer);
    this.timer = 0;
    return { frames: this.frames, fps: 1000 / EVERY };
  }
}
