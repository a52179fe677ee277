// Whether the laboratory learns its sets of points in the time that a visitor gives it, and whether its presets do what
// they promise, seed by seed, with the trainer of the page in Node; seconds are those of one core, measuring left out.
//
// node benchmarks/lab_converges.js [--data ring grid ...] [--presets collapse ...] [--seeds 10] [--set lr_g=0.002 ...]
//
// Learned: where modes are counted all of them and 90 % of high quality, else KL at most .2 above its floor. A run goes
// on to the end of its budget: `first` is when it had learned, `last` what it was in the end. All of the averaged G,
// which is the one that the page shows first. --first stops a run as soon as it has learned.
import { Laboratory } from "../ganplay/ui/kit/engine/laboratory.js";
import { PRESETS, SUITED } from "../ganplay/ui/kit/engine/presets.js";

const BUDGETS = { ring: 15, two_gaussians: 15, grid: 60, two_moons: 30, spiral: 30 }; // seconds of one core
const [QUALITY, ABOVE] = [0.9, 0.2];
const [BETWEEN, CLOSE] = [500, 50]; // steps between two looks: at sets of points, at presets
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
  const laboratory = await Laboratory.open({
    recipe: { ...SUITED[dataset], ...settings, dataset, seed },
    past: NO_PAST,
  });
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
      `${name}: learned ${times.length} of ${seeds} within ${BUDGETS[name]} s,`,
      `median ${times[times.length >> 1]?.toFixed(1)} s, slowest ${times[times.length - 1]?.toFixed(1)} s;`,
      `at the end ${runs.filter(({ good }) => good).length};`,
      `${Math.round(Math.min(...runs.map(({ rate }) => rate)))}+ steps/s`,
    );
    for (const { first, last, steps } of runs) {
      console.log(`  ${first === null ? "-" : `${first.toFixed(1)} s`}  end: ${told(last)} after ${steps} steps`);
    }
  }
}

/** Of each preset: the number that tells whether it fails, from looks at the second half of a run, and from when on. */
const FAILS = {
  collapse: { figure: "mean modes covered", of: (looks) => mean(looks.map(({ modes }) => modes.covered)), below: 4.5 },
  chase: { figure: "way of the middle, canvases", of: travelled, above: 4 },
  vanishing: { figure: "mean modes covered", of: (looks) => mean(looks.map(({ modes }) => modes.covered)), below: 1.5 },
  overpowered: { figure: "D's accuracy", of: (looks) => mean(looks.map(({ accuracy }) => accuracy)), above: 0.9 },
};

const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** How far the middle of the generated points went from look to look, by half a canvas. */
function travelled(looks) {
  const way = ({ middle: [x, y] }, { middle: [u, v] }) => Math.hypot(x - u, y - v);
  return looks.slice(1).reduce((sum, seen, i) => sum + way(seen, looks[i]), 0) / looks[0].extent;
}

/** What is seen of the training G: measures, and the middle of its points. */
function look(laboratory) {
  const { fake, extent } = laboratory.frame({ heat: 0, lattice: 0, points: 1024 });
  const middle = [0, 1].map((axis) => mean([...fake].filter((_, i) => i % 2 === axis)));
  const { accuracy } = laboratory.players.numbers;
  return { ...measured(laboratory, false), middle, extent, accuracy };
}

async function presetRun({ settings, steps }, seed, more, judged) {
  const laboratory = await Laboratory.open({ recipe: { ...settings, ...more, seed }, past: NO_PAST });
  laboratory.train("both", steps / 2);
  const looks = [look(laboratory)];
  while (laboratory.step < steps && laboratory.train("both", CLOSE)) looks.push(look(laboratory));
  const value = judged.of(looks);
  const fails = judged.above === undefined ? !(value >= judged.below) : !(value <= judged.above);
  return { fails, text: `${value.toFixed(2)} (${told(looks.at(-1))})` };
}

async function presets(names, seeds, settings) {
  for (const name of names.filter((known) => FAILS[known])) {
    for (const [label, more] of [["itself", {}], ...Object.entries(PRESETS[name].remedies)]) {
      const runs = [];
      for (let seed = 0; seed < seeds; seed++) {
        runs.push(await presetRun(PRESETS[name], seed, { ...settings, ...more }, FAILS[name]));
      }
      console.log(`${name}, ${label}: fails in ${runs.filter(({ fails }) => fails).length} of ${seeds};`);
      console.log(`  ${FAILS[name].figure}: ${runs.map(({ text }) => text).join("; ")}`);
    }
  }
}

const wanted = asked();
const repeats = Number(wanted.seeds?.[0] ?? 10);
const chosen = settingsOf(wanted.set);
if (wanted.presets) await presets(wanted.presets.length ? wanted.presets : Object.keys(PRESETS), repeats, chosen);
if (wanted.data || !wanted.presets) {
  await convergence(wanted.data ?? Object.keys(BUDGETS), repeats, chosen, Boolean(wanted.first));
}
