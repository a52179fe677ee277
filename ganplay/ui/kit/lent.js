// Where a GPU is lent call by call a run goes on by an event of the page, whose request says whose quota pays.
import { facts } from "./facts.js";
import { owner } from "./owner.js";
import { language } from "./words.js";

/** @type {(answer: object) => void} */
let resolved = () => {};

/**
 * What is lent; null where runs train on this machine's own.
 * @type {null | {seconds: number, wish: any[], asked: string, resume: Function, begin: Function, begun: Function}}
 */
export const lent = facts.lent
  ? {
      seconds: facts.lent,
      wish: [],
      asked: "",
      /** @param {string} run @param {{more?: number}} options seconds to train on for */
      resume(run, { more = 0 } = {}) {
        this.wish = [owner(), language, run, more];
        document.getElementById("gp-lent").click();
        return true;
      },
      /** A branch or a twin. @param {string} what @param {object} question @returns the server function's answer */
      begin(what, question) {
        this.asked = JSON.stringify({ what, ...question });
        document.getElementById("gp-lent-begin").click();
        return new Promise((resolve) => {
          resolved = resolve;
        });
      },
      /** @param {object} answer of what was begun */
      begun: (answer) => resolved(answer),
    }
  : null;
