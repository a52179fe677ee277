// Prints what the laboratory makes of a recipe, for the tests in Python: node lines.js '{"loss": "hinge"}' steps
import { LAWS, ownLaw } from "../../../ganplay/ui/kit/engine/data.js";
import { DEFAULTS } from "../../../ganplay/ui/kit/engine/presets.js";
import { equilibrium } from "../../../ganplay/ui/lab/formula.js";
import { torchLines } from "../../../ganplay/ui/lab/torch.js";

const given = JSON.parse(process.argv[2]);
const made = given.map((changes) => {
  const recipe = { ...DEFAULTS, ...changes };
  const law = LAWS[recipe.dataset] || ownLaw(Float32Array.of(1, 2));
  return { recipe, lines: torchLines(recipe, law, Number(process.argv[3])), equilibrium: equilibrium(recipe.loss) };
});
console.log(JSON.stringify(made));
