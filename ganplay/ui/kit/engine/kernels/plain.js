// The kernels in plain script: what kernels.ts does, function by function, for where WebAssembly cannot be had.
//
// Every argument that names numbers is an address in bytes, as it is in WebAssembly; matrices lie row by row.

const { fround } = Math;

/** What stands for an activation: the slope below zero (1: none at all), or this for the hyperbolic tangent. */
export const TANH = -1;

const activated = (x, leak) => (leak === TANH ? Math.tanh(x) : x > 0 ? x : x * leak);
const softened = (x) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));

/**
 * Every kernel over the numbers of one memory.
 * @param {{floats: Float32Array}} memory
 */
export function plain(memory) {
  const at = (address) => address >>> 2;

  /** out[i] = f(a[i]) */
  function each(a, out, count, f) {
    const { floats } = memory;
    const [from, to] = [at(a), at(out)];
    for (let i = 0; i < count; i++) floats[to + i] = f(floats[from + i]);
  }

  /** out[i] = f(a[i], b[i]) */
  function pairs(a, b, out, count, f) {
    const { floats } = memory;
    const [first, second, to] = [at(a), at(b), at(out)];
    for (let i = 0; i < count; i++) floats[to + i] = f(floats[first + i], floats[second + i]);
  }

  /** c = a b of (n, k) and (k, m), where a steps by `row` and `column`: four columns at once, then one by one. */
  function product(a, row, column, b, c, n, k, m) {
    const { floats } = memory;
    const [left, right, to] = [at(a), at(b), at(c)];
    const fours = m - (m % 4);
    for (let i = 0; i < n; i++) {
      const [first, line] = [left + i * row, to + i * m];
      for (let j = 0; j < fours; j += 4) {
        let s0 = 0;
        let s1 = 0;
        let s2 = 0;
        let s3 = 0;
        for (let p = 0, x = first, y = right + j; p < k; p++, x += column, y += m) {
          const factor = floats[x];
          s0 += factor * floats[y];
          s1 += factor * floats[y + 1];
          s2 += factor * floats[y + 2];
          s3 += factor * floats[y + 3];
        }
        floats[line + j] = s0;
        floats[line + j + 1] = s1;
        floats[line + j + 2] = s2;
        floats[line + j + 3] = s3;
      }
      for (let j = fours; j < m; j++) {
        let sum = 0;
        for (let p = 0, x = first, y = right + j; p < k; p++, x += column, y += m) sum += floats[x] * floats[y];
        floats[line + j] = sum;
      }
    }
  }

  /** out (m, n) is a (n, m), turned. */
  function turn(a, out, n, m) {
    const { floats } = memory;
    const [from, to] = [at(a), at(out)];
    for (let i = 0; i < n; i++) for (let j = 0; j < m; j++) floats[to + j * n + i] = floats[from + i * m + j];
  }

  function total(a, count, f) {
    const { floats } = memory;
    const from = at(a);
    let sum = 0;
    for (let i = 0; i < count; i++) sum += f(floats[from + i]);
    return sum;
  }

  return {
    linear(x, w, b, y, scratch, n, k, m, leak) {
      const { floats } = memory;
      turn(w, scratch, m, k);
      product(x, k, 1, scratch, y, n, k, m);
      const [to, bias] = [at(y), at(b)];
      for (let i = 0; i < n; i++) {
        for (let j = 0; j < m; j++) floats[to + i * m + j] = activated(floats[to + i * m + j] + floats[bias + j], leak);
      }
    },
    matmul: (a, b, c, _scratch, n, k, m) => product(a, k, 1, b, c, n, k, m),
    matmulRight(a, b, c, scratch, n, k, m) {
      turn(b, scratch, m, k);
      product(a, k, 1, scratch, c, n, k, m);
    },
    matmulLeft: (a, b, c, _scratch, n, k, m) => product(a, 1, n, b, c, n, k, m),
    slope(g, y, out, count, leak) {
      const { floats } = memory;
      const [from, values, to] = [at(g), at(y), at(out)];
      for (let i = 0; i < count; i++) {
        const s = floats[from + i];
        const v = floats[values + i];
        floats[to + i] = leak === TANH ? s * (1 - v * v) : v > 0 ? s : s * leak;
      }
    },
    activate: (a, out, count, leak) => each(a, out, count, (x) => activated(x, leak)),
    columns(a, out, n, m) {
      const { floats } = memory;
      const [from, to] = [at(a), at(out)];
      floats.fill(0, to, to + m);
      for (let i = 0; i < n; i++) for (let j = 0; j < m; j++) floats[to + j] += floats[from + i * m + j];
    },
    tile(a, out, n, m) {
      for (let i = 0; i < n; i++) memory.floats.copyWithin(at(out) + i * m, at(a), at(a) + m);
    },
    add: (a, b, out, count) => pairs(a, b, out, count, (x, y) => x + y),
    subtract: (a, b, out, count) => pairs(a, b, out, count, (x, y) => x - y),
    multiply: (a, b, out, count) => pairs(a, b, out, count, (x, y) => x * y),
    divide: (a, b, out, count) => pairs(a, b, out, count, (x, y) => x / y),
    affine: (a, out, count, factor, shift) => each(a, out, count, (x) => x * factor + shift),
    times: (a, cell, out, count) => each(a, out, count, (x) => x * memory.floats[at(cell)]),
    softplus: (a, out, count) => each(a, out, count, softened),
    sigmoid: (a, out, count) => each(a, out, count, (x) => 1 / (1 + Math.exp(-x))),
    root: (a, out, count) => each(a, out, count, Math.sqrt),
    sum(a, out, count) {
      memory.floats[at(out)] = total(a, count, (x) => x);
    },
    spread: (cell, out, count) => memory.floats.fill(memory.floats[at(cell)], at(out), at(out) + count),
    squares: (a, count) => fround(total(a, count, (x) => x * x)),
    sgd: (w, g, count, rate) => pairs(w, g, w, count, (x, s) => x - rate * s),
    clamp: (w, count, limit) => each(w, w, count, (x) => Math.min(limit, Math.max(-limit, x))),
    lerp: (a, b, count, share) =>
      pairs(a, b, a, count, (x, y) => (share < 0.5 ? x + share * (y - x) : y + (share - 1) * (y - x))),
    adam(w, g, mean, square, count, rate, beta1, beta2, correction, eps) {
      const { floats } = memory;
      const [weight, slope, first, second] = [at(w), at(g), at(mean), at(square)];
      for (let i = 0; i < count; i++) {
        const s = floats[slope + i];
        floats[first + i] = beta1 * floats[first + i] + (1 - beta1) * s;
        floats[second + i] = beta2 * floats[second + i] + (1 - beta2) * s * s;
        floats[weight + i] -= (rate * floats[first + i]) / (Math.sqrt(floats[second + i]) / correction + eps);
      }
    },
    rmsprop(w, g, square, count, rate, alpha, eps) {
      const { floats } = memory;
      const [weight, slope, second] = [at(w), at(g), at(square)];
      for (let i = 0; i < count; i++) {
        const s = floats[slope + i];
        floats[second + i] = alpha * floats[second + i] + (1 - alpha) * s * s;
        floats[weight + i] -= (rate * s) / (Math.sqrt(floats[second + i]) + eps);
      }
    },
  };
}
