const root = 0;
const none = -1;

/**
 * An Aho-Corasick automaton over UTF-16 code units: finds every occurrence of thousands of texts in one pass,
 * in time linear in the text read plus the hits. Edges are one open-addressed hash table, so that memory
 * follows the texts' length and not the size of their alphabet.
 */
export class Automaton {
  readonly #edges: Edges;
  readonly #fail: Int32Array;
  /** The first text that ends in a state, and from there the next with the same characters. */
  readonly #first: Int32Array;
  readonly #next: Int32Array;
  /** The nearest shorter suffix of a state in which a text ends. */
  readonly #suffix: Int32Array;

  constructor(texts: readonly string[]) {
    const size = 1 + texts.reduce((sum, text) => sum + text.length, 0);
    this.#edges = new Edges(size);
    this.#first = new Int32Array(size).fill(none);
    this.#next = new Int32Array(texts.length).fill(none);
    const parent = new Int32Array(size);
    const unit = new Uint16Array(size);
    const layers: number[][] = [];
    let states = 1;
    for (const [index, text] of texts.entries()) {
      let state = root;
      for (let at = 0; at < text.length; at++) {
        const code = text.charCodeAt(at);
        let child = this.#edges.get(state, code);
        if (child === none) {
          child = states++;
          this.#edges.add(state, code, child);
          parent[child] = state;
          unit[child] = code;
          const layer = layers[at];
          if (layer) layer.push(child);
          else layers[at] = [child];
        }
        state = child;
      }
      this.#next[index] = this.#first[state] as number;
      this.#first[state] = index;
    }
    this.#fail = new Int32Array(states);
    this.#suffix = new Int32Array(states).fill(none);
    this.#link(layers, parent, unit);
  }

  /** Links each state to its longest proper suffix, shallow states first. */
  #link(layers: readonly number[][], parent: Int32Array, unit: Uint16Array): void {
    for (const [depth, layer] of layers.entries()) {
      for (const state of layer) {
        const above = parent[state] as number;
        const fail = depth === 0 ? root : this.#step(this.#fail[above] as number, unit[state] as number);
        this.#fail[state] = fail;
        this.#suffix[state] = this.#first[fail] === none ? (this.#suffix[fail] as number) : fail;
      }
    }
  }

  #step(from: number, code: number): number {
    for (let state = from; ; state = this.#fail[state] as number) {
      const child = this.#edges.get(state, code);
      if (child !== none) return child;
      if (state === root) return root;
    }
  }

  /** Calls `hit` with the index of each text that occurs and the position where the occurrence ends. */
  scan(text: string, hit: (index: number, end: number) => void): void {
    let state = root;
    for (let at = 0; at < text.length; at++) {
      state = this.#step(state, text.charCodeAt(at));
      let found = this.#first[state] === none ? (this.#suffix[state] as number) : state;
      for (; found !== none; found = this.#suffix[found] as number) {
        for (let index = this.#first[found] as number; index !== none; index = this.#next[index] as number) {
          hit(index, at + 1);
        }
      }
    }
  }
}

/** (state, code unit) > state, by linear probing; at most half full. */
class Edges {
  readonly #mask: number;
  readonly #states: Int32Array;
  readonly #units: Uint16Array;
  readonly #targets: Int32Array;

  constructor(count: number) {
    const size = 2 ** Math.ceil(Math.log2(Math.max(16, count * 2)));
    this.#mask = size - 1;
    this.#states = new Int32Array(size);
    this.#units = new Uint16Array(size);
    this.#targets = new Int32Array(size).fill(none);
  }

  #slot(state: number, code: number): number {
    const hash = Math.imul(Math.imul(state, 0x9e3779b1) ^ code, 0x85ebca6b);
    let slot = (hash ^ (hash >>> 15)) & this.#mask;
    while (this.#targets[slot] !== none && (this.#states[slot] !== state || this.#units[slot] !== code)) {
      slot = (slot + 1) & this.#mask;
    }
    return slot;
  }

  get(state: number, code: number): number {
    return this.#targets[this.#slot(state, code)] as number;
  }

  add(state: number, code: number, target: number): void {
    const slot = this.#slot(state, code);
    this.#states[slot] = state;
    this.#units[slot] = code;
    this.#targets[slot] = target;
  }
}
