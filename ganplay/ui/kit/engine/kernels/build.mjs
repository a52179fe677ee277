// Builds kernels.wasm from kernels.ts and what it imports, and records of what and by what:
// npm run kernels [-- --check]
//
// --check: builds, compares with what stands beside it, and writes nothing.
import { createHash } from "node:crypto";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import asc from "assemblyscript/asc";

const here = (name) => fileURLToPath(new URL(name, import.meta.url));
const digest = (bytes) => createHash("sha256").update(bytes).digest("hex");
const FLAGS = ["-O3", "--converge", "--enable", "simd", "--runtime", "stub", "--importMemory", "--noAssert"];

const names = (await readdir(here("."))).filter((name) => name.endsWith(".ts")).sort();
const sources = new Map();
for (const name of names) sources.set(name, await readFile(here(name), "utf-8"));
/** @type {Uint8Array | null} */
let binary = null;
const { error, stderr } = await asc.main(["kernels.ts", ...FLAGS, "--use", "abort=", "--outFile", "kernels.wasm"], {
  readFile: (name) => sources.get(name) ?? null,
  writeFile: (name, content) => {
    if (name === "kernels.wasm") binary = content;
  },
  listFiles: () => [],
});
if (error || !binary) {
  console.error(stderr.toString());
  process.exit(1);
}
const record = {
  source: digest([...sources.values()].join("")),
  binary: digest(binary),
  compiler: `assemblyscript ${asc.version}`,
  flags: FLAGS,
};
if (process.argv.includes("--check")) {
  const same = Buffer.compare(await readFile(here("kernels.wasm")), binary) === 0;
  console.log(same ? "the same bytes" : "other bytes than those beside the source");
  process.exit(same ? 0 : 1);
}
await writeFile(here("kernels.wasm"), binary);
await writeFile(here("kernels.json"), `${JSON.stringify(record, null, 2)}\n`);
console.log(`${binary.length} bytes of kernels`);
