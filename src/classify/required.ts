import { foldsPlainly } from './case.ts';

/** What is known of the texts that a part of a pattern matches. */
interface Part {
  /** All of them, where they are few. */
  all?: readonly string[];
  /** Texts of which each of them holds at least one. */
  need?: readonly string[];
  /** Texts with one of which each of them begins, and with one of which each of them ends. */
  ends?: readonly string[];
}

/** The empty text: a position, such as `^` or `\b`. */
const position: Part = { all: [''] };
const digits = [...'0123456789'];
/** A longer list of texts is not multiplied out. */
const most = 100;
/** Texts of which about every second character of a name begins one spare nothing. */
const tooCommon = 0.5;

/** Syntax whose reading is left to RE2. */
class Unknown extends Error {}

/**
 * Texts, as they stand in a matching form, of which every match of a valid RE2 pattern holds at least one, so
 * that a name without them needs no look at the pattern. Undefined where the pattern tells of none.
 */
export function requiredTexts(pattern: string): readonly string[] | undefined {
  try {
    const texts = withoutLonger(needOf(new Reader(pattern).alternatives()));
    return texts && cost(texts) < tooCommon ? texts : undefined;
  } catch (error) {
    if (error instanceof Unknown) return undefined;
    throw error;
  }
}

/** A text that holds another one of the list adds nothing to it. */
function withoutLonger(texts: readonly string[] | undefined): string[] | undefined {
  const shortest: string[] = [];
  for (const text of texts?.toSorted((a, b) => a.length - b.length) ?? []) {
    if (!shortest.some((other) => text.includes(other))) shortest.push(text);
  }
  return texts && shortest;
}

/** A part whose texts are all known needs these, unless it can be empty. */
const needOf = ({ all, need }: Part): readonly string[] | undefined =>
  all && !all.includes('') ? all : need;

class Reader {
  readonly #pattern: string;
  #at = 0;

  constructor(pattern: string) {
    this.#pattern = pattern;
  }

  /** Takes what a sticky expression matches here. */
  #take(expression: RegExp): string | undefined {
    expression.lastIndex = this.#at;
    const found = expression.exec(this.#pattern)?.[0];
    this.#at += found?.length ?? 0;
    return found;
  }

  alternatives(): Part {
    let sum = this.#sequence();
    while (this.#take(/\|/y)) {
      const [one, other] = [sum, this.#sequence()];
      const [need, otherNeed] = [needOf(one), needOf(other)];
      sum = {
        ...(one.all && other.all && { all: [...one.all, ...other.all] }),
        ...(need && otherNeed && { need: [...need, ...otherNeed] }),
      };
    }
    return sum;
  }

  #sequence(): Part {
    let best: readonly string[] | undefined;
    let run: readonly string[] = [''];
    let isWhole = true;
    const offer = (need: readonly string[] | undefined) => {
      if (need && (!best || cost(need) < cost(best))) best = need;
    };
    const cut = (next: readonly string[]) => {
      offer(needOf({ all: run }));
      run = next;
      isWhole = false;
    };
    while (this.#at < this.#pattern.length && !/[|)]/.test(this.#pattern.charAt(this.#at))) {
      const { all, need, ends } = this.#counted(this.#piece());
      const next = all ?? ends ?? [''];
      if (run.length * next.length > most) cut(next);
      else run = run.flatMap((text) => next.map((more) => text + more));
      if (all) continue;
      offer(need);
      cut(ends ?? ['']);
    }
    if (isWhole) return { all: run };
    offer(needOf({ all: run }));
    return best ? { need: best } : {};
  }

  /** A piece with the `?`, `*`, `+` or `{n,m}` that follows it. */
  #counted(piece: Part): Part {
    const count = this.#take(/(?:[*+?]|\{\d+(?:,\d*)?\})\??/y);
    if (count === undefined || piece === position) return piece;
    if (count.startsWith('?')) return piece.all ? { all: [...piece.all, ''] } : {};
    if (/^\*|^\{0+[,}]/.test(count)) return {};
    const need = needOf(piece);
    return { ...(need && { need }), ...(piece.all && { ends: piece.all }) };
  }

  #piece(): Part {
    if (this.#take(/[$^]|\(\?[a-zA-Z-]*\)/y)) return position;
    if (this.#take(/\((?:\?(?:P?<\w+>|[a-zA-Z-]*:))?/y)) {
      const inside = this.alternatives();
      if (!this.#take(/\)/y)) throw new Unknown();
      return inside;
    }
    const set = this.#take(/\[\^?\]?(?:\\.|\[:\^?\w+:\]|[^\]\\])*\]/suy);
    if (set !== undefined) return membersOf(set);
    if (this.#take(/\./y)) return {};
    if (this.#take(/\\/y)) return this.#escape();
    return literal(this.#take(/./suy) ?? '');
  }

  #escape(): Part {
    if (this.#take(/[bBAz]/y)) return position;
    if (this.#take(/d/y)) return { all: digits };
    if (this.#take(/[DwWsSafnrtv]|[pP](?:\{\^?\w+\}|\w)/y)) return {};
    const mark = this.#take(/[^\p{L}\p{N}]/uy);
    if (mark === undefined) throw new Unknown();
    return literal(mark);
  }
}

/** How often such a character stands at a place of a network name, roughly. */
function frequency(char: string): number {
  if (char === ' ') return 0.12;
  if (/[a-z]/.test(char)) return 0.035;
  return /[0-9]/.test(char) ? 0.004 : 0.008;
}

/** How many of these texts a place of a name holds, on average. */
const cost = (texts: readonly string[]): number =>
  texts.reduce((sum, text) => sum + [...text].reduce((product, char) => product * frequency(char), 1), 0);

const literal = (char: string): Part => (foldsPlainly(char) ? { all: [char.toLowerCase()] } : {});

/** The characters of a small class such as `[0-9]` or `[-_ ]`. */
function membersOf(set: string): Part {
  const members = new Set<string>();
  const item = /\\d|(\\[^\p{L}\p{N}]|[^\\])(?:-(\\[^\p{L}\p{N}]|[^\\]))?/suy;
  const inside = set.slice(1, -1);
  if (inside.startsWith('^') || inside.includes('[:')) return {};
  while (item.lastIndex < inside.length) {
    const found = item.exec(inside);
    if (!found) return {};
    const [, first = '0', last = found[1] ?? '9'] = found;
    for (let code = codeOf(first); code <= codeOf(last); code++) {
      const [text] = literal(String.fromCodePoint(code)).all ?? [];
      if (text === undefined || members.size === most) return {};
      members.add(text);
    }
  }
  return { all: [...members] };
}

/** Of a character, escaped or not. */
const codeOf = (char: string): number => char.codePointAt(/^\\./su.test(char) ? 1 : 0) ?? 0;
