// The fully connected networks of points, as ganplay/nets/points.py has them, their weights under torch's names.
import { TANH } from "./kernels.js";
import { linear, reshaped } from "./ops.js";

/** @typedef {{name: string, inputs: number, outputs: number, leak: number, gain: number}} Layer */
/** @typedef {{name: string, shape: number[], at: number, count: number}} Tensor */

const [NONE, LEAKY] = [1, 0.2];
const LEAKS = { relu: 0, leaky_relu: LEAKY, tanh: TANH };
/** Numbers of a point. */
export const COORDINATES = 2;

/** Hidden layers of one width and a last one, each with its name and what it is scaled by at first. */
function stack(names, sizes, leak, gain) {
  return names.map((name, i) => ({
    name,
    inputs: sizes[i],
    outputs: sizes[i + 1],
    leak: i === names.length - 1 ? NONE : leak,
    gain,
  }));
}

/** @param {Record<string, any>} recipe @returns {Layer[]} z to a point */
export function generatorLayers({ z_dim, g_width, g_layers, activation }) {
  const names = ["first", ...Array.from({ length: g_layers }, (_, i) => `body.${1 + 2 * i}`)];
  const sizes = [z_dim, ...Array(g_layers).fill(g_width), COORDINATES];
  return stack(names, sizes, activation === "family" ? LEAKS.relu : LEAKS[activation], 2);
}

/** @param {Record<string, any>} recipe @returns {Layer[]} points, as many as are packed, to a logit */
export function discriminatorLayers({ packing, d_width, d_layers, activation }) {
  const names = [...Array.from({ length: d_layers }, (_, i) => `body.${1 + 2 * i}`), "head"];
  const inside = packing > 1 ? names.map((name) => `discriminator.${name}`) : names;
  const sizes = [COORDINATES * packing, ...Array(d_layers).fill(d_width), 1];
  return stack(inside, sizes, activation === "family" ? LEAKS.leaky_relu : LEAKS[activation], 1);
}

const padded = (count) => Math.ceil(count / 4) * 4;

/** One network: all its weights in one piece of memory, each matrix beginning at a whole register. */
export class Network {
  /** @param {import("./memory.js").Memory} memory @param {Layer[]} layers */
  constructor(memory, layers) {
    [this.memory, this.layers] = [memory, layers];
    const sizes = layers.flatMap(({ inputs, outputs }) => [inputs * outputs, outputs]);
    this.count = sizes.map(padded).reduce((a, b) => a + b);
    this.at = memory.take(this.count);
    /** @type {Tensor[]} weight and bias of each layer, in the order of torch's parameters */
    this.tensors = [];
    let at = this.at;
    for (const { name, inputs, outputs } of layers) {
      for (const [part, shape] of [
        ["weight", [outputs, inputs]],
        ["bias", [outputs]],
      ]) {
        const count = shape.reduce((a, b) => a * b);
        this.tensors.push({ name: `${name}.${part}`, shape, at, count });
        at += 4 * padded(count);
      }
    }
  }

  /** Weights from N(0, gain / inputs) (He et al. 2015), biases as torch's: uniform within 1 / sqrt(inputs). */
  initialise(random) {
    this.layers.forEach(({ inputs, gain }, i) => {
      const [weight, bias] = [2 * i, 2 * i + 1].map((index) => this.#view(this.tensors[index]));
      const deviation = Math.sqrt(gain / inputs);
      for (let j = 0; j < weight.length; j++) weight[j] = deviation * random.normal();
      random.uniforms(bias, -1 / Math.sqrt(inputs), 1 / Math.sqrt(inputs));
    });
  }

  /** The network on a tape: its weights as leaves there, and what it makes of a matrix. */
  on(tape) {
    const parameters = this.tensors.map(({ shape: [rows, columns], at }) =>
      columns === undefined ? tape.leaf(1, rows, at) : tape.leaf(rows, columns, at),
    );
    const call = (x) =>
      this.layers.reduce((h, { leak }, i) => linear(h, parameters[2 * i], parameters[2 * i + 1], leak), x);
    return { parameters, call };
  }

  /** @returns {Record<string, {shape: number[], data: Float32Array}>} a copy of all weights, as torch's state_dict */
  state() {
    return Object.fromEntries(
      this.tensors.map((tensor) => [tensor.name, { shape: tensor.shape, data: this.#view(tensor).slice() }]),
    );
  }

  /**
   * @param {Record<string, {data: ArrayLike<number>}>} state
   * @throws {RangeError} where it is of another network
   */
  fits(state) {
    for (const { name, count } of this.tensors) {
      if (state[name]?.data.length !== count) throw new RangeError(`${name} is not that of this network`);
    }
  }

  /** @param {Record<string, {data: ArrayLike<number>}>} state of this network, see `fits` */
  load(state) {
    for (const tensor of this.tensors) this.#view(tensor).set(state[tensor.name].data);
  }

  #view({ at, count }) {
    return this.memory.view(at, count);
  }
}

/** @param {import("./tape.js").Node} points (n, 2) @param {number} packing @returns {import("./tape.js").Node} packs */
export const packed = (points, packing) =>
  packing > 1 ? reshaped(points, points.rows / packing, points.columns * packing) : points;
