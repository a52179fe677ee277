// Optimisers: all weights of a network at once, a whole number of registers.

import { bytes, more } from "./registers";

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
