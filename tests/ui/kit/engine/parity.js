// Trains what a file of cases asks for and writes what came of it, for test_engine_parity.py to compare with the core.
//
// node parity.js CASES RESULTS: JSON in and out; a case has recipe, weights, batches [{d: [{real, z, share}], g: [{z,
// real}]}], z and places (points to look at).
import { readFileSync, writeFileSync } from "node:fs";
import { Trainer } from "../../../../ganplay/ui/kit/engine/trainer.js";

const [, , from, to] = process.argv;
const floats = (list) => (list ? Float32Array.from(list) : undefined);
const plainly = (kept) => Object.fromEntries(Object.entries(kept).map(([name, { data }]) => [name, [...data]]));
const tensors = (lists) =>
  Object.fromEntries(Object.entries(lists).map(([name, list]) => [name, { data: floats(list) }]));

function train({ recipe, weights, batches, z, places }) {
  const trainer = new Trainer(recipe);
  const given = Object.fromEntries(Object.entries(weights).map(([network, lists]) => [network, tensors(lists)]));
  trainer.load({ step: 0, images: 0, weights: given });
  const told = batches.map(({ d, g }) => ({
    d: d.map((batch) => ({ ...trainer.stepD(floats(batch.real), floats(batch.z), floats(batch.share)) })),
    g: g.map((batch) => ({ ...trainer.stepG(floats(batch.z), floats(batch.real)) })),
  }));
  const { weights: reached, optimizer } = trainer.state();
  const [latents, n] = [floats(z), z.length / trainer.recipe.z_dim];
  return {
    told,
    weights: Object.fromEntries(Object.entries(reached).map(([network, found]) => [network, plainly(found)])),
    optimizer: Object.fromEntries(Object.entries(optimizer).map(([network, found]) => [network, plainly(found)])),
    generated: [...trainer.generate(latents, n)],
    averaged: [...trainer.generate(latents, n, { averaged: true })],
    heat: [...trainer.judge(floats(places), places.length / 2)],
    arrows: { g: [...trainer.arrows(latents, n, "g")], d: [...trainer.arrows(latents, n, "d")] },
  };
}

const cases = JSON.parse(readFileSync(from, "utf-8"));
const results = {};
for (const kind of ["wasm", "plain"]) {
  const kernels = await Trainer.kernels({ plain: kind === "plain" });
  results[kind] = { kernels, cases: cases.map(train) };
}
writeFileSync(to, JSON.stringify(results));
