// A computation written down once and run again and again, with gradients that are computations of the same kind.
//
// Every operation of ops.js appends one line to the tape. `gradients` appends the lines of a backward pass, written in
// the same operations, so that gradients can be differentiated again: a penalty on a slope needs no other machinery.

/** A matrix of the tape: a value that is there once the tape has run. */
export class Node {
  #at = -1;

  /**
   * @param {Tape} tape
   * @param {number} rows
   * @param {number} columns
   * @param {Node[]} [parents] what it is computed from
   * @param {((slope: Node, wanted: boolean[]) => (Node | null)[]) | null} [backward] the slope by each wanted parent
   */
  constructor(tape, rows, columns, parents = [], backward = null) {
    [this.tape, this.rows, this.columns, this.parents, this.backward] = [tape, rows, columns, parents, backward];
    this.order = tape.counted++;
    /** @type {Node | null} whose numbers these are, in another shape */
    this.base = null;
  }

  get count() {
    return this.rows * this.columns;
  }

  /** Its address; memory is taken when it is asked for first. */
  get at() {
    if (this.base) return this.base.at;
    if (this.#at < 0) this.#at = this.tape.memory.take(this.count);
    return this.#at;
  }

  get placed() {
    return this.base !== null || this.#at >= 0;
  }

  /** @param {number} address where its numbers are or shall be */
  place(address) {
    this.#at = address;
    return this;
  }
}

/** One computation. */
export class Tape {
  /** @param {import("./memory.js").Memory} memory */
  constructor(memory) {
    this.memory = memory;
    this.counted = 0;
    /** @type {(() => void)[]} */
    this.lines = [];
    /** @type {(() => () => void)[]} lines whose addresses are not known yet */
    this.drafts = [];
  }

  /** @param {number} rows @param {number} columns @param {number} [at] @returns {Node} what is given from outside */
  leaf(rows, columns, at = -1) {
    const node = new Node(this, rows, columns);
    return node.place(at < 0 ? this.memory.take(rows * columns) : at);
  }

  /** @param {number} rows @param {number} columns @param {number} value @returns {Node} */
  constant(rows, columns, value) {
    const node = this.leaf(rows, columns);
    this.memory.view(node.at, node.count).fill(value);
    return node;
  }

  /** @param {() => () => void} draft asked once, when all is placed, for the line to run */
  write(draft) {
    this.drafts.push(draft);
  }

  /**
   * The slope of a scalar by each of several matrices, as nodes of this tape.
   * @param {Node} of a scalar
   * @param {Node[]} by
   * @param {number[]} [into] addresses that the slopes shall have
   * @returns {(Node | null)[]} null where it does not depend on one
   */
  gradients(of, by, into) {
    const reached = reaching(of, by);
    /** @type {Map<Node, Node>} */
    const slopes = new Map();
    if (reached.has(of)) slopes.set(of, this.constant(of.rows, of.columns, 1));
    const found = by.map(() => null);
    for (const node of [...reached].sort((a, b) => b.order - a.order)) {
      const slope = slopes.get(node);
      const index = by.indexOf(node);
      if (index >= 0) found[index] = slope ?? null;
      if (!slope || !node.backward || index >= 0) continue;
      const wanted = node.parents.map((parent) => reached.has(parent));
      node.backward(slope, wanted).forEach((part, i) => {
        if (!wanted[i] || !part) return;
        const before = slopes.get(node.parents[i]);
        slopes.set(node.parents[i], before ? this.sum(before, part) : part);
      });
    }
    for (let i = 0; into && i < found.length; i++) if (found[i]) this.#direct(found[i], into[i]);
    return found;
  }

  /** The sum of two matrices of one shape; its slope by either is its own. */
  sum(a, b) {
    const node = new Node(this, a.rows, a.columns, [a, b], (slope) => [slope, slope]);
    const { kernels } = this.memory;
    this.write(() => {
      const [first, second, out, count] = [a.at, b.at, node.at, node.count];
      return () => kernels.add(first, second, out, count);
    });
    return node;
  }

  #direct(slope, address) {
    if (!slope.placed) slope.place(address);
    else this.write(() => this.#copy(slope.at, address, slope.count));
  }

  #copy(from, to, count) {
    return () => this.memory.floats.copyWithin(to >>> 2, from >>> 2, (from >>> 2) + count);
  }

  /** Takes all the memory that it needs; nothing is written to the tape after this. */
  settle() {
    this.lines = this.drafts.map((draft) => draft());
    this.drafts = [];
  }

  /** Computes everything on the tape from what stands in its leaves. */
  run() {
    const { lines } = this;
    for (let i = 0; i < lines.length; i++) lines[i]();
  }
}

/** Every node between `of` and any of `by`, both included where there is a way. */
function reaching(of, by) {
  const wanted = new Set(by);
  /** @type {Map<Node, boolean>} */
  const known = new Map();
  const visit = (node) => {
    const before = known.get(node);
    if (before !== undefined) return before;
    let leads = wanted.has(node);
    if (!leads) for (const parent of node.parents) leads = visit(parent) || leads;
    known.set(node, leads);
    return leads;
  };
  visit(of);
  return new Set([...known].filter(([, leads]) => leads).map(([node]) => node));
}
