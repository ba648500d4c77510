import { foldWords, matchingForm } from '../text.ts';
import type { Organisation } from '../types.ts';
import { acronyms } from './acronyms.ts';
import { consonantsOf, isSlip, lettersOf, meaning } from './likeness.ts';
import { byText } from './metrics.ts';
import { variantsOf } from './variants.ts';

/** An organisation with one of the names that it goes by. */
export interface Named {
  organisation: Organisation;
  raw: string;
  /** The raw name's key. */
  key: string;
  /** The words of that key; the label of a domain. */
  words: string;
}

/** Two that look alike. */
export interface Likeness {
  one: Named;
  other: Named;
  /** 0–1: how likely they are one organisation. */
  confidence: number;
  /** One sentence. */
  reason: string;
}

/** Finds the pairs of one kind among names that come heaviest organisation first. */
type FindLikenesses = (names: readonly Named[]) => Iterable<Likeness>;

/** If more names than these look alike, they share a common word and tell nothing. */
const crowd = 12;

function blocks(names: readonly Named[], textOf: (name: Named) => string | undefined): Map<string, Named[]> {
  const byText = new Map<string, Named[]>();
  for (const name of names) {
    const text = textOf(name);
    if (text === undefined) continue;
    const block = byText.get(text);
    if (block === undefined) byText.set(text, [name]);
    else block.push(name);
  }
  return byText;
}

/** The heaviest of each block with every other. */
function* pairs(blocks: Map<string, Named[]>): Generator<[Named, Named]> {
  for (const [first, ...others] of blocks.values()) {
    if (first === undefined || others.length >= crowd) continue;
    for (const other of others) yield [first, other];
  }
}

const fewestLetters = 4;

function* byLetters(names: readonly Named[]): Generator<Likeness> {
  const letters = (name: Named) => {
    const text = lettersOf(name.words);
    return text.length >= fewestLetters ? text : undefined;
  };
  for (const [one, other] of pairs(blocks(names, letters))) {
    const domain = [one, other].find(({ key }) => key.startsWith('d:'))?.key.slice('d:'.length);
    if (domain !== undefined) {
      yield { one, other, confidence: 0.8, reason: `The name is that of the domain ${domain}.` };
    } else if (one.words === other.words) {
      yield { one, other, confidence: 0.6, reason: 'The same name, beside different domains.' };
    } else {
      yield {
        one,
        other,
        confidence: 0.85,
        reason: 'The same letters, written in other words or as umlauts.',
      };
    }
  }
}

function* byMeaning(names: readonly Named[]): Generator<Likeness> {
  const bag = ({ words }: Named) => {
    const told = meaning(words.split(' '));
    return told.length > 1 ? told.sort().join(' ') : undefined;
  };
  for (const [one, other] of pairs(blocks(names, bag))) {
    const [first, second] = [one, other].map(({ words }) => meaning(words.split(' ')).join(' '));
    if (first === second)
      yield { one, other, confidence: 0.7, reason: 'The same words in another language or short.' };
    else yield { one, other, confidence: 0.45, reason: 'The same words in another order.' };
  }
}

/** Shorter words that differ by a letter are two words. */
const longWord = 7;

function* bySlip(names: readonly Named[]): Generator<Likeness> {
  const consonants = ({ words }: Named) => (/^[a-z ]{10,}$/.test(words) ? consonantsOf(words) : undefined);
  for (const [one, other] of pairs(blocks(names, consonants))) {
    const [words, others] = [one.words.split(' '), other.words.split(' ')];
    const differing = words.filter((word, i) => word !== others[i]);
    const [word = '', at = -1] = [differing[0], words.indexOf(differing[0] ?? '')];
    if (words.length !== others.length || differing.length !== 1 || word.length < longWord) continue;
    if (isSlip(word, others[at] ?? '')) {
      yield { one, other, confidence: 0.45, reason: 'One letter is all the difference.' };
    }
  }
}

/** More names than these that have one acronym, and it means none of them. */
const fewNames = 2;
const isPlace = /^(?:city|town|village|county|township|borough) /;

function* byAcronym(names: readonly Named[]): Generator<Likeness> {
  const short = blocks(names, (name) => (isAcronym(name) ? name.words : undefined));
  const spelledOut = new Map<string, Named[]>();
  for (const name of names) {
    if (isPlace.test(name.words)) continue;
    for (const acronym of acronymsOf(name)) {
      if (!short.has(acronym)) continue;
      const known = spelledOut.get(acronym) ?? [];
      spelledOut.set(acronym, known);
      if (known.length <= fewNames) known.push(name);
    }
  }
  for (const [acronym, long] of spelledOut) {
    const [other] = short.get(acronym) ?? [];
    if (long.length > fewNames || other === undefined) continue;
    const confidence = acronym.length > 2 && long.length === 1 ? 0.5 : 0.35;
    const reason = `"${acronym.toUpperCase()}" are the first letters of the other name.`;
    for (const one of long) yield { one, other, confidence, reason };
  }
}

/** `Comp S.A.` is a word, `COMP S.A.` and `comp s.a.` may be an acronym. */
function isAcronym({ raw, words }: Named): boolean {
  return /^[a-z]{2,6}$/.test(words) && (raw === raw.toLowerCase() || raw.includes(words.toUpperCase()));
}

/** With the legal form for `British Broadcasting Corporation`, by capitals for `GlaxoSmithKline`. */
function acronymsOf({ raw, words }: Named): Set<string> {
  const all = foldWords(raw);
  const isWord = all.at(-1) === 'corporation' || all.at(-1) === 'company';
  const capitals = /^(?:[A-Z][a-z]+){3,}(?= |$)/.exec(raw)?.[0].replace(/[a-z]/g, '').toLowerCase();
  return new Set([
    ...acronyms(words.split(' ')),
    ...(isWord ? acronyms(all) : []),
    ...(capitals === undefined ? [] : [capitals]),
  ]);
}

function* byVariant(names: readonly Named[]): Generator<Likeness> {
  const byName = blocks(names, ({ words }) => lettersOf(words));
  for (const other of names) {
    for (const { words, confidence, reason } of variantsOf(other.raw, other.key)) {
      for (const one of byName.get(lettersOf(words))?.slice(0, crowd) ?? [])
        yield { one, other, confidence, reason };
    }
  }
}

/** Where Google Analytics cuts values: user-scoped and event-scoped ones. */
const cuts = new Set([36, 100]);

function* byCut(names: readonly Named[]): Generator<Likeness> {
  const cut = names.filter(({ raw }) => cuts.has([...raw].length));
  if (cut.length === 0) return;
  const sorted = names
    .map((name) => ({ name, form: matchingForm(name.raw) }))
    .sort((a, b) => byText(a.form, b.form));
  const forms = new Map(sorted.map(({ form }, i) => [form, i]));
  for (const one of cut) {
    const form = matchingForm(one.raw);
    const next = sorted[(forms.get(form) ?? 0) + 1];
    if (next?.form.startsWith(form)) {
      yield {
        one,
        other: next.name,
        confidence: 0.8,
        reason: 'One is the other, cut off by Google Analytics.',
      };
    }
  }
}

/** Every kind of likeness. */
export const likenesses: readonly FindLikenesses[] = [
  byLetters,
  byMeaning,
  bySlip,
  byAcronym,
  byVariant,
  byCut,
];
