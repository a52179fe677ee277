// Whether the laboratory learns its sets of points in the time that a visitor gives it, and whether its presets do what
// they promise, seed by seed, with the trainer of the page in Node; seconds are those of one core, measuring left out.
//
// node benchmarks/lab_converges.js [--data ring grid ...] [--presets collapse ...] [--seeds 10] [--set lr_g=0.002 ...]
//   [--first] [--plain]
//
// Learned: where modes are counted all of them and 90 % of high quality, else KL at most .2 above its floor. A run goes
// on to the end of its budget: `first` is when it had learned, `last` what it was in the end. All of the averaged G,
// which is the one that the page shows and measures unless told otherwise. --first stops a run as soon as it has
// learned; --plain takes the laboratory's defaults, without what suits a set better. How a preset came out is told by
// the page's own looks and verdicts.
import { Laboratory } from "../ganplay/ui/kit/engine/laboratory.js";
import { PRESETS, SUITED } from "../ganplay/ui/kit/engine/presets.js";
import { VIEW } from "../ganplay/ui/kit/engine/shown.js";
import { LOOKS, VERDICTS, verdict } from "../ganplay/ui/kit/engine/verdicts.js";
import { seenIn } from "../ganplay/ui/lab/frames.js";

const BUDGETS = { ring: 15, two_gaussians: 15, grid: 60, two_moons: 30, spiral: 30 }; // seconds of one core
const [QUALITY, ABOVE] = [0.9, 0.2];
const BETWEEN = 500; // steps between two looks at a set of points
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

function measured(laboratory) {
  for (const _ of laboratory.measure(true));
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
    last = measured(laboratory);
    if (first === null && learned(last)) first = spent;
  }
  return { first, good: last && learned(last), last, rate: laboratory.step / spent, steps: laboratory.step };
}

async function convergence(names, seeds, settingsFor, early) {
  for (const name of names) {
    const runs = [];
    for (let seed = 0; seed < seeds; seed++) runs.push(await converge(name, seed, settingsFor(name), early));
    const times = runs.map((run) => run.first).filter((time) => time !== null);
    times.sort((a, b) => a - b);
    console.log(
      `${name}: learned ${times.length} of ${seeds} within ${BUDGETS[name]} s,`,
      `median ${times[times.length >> 1]?.toFixed(1)} s, slowest ${times[times.length - 1]?.toFixed(1)} s;`,
      `at the end ${runs.filter(({ good }) => good).length};`,
      `${Math.round(Math.min(...runs.map(({ rate }) => rate)))}+ steps/s`,
    );
    for (const { first: when, last, steps } of runs) {
      console.log(`  ${when === null ? "-" : `${when.toFixed(1)} s`}  end: ${told(last)} after ${steps} steps`);
    }
  }
}

/** What the page sees of a training: a frame, told in a few numbers. */
function look(laboratory, best) {
  for (const _ of laboratory.measure(true));
  if (best) for (const _ of laboratory.findBest({ averaged: true }));
  const frame = laboratory.frame({ averaged: true, best, lattice: 0, heat: best ? VIEW.heat : 0 });
  return { ...seenIn(frame, laboratory.recipe.loss), accuracy: frame.numbers.accuracy };
}

async function presetRun(name, seed, more) {
  const { settings, steps } = PRESETS[name];
  const laboratory = await Laboratory.open({ recipe: { ...settings, ...more, seed }, past: NO_PAST });
  laboratory.train("both", steps / 2);
  const looks = [look(laboratory, name === "frozen")];
  while (laboratory.step < steps && laboratory.train("both", LOOKS)) looks.push(look(laboratory, name === "frozen"));
  return { ...verdict(name, looks), last: told(laboratory.measured) };
}

async function presets(names, seeds, settings) {
  for (const name of names) {
    for (const [label, more] of [["itself", {}], ...Object.entries(PRESETS[name].remedies)]) {
      const runs = [];
      for (let seed = 0; seed < seeds; seed++) runs.push(await presetRun(name, seed, { ...settings, ...more }));
      const shown = runs.filter(({ outcome }) => outcome === PRESETS[name].comes).length;
      console.log(`${name}, ${label}: as the preset is there to show in ${shown} of ${seeds};`);
      console.log(
        `  ${VERDICTS[name].figure}: ${runs.map(({ value, last }) => `${value.toFixed(2)} (${last})`).join("; ")}`,
      );
    }
  }
}

const { data, presets: named, seeds: wanted = ["10"], set, first, plain } = asked();
const count = Number(wanted[0]);
const suited = (dataset) => ({ ...(plain ? {} : SUITED[dataset]), ...settingsOf(set) });
if (named) await presets(named.length ? named : Object.keys(PRESETS), count, settingsOf(set));
if (data || !named) await convergence(data ?? Object.keys(BUDGETS), count, suited, Boolean(first));
