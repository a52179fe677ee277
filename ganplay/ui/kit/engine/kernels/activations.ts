// Activations and their slopes: `leak` is the slope below zero (0: ReLU, 1: none), or TANH.

import { bytes, more, TANH } from "./registers";

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
