// What the engine refuses: a code of the page's own words, and what fills their gaps.

/** An error that a visitor can mend; its sentence is the page's, found by its code. */
export class Refusal extends Error {
  /**
   * @param {string} code
   * @param {Record<string, any>} [details]
   */
  constructor(code, details = {}) {
    super(code);
    this.name = "Refusal";
    this.code = code;
    this.details = details;
  }
}
