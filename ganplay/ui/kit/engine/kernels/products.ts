// Products of matrices, four rows and eight columns at once.

import { activate } from "./activations";
import { dot, more, TANH } from "./registers";

/** The activation of four sums of a layer: their bias added, and what is below zero multiplied by `leak`. */
// @ts-ignore: decorator
@inline
function finished(sums: v128, bias: usize, leak: v128): v128 {
  const x = f32x4.add(sums, v128.load(bias));
  const zero = f32x4.splat(0);
  return f32x4.add(f32x4.max(x, zero), f32x4.mul(f32x4.min(x, zero), leak));
}

// @ts-ignore: decorator
@inline
function settle(c: usize, sums: v128, layer: bool, bias: usize, leak: v128): void {
  v128.store(c, layer ? finished(sums, bias, leak) : sums);
}

/** Four rows and eight columns of a product: a, b, c are the first numbers of each, `line` the bytes of a row of b. */
// @ts-ignore: decorator
@inline
function four8(
  a: usize, row: usize, step: usize, b: usize, c: usize, k: i32, line: usize, layer: bool, bias: usize, leak: v128,
): void {
  let s00 = f32x4.splat(0), s01 = s00, s10 = s00, s11 = s00, s20 = s00, s21 = s00, s30 = s00, s31 = s00;
  const second = a + row, third = second + row, fourth = third + row;
  let p: usize = 0;
  for (let i = 0; i < k; i++, p += step, b += line) {
    const left = v128.load(b), right = v128.load(b, 16);
    let x = v128.load32_splat(a + p);
    s00 = more(s00, x, left);
    s01 = more(s01, x, right);
    x = v128.load32_splat(second + p);
    s10 = more(s10, x, left);
    s11 = more(s11, x, right);
    x = v128.load32_splat(third + p);
    s20 = more(s20, x, left);
    s21 = more(s21, x, right);
    x = v128.load32_splat(fourth + p);
    s30 = more(s30, x, left);
    s31 = more(s31, x, right);
  }
  const next = bias + 16;
  settle(c, s00, layer, bias, leak);
  settle(c + 16, s01, layer, next, leak);
  c += line;
  settle(c, s10, layer, bias, leak);
  settle(c + 16, s11, layer, next, leak);
  c += line;
  settle(c, s20, layer, bias, leak);
  settle(c + 16, s21, layer, next, leak);
  c += line;
  settle(c, s30, layer, bias, leak);
  settle(c + 16, s31, layer, next, leak);
}

/** Four rows and four columns. */
// @ts-ignore: decorator
@inline
function four4(
  a: usize, row: usize, step: usize, b: usize, c: usize, k: i32, line: usize, layer: bool, bias: usize, leak: v128,
): void {
  let s0 = f32x4.splat(0), s1 = s0, s2 = s0, s3 = s0;
  const second = a + row, third = second + row, fourth = third + row;
  let p: usize = 0;
  for (let i = 0; i < k; i++, p += step, b += line) {
    const y = v128.load(b);
    s0 = more(s0, v128.load32_splat(a + p), y);
    s1 = more(s1, v128.load32_splat(second + p), y);
    s2 = more(s2, v128.load32_splat(third + p), y);
    s3 = more(s3, v128.load32_splat(fourth + p), y);
  }
  settle(c, s0, layer, bias, leak);
  settle(c + line, s1, layer, bias, leak);
  settle(c + 2 * line, s2, layer, bias, leak);
  settle(c + 3 * line, s3, layer, bias, leak);
}

/** One row and sixteen columns. */
// @ts-ignore: decorator
@inline
function one16(
  a: usize, step: usize, b: usize, c: usize, k: i32, line: usize, layer: bool, bias: usize, leak: v128,
): void {
  let s0 = f32x4.splat(0), s1 = s0, s2 = s0, s3 = s0;
  for (let i = 0; i < k; i++, a += step, b += line) {
    const x = v128.load32_splat(a);
    s0 = more(s0, x, v128.load(b));
    s1 = more(s1, x, v128.load(b, 16));
    s2 = more(s2, x, v128.load(b, 32));
    s3 = more(s3, x, v128.load(b, 48));
  }
  settle(c, s0, layer, bias, leak);
  settle(c + 16, s1, layer, bias + 16, leak);
  settle(c + 32, s2, layer, bias + 32, leak);
  settle(c + 48, s3, layer, bias + 48, leak);
}

/** One row and four columns. */
// @ts-ignore: decorator
@inline
function one4(
  a: usize, step: usize, b: usize, c: usize, k: i32, line: usize, layer: bool, bias: usize, leak: v128,
): void {
  let s = f32x4.splat(0);
  for (let i = 0; i < k; i++, a += step, b += line) s = more(s, v128.load32_splat(a), v128.load(b));
  settle(c, s, layer, bias, leak);
}

/**
 * c (n, m) = a (n, k) b (k, m) for m of at least four; a's rows are `row` bytes apart and its columns `step`.
 * The last columns are done twice where four do not go into m. `layer`: bias and activation are put on it.
 */
// @ts-ignore: decorator
@inline
function wide(
  a: usize, row: usize, step: usize, b: usize, c: usize, n: i32, k: i32, m: i32, layer: bool, bias: usize, leak: f32,
): void {
  const slope = f32x4.splat(leak);
  const line = <usize>m << 2, last = <usize>(m - 4) << 2;
  let i = 0;
  for (; i + 4 <= n; i += 4, a += 4 * row, c += 4 * line) {
    let j: usize = 0;
    for (; j + 32 <= line; j += 32) four8(a, row, step, b + j, c + j, k, line, layer, bias + j, slope);
    for (; j < line; j += 16) {
      const at = min(j, last);
      four4(a, row, step, b + at, c + at, k, line, layer, bias + at, slope);
    }
  }
  for (; i < n; i++, a += row, c += line) {
    let j: usize = 0;
    for (; j + 64 <= line; j += 64) one16(a, step, b + j, c + j, k, line, layer, bias + j, slope);
    for (; j < line; j += 16) {
      const at = min(j, last);
      one4(a, step, b + at, c + at, k, line, layer, bias + at, slope);
    }
  }
}

function product(a: usize, row: usize, step: usize, b: usize, c: usize, n: i32, k: i32, m: i32): void {
  wide(a, row, step, b, c, n, k, m, false, 0, 1);
}

/** c (n, m) = a (n, k) b' of rows (m, k), for a few columns. */
function dots(a: usize, b: usize, c: usize, n: i32, k: i32, m: i32): void {
  const line = <usize>k << 2;
  for (let i = 0; i < n; i++, a += line) {
    for (let j = 0, other = b; j < m; j++, other += line, c += 4) store<f32>(c, dot(a, other, k));
  }
}

/** out (m, n) is a (n, m), turned. */
function turn(a: usize, out: usize, n: i32, m: i32): void {
  const line = <usize>n << 2;
  for (let i = 0; i < n; i++, out += 4) {
    for (let j = 0, to = out; j < m; j++, a += 4, to += line) store<f32>(to, load<f32>(a));
  }
}

/** y (n, m) = activation(x (n, k) w' + b) with w (m, k). */
export function linear(
  x: usize, w: usize, b: usize, y: usize, scratch: usize, n: i32, k: i32, m: i32, leak: f32,
): void {
  const slope: f32 = leak == TANH ? 1 : leak;
  if (m >= 4) {
    turn(w, scratch, m, k);
    wide(x, <usize>k << 2, 4, scratch, y, n, k, m, true, b, slope);
  } else {
    dots(x, w, y, n, k, m);
    for (let i = 0, at = y; i < n; i++) {
      for (let j = 0; j < m; j++, at += 4) {
        const v = load<f32>(at) + load<f32>(b + (<usize>j << 2));
        store<f32>(at, v > 0 ? v : v * slope);
      }
    }
  }
  if (leak == TANH) activate(y, y, n * m, TANH);
}

/** c (n, m) = a (n, k) b (k, m) */
export function matmul(a: usize, b: usize, c: usize, scratch: usize, n: i32, k: i32, m: i32): void {
  if (m >= 4) {
    product(a, <usize>k << 2, 4, b, c, n, k, m);
  } else {
    turn(b, scratch, k, m);
    dots(a, scratch, c, n, k, m);
  }
}

/** c (n, m) = a (n, k) b' with b (m, k) */
export function matmulRight(a: usize, b: usize, c: usize, scratch: usize, n: i32, k: i32, m: i32): void {
  if (m >= 4) {
    turn(b, scratch, m, k);
    product(a, <usize>k << 2, 4, scratch, c, n, k, m);
  } else {
    dots(a, b, c, n, k, m);
  }
}

/** c (n, m) = a' b with a (k, n), b (k, m) */
export function matmulLeft(a: usize, b: usize, c: usize, scratch: usize, n: i32, k: i32, m: i32): void {
  if (m >= 4) {
    product(a, 4, <usize>n << 2, b, c, n, k, m);
  } else if (n >= 4) {
    product(b, 4, <usize>m << 2, a, scratch, m, k, n);
    turn(scratch, c, m, n);
  } else {
    few(a, b, c, n, k, m);
  }
}

/** matmulLeft of less than four rows and columns. */
function few(a: usize, b: usize, c: usize, n: i32, k: i32, m: i32): void {
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < m; j++, c += 4) {
      let sum: f32 = 0;
      for (let p = 0; p < k; p++) {
        sum += load<f32>(a + (<usize>(p * n + i) << 2)) * load<f32>(b + (<usize>(p * m + j) << 2));
      }
      store<f32>(c, sum);
    }
  }
}
