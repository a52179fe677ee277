// Whether the figures of the course that train in the browser show what their pages promise, seed by seed, with the
// trainer of the page in Node: its settings, its numbers of steps, its measures.
//
// node benchmarks/learn_figures.js [noise best steps modes overfit ...] [--seeds 10]
//
// Beside each: steps until it came, and the seconds that they take on one core as fast as it can; a page that takes
// its time does them at the rate of the figure, or as fast as the visitor's machine can.
import { Laboratory } from "../ganplay/ui/kit/engine/laboratory.js";
import * as aim from "../ganplay/ui/learn/figures/aim.js";
import * as landing from "../ganplay/ui/learn/figures/landing.js";
import * as moons from "../ganplay/ui/learn/figures/moons.js";
import * as ratio from "../ganplay/ui/learn/figures/ratio.js";
import * as ring from "../ganplay/ui/learn/figures/ring.js";

const NO_PAST = { every: Number.POSITIVE_INFINITY };
const NOTHING = { heat: 0, lattice: 0, points: 0 };
const TENTH = 0.1; // of a second of the page, from look to look

const open = (recipe, points = null) => Laboratory.open({ recipe, points, past: NO_PAST });
const made = (laboratory, points) => laboratory.frame({ ...NOTHING, points }).fake;

/** Train in the steps of a page; `look` says whether what was promised has come. */
function until(laboratory, { RATE, ALL }, look) {
  const each = Math.max(1, Math.round(TENTH * RATE));
  let came = null;
  while (laboratory.step < ALL && laboratory.train("both", each)) if (look() && came === null) came = laboratory.step;
  return came;
}

const after = (came, rate) => (came === null ? "never" : `step ${came} (${(came / rate).toFixed(1)} s of the page)`);

async function noise(seed) {
  const laboratory = await open({ ...landing.RECIPE, seed });
  let on = 0;
  const came = until(laboratory, landing, () => {
    on = landing.shareOn(landing.landed(made(laboratory, landing.COUNTED), null));
    return on >= landing.ENOUGH;
  });
  const told = `80 % on the data after ${after(came, landing.RATE)}; in the end ${on.toFixed(1)} %`;
  return { good: came !== null && on < 100, told };
}

async function best(index) {
  const told = {};
  for (const layers of [0, 2]) {
    const laboratory = await open(ratio.recipeOf(layers, ratio.SEEDS[index % ratio.SEEDS.length]));
    const { noise: z, fake } = laboratory.frame({ ...NOTHING, points: 3 });
    const ideal = ratio.idealOf(ratio.linearOf(z, fake));
    const look = () => ratio.compared(laboratory.frame({ ...NOTHING, heat: ratio.CELLS }).heat, ideal);
    told[layers] = { came: until(laboratory, ratio, () => look().gap <= ratio.CLOSE), ...look() };
  }
  const { 0: line, 2: network } = told;
  return {
    good: line.came === null && line.gap > 0.2 && network.came !== null && Math.abs(network.half - 0.5) < 0.15,
    told: `a line comes as near as ${line.gap.toFixed(3)}; two layers below ${ratio.CLOSE} after ${after(
      network.came,
      ratio.RATE,
    )}, in the end ${network.gap.toFixed(3)}, ${network.half.toFixed(2)} where both are as dense`,
  };
}

async function steps(seed) {
  const shares = {};
  let moved = 0;
  for (const [name, moves] of Object.entries(aim.CONTESTS)) {
    const laboratory = await open({ ...aim.RECIPE, seed });
    const before = made(laboratory, aim.SHOWN);
    for (const move of moves) laboratory.train(move, move === "both" ? 5 : aim.CONTEST);
    if (name === "turns") {
      moved = aim.movedBetween(before, made(laboratory, aim.SHOWN));
      laboratory.train("both", aim.CONTEST - 5);
    }
    shares[name] = aim.sharesOn(made(laboratory, aim.COUNTED));
  }
  const said = ([one, other]) => `${one.toFixed(0)} % and ${other.toFixed(0)} %`;
  return {
    good: Math.min(...shares.turns) > 25 && Math.min(...shares.first) < 20 && moved > 0.1 && moved < 0.8,
    told: `5 steps of each move points by ${moved.toFixed(2)}; on the clusters ${said(shares.turns)} in turns, ${said(
      shares.first,
    )} with D first`,
  };
}

async function modes(seed) {
  const of = async (changes) => {
    const laboratory = await open({ ...ring.RECIPE, ...changes, seed }, ring.REAL);
    const looks = [];
    const came = until(laboratory, ring, () => {
      const look = ring.counted(made(laboratory, ring.COUNTED));
      looks.push({ step: laboratory.step, ...look });
      return ring.learned(looks);
    });
    return { came, best: ring.bestOf(looks), last: looks[looks.length - 1] };
  };
  const bad = await of({});
  const parts = [`${bad.best} of ${ring.MODES} at the end`];
  let good = bad.best <= ring.FEW;
  for (const [name, changes] of Object.entries(ring.REMEDIES)) {
    const { came, last } = await of(changes);
    good = good && came !== null && last.covered >= ring.MOST;
    parts.push(`${name}: ${last.covered}, ${last.high.toFixed(0)} %, after ${after(came, ring.RATE)}`);
  }
  return { good, told: parts.join("; ") };
}

async function overfit(index) {
  const seed = moons.SEEDS[index % moons.SEEDS.length];
  const gaps = [];
  const parts = [];
  for (const n of moons.NUMBERS) {
    const { seen, unseen } = moons.pointsOf(n, seed);
    const laboratory = await open(moons.recipeOf(seed), seen);
    laboratory.train("both", moons.ALL);
    const [known, other] = [seen, unseen].map((points) => moons.meanAnswer(laboratory.judge({ points }).logits));
    gaps.push(known - other);
    parts.push(`${n}: ${known.toFixed(0)} % and ${other.toFixed(0)} %`);
    if (n === moons.NUMBERS[moons.NUMBERS.length - 1]) parts.push(other < 50 ? "mostly generated" : "MOSTLY REAL");
  }
  return { good: gaps[0] <= moons.NEAR && gaps[gaps.length - 1] >= moons.FAR, told: parts.join("; ") };
}

const FIGURES = { noise, best, steps, modes, overfit };
const words = process.argv.slice(2);
const at = words.indexOf("--seeds");
const seeds = at < 0 ? 10 : Number(words[at + 1]);
const named = at < 0 ? words : words.slice(0, at);
for (const name of named.length ? named : Object.keys(FIGURES)) {
  const found = [];
  for (let seed = 0; seed < seeds; seed++) found.push(await FIGURES[name](seed));
  console.log(`${name}: as its page promises in ${found.filter(({ good }) => good).length} of ${seeds}`);
  for (const { good, told } of found) console.log(`  ${good ? " " : "!"} ${told}`);
}
