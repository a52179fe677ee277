// The numbers of the steps up to now, thinned so that they can be drawn. Nothing here draws.

/** What a row of the engine's history holds. */
export const COLUMNS = [
  "step",
  "loss_d",
  "loss_g",
  "d_real",
  "d_fake",
  "extra_d",
  "accuracy",
  "gradient_d",
  "gradient_g",
];
const MOST = 800; // rows; of more, every second goes

/** The rows that are kept. */
export class History {
  constructor() {
    this.clear();
  }

  /** Forget all. */
  clear() {
    /** @type {number[][]} */
    this.rows = [];
    this.stride = 1; // of the steps that are kept
  }

  /**
   * What a frame brings; where it is earlier than what is known, that was another past.
   * @param {number} step of the frame
   * @param {number[][]} rows new ones
   */
  add(step, rows) {
    const first = rows.length ? rows[0][0] : step + 1;
    const { length } = this.rows;
    if (length && this.rows[length - 1][0] >= Math.min(first, step + 1)) {
      this.rows = this.rows.filter(([known]) => known < first && known <= step);
    }
    this.rows.push(...rows.filter(([at]) => at % this.stride === 0));
    while (this.rows.length > MOST) {
      this.stride *= 2;
      this.rows = this.rows.filter(([at]) => at % this.stride === 0);
    }
  }

  /**
   * One number over the steps, as a chart wants it.
   * @param {string} name of `COLUMNS`
   * @returns {import("../ranges.js").Line}
   */
  line(name) {
    const column = COLUMNS.indexOf(name);
    return { x: this.rows.map((row) => row[0]), y: this.rows.map((row) => row[column]) };
  }

  /** @returns {[number, number]} the first and the last step */
  get range() {
    const { rows } = this;
    return rows.length ? [rows[0][0], rows[rows.length - 1][0]] : [0, 0];
  }
}
