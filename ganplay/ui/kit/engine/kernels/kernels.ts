// The inner loops of a training step, in AssemblyScript with SIMD; plain.js is the same in script.
//
// Every argument of type usize is an address. Matrices lie row by row, each in memory of its own that is padded to
// whole registers of four numbers: what works number by number may run into the padding, what sums never does.

export { activate, slope } from "./activations";
export * from "./numbers";
export * from "./optimisers";
export { linear, matmul, matmulLeft, matmulRight } from "./products";
