// What the kernels share: the registers of four numbers, and sums over them.

/** The leak that stands for the hyperbolic tangent. */
export const TANH: f32 = -1;

/** sum + a b */
// @ts-ignore: decorator
@inline
export function more(sum: v128, a: v128, b: v128): v128 {
  return f32x4.add(sum, f32x4.mul(a, b));
}

/** The sum of the four. */
// @ts-ignore: decorator
@inline
export function total(s: v128): f32 {
  return f32x4.extract_lane(s, 0) + f32x4.extract_lane(s, 1) + (f32x4.extract_lane(s, 2) + f32x4.extract_lane(s, 3));
}

/** The sum of a[i] b[i]. */
// @ts-ignore: decorator
@inline
export function dot(a: usize, b: usize, k: i32): f32 {
  let s = f32x4.splat(0);
  let i = 0;
  for (; i + 4 <= k; i += 4, a += 16, b += 16) s = more(s, v128.load(a), v128.load(b));
  let sum = total(s);
  for (; i < k; i++, a += 4, b += 4) sum += load<f32>(a) * load<f32>(b);
  return sum;
}

/** The length of so many numbers, in bytes of whole registers. */
// @ts-ignore: decorator
@inline
export function bytes(count: i32): usize {
  return (<usize>count << 2) + 15 & ~15;
}
