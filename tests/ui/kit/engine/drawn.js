// What the page's engine draws and reads, for test_engine_data.py: the laws, points of each, and tables read.
import { readFileSync, writeFileSync } from "node:fs";
import { readPoints } from "../../../../ganplay/ui/kit/engine/csv.js";
import { LAWS } from "../../../../ganplay/ui/kit/engine/data.js";
import {
  ADDED,
  CELLS,
  countModes,
  divergences,
  Histogram,
  SAMPLES,
} from "../../../../ganplay/ui/kit/engine/measures.js";
import { DEFAULTS, PRESETS, SUITED } from "../../../../ganplay/ui/kit/engine/presets.js";
import { Random } from "../../../../ganplay/ui/kit/engine/random.js";

const [, , from, to] = process.argv;
const asked = JSON.parse(readFileSync(from, "utf8"));

function law({ name, extent, sigma, centres, path, sample }) {
  const along = path && asked.along.map((u) => path(u));
  return [name, { extent, sigma, centres, along, points: [...sample(new Random(7), asked.count)] }];
}

function read(text) {
  try {
    const { points, bad, named } = readPoints(text);
    return { points: [...points], bad, named };
  } catch ({ code, details }) {
    return { code, details };
  }
}

function measured({ real, fake, extent, centres, sigma }) {
  const [ofReal, ofFake] = [real, fake].map((points) => new Histogram(extent).add(Float32Array.from(points)));
  return { ...divergences(ofReal, ofFake), modes: countModes(Float32Array.from(fake), centres, sigma) };
}

const laws = Object.fromEntries(Object.values(LAWS).map(law));
const tables = asked.tables.map(read);
const constants = { CELLS, ADDED, SAMPLES, DEFAULTS, PRESETS, SUITED };
writeFileSync(to, JSON.stringify({ laws, tables, measured: measured(asked.measured), ...constants }));
