const root = 0;
const none = -1;
const asciiUnits = 128;
/** So many letters of the automaton stand for all code units outside ASCII. */
const sharedLetters = 16;

/**
 * An Aho-Corasick automaton: finds every occurrence of thousands of texts in one pass, in time linear in the
 * text read plus the hits. It is a full table of steps. To keep that small, code units outside ASCII share a
 * few letters, and what is found that way is compared with the text itself.
 */
export class Automaton {
  readonly #texts: readonly string[];
  /** A code unit's letter; 0 for those in ASCII that no text has. */
  readonly #letterOf = new Uint8Array(65_536);
  readonly #letters: number;
  /** State and letter to state. */
  readonly #step: Int32Array;
  /** The state itself if a text ends in it, else its longest suffix in which one does. */
  readonly #ending: Int32Array;
  /** The same for its proper suffixes. */
  readonly #shorter: Int32Array;
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
    const table = new Int32Array(most * this.#letters);
    this.#last = new Int32Array(most).fill(none);
    this.#before = new Int32Array(texts.length).fill(none);
    let states = 1;
    for (const [index, text] of texts.entries()) {
      let state = root;
      for (let at = 0; at < text.length; at++) {
        const edge = state * this.#letters + (this.#letterOf[text.charCodeAt(at)] as number);
        if (table[edge] === root) table[edge] = states++;
        state = table[edge] as number;
      }
      this.#before[index] = this.#last[state] as number;
      this.#last[state] = index;
    }
    this.#step = table.subarray(0, states * this.#letters);
    this.#ending = new Int32Array(states).fill(none);
    this.#shorter = new Int32Array(states).fill(none);
    this.#link(states);
  }

  /** Fills in the steps that the texts leave open: a state goes on as its longest proper suffix does. */
  #link(states: number): void {
    const [step, letters] = [this.#step, this.#letters];
    const suffix = new Int32Array(states);
    const queue = new Int32Array(states);
    for (let [head, tail] = [0, 1]; head < tail; head++) {
      const state = queue[head] as number;
      const same = suffix[state] as number;
      this.#shorter[state] = state === root ? none : (this.#ending[same] as number);
      this.#ending[state] = this.#last[state] === none ? (this.#shorter[state] as number) : state;
      for (let letter = 1; letter < letters; letter++) {
        const child = step[state * letters + letter] as number;
        const onward = state === root ? root : (step[same * letters + letter] as number);
        if (child === root) step[state * letters + letter] = onward;
        else {
          suffix[child] = onward;
          queue[tail++] = child;
        }
      }
    }
  }

  /** Calls `hit` with the index of each text that occurs and the position where the occurrence ends. */
  scan(text: string, hit: (index: number, end: number) => void): void {
    const letterOf = this.#letterOf;
    const letters = this.#letters;
    const step = this.#step;
    const ending = this.#ending;
    let state = root;
    for (let at = 0; at < text.length; at++) {
      state = step[state * letters + (letterOf[text.charCodeAt(at)] as number)] as number;
      const found = ending[state] as number;
      if (found !== none) this.#report(found, text, at + 1, hit);
    }
  }

  #report(ending: number, text: string, end: number, hit: (index: number, end: number) => void): void {
    for (let state = ending; state !== none; state = this.#shorter[state] as number) {
      for (let index = this.#last[state] as number; index !== none; index = this.#before[index] as number) {
        const found = this.#texts[index] as string;
        if (text.startsWith(found, end - found.length)) hit(index, end);
      }
    }
  }
}
