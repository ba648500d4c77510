import { type Classifier, compile } from '../../classify/classifier.ts';
import { literalOf } from '../../classify/pattern.ts';
import { parsePhrase } from '../../classify/phrase.ts';
import { splitAlternatives } from '../alternatives.ts';
import { type Entry, quoted, ruleOf } from '../entries.ts';
import { bystanders, commonWords } from './common-words.ts';
import { type Finding, placeOf } from './finding.ts';

/** Texts of more letters than this stand in no word by chance. */
const short = 5;
/** A rule that claims no more than this says itself that it may be wrong. */
const modest = 0.7;

/**
 * Short texts that stand within words by chance (`pool` in Liverpool), and common words and surnames that
 * are all a rule goes by. A problem where the rule is an exclusion that is sure of itself and decides.
 */
export function riskyWords(entries: readonly Entry[], classifier: Classifier): Finding[] {
  return [...Map.groupBy(entries, ({ rule }) => rule).values()].flatMap((own) => [
    ...withinWords(own, classifier),
    ...commonAlone(own),
  ]);
}

function withinWords(own: readonly Entry[], classifier: Classifier): Finding[] {
  const found = own.flatMap((entry) => soughtBy(entry)).filter(isShortAndOpen);
  const [first] = found;
  if (!first) return [];
  const { rule } = first;
  const alone = compile(found.map(ruleOf));
  const hit = bystanders.filter((word) => alone.hits(inName(word)).length > 0);
  if (hit.length === 0) return [];
  const texts = found.filter((_, place) => hit.some((word) => alone.hitOf(place, inName(word))));
  const decides = hit.some((word) => classifier.verdict(inName(word)).rule === rule);
  return [
    {
      check: 'short-word',
      level: levelOf(rule, decides),
      rule: placeOf(rule),
      message: `${quoted([...new Set(texts.map(({ text }) => text))])} stands within other words by chance, e.g. in ${hit.slice(0, 4).join(', ')}`,
      next: 'Look for whole words (`words`, or \\b at both ends of a pattern), or for a longer text.',
    },
  ];
}

function commonAlone(own: readonly Entry[]): Finding[] {
  const found = own
    .filter(({ way, rule }) => way !== 'exact' && rule.kind === 'exclude')
    .flatMap((entry) => soughtBy(entry).map((sought) => wordOf(sought)))
    .filter((word) => commonWords.has(word));
  const rule = own[0]?.rule;
  if (!rule || found.length === 0) return [];
  return [
    {
      check: 'common-word',
      level: levelOf(rule, true),
      rule: placeOf(rule),
      message: `${quoted(found)} is a common word or a surname too, as bell is in Bell Textron and shaw in Shaw Industries`,
      next: "Give it a second word ('bell canada'), take it as the whole name (`exact`), or say that it is a guess (confidence 0.7 or less).",
    },
  ];
}

const inName = (word: string): string => `${word} inc`;

const levelOf = ({ kind, confidence }: Entry['rule'], decides: boolean): Finding['level'] =>
  kind === 'exclude' && confidence > modest && decides ? 'problem' : 'advice';

/** What an entry looks for: itself, or the alternatives of its pattern. */
const soughtBy = (entry: Entry): Entry[] =>
  entry.way === 'pattern' ? alternativesOf(entry.text).map((text) => ({ ...entry, text })) : [entry];

/** `\b(a|b)\b` as `\ba\b` and `\bb\b`; any other pattern as its top-level alternatives. */
function alternativesOf(pattern: string): string[] {
  const parts = splitAlternatives(pattern);
  if (parts.length > 1) return parts.flatMap(alternativesOf);
  const [, before = '', inner, after = ''] = /^(\\b|\^)?\((?:\?:)?([^()]*)\)(\\b|\$)?$/.exec(pattern) ?? [];
  return inner === undefined ? parts : splitAlternatives(inner).map((part) => before + part + after);
}

function isShortAndOpen({ way, text }: Entry): boolean {
  if (way === 'pattern') {
    const literal = literalOf(text);
    return literal !== undefined && isShort(literal.text) && [literal.before, literal.after].includes('any');
  }
  const phrase = parsePhrase(text, way);
  return !('fault' in phrase) && isShort(phrase.text) && (phrase.openBefore || phrase.openAfter);
}

const isShort = (text: string): boolean => text.replace(/[^\p{L}\p{N}]/gu, '').length <= short;

/** The word that is all an entry looks for; '' if it is more or may be part of a longer one. */
function wordOf({ way, text }: Entry): string {
  if (way === 'pattern') {
    const literal = literalOf(text);
    return literal && literal.before !== 'any' && literal.after !== 'any' ? literal.text.trim() : '';
  }
  const phrase = parsePhrase(text, way);
  return 'fault' in phrase || phrase.openBefore || phrase.openAfter ? '' : phrase.text;
}
