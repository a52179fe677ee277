// Prints the settings that the engine takes, and what becomes of the recipes in its first argument, as JSON.
import { LOSSES } from "../../../../ganplay/ui/kit/engine/losses.js";
import { checked, LIVE, SETTINGS } from "../../../../ganplay/ui/kit/engine/settings.js";

function refused(recipe) {
  try {
    checked(recipe);
  } catch (refusal) {
    return { code: refusal.code, sentence: refusal.details.sentence ?? null };
  }
  return null;
}

const losses = Object.fromEntries(
  Object.entries(LOSSES).map(([name, { probability, relativistic, floating, threshold, equilibrium }]) => [
    name,
    { probability: !!probability, relativistic: !!relativistic, floating: !!floating, threshold, equilibrium },
  ]),
);
console.log(
  JSON.stringify({ settings: SETTINGS, live: LIVE, losses, refused: JSON.parse(process.argv[2]).map(refused) }),
);
