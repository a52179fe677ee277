// What works number by number, and sums.

import { bytes, dot, more, total } from "./registers";

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
