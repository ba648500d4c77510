import { compile } from '../classify/classifier.ts';
import { patternFault } from '../classify/pattern.ts';
import { parsePhrase } from '../classify/phrase.ts';
import type { NewRule } from '../config/rule-edit.ts';
import { foldWords } from '../text.ts';
import type { Rule } from '../types.ts';
import { type Entry, plainText } from './entries.ts';

/** What a person gives for a rule; the rest is filled in. */
export interface RuleWish {
  text: string;
  way: Entry['way'];
  kind: Rule['kind'];
  type: Rule['type'];
  id?: string;
  why?: string;
  matches?: readonly string[];
  spares?: readonly string[];
}

/** What is wrong with the text that a rule shall look for, in words for its author. */
export function wishFault({ text, way }: RuleWish): string | undefined {
  if (way === 'pattern') return patternFault(text);
  const phrase = parsePhrase(text, way);
  return 'fault' in phrase ? phrase.fault : undefined;
}

/**
 * The rule for a wish without fault: an id that is not taken, a reason with `today` (YYYY-MM-DD), and, where
 * no example is given, the text itself if it is a plain one.
 */
export function newRule(wish: RuleWish, taken: ReadonlySet<string>, today: string): NewRule {
  const { text, way, kind, type } = wish;
  const rule = {
    id: wish.id ?? freeId(slugOf(wish), taken),
    kind,
    type,
    ...(way === 'pattern' ? { pattern: text } : { [way]: [text] }),
    why: wish.why?.trim() || `${kind === 'keep' ? 'Kept' : 'Excluded'} by us since ${today}.`,
    matches: [...(wish.matches ?? [])],
    spares: [...(wish.spares ?? [])],
    confidence: 0.95,
  };
  const example = plainText({ way, text });
  const isFound = example && compile([{ ...rule, file: '', line: 0 }]).hitOf(0, example);
  return rule.matches.length === 0 && isFound ? { ...rule, matches: [example] } : rule;
}

const longestId = 40;

function slugOf({ text, way, kind }: RuleWish): string {
  const plain = way === 'pattern' ? text.replace(/\\[a-zA-Z]|[?*+^$]/g, ' ') : text;
  const words = foldWords(plain)
    .join('-')
    .replace(/[^a-z0-9]+/g, '-');
  // No shipped rule's id begins so: none that comes with an update takes the same.
  const slug = `own-${kind === 'keep' ? 'keep-' : ''}${words}`;
  return slug.replace(/--+/g, '-').slice(0, longestId).replace(/-+$/, '');
}

function freeId(slug: string, taken: ReadonlySet<string>): string {
  let id = slug;
  for (let n = 2; taken.has(id); n++) id = `${slug}-${n}`;
  return id;
}
