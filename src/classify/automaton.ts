const root = 0;
const none = -1;
const asciiUnits = 128;
/** So many letters of the automaton stand for all code units outside ASCII. */
const sharedLetters = 16;

/**
 * An Aho-Corasick automaton: finds every occurrence of thousands of texts in one pass, in time linear in the
 * text read plus the hits. It is a table of steps, whose rarer part is filled in as it is needed. To keep it
 * small, code units outside ASCII share a few letters, and what is found that way is compared with the text.
 */
export class Automaton {
  readonly #texts: readonly string[];
  /** A code unit's letter; 0 for those in ASCII that no text has. */
  readonly #letterOf = new Uint8Array(65_536);
  readonly #letters: number;
  /** 1 + the state that a state and a letter lead to; 0 where that is not known yet. */
  readonly #steps: Int32Array;
  /** A state's longest proper suffix. */
  readonly #suffix: Int32Array;
  /** The state itself if a text ends in it, else its longest suffix in which one does. */
  readonly #ending: Int32Array;
  /** The last text that ends in a state, and from there the one before it that ends there too. */
  readonly #last: Int32Array;
  readonly #before: Int32Array;

  constructor(texts: readonly string[]) {
    this.#texts = texts;
    let most = 1;
    let letters = 1;
    for (const text of texts) {
      most += text.length;
      for (let at = 0; at < text.length; at++) {
        const code = text.charCodeAt(at);
        if (code < asciiUnits && this.#letterOf[code] === 0) this.#letterOf[code] = letters++;
      }
    }
    for (let code = asciiUnits; code < 65_536; code++) {
      this.#letterOf[code] = letters + (code % sharedLetters);
    }
    this.#letters = letters + sharedLetters;
    this.#steps = new Int32Array(most * this.#letters);
    this.#suffix = new Int32Array(most);
    this.#ending = new Int32Array(most).fill(none);
    this.#last = new Int32Array(most).fill(none);
    this.#before = new Int32Array(texts.length).fill(none);
    this.#link(this.#insert(texts));
  }

  /** Makes a state of each beginning of a text. Gives the edges to them, those of equal length together. */
  #insert(texts: readonly string[]): number[][] {
    const layers: number[][] = [];
    let states = 1;
    for (const [index, text] of texts.entries()) {
      let state = root;
      for (let at = 0; at < text.length; at++) {
        const edge = state * this.#letters + (this.#letterOf[text.charCodeAt(at)] as number);
        if (this.#steps[edge] === 0) {
          this.#steps[edge] = ++states;
          const layer = layers[at];
          if (layer) layer.push(edge);
          else layers[at] = [edge];
        }
        state = (this.#steps[edge] as number) - 1;
      }
      this.#before[index] = this.#last[state] as number;
      this.#last[state] = index;
    }
    return layers;
  }

  /** Short beginnings first, as the suffixes of long ones are found through them. */
  #link(layers: readonly number[][]): void {
    for (const layer of layers) {
      for (const edge of layer) {
        const state = (this.#steps[edge] as number) - 1;
        const parent = Math.floor(edge / this.#letters);
        const suffix =
          parent === root ? root : this.#step(this.#suffix[parent] as number, edge % this.#letters);
        this.#suffix[state] = suffix;
        this.#ending[state] = this.#last[state] === none ? (this.#ending[suffix] as number) : state;
      }
    }
  }

  /** A step that is in no text goes on from the state's suffix. */
  #step(from: number, letter: number): number {
    let state = from;
    while (this.#steps[state * this.#letters + letter] === 0 && state !== root)
      state = this.#suffix[state] as number;
    const known = this.#steps[state * this.#letters + letter] as number;
    const to = known === 0 ? root : known - 1;
    this.#steps[from * this.#letters + letter] = to + 1;
    return to;
  }

  /** Calls `hit` with the index of each text that occurs and the position where the occurrence ends. */
  scan(text: string, hit: (index: number, end: number) => void): void {
    const letterOf = this.#letterOf;
    const letters = this.#letters;
    const steps = this.#steps;
    const ending = this.#ending;
    let state = root;
    for (let at = 0; at < text.length; at++) {
      const letter = letterOf[text.charCodeAt(at)] as number;
      const known = steps[state * letters + letter] as number;
      state = known === 0 ? this.#step(state, letter) : known - 1;
      const found = ending[state] as number;
      if (found !== none) this.#report(found, text, at + 1, hit);
    }
  }

  #report(ending: number, text: string, end: number, hit: (index: number, end: number) => void): void {
    for (let state = ending; state !== none; state = this.#ending[this.#suffix[state] as number] as number) {
      for (let index = this.#last[state] as number; index !== none; index = this.#before[index] as number) {
        const found = this.#texts[index] as string;
        if (text.startsWith(found, end - found.length)) hit(index, end);
      }
    }
  }
}
