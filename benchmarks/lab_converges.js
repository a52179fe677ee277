// Whether the laboratory learns its sets of points in the time that a visitor gives it, and whether its presets do what
// they promise, seed by seed, with the trainer of the page in Node; seconds are those of one core, measuring left out.
//
// node benchmarks/lab_converges.js [--data ring grid ...] [--presets collapse ...] [--seeds 10] [--set lr_g=0.002 ...]
//
// Learned: where modes are counted all of them and 90 % of high quality, else KL at most .2 above its floor. A run goes
// on to the end of its budget: `first` is when it had learned, `last` what it was in the end. All of the averaged G,
// which is the one that the page shows first. --first stops a run as soon as it has learned.
import { Laboratory } from "../ganplay/ui/kit/engine/laboratory.js";
import { PRESETS } from "../ganplay/ui/kit/engine/presets.js";

const BUDGETS = { ring: 15, two_gaussians: 15, grid: 60, two_moons: 30, spiral: 30 }; // seconds of one core
const [QUALITY, ABOVE] = [0.9, 0.2];
const BETWEEN = 500; // steps between two looks
const NO_PAST = { every: Number.POSITIVE_INFINITY };

function asked() {
  const found = {};
  let name = "";
  for (const word of process.argv.slice(2)) {
    if (word.startsWith("--")) {
      name = word.slice(2);
      found[name] = [];
    } else found[name].push(word);
  }
  return found;
}

const settingsOf = (list = []) =>
  Object.fromEntries(
    list.map((text) => {
      const [name, value] = text.split("=");
      return [name, Number.isNaN(Number(value)) ? value : Number(value)];
    }),
  );

function used() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

function measured(laboratory, averaged) {
  for (const _ of laboratory.measure(averaged));
  return laboratory.measured;
}

function learned({ modes, kl }) {
  if (modes) return modes.covered === modes.of && modes.quality >= QUALITY;
  return kl.value <= kl.floor + ABOVE;
}

const told = ({ modes, kl }) =>
  `${modes ? `${modes.covered}/${modes.of} ${(100 * modes.quality).toFixed(0)} % ` : ""}kl ${kl.value.toFixed(2)}`;

async function converge(dataset, seed, settings, early) {
  const laboratory = await Laboratory.open({ recipe: { ...settings, dataset, seed }, past: NO_PAST });
  const budget = BUDGETS[dataset];
  let spent = 0;
  let first = null;
  let last = null;
  while (spent < budget && !laboratory.diverged && !(early && first !== null)) {
    const begun = used();
    laboratory.train("both", BETWEEN);
    spent += used() - begun;
    last = measured(laboratory, true);
    if (first === null && learned(last)) first = spent;
  }
  return { first, good: last && learned(last), last, rate: laboratory.step / spent, steps: laboratory.step };
}

async function convergence(names, seeds, settings, early) {
  for (const name of names) {
    const runs = [];
    for (let seed = 0; seed < seeds; seed++) runs.push(await converge(name, seed, settings, early));
    const times = runs.map(({ first }) => first).filter((time) => time !== null);
    times.sort((a, b) => a - b);
    console.log(
      `${name}: learned ${times.length} of ${seeds} within ${BUDGETS[name]} s, median ${times[times.length >> 1]?.toFixed(1)} s,`,
      `slowest ${times[times.length - 1]?.toFixed(1)} s; at the end ${runs.filter(({ good }) => good).length};`,
      `${Math.round(Math.min(...runs.map(({ rate }) => rate)))}+ steps/s`,
    );
    for (const { first, last, steps } of runs) {
      console.log(`  ${first === null ? "-" : `${first.toFixed(1)} s`}  end: ${told(last)} after ${steps} steps`);
    }
  }
}

/** What a preset says of its run. */
const SAYS = {
  modes: ({ modes }) => modes.covered,
  kl: ({ kl }) => kl.value - kl.floor,
};

async function presetRun(preset, seed, settings) {
  const laboratory = await Laboratory.open({ recipe: { ...settings, seed }, past: NO_PAST });
  let worst = 0;
  const values = [];
  for (let at = BETWEEN; at <= preset.steps; at += BETWEEN) {
    laboratory.train("both", BETWEEN);
    if (2 * at <= preset.steps) continue;
    const found = measured(laboratory, false);
    values.push(SAYS[preset.figure](found));
    worst = found;
  }
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return { mean, text: `${mean.toFixed(2)} (${told(worst)})` };
}

async function presets(names, seeds, settings) {
  for (const name of names) {
    const preset = PRESETS[name];
    for (const [label, more] of [["itself", {}], ...Object.entries(preset.remedies)]) {
      const fails = [];
      const texts = [];
      for (let seed = 0; seed < seeds; seed++) {
        const { mean, text } = await presetRun(preset, seed, { ...preset.settings, ...more, ...settings });
        fails.push(preset.above ? mean > preset.line : mean < preset.line);
        texts.push(text);
      }
      console.log(`${name}, ${label}: fails in ${fails.filter(Boolean).length} of ${seeds}: ${texts.join("; ")}`);
    }
  }
}

const { data, presets: named, seeds = ["10"], set, first } = asked();
if (named) await presets(named.length ? named : Object.keys(PRESETS), Number(seeds[0]), settingsOf(set));
if (data || !named) await convergence(data ?? Object.keys(BUDGETS), Number(seeds[0]), settingsOf(set), Boolean(first));
