// What changes as a training goes on, as ganplay/training/schedules.py has it.

/**
 * @param {Record<string, any>} recipe
 * @param {number} images real points shown to D
 * @param {number} spent share of the budget that is used up
 * @returns {{rates: number, gamma: number, beta2: number, memory: number}} by what rates are multiplied; the weight of
 *   the penalty; Adam's beta2; the share of its full half-life that the averaged generator has
 */
export function moment(recipe, images, spent) {
  const share = recipe.burn_in ? Math.min(1, images / recipe.burn_in) : spent;
  const risen = (1 - Math.cos(Math.PI * share)) / 2;
  const towards = (first, last) => (last ? first + (last - first) * risen : first);
  return {
    rates: rates(recipe, spent, risen),
    gamma: towards(recipe.gamma, recipe.gamma_end),
    beta2: towards(recipe.beta2, recipe.beta2_end),
    memory: recipe.ema_rampup === "on" ? risen : 1,
  };
}

function rates(recipe, spent, risen) {
  if (recipe.decay === "linear") return Math.max(recipe.lr_end, Math.min(1, 5 * (1 - spent)));
  if (recipe.decay === "whole") return Math.max(recipe.lr_end, 1 - spent);
  if (recipe.decay === "cosine") return 1 - (1 - recipe.lr_end) * risen;
  return 1;
}

/**
 * How far the averaged generator moves in one step, as ganplay/training/averaging.py has it.
 * @param {Record<string, any>} recipe @param {number} step of G, from 0 @param {number} memory from `moment`
 * @returns {number} share of the way
 */
export function following(recipe, step, memory) {
  if (recipe.ema_rampup === "on") return memory ? 1 - recipe.ema ** (1 / memory) : 1;
  return 1 - Math.min(recipe.ema, (1 + step) / (10 + step)); // a young average forgets faster
}

/**
 * @param {Record<string, any>} recipe with steps, images and seconds as budgets
 * @param {{step: number, images: number, seconds: number}} reached
 * @returns {number} the share of the budget that is used up, 0 .. 1; 0 without one
 */
export function spentShare({ steps, images, seconds }, reached) {
  const share = (spent, budget) => (budget ? spent / budget : 0);
  const shares = Math.max(share(reached.step, steps), share(reached.images, images), share(reached.seconds, seconds));
  return Math.min(1, shares);
}
