// The operations of a tape, each with its backward pass written in the same operations.
import { TANH } from "./kernels.js";
import { Node } from "./tape.js";

/** @typedef {import("./tape.js").Node} Matrix */

/** A node and its line; `line` is given the kernels and makes the function to run. */
function made(tape, [rows, columns], parents, backward, line) {
  const node = new Node(tape, rows, columns, parents, backward);
  tape.write(() => line(tape.memory.kernels, node.at));
  return node;
}

const shape = (node) => [node.rows, node.columns];

/** A node of one kernel over two matrices of one shape. */
function paired(name, a, b, backward) {
  return made(a.tape, shape(a), [a, b], backward, (kernels, out) => {
    const [kernel, first, second, count] = [kernels[name], a.at, b.at, a.count];
    return () => kernel(first, second, out, count);
  });
}

/** A node of one kernel over the numbers of one matrix, with what else the kernel needs. */
function mapped(name, a, backward, ...more) {
  return made(a.tape, shape(a), [a], backward, (kernels, out) => {
    const [kernel, from, count] = [kernels[name], a.at, a.count];
    const [first = 0, second = 0] = more;
    return () => kernel(from, out, count, first, second);
  });
}

/**
 * activation(x W' + b), the layer of a network, as torch.nn.Linear keeps W and b.
 * @param {Matrix} x (n, k) @param {Matrix} w (m, k) @param {Matrix} b (1, m)
 * @param {number} leak the slope below zero (0: ReLU, 1: none), or TANH
 * @returns {Matrix} (n, m)
 */
export function linear(x, w, b, leak) {
  const [n, k, m] = [x.rows, x.columns, w.rows];
  const { memory } = x.tape;
  memory.reserve(k * m);
  const backward = (slope, wanted) => {
    const inner = leak === 1 ? slope : sloped(slope, y, leak);
    return [
      wanted[0] ? product(inner, w) : null,
      wanted[1] ? product(inner, x, "left") : null,
      wanted[2] ? summed(inner) : null,
    ];
  };
  const y = made(x.tape, [n, m], [x, w, b], backward, (kernels, out) => {
    const [from, weight, bias] = [x.at, w.at, b.at];
    return () => kernels.linear(from, weight, bias, out, memory.scratch, n, k, m, leak);
  });
  return y;
}

const KERNEL = { none: "matmul", left: "matmulLeft", right: "matmulRight" };

/**
 * The product of two matrices, of which one may be turned: a b, a' b ("left") or a b' ("right").
 * @param {Matrix} a @param {Matrix} b @param {"none" | "left" | "right"} [turned]
 * @returns {Matrix}
 */
export function product(a, b, turned = "none") {
  const [n, k] = turned === "left" ? [a.columns, a.rows] : [a.rows, a.columns];
  const m = turned === "right" ? b.rows : b.columns;
  const { memory } = a.tape;
  memory.reserve(Math.max(k * m, n * m));
  const backward = (slope, [first, second]) => {
    if (turned === "left") return [first && product(b, slope, "right"), second && product(a, slope)];
    if (turned === "right") return [first && product(slope, b), second && product(slope, a, "left")];
    return [first && product(slope, b, "right"), second && product(a, slope, "left")];
  };
  return made(a.tape, [n, m], [a, b], backward, (kernels, out) => {
    const [kernel, left, right] = [kernels[KERNEL[turned]], a.at, b.at];
    return () => kernel(left, right, out, memory.scratch, n, k, m);
  });
}

/** A slope through an activation whose values are `y`. */
function sloped(slope, y, leak) {
  const backward = (next, [first, second]) => [
    first && sloped(next, y, leak),
    second && leak === TANH ? affine(multiply(multiply(next, slope), y), -2) : null,
  ];
  return made(y.tape, shape(y), [slope, y], backward, (kernels, out) => {
    const [from, value, count] = [slope.at, y.at, y.count];
    return () => kernels.slope(from, value, out, count, leak);
  });
}

/** @param {Matrix} a @returns {Matrix} max(a, 0) */
export function rectified(a) {
  const y = mapped("activate", a, (slope) => [sloped(slope, y, 0)], 0);
  return y;
}

/** @param {Matrix} a (n, m) @returns {Matrix} (1, m): the sum of its rows */
export function summed(a) {
  const backward = (slope) => [tiled(slope, a.rows)];
  return made(a.tape, [1, a.columns], [a], backward, (kernels, out) => {
    const [from, n, m] = [a.at, a.rows, a.columns];
    return () => kernels.columns(from, out, n, m);
  });
}

/** One row, n times. */
function tiled(row, n) {
  return made(
    row.tape,
    [n, row.columns],
    [row],
    (slope) => [summed(slope)],
    (kernels, out) => {
      const [from, m] = [row.at, row.columns];
      return () => kernels.tile(from, out, n, m);
    },
  );
}

/** @param {Matrix} a @param {Matrix} b @returns {Matrix} a + b */
export const add = (a, b) => a.tape.sum(a, b);

/** @param {Matrix} a @param {Matrix} b @returns {Matrix} a - b */
export const subtract = (a, b) =>
  paired("subtract", a, b, (slope, [, second]) => [slope, second ? affine(slope, -1) : null]);

/** @param {Matrix} a @param {Matrix} b @returns {Matrix} the product, number by number */
export const multiply = (a, b) =>
  paired("multiply", a, b, (slope, [first, second]) => [
    first ? multiply(slope, b) : null,
    second ? multiply(slope, a) : null,
  ]);

/** @param {Matrix} a @param {Matrix} b @returns {Matrix} the quotient, number by number */
export function divide(a, b) {
  const quotient = paired("divide", a, b, (slope, [first, second]) => [
    first ? divide(slope, b) : null,
    second ? affine(divide(multiply(slope, quotient), b), -1) : null,
  ]);
  return quotient;
}

/** @param {Matrix} a @returns {Matrix} */
export const square = (a) =>
  made(
    a.tape,
    shape(a),
    [a],
    (slope) => [affine(multiply(slope, a), 2)],
    (kernels, out) => {
      const [from, count] = [a.at, a.count];
      return () => kernels.multiply(from, from, out, count);
    },
  );

/** @param {Matrix} a @param {number} factor @param {number} [shift] @returns {Matrix} factor a + shift */
export const affine = (a, factor, shift = 0) =>
  mapped("affine", a, (slope) => [factor === 1 ? slope : affine(slope, factor)], factor, shift);

/** @param {Matrix} a @param {Matrix} cell a scalar given from outside @returns {Matrix} cell a */
export const times = (a, cell) =>
  made(
    a.tape,
    shape(a),
    [a, cell],
    (slope, [, second]) => [times(slope, cell), second ? sum(multiply(slope, a)) : null],
    (kernels, out) => {
      const [from, by, count] = [a.at, cell.at, a.count];
      return () => kernels.times(from, by, out, count);
    },
  );

/** @param {Matrix} a @returns {Matrix} log(1 + exp a) */
export const softplus = (a) => mapped("softplus", a, (slope) => [multiply(slope, sigmoid(a))]);

/** @param {Matrix} a @returns {Matrix} 1 / (1 + exp(-a)) */
export function sigmoid(a) {
  const y = mapped("sigmoid", a, (slope) => [multiply(slope, subtract(y, square(y)))]);
  return y;
}

/** @param {Matrix} a of what is above zero @returns {Matrix} */
export function root(a) {
  const y = mapped("root", a, (slope) => [affine(divide(slope, y), 0.5)]);
  return y;
}

/** @param {Matrix} a @returns {Matrix} the sum of all its numbers, a scalar */
export function sum(a) {
  const backward = (slope) => [spread(slope, a.rows, a.columns)];
  return made(a.tape, [1, 1], [a], backward, (kernels, out) => {
    const [from, count] = [a.at, a.count];
    return () => kernels.sum(from, out, count);
  });
}

/**
 * @param {Matrix} cell a scalar @param {number} rows @param {number} count of columns
 * @returns {Matrix} it everywhere
 */
export function spread(cell, rows, count) {
  const backward = (slope) => [sum(slope)];
  return made(cell.tape, [rows, count], [cell], backward, (kernels, out) => {
    const [from, all] = [cell.at, rows * count];
    return () => kernels.spread(from, out, all);
  });
}

/** @param {Matrix} a @returns {Matrix} the mean of all its numbers, a scalar */
export const mean = (a) => affine(sum(a), 1 / a.count);

/**
 * @param {Matrix} a @param {number} rows @param {number} count of columns
 * @returns {Matrix} the same numbers so shaped
 */
export function reshaped(a, rows, count) {
  const node = new Node(a.tape, rows, count, [a], (slope) => [reshaped(slope, a.rows, a.columns)]);
  node.base = a;
  return node;
}
