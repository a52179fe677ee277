// The inner loops, from WebAssembly where its SIMD can be had, else in plain script: the same functions either way.
import { plain } from "./kernels/plain.js";

export { TANH } from "./kernels/plain.js";

/** Bytes at the beginning of the memory that the compiled kernels keep their own constants in. */
export const RESERVED = 65536;

/** @type {WebAssembly.Module | null} */
let compiled = null;
/** @type {WebAssembly.Module | null} once it was there: whoever begins anew asks the network for nothing */
let known = null;

/**
 * Prepares the kernels for every memory that comes after.
 * @param {{plain?: boolean}} [options] `plain`: leave WebAssembly out
 * @returns {Promise<"wasm" | "plain">} what they are
 */
export async function prepare(options = {}) {
  if (!options.plain) known ??= await compile();
  compiled = options.plain ? null : known;
  return compiled ? "wasm" : "plain";
}

/** The compiled kernels; null where there is no SIMD, no WebAssembly or a policy against it. */
async function compile() {
  try {
    return await WebAssembly.compile(await read(new URL("./kernels/kernels.wasm", import.meta.url)));
  } catch {
    return null; // plain script does the same
  }
}

/**
 * The kernels over one memory.
 * @param {import("./memory.js").Memory} memory
 */
export function over(memory) {
  if (!compiled) return plain(memory);
  return new WebAssembly.Instance(compiled, { env: { memory: memory.pages } }).exports;
}

/** Whether memories are to be WebAssembly's. */
export const inWasm = () => compiled !== null;

async function read(url) {
  if (url.protocol === "file:") return (await import("node:fs/promises")).readFile(url);
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${url} answers ${answer.status}`);
  return answer.arrayBuffer();
}
