// The trainer of the page at work, for lab.py: answers each line of JSON {"kind", "case", "seconds", "redraw"} by one.
import { createInterface } from "node:readline";
import { Random } from "../ganplay/ui/kit/engine/random.js";
import { Trainer } from "../ganplay/ui/kit/engine/trainer.js";

const [HEAT, LATTICE, POINTS] = [60, 20, 512]; // of a frame: cells a side, squares a side, generated points

const random = new Random(0);
/** @type {Map<string, Trainer>} */
const trainers = new Map();

function drawRing(out) {
  for (let i = 0; i < out.length; i += 2) {
    const angle = (random.integer(8) * Math.PI) / 4;
    out[i] = Math.cos(angle) + 0.01 * random.normal();
    out[i + 1] = Math.sin(angle) + 0.01 * random.normal();
  }
  return out;
}

async function trainerOf(kind, recipe) {
  const key = `${kind} ${JSON.stringify(recipe)}`;
  if (!trainers.has(key)) {
    const kernels = await Trainer.kernels({ plain: kind === "plain" });
    if (kernels !== kind) throw new Error(`the kernels are ${kernels}`);
    trainers.set(key, new Trainer(recipe));
  }
  return trainers.get(key);
}

const places = random.uniforms(new Float32Array(2 * HEAT * HEAT), -2, 2);
const latents = random.normals(new Float32Array(2 * POINTS));
const corners = random.normals(new Float32Array(2 * (LATTICE + 1) ** 2));

function frame(trainer) {
  trainer.judge(places, HEAT * HEAT);
  trainer.generate(corners, (LATTICE + 1) ** 2);
  trainer.generate(latents, POINTS);
  trainer.arrows(latents, POINTS, "g");
}

async function measure({ kind, recipe, seconds, redraws }) {
  const trainer = await trainerOf(kind, recipe);
  const [real, z] = [new Float32Array(2 * recipe.batch), new Float32Array(recipe.z_dim * recipe.batch)];
  const [began, used] = [performance.now(), process.cpuUsage()];
  const until = began + 1000 * seconds;
  let [steps, frames, drawing] = [0, 0, 0];
  while (performance.now() < until) {
    trainer.stepD(drawRing(real), random.normals(z));
    trainer.stepG(random.normals(z), real);
    steps += 1;
    const now = performance.now();
    if (redraws && now - began >= (frames * 1000) / redraws) {
      frame(trainer);
      frames += 1;
      drawing += performance.now() - now;
    }
  }
  const passed = (performance.now() - began) / 1000;
  const { user, system } = process.cpuUsage(used);
  return { rate: steps / passed, ofCpu: (steps / (user + system)) * 1e6, frame: frames ? drawing / frames : 0 };
}

for await (const line of createInterface({ input: process.stdin })) {
  console.log(JSON.stringify(await measure(JSON.parse(line))));
}
