// Trains the critics that it reads, [{clip, distance, spread, steps}, ...], and writes what became of each.
import { readFileSync } from "node:fs";
import { Critic, recipeOf } from "../../../ganplay/ui/learn/figures/critic.js";

const found = [];
for (const { steps, ...heaps } of JSON.parse(readFileSync(0, "utf-8"))) {
  const critic = await Critic.of(heaps);
  const weights = () =>
    Object.fromEntries(
      ["generator", "discriminator"].map((network) => {
        const tensors = Object.entries(critic.trainer.state().weights[network]);
        return [network, Object.fromEntries(tensors.map(([name, { data }]) => [name, [...data]]))];
      }),
    );
  const before = weights();
  critic.train(steps);
  const places = [0, heaps.distance];
  const values = [...critic.values(places)];
  found.push({ recipe: recipeOf(heaps.clip), before, after: weights(), slope: critic.slope, values });
}
console.log(JSON.stringify(found));
