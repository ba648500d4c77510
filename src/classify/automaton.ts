const root = 0;
const none = -1;
const asciiUnits = 128;
/** So many letters of the automaton stand for all code units outside ASCII. */
const sharedLetters = 16;

/**
 * An Aho-Corasick automaton: finds every occurrence of thousands of texts in one pass, in time linear in the
 * text read plus the hits. It is quick to build: steps are worked out when a scan first takes them, and kept.
 * Code units outside ASCII share a few letters, and what is found that way is compared with the text itself.
 */
export class Automaton {
  readonly #texts: readonly string[];
  /** A code unit's letter; 0 for those in ASCII that no text has. */
  readonly #letterOf = new Uint8Array(65_536);
  readonly #letters: number;
  /** The texts' beginnings as a tree of states: a state's first child, its next sibling, the letter to it. */
  readonly #child: Int32Array;
  readonly #sibling: Int32Array;
  readonly #letter: Uint8Array;
  readonly #fromRoot: Int32Array;
  /** A state's longest proper suffix. */
  readonly #suffix: Int32Array;
  /** The state itself if a text ends in it, else its longest suffix in which one does. */
  readonly #ending: Int32Array;
  /** The last text that ends in a state, and from there the one before it that ends there too. */
  readonly #last: Int32Array;
  readonly #before: Int32Array;
  /** A state's place in `steps`; 0 until a scan leaves it. */
  readonly #row: Int32Array;
  /** By row and letter, 1 + the state that follows; 0 where that is not known yet. */
  #steps: Int32Array;
  #rows = 1;

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
    for (let code = asciiUnits; code < asciiUnits + sharedLetters; code++) this.#letterOf[code] = letters++;
    for (let length = sharedLetters; length < 65_536; length *= 2) {
      this.#letterOf.copyWithin(asciiUnits + length, asciiUnits, asciiUnits + length);
    }
    this.#letters = letters;
    this.#child = new Int32Array(most);
    this.#sibling = new Int32Array(most);
    this.#letter = new Uint8Array(most);
    this.#fromRoot = new Int32Array(this.#letters);
    this.#suffix = new Int32Array(most);
    this.#ending = new Int32Array(most).fill(none);
    this.#last = new Int32Array(most).fill(none);
    this.#before = new Int32Array(texts.length).fill(none);
    this.#row = new Int32Array(most);
    this.#steps = new Int32Array(this.#letters * 64);
    this.#link(this.#insert());
  }

  /** Makes a state of each beginning of a text; gives how many there are. */
  #insert(): number {
    let states = 1;
    for (const [index, text] of this.#texts.entries()) {
      let state = root;
      for (let at = 0; at < text.length; at++) {
        const letter = this.#letterOf[text.charCodeAt(at)] as number;
        let next = this.#childOf(state, letter);
        if (next === root) {
          next = states++;
          this.#letter[next] = letter;
          this.#sibling[next] = this.#child[state] as number;
          this.#child[state] = next;
          if (state === root) this.#fromRoot[letter] = next;
        }
        state = next;
      }
      this.#before[index] = this.#last[state] as number;
      this.#last[state] = index;
    }
    return states;
  }

  /** Short beginnings first, as the suffixes of long ones are found through them. */
  #link(states: number): void {
    const queue = new Int32Array(states);
    for (let [head, tail] = [0, 1]; head < tail; head++) {
      const state = queue[head] as number;
      const suffix = this.#suffix[state] as number;
      if (this.#last[state] !== none) this.#ending[state] = state;
      else if (state !== root) this.#ending[state] = this.#ending[suffix] as number;
      for (let next = this.#child[state] as number; next !== root; next = this.#sibling[next] as number) {
        if (state !== root) this.#suffix[next] = this.#follow(suffix, this.#letter[next] as number);
        queue[tail++] = next;
      }
    }
  }

  /** The root, which is nobody's child, stands for none. */
  #childOf(state: number, letter: number): number {
    if (state === root) return this.#fromRoot[letter] as number;
    let child = this.#child[state] as number;
    while (child !== root && this.#letter[child] !== letter) child = this.#sibling[child] as number;
    return child;
  }

  /** Where a letter leads: on in a text, or else as it does from the state's suffix. */
  #follow(from: number, letter: number): number {
    for (let state = from; state !== root; state = this.#suffix[state] as number) {
      const child = this.#childOf(state, letter);
      if (child !== root) return child;
    }
    return this.#fromRoot[letter] as number;
  }

  /** Works out a step and keeps it. */
  #learn(state: number, letter: number): number {
    if (this.#row[state] === 0) {
      this.#row[state] = this.#rows++;
      if (this.#rows * this.#letters > this.#steps.length) {
        const larger = new Int32Array(this.#steps.length * 2);
        larger.set(this.#steps);
        this.#steps = larger;
      }
    }
    const next = this.#follow(state, letter);
    this.#steps[(this.#row[state] as number) * this.#letters + letter] = next + 1;
    return next;
  }

  /** Calls `hit` with the index of each text that occurs and the position where the occurrence ends. */
  scan(text: string, hit: (index: number, end: number) => void): void {
    const letterOf = this.#letterOf;
    const letters = this.#letters;
    const ending = this.#ending;
    const row = this.#row;
    let steps = this.#steps;
    let state = root;
    for (let at = 0; at < text.length; at++) {
      const letter = letterOf[text.charCodeAt(at)] as number;
      const known = steps[(row[state] as number) * letters + letter] as number;
      if (known === 0) {
        state = this.#learn(state, letter);
        steps = this.#steps;
      } else state = known - 1;
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
