import { literalOf } from '../classify/pattern.ts';
import { type PhraseList, parsePhrase } from '../classify/phrase.ts';
import { printable } from '../text.ts';
import type { Rule } from '../types.ts';

/** One thing that a rule looks for: its pattern, or an entry of its list. */
export interface Entry {
  rule: Rule;
  /** The rule's place in the list. */
  place: number;
  way: 'pattern' | PhraseList;
  /** As it is written. */
  text: string;
}

/** All that rules look for, in their order; what they tell by looks is left out. */
export function entriesOf(rules: readonly Rule[]): Entry[] {
  return rules.flatMap((rule, place) => {
    const { pattern, words, starts, exact } = rule;
    const ways = { pattern: pattern === undefined ? [] : [pattern], words, starts, exact };
    return (Object.entries(ways) as [Entry['way'], string[] | undefined][]).flatMap(([way, texts]) =>
      (texts ?? []).map((text) => ({ rule, place, way, text })),
    );
  });
}

/** A rule that looks for this entry alone. */
export function ruleOf({ rule, way, text }: Entry): Rule {
  const { pattern: _pattern, words: _words, starts: _starts, exact: _exact, ...rest } = rule;
  return { ...rest, [way]: way === 'pattern' ? text : [text] };
}

/** What an entry looks for, the same for two that look for the same. */
export function meaningOf({ way, text }: Pick<Entry, 'way' | 'text'>): string {
  if (way === 'pattern') return `pattern ${text.toLowerCase()}`;
  const phrase = parsePhrase(text, way);
  if ('fault' in phrase) return `${way} ${text}`;
  return `${way} ${phrase.openBefore ? '*' : ''}${phrase.text}${phrase.openAfter ? '*' : ''}`;
}

/** The shortest plain text that an entry finds; undefined for a pattern that is no plain text. */
export function plainText({ way, text }: Pick<Entry, 'way' | 'text'>): string | undefined {
  if (way === 'pattern') return literalOf(text)?.text.trim() || undefined;
  const phrase = parsePhrase(text, way);
  return 'fault' in phrase ? undefined : phrase.text;
}

/** A text in quotes for people, with the spaces at its ends. */
export const inQuotes = (text: string): string => `'${printable(`|${text}|`).slice(1, -1)}'`;

/** Texts for people: quoted, of many the first few. */
export function quoted(texts: readonly string[], most = 5): string {
  const shown = texts.slice(0, most).map(inQuotes);
  return texts.length > most ? `${shown.join(', ')} and ${texts.length - most} more` : shown.join(', ');
}
