// The inner loops of a training step, in AssemblyScript with SIMD; plain.js is the same in script.
//
// Every argument of type usize is an address. Matrices lie row by row, each in memory of its own that is padded to
// whole registers of four numbers: what works number by number may run into the padding, what sums never does.

const TANH: f32 = -1;

// Matrix products

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
function more(sum: v128, a: v128, b: v128): v128 {
  return f32x4.add(sum, f32x4.mul(a, b));
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
function one16(a: usize, step: usize, b: usize, c: usize, k: i32, line: usize, layer: bool, bias: usize, leak: v128): void {
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
function one4(a: usize, step: usize, b: usize, c: usize, k: i32, line: usize, layer: bool, bias: usize, leak: v128): void {
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

/** The sum of a[i] b[i]. */
// @ts-ignore: decorator
@inline
function dot(a: usize, b: usize, k: i32): f32 {
  let s = f32x4.splat(0);
  let i = 0;
  for (; i + 4 <= k; i += 4, a += 16, b += 16) s = more(s, v128.load(a), v128.load(b));
  let sum = total(s);
  for (; i < k; i++, a += 4, b += 4) sum += load<f32>(a) * load<f32>(b);
  return sum;
}

// @ts-ignore: decorator
@inline
function total(s: v128): f32 {
  return f32x4.extract_lane(s, 0) + f32x4.extract_lane(s, 1) + (f32x4.extract_lane(s, 2) + f32x4.extract_lane(s, 3));
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

/** out (1, m): the sum of the rows of a (n, m). */
export function columns(a: usize, out: usize, n: i32, m: i32): void {
  const line = <usize>m << 2;
  if (m < 4) {
    for (let j: usize = 0; j < line; j += 4) {
      let sum: f32 = 0;
      for (let i = 0, at = a + j; i < n; i++, at += line) sum += load<f32>(at);
      store<f32>(out + j, sum);
    }
    return;
  }
  let j: usize = 0;
  for (; j + 64 <= line; j += 64) {
    let s0 = f32x4.splat(0), s1 = s0, s2 = s0, s3 = s0;
    for (let i = 0, at = a + j; i < n; i++, at += line) {
      s0 = f32x4.add(s0, v128.load(at));
      s1 = f32x4.add(s1, v128.load(at, 16));
      s2 = f32x4.add(s2, v128.load(at, 32));
      s3 = f32x4.add(s3, v128.load(at, 48));
    }
    v128.store(out + j, s0);
    v128.store(out + j, s1, 16);
    v128.store(out + j, s2, 32);
    v128.store(out + j, s3, 48);
  }
  for (; j < line; j += 16) {
    const first = min(j, line - 16);
    let s = f32x4.splat(0);
    for (let i = 0, at = a + first; i < n; i++, at += line) s = f32x4.add(s, v128.load(at));
    v128.store(out + first, s);
  }
}

/** out (n, m): the row a (1, m) n times. */
export function tile(a: usize, out: usize, n: i32, m: i32): void {
  const line = <usize>m << 2;
  for (let i = 0; i < n; i++, out += line) memory.copy(out, a, line);
}

// Number by number

// @ts-ignore: decorator
@inline
function bytes(count: i32): usize {
  return (<usize>count << 2) + 15 & ~15;
}

export function add(a: usize, b: usize, out: usize, count: i32): void {
  for (let i: usize = 0, end = bytes(count); i < end; i += 16) {
    v128.store(out + i, f32x4.add(v128.load(a + i), v128.load(b + i)));
  }
}

export function subtract(a: usize, b: usize, out: usize, count: i32): void {
  for (let i: usize = 0, end = bytes(count); i < end; i += 16) {
    v128.store(out + i, f32x4.sub(v128.load(a + i), v128.load(b + i)));
  }
}

export function multiply(a: usize, b: usize, out: usize, count: i32): void {
  for (let i: usize = 0, end = bytes(count); i < end; i += 16) {
    v128.store(out + i, f32x4.mul(v128.load(a + i), v128.load(b + i)));
  }
}

export function divide(a: usize, b: usize, out: usize, count: i32): void {
  for (let i: usize = 0, end = bytes(count); i < end; i += 16) {
    v128.store(out + i, f32x4.div(v128.load(a + i), v128.load(b + i)));
  }
}

export function affine(a: usize, out: usize, count: i32, factor: f32, shift: f32): void {
  const by = f32x4.splat(factor), on = f32x4.splat(shift);
  for (let i: usize = 0, end = bytes(count); i < end; i += 16) {
    v128.store(out + i, more(on, v128.load(a + i), by));
  }
}

export function times(a: usize, cell: usize, out: usize, count: i32): void {
  affine(a, out, count, load<f32>(cell), 0);
}

export function root(a: usize, out: usize, count: i32): void {
  for (let i: usize = 0, end = bytes(count); i < end; i += 16) v128.store(out + i, f32x4.sqrt(v128.load(a + i)));
}

export function spread(cell: usize, out: usize, count: i32): void {
  const value = v128.load32_splat(cell);
  for (let i: usize = 0, end = bytes(count); i < end; i += 16) v128.store(out + i, value);
}

export function softplus(a: usize, out: usize, count: i32): void {
  for (let i: usize = 0, end = <usize>count << 2; i < end; i += 4) {
    const x = load<f32>(a + i);
    store<f32>(out + i, max<f32>(x, 0) + Mathf.log1p(Mathf.exp(-abs(x))));
  }
}

export function sigmoid(a: usize, out: usize, count: i32): void {
  for (let i: usize = 0, end = <usize>count << 2; i < end; i += 4) {
    store<f32>(out + i, 1 / (1 + Mathf.exp(-load<f32>(a + i))));
  }
}

/** The hyperbolic tangent of four numbers: a polynomial near zero, 1 - 2 / (exp 2x + 1) elsewhere (Cephes' tanhf). */
// @ts-ignore: decorator
@inline
function tanh4(x: v128): v128 {
  const one = f32x4.splat(1), size = f32x4.abs(x);
  const square = f32x4.mul(x, x);
  let near = f32x4.splat(-5.70498872745e-3);
  near = more(f32x4.splat(2.06390887954e-2), near, square);
  near = more(f32x4.splat(-5.37397155531e-2), near, square);
  near = more(f32x4.splat(1.33314422036e-1), near, square);
  near = more(f32x4.splat(-3.33332819422e-1), near, square);
  near = more(x, f32x4.mul(x, square), near);
  const grown = exp4(f32x4.min(f32x4.add(size, size), f32x4.splat(20)));
  const far = f32x4.sub(one, f32x4.div(f32x4.splat(2), f32x4.add(grown, one)));
  const signed = v128.or(far, v128.and(x, f32x4.splat(-0.0)));
  return v128.bitselect(near, signed, f32x4.lt(size, f32x4.splat(0.625)));
}

/** exp of four numbers from 0 to 20 (Cephes' expf). */
// @ts-ignore: decorator
@inline
function exp4(x: v128): v128 {
  const whole = f32x4.nearest(f32x4.mul(x, f32x4.splat(1.44269504088896341)));
  let rest = more(x, whole, f32x4.splat(-0.693359375));
  rest = more(rest, whole, f32x4.splat(2.12194440e-4));
  let p = f32x4.splat(1.9875691500e-4);
  p = more(f32x4.splat(1.3981999507e-3), p, rest);
  p = more(f32x4.splat(8.3334519073e-3), p, rest);
  p = more(f32x4.splat(4.1665795894e-2), p, rest);
  p = more(f32x4.splat(1.6666665459e-1), p, rest);
  p = more(f32x4.splat(5.0000001201e-1), p, rest);
  p = f32x4.add(more(rest, p, f32x4.mul(rest, rest)), f32x4.splat(1));
  const power = i32x4.shl(i32x4.add(i32x4.trunc_sat_f32x4_s(whole), i32x4.splat(127)), 23);
  return f32x4.mul(p, power);
}

export function activate(a: usize, out: usize, count: i32, leak: f32): void {
  const end = bytes(count);
  if (leak == TANH) {
    for (let i: usize = 0; i < end; i += 16) v128.store(out + i, tanh4(v128.load(a + i)));
    return;
  }
  const zero = f32x4.splat(0), slope = f32x4.splat(leak);
  for (let i: usize = 0; i < end; i += 16) {
    const x = v128.load(a + i);
    v128.store(out + i, more(f32x4.max(x, zero), f32x4.min(x, zero), slope));
  }
}

/** out = g times the slope of an activation whose values are y. */
export function slope(g: usize, y: usize, out: usize, count: i32, leak: f32): void {
  const end = bytes(count), one = f32x4.splat(1);
  if (leak == TANH) {
    for (let i: usize = 0; i < end; i += 16) {
      const v = v128.load(y + i);
      v128.store(out + i, f32x4.mul(v128.load(g + i), f32x4.sub(one, f32x4.mul(v, v))));
    }
    return;
  }
  const zero = f32x4.splat(0), below = f32x4.splat(leak);
  for (let i: usize = 0; i < end; i += 16) {
    const factor = v128.bitselect(one, below, f32x4.gt(v128.load(y + i), zero));
    v128.store(out + i, f32x4.mul(v128.load(g + i), factor));
  }
}

// Sums

export function sum(a: usize, out: usize, count: i32): void {
  let s = f32x4.splat(0);
  let i = 0;
  for (; i + 4 <= count; i += 4, a += 16) s = f32x4.add(s, v128.load(a));
  let all = total(s);
  for (; i < count; i++, a += 4) all += load<f32>(a);
  store<f32>(out, all);
}

export function squares(a: usize, count: i32): f32 {
  return dot(a, a, count);
}

// Optimisers: all weights of a network at once, a whole number of registers

export function sgd(w: usize, g: usize, count: i32, rate: f32): void {
  const by = f32x4.splat(-rate);
  for (let i: usize = 0, end = bytes(count); i < end; i += 16) {
    v128.store(w + i, more(v128.load(w + i), v128.load(g + i), by));
  }
}

export function adam(
  w: usize, g: usize, mean: usize, square: usize, count: i32,
  rate: f32, beta1: f32, beta2: f32, correction: f32, eps: f32,
): void {
  const kept1 = f32x4.splat(beta1), new1 = f32x4.splat(1 - beta1);
  const kept2 = f32x4.splat(beta2), new2 = f32x4.splat(1 - beta2);
  const root = f32x4.splat(correction), least = f32x4.splat(eps), step = f32x4.splat(rate);
  for (let i: usize = 0, end = bytes(count); i < end; i += 16) {
    const s = v128.load(g + i);
    const m = more(f32x4.mul(kept1, v128.load(mean + i)), new1, s);
    const v = more(f32x4.mul(kept2, v128.load(square + i)), f32x4.mul(new2, s), s);
    v128.store(mean + i, m);
    v128.store(square + i, v);
    const size = f32x4.add(f32x4.div(f32x4.sqrt(v), root), least);
    v128.store(w + i, f32x4.sub(v128.load(w + i), f32x4.div(f32x4.mul(step, m), size)));
  }
}

export function rmsprop(
  w: usize, g: usize, square: usize, count: i32, rate: f32, alpha: f32, eps: f32,
): void {
  const kept = f32x4.splat(alpha), fresh = f32x4.splat(1 - alpha);
  const least = f32x4.splat(eps), step = f32x4.splat(rate);
  for (let i: usize = 0, end = bytes(count); i < end; i += 16) {
    const s = v128.load(g + i);
    const v = more(f32x4.mul(kept, v128.load(square + i)), f32x4.mul(fresh, s), s);
    v128.store(square + i, v);
    const size = f32x4.add(f32x4.sqrt(v), least);
    v128.store(w + i, f32x4.sub(v128.load(w + i), f32x4.div(f32x4.mul(step, s), size)));
  }
}

/** a moves towards b by a share of the way; a share of 1 makes it b exactly, as torch.lerp does. */
export function lerp(a: usize, b: usize, count: i32, share: f32): void {
  const early = share < 0.5;
  const by = f32x4.splat(early ? share : share - 1);
  for (let i: usize = 0, end = bytes(count); i < end; i += 16) {
    const from = v128.load(a + i), to = v128.load(b + i);
    v128.store(a + i, more(early ? from : to, f32x4.sub(to, from), by));
  }
}

export function clamp(w: usize, count: i32, limit: f32): void {
  const low = f32x4.splat(-limit), high = f32x4.splat(limit);
  for (let i: usize = 0, end = bytes(count); i < end; i += 16) {
    v128.store(w + i, f32x4.min(high, f32x4.max(low, v128.load(w + i))));
  }
}
