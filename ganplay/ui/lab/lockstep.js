// Two engines at one pace: each takes as many steps, then both are waited for. Nothing here draws.

const TURN = 50; // milliseconds of training between two frames of a pair that runs flat out
const MOST_STEPS = 200; // of a pair at once
const SLOWEST = 1 / 3; // steps a second: a pair has no slow motion

/**
 * @param {(act: (fight: any) => Promise<any>) => Promise<any[] | null>} each null: it was refused, and that is said
 * @param {() => void} ended is called where a refusal ends it
 */
export function lockstep(each, ended) {
  let turn = 0;
  let going = Promise.resolve(/** @type {any} */ (null));
  async function run(mine, rate) {
    await going; // steps that were asked for are never cut short: both would not have taken as many
    let steps = 1;
    while (mine === turn) {
      const begin = performance.now();
      going = each(({ engine }) => engine.step("both", steps));
      const answers = await going;
      if (mine !== turn) return;
      if (!answers) {
        ended();
        return;
      }
      const took = performance.now() - begin;
      if (rate < Number.POSITIVE_INFINITY) {
        await new Promise((resolve) => setTimeout(resolve, Math.max(0, (1000 * steps) / rate - took)));
        steps = Math.max(1, Math.round((rate * TURN) / 1000));
      } else steps = Math.max(1, Math.min(MOST_STEPS, Math.round((steps * TURN) / Math.max(took, 1))));
    }
  }
  return {
    /** @param {number} rate steps a second */
    play: (rate) => run(++turn, rate || SLOWEST),
    /** @returns {Promise<any>} once both have taken as many steps */
    pause: () => {
      turn += 1;
      return going;
    },
  };
}
